using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System.Runtime;

/// <summary>Boxing and unboxing: called by compiled code, found by ilc under this name.</summary>
/// <remarks>SAFETY: sizes come from the MethodTable of the value itself, so copies stay within the box and the value.</remarks>
[System.Diagnostics.StackTraceHidden]
internal static unsafe class RuntimeExports
{
    public static object? RhBox(MethodTable* type, ref byte data)
    {
        ref byte source = ref data;
        if (type->IsNullable)
        {
            if (data == 0)
                return null;
            source = ref Unsafe.Add(ref data, type->NullableValueOffset);
            type = type->GenericArgument(0);
        }
        object box = ObjectAllocator.Allocate(type);
        CopyValue(ref box.FirstField, ref source, type);
        return box;
    }

    public static ref byte RhUnbox2(MethodTable* type, object value)
    {
        if (value.MethodTablePointer != type)
            RhUnboxTypeTest(type, value.MethodTablePointer);
        return ref value.FirstField;
    }

    public static void RhUnboxNullable(ref byte destination, MethodTable* type, object? value)
    {
        MethodTable* underlying = type->GenericArgument(0);
        int valueOffset = type->NullableValueOffset;
        if (value == null)
        {
            SpanHelpers.ClearWithoutReferences(ref destination, (nuint)valueOffset + underlying->ValueTypeSize);
            return;
        }
        RhUnboxTypeTest(underlying, value.MethodTablePointer);
        destination = 1;
        CopyValue(ref Unsafe.Add(ref destination, valueOffset), ref value.FirstField, underlying);
    }

    /// <summary>An enum and its underlying integer may be unboxed as each other (ECMA-335, III.4.32).</summary>
    public static void RhUnboxTypeTest(MethodTable* wanted, MethodTable* actual)
    {
        if (wanted == actual)
            return;
        if (wanted->ElementType == actual->ElementType && wanted->IsPrimitive && wanted->Kind == TypeKind.Canonical)
            return;
        TypeCast.ThrowInvalidCast(actual, wanted);
    }

    private static void CopyValue(ref byte destination, ref byte source, MethodTable* type)
    {
        if (type->HasReferences)
            Buffer.BulkMoveWithWriteBarrier(ref destination, ref source, type->ValueTypeSize);
        else
            SpanHelpers.Memmove(ref destination, ref source, type->ValueTypeSize);
    }
}
