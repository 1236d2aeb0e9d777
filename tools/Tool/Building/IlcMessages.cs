using System.Text.RegularExpressions;

namespace Diesis.Tool.Building;

/// <summary>Says in a few lines what ilc says by an exception with its own stack trace.</summary>
internal static partial class IlcMessages
{
    /// <summary>What a call of a generic virtual method needs, and the core library leaves out on purpose.</summary>
    private const string GenericVirtualMethodSupport = "System.Runtime.TypeLoaderExports";

    internal static string Explain(string output)
    {
        string method = FailedMethod().Match(output) is { Success: true } failed ? failed.Groups["method"].Value : "the program";
        if (MissingType().Match(output) is { Success: true } missing)
        {
            string type = missing.Groups["type"].Value;
            return type == GenericVirtualMethodSupport
                ? $"""
                    {method} calls a generic virtual method: a virtual or interface method with type parameters of its own.
                    Diesis refuses these (docs/adr/0017). Write instead a generic method of a sealed or static class, a generic interface
                    (IVisitor<T>) in the place of a generic method of an interface, or a static abstract member called through a constraint.
                    """
                : $"{method} needs the type {type}, which the core library does not have";
        }

        IEnumerable<string> lines = output.Split('\n').Where(line => !line.StartsWith("   ", StringComparison.Ordinal) && !line.StartsWith("---", StringComparison.Ordinal));
        return string.Join('\n', lines.Select(line => line.TrimEnd()).Where(line => line.Length > 0).Distinct());
    }

    [GeneratedRegex(@"Code generation failed for method '\[[^\]]*\](?<method>.*?)'\)?\r?$", RegexOptions.Multiline)]
    private static partial Regex FailedMethod();

    [GeneratedRegex("Expected type '(?<type>[^']+)' not found in module")]
    private static partial Regex MissingType();
}
