using Mono.Cecil;

namespace Diesis.Tool.Names;

/// <summary>A type's name as System.Type gives it, in the parts from which the runtime puts Name, Namespace and ToString() together.</summary>
/// <param name="Namespace">Empty when there is none.</param>
/// <param name="Outer">The types around it, each followed by '+'.</param>
/// <param name="Name">Without instantiation and array brackets: List`1.</param>
/// <param name="Arguments">What ToString() adds for an instantiation: [System.Int32].</param>
/// <param name="Suffix">Array, pointer and by-reference marks, innermost first.</param>
internal sealed record TypeName(string Namespace, string Outer, string Name, string Arguments, string Suffix)
{
    internal static TypeName Of(TypeReference type)
    {
        switch (type)
        {
            case ArrayType array:
                return Of(array.ElementType).WithSuffix(array.IsVector ? "[]" : array.Rank == 1 ? "[*]" : $"[{new string(',', array.Rank - 1)}]");
            case PointerType pointer:
                return Of(pointer.ElementType).WithSuffix("*");
            case ByReferenceType reference:
                return Of(reference.ElementType).WithSuffix("&");
            case IModifierType modified:
                return Of(modified.ElementType);
            case FunctionPointerType:
                return new TypeName("", "", "IntPtr", "", "");
            case GenericInstanceType instance:
                string arguments = string.Join(",", instance.GenericArguments.Select(argument => Of(argument).ToString()));
                return Of(instance.ElementType) with { Arguments = $"[{arguments}]" };
        }

        string outer = "";
        TypeReference outermost = type;
        while (outermost.DeclaringType is not null && !outermost.IsGenericParameter)
        {
            outermost = outermost.DeclaringType;
            outer = outermost.Name + "+" + outer;
        }

        return new TypeName(type.IsGenericParameter ? "" : outermost.Namespace, outer, type.Name, "", "");
    }

    /// <summary>Type.ToString().</summary>
    public override string ToString() => (Namespace.Length == 0 ? "" : Namespace + ".") + Outer + Name + Arguments + Suffix;

    private TypeName WithSuffix(string suffix) => this with { Suffix = Suffix + suffix };
}
