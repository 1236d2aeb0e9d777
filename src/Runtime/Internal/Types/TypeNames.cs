namespace Internal.Runtime;

/// <summary>Names of types as .NET prints them, from the table that the build makes.</summary>
internal static unsafe class TypeNames
{
    /// <summary>For an image that was linked without names, and for types that only exist inside the compiler.</summary>
    private const string Unknown = "UnknownType";

    // SAFETY: a MethodTable is only compared with the table's keys here, never read.
    internal static string Name(MethodTable* type) => NameTables.TryGetTypeName(type, out _, out string name) ? name : Unknown;

    internal static string? Namespace(MethodTable* type)
    {
        NameTables.TryGetTypeName(type, out string? @namespace, out _);
        return @namespace;
    }

    internal static string FullName(MethodTable* type) => NameTables.TryGetTypeFullName(type, out string name) ? name : Unknown;

    /// <summary>The name of the type whose static constructor begins at an address.</summary>
    internal static string OfStaticConstructor(nint code) => NameTables.TryGetDeclaringType((nuint)code, out string name) ? name : Unknown;
}
