using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Diesis.Architecture.Tests;

/// <summary>Finds in IL what only projects inside the unsafe fence may contain.</summary>
/// <remarks>
/// Types named &lt;PrivateImplementationDetails&gt; are skipped: the C# compiler puts Unsafe and MemoryMarshal calls there for inline arrays and
/// collection expressions of safe code. For stackalloc and constant data safe code also calls the span constructors that take a pointer.
/// </remarks>
internal static class UnsafeScan
{
    private static readonly string[] s_forbiddenTypes =
    [
        "System.Runtime.CompilerServices.Unsafe", "System.Runtime.InteropServices.MemoryMarshal", "System.Runtime.InteropServices.Marshal",
        "System.Runtime.InteropServices.NativeMemory",
    ];

    private static readonly string[] s_forbiddenAttributes =
    [
        "System.Runtime.RuntimeImportAttribute", "System.Runtime.RuntimeExportAttribute", "System.Runtime.InteropServices.UnmanagedCallersOnlyAttribute",
        "System.Runtime.CompilerServices.SkipLocalsInitAttribute", "System.Runtime.CompilerServices.UnsafeAccessorAttribute",
    ];

    internal static IEnumerable<string> Violations(ModuleDefinition module) => module.GetTypes().SelectMany(Violations);

    internal static IEnumerable<string> Violations(TypeDefinition type)
    {
        if (type.Name.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal)
            || type.DeclaringType?.Name.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal) == true)
        {
            yield break;
        }

        foreach (FieldDefinition field in type.Fields.Where(field => HasPointer(field.FieldType)))
        {
            yield return $"{field.FullName}: a pointer field";
        }

        foreach (string violation in type.Methods.SelectMany(Violations))
        {
            yield return violation;
        }
    }

    private static IEnumerable<string> Violations(MethodDefinition method)
    {
        if (method.IsPInvokeImpl)
        {
            yield return $"{method.FullName}: DllImport";
        }

        foreach (CustomAttribute attribute in method.CustomAttributes.Where(attribute => s_forbiddenAttributes.Contains(attribute.AttributeType.FullName) && !IsKernelEntry(attribute)))
        {
            yield return $"{method.FullName}: {attribute.AttributeType.Name}";
        }

        if (SignatureHasPointer(method))
        {
            yield return $"{method.FullName}: a pointer in its signature";
        }

        if (!method.HasBody)
        {
            yield break;
        }

        if (method.Body.Variables.Any(variable => HasPointer(variable.VariableType)))
        {
            yield return $"{method.FullName}: a pointer variable";
        }

        foreach (Instruction instruction in method.Body.Instructions)
        {
            if (instruction.OpCode == OpCodes.Calli)
            {
                yield return $"{method.FullName}: a call through a function pointer";
            }
            else if (instruction.Operand is MethodReference called)
            {
                string declaring = called.DeclaringType.GetElementType().FullName;
                if (s_forbiddenTypes.Contains(declaring))
                {
                    yield return $"{method.FullName}: uses {declaring}.{called.Name}";
                }
                else if (SignatureHasPointer(called) && !IsSpanConstructor(called))
                {
                    yield return $"{method.FullName}: calls {called.FullName}, which takes or gives a pointer";
                }
            }
            else if (instruction.Operand is FieldReference field && HasPointer(field.FieldType))
            {
                yield return $"{method.FullName}: uses the pointer field {field.FullName}";
            }
        }
    }

    /// <summary>The kernel's one export, through which Platform enters Boot without referencing it.</summary>
    private static bool IsKernelEntry(CustomAttribute attribute) =>
        attribute.AttributeType.Name == "UnmanagedCallersOnlyAttribute" && attribute.Fields.Any(field => field.Name == "EntryPoint" && field.Argument.Value is "KernelMain");

    private static bool SignatureHasPointer(MethodReference method) =>
        HasPointer(method.ReturnType) || method.Parameters.Any(parameter => HasPointer(parameter.ParameterType));

    private static bool IsSpanConstructor(MethodReference method) =>
        method.Name == ".ctor" && method.DeclaringType.GetElementType().FullName is "System.Span`1" or "System.ReadOnlySpan`1";

    private static bool HasPointer(TypeReference type) => type switch
    {
        PointerType or FunctionPointerType => true,
        GenericInstanceType instance => instance.GenericArguments.Any(HasPointer),
        TypeSpecification specification => HasPointer(specification.ElementType),
        _ => false,
    };
}
