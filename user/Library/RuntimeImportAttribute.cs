namespace System.Runtime;

/// <summary>The compiler knows it by its name: the method is a symbol of the image. The core library keeps its own to itself.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RuntimeImportAttribute(string library, string entryPoint) : Attribute
{
    public string Library { get; } = library;

    public string EntryPoint { get; } = entryPoint;
}
