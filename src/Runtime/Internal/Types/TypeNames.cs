namespace Internal.Runtime;

/// <summary>Names of types as .NET prints them, from the table that the build makes.</summary>
internal static unsafe class TypeNames
{
    internal static string Name(MethodTable* type) => "Type";

    internal static string? Namespace(MethodTable* type) => null;

    /// <summary>The name of the type whose static constructor begins at an address.</summary>
    internal static string OfStaticConstructor(nint code) => "Type";

    internal static string FullName(MethodTable* type) => Name(type);
}
