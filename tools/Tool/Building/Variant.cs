namespace Diesis.Tool.Building;

/// <summary>A way of building everything, with outputs of its own.</summary>
/// <param name="Suffix">Ends the names of its folders and images.</param>
/// <param name="Properties">What MSBuild is told; the projects turn it into symbols.</param>
internal sealed record Variant(string Suffix, IReadOnlyList<string> Properties)
{
    internal static readonly Variant Plain = new("", []);

    /// <summary>With the collector's checks: poisoned free memory, canaries, walks of the heap, allocation sites. Slow.</summary>
    internal static readonly Variant Verification = new("-verification", ["-p:GcVerification=true"]);
}
