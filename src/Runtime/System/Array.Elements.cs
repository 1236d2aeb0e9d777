using System.Runtime;
using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System;

// SAFETY: each index is checked against its dimension before the element's address is taken.
public abstract unsafe partial class Array
{
    public object? GetValue(int index) => ReadElement(VectorIndex(index));

    public object? GetValue(int index1, int index2)
    {
        CheckRank(2, "Array was not a two-dimensional array.");
        return GetValue([index1, index2]);
    }

    public object? GetValue(int index1, int index2, int index3)
    {
        CheckRank(3, "Array was not a three-dimensional array.");
        return GetValue([index1, index2, index3]);
    }

    public object? GetValue(params int[] indices) => ReadElement(FlatIndex(indices));

    public void SetValue(object? value, int index) => WriteElement(VectorIndex(index), value);

    public void SetValue(object? value, int index1, int index2)
    {
        CheckRank(2, "Array was not a two-dimensional array.");
        SetValue(value, [index1, index2]);
    }

    public void SetValue(object? value, int index1, int index2, int index3)
    {
        CheckRank(3, "Array was not a three-dimensional array.");
        SetValue(value, [index1, index2, index3]);
    }

    public void SetValue(object? value, params int[] indices) => WriteElement(FlatIndex(indices), value);

    private int VectorIndex(int index)
    {
        CheckRank(1, "Array was not a one-dimensional array.");
        if ((uint)index >= (uint)Length)
            throw new IndexOutOfRangeException();
        return index;
    }

    private void CheckRank(int rank, string message)
    {
        if (Rank != rank)
            throw new ArgumentException(message);
    }

    private int FlatIndex(int[] indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        if (indices.Length != Rank)
            throw new ArgumentException("The array has a different number of dimensions than the number of indices.");
        int flat = 0;
        for (int dimension = 0; dimension < indices.Length; dimension++)
        {
            int length = GetLength(dimension);
            if ((uint)indices[dimension] >= (uint)length)
                throw new IndexOutOfRangeException();
            flat = flat * length + indices[dimension];
        }
        return flat;
    }

    private object? ReadElement(int index)
    {
        MethodTable* type = MethodTablePointer->ElementMethodTable;
        ref byte element = ref ElementAddress(index);
        return type->IsValueType ? RuntimeExports.RhBox(type, ref element) : Unsafe.As<byte, object?>(ref element);
    }

    private void WriteElement(int index, object? value)
    {
        MethodTable* type = MethodTablePointer->ElementMethodTable;
        if (!type->IsValueType)
        {
            if (value is not null && !TypeCast.IsAssignable(value.MethodTablePointer, type))
                ThrowCannotStore();
            Unsafe.As<byte, object?>(ref ElementAddress(index)) = value;
            return;
        }

        if (value is null)
        {
            SpanHelpers.ClearWithoutReferences(ref ElementAddress(index), ElementSize);
            return;
        }
        if (TryUnboxElement(index, value))
            return;

        MethodTable* actual = value.MethodTablePointer;
        if (!type->IsPrimitive || !actual->IsPrimitive)
            ThrowCannotStore();
        if (!PrimitiveWidening.IsPossible(actual->ElementType, type->ElementType))
        {
            throw new ArgumentException(
                "Cannot widen from source type to target type either because the source type is a not a primitive type or the conversion cannot be accomplished.");
        }
        PrimitiveWidening.Widen(actual->ElementType, ref value.FirstField, type->ElementType, ref ElementAddress(index));
    }

    /// <summary>Stores a boxed value of exactly the element type; null only into a Nullable.</summary>
    private bool TryUnboxElement(int index, object? value)
    {
        MethodTable* type = MethodTablePointer->ElementMethodTable;
        ref byte element = ref ElementAddress(index);
        if (type->IsNullable)
        {
            if (value is not null && value.MethodTablePointer != type->GenericArgument(0))
                return false;
            RuntimeExports.RhUnboxNullable(ref element, type, value);
            return true;
        }

        if (value is null || value.MethodTablePointer != type)
            return false;
        if (type->HasReferences)
            Buffer.BulkMoveWithWriteBarrier(ref element, ref value.FirstField, ElementSize);
        else
            SpanHelpers.Memmove(ref element, ref value.FirstField, ElementSize);
        return true;
    }

    private static void ThrowCannotStore() => throw new InvalidCastException("Object cannot be stored in an array of this type.");
}
