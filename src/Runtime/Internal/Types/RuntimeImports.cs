using Internal.Runtime;

namespace System.Runtime;

/// <summary>Checks that compiled code asks for; found by ilc under this name.</summary>
internal static unsafe class RuntimeImports
{
    /// <summary>Whether a reference may be stored in an array: for multi-dimensional ones, whose accessors ilc writes.</summary>
    /// <exception cref="ArrayTypeMismatchException">It may not.</exception>
    internal static void RhCheckArrayStore(object? array, object? value)
    {
        if (array == null || value == null)
            return;
        // SAFETY: an array's MethodTable names its element type.
        MethodTable* element = array.MethodTablePointer->ElementMethodTable;
        if (element != value.MethodTablePointer && !TypeCast.IsAssignable(value.MethodTablePointer, element))
            throw new ArrayTypeMismatchException();
    }
}
