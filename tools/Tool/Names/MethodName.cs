using Mono.Cecil;

namespace Diesis.Tool.Names;

/// <summary>A method as .NET prints it in a stack trace, in parts: at Namespace.Path.Name(Type name, …)Note.</summary>
/// <param name="Path">The declaring type with those around it, separated by '+'.</param>
/// <param name="Name">With the method's own type parameters: Sort[T].</param>
/// <param name="Note">"+MoveNext()" when the code is that of an iterator, whose user wrote another method than runs.</param>
internal sealed record MethodName(string Namespace, string Path, string Name, IReadOnlyList<(string Type, string Name)> Parameters, string Note)
{
    /// <summary>Stands for the methods that stack traces leave out: those marked with StackTraceHidden and the compiler's stubs around Main.</summary>
    internal static readonly MethodName Hidden = new("", "", "", [], "");

    private const string HidingAttribute = "System.Diagnostics.StackTraceHiddenAttribute";
    private const string StateMachineAttributes = "System.Runtime.CompilerServices.";

    internal static MethodName Of(MethodReference method)
    {
        MethodReference reference = method.GetElementMethod();
        MethodDefinition? definition = TryResolve(reference);
        string note = "";
        if (reference.DeclaringType.FullName == "<Module>" || (definition is not null && (IsHidden(definition) || IsHidden(definition.DeclaringType))))
        {
            return Hidden;
        }

        if (definition?.Name == "MoveNext" && definition.DeclaringType.DeclaringType is TypeDefinition outer)
        {
            (MethodDefinition Method, bool IsIterator)? written = WrittenMethod(outer, definition.DeclaringType);
            if (written is not null)
            {
                note = written.Value.IsIterator ? "+MoveNext()" : "";
                reference = definition = written.Value.Method;
            }
        }

        TypeName type = TypeName.Of(reference.DeclaringType.GetElementType());
        string generic = "";
        if (reference.HasGenericParameters)
        {
            IEnumerable<GenericParameter> parameters = (definition ?? reference).GenericParameters;
            generic = "[" + string.Join(",", parameters.Select(parameter => parameter.Name)) + "]";
        }

        IEnumerable<ParameterDefinition> formal = (definition ?? reference).Parameters;
        return new MethodName(
            type.Namespace,
            type.Outer + type.Name,
            reference.Name + generic,
            [.. formal.Select(parameter => (ParameterType(parameter.ParameterType), parameter.Name ?? ""))],
            note);
    }

    public override string ToString()
    {
        string parameters = string.Join(", ", Parameters.Select(parameter => parameter.Name.Length == 0 ? parameter.Type : $"{parameter.Type} {parameter.Name}"));
        return (Namespace.Length == 0 ? "" : Namespace + ".") + $"{Path.Replace('+', '.')}.{Name}({parameters}){Note}";
    }

    private static string ParameterType(TypeReference type)
    {
        TypeName name = TypeName.Of(type);
        return name.Name + name.Suffix;
    }

    private static bool IsHidden(ICustomAttributeProvider member) =>
        member.HasCustomAttributes && member.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == HidingAttribute);

    private static MethodDefinition? TryResolve(MethodReference method)
    {
        try
        {
            return method.Resolve();
        }
        catch (AssemblyResolutionException)
        {
            return null;
        }
    }

    /// <summary>The method of which the state machine is the body, found as the stack trace of .NET finds it: by attribute.</summary>
    private static (MethodDefinition Method, bool IsIterator)? WrittenMethod(TypeDefinition outer, TypeDefinition stateMachine)
    {
        foreach (MethodDefinition method in outer.Methods)
        {
            foreach (CustomAttribute attribute in method.CustomAttributes)
            {
                string kind = attribute.AttributeType.FullName;
                if (kind.StartsWith(StateMachineAttributes, StringComparison.Ordinal) && kind.EndsWith("StateMachineAttribute", StringComparison.Ordinal)
                    && attribute.ConstructorArguments is [{ Value: TypeReference type }] && type.GetElementType().FullName == stateMachine.FullName)
                {
                    return (method, kind.EndsWith("IteratorStateMachineAttribute", StringComparison.Ordinal));
                }
            }
        }

        return null;
    }
}
