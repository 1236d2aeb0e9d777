using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Internal.Runtime;

namespace System;

// SAFETY: ranges are checked against both arrays before an element is touched, and element sizes come from their MethodTables.
public abstract unsafe partial class Array
{
    public static void Clear(Array array)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        ClearElements(array, 0, array.Length);
    }

    /// <exception cref="IndexOutOfRangeException">The range is not within the array.</exception>
    public static void Clear(Array array, int index, int length)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        if ((uint)index > (uint)array.Length || (uint)length > (uint)(array.Length - index))
            throw new IndexOutOfRangeException();
        ClearElements(array, index, length);
    }

    public object Clone() => MemberwiseClone();

    /// <summary>A copy that needs no conversion of elements, or none at all.</summary>
    public static void ConstrainedCopy(Array sourceArray, int sourceIndex, Array destinationArray, int destinationIndex, int length)
    {
        CheckCopy(sourceArray, sourceIndex, destinationArray, destinationIndex, length);
        if (!TypeCast.IsAssignable(sourceArray.MethodTablePointer, destinationArray.MethodTablePointer))
        {
            throw new ArrayTypeMismatchException(
                "Array.ConstrainedCopy will only work on array types that are provably compatible, without any form of boxing, unboxing, widening, or casting of each array element.  Change the array types (i.e., copy a Derived[] to a Base[]), or use a mitigation strategy in the CER for Array.Copy's less powerful reliability contract, such as cloning the array or throwing away the potentially corrupt destination array.");
        }
        MoveElements(sourceArray, sourceIndex, destinationArray, destinationIndex, length);
    }

    public static void Copy(Array sourceArray, Array destinationArray, int length) => Copy(sourceArray, 0, destinationArray, 0, length);

    /// <summary>
    /// Copies elements, also between overlapping ranges; where the element types differ each is cast, boxed, unboxed or widened as
    /// ECMA-335, I.8.7 lets an assignment do.
    /// </summary>
    public static void Copy(Array sourceArray, int sourceIndex, Array destinationArray, int destinationIndex, int length)
    {
        if (sourceArray is not null && destinationArray is not null
            && sourceArray.MethodTablePointer == destinationArray.MethodTablePointer
            && (sourceIndex | destinationIndex | length) >= 0
            && (uint)sourceIndex + (uint)length <= (uint)sourceArray.Length
            && (uint)destinationIndex + (uint)length <= (uint)destinationArray.Length)
        {
            MoveElements(sourceArray, sourceIndex, destinationArray, destinationIndex, length);
            return;
        }

        CheckCopy(sourceArray, sourceIndex, destinationArray, destinationIndex, length);
        if (TypeCast.IsAssignable(sourceArray.MethodTablePointer, destinationArray.MethodTablePointer))
            MoveElements(sourceArray, sourceIndex, destinationArray, destinationIndex, length);
        else
            ConvertElements(sourceArray, sourceIndex, destinationArray, destinationIndex, length);
    }

    public static void Copy(Array sourceArray, Array destinationArray, long length) => Copy(sourceArray, destinationArray, ToIndex(length, nameof(length)));

    public static void Copy(Array sourceArray, long sourceIndex, Array destinationArray, long destinationIndex, long length) =>
        Copy(
            sourceArray,
            ToIndex(sourceIndex, nameof(sourceIndex)),
            destinationArray,
            ToIndex(destinationIndex, nameof(destinationIndex)),
            ToIndex(length, nameof(length)));

    public void CopyTo(Array array, int index)
    {
        if (array is not null && array.Rank != 1)
            ThrowHelper.ThrowRankMultiDimensional();
        Copy(this, 0, array!, index, Length);
    }

    private static int ToIndex(long value, string parameterName)
    {
        if (value != (int)value)
            throw new ArgumentOutOfRangeException(parameterName, "Arrays larger than 2GB are not supported.");
        return (int)value;
    }

    private static void CheckCopy(
        [NotNull] Array? sourceArray, int sourceIndex, [NotNull] Array? destinationArray, int destinationIndex, int length)
    {
        if (sourceArray is null)
            ThrowHelper.ThrowNull(nameof(sourceArray));
        if (destinationArray is null)
            ThrowHelper.ThrowNull(nameof(destinationArray));
        if (sourceArray.Rank != destinationArray.Rank)
            throw new RankException("The specified arrays must have the same number of dimensions.");
        if (length < 0)
            ThrowHelper.ThrowMustBeNonNegative(nameof(length), length);
        if (sourceIndex < 0)
            ThrowHelper.ThrowLessThan(nameof(sourceIndex), sourceIndex, 0);
        if (destinationIndex < 0)
            ThrowHelper.ThrowLessThan(nameof(destinationIndex), destinationIndex, 0);
        if ((uint)sourceIndex + (uint)length > (uint)sourceArray.Length)
            ThrowHelper.ThrowSourceTooShort();
        if ((uint)destinationIndex + (uint)length > (uint)destinationArray.Length)
            ThrowHelper.ThrowDestinationArrayTooShort();
    }

    private ref byte ElementAddress(int index) => ref Unsafe.AddByteOffset(ref FirstElement, (nuint)(uint)index * ElementSize);

    private static void ClearElements(Array array, int index, int length) =>
        SpanHelpers.ClearWithoutReferences(ref array.ElementAddress(index), (nuint)(uint)length * array.ElementSize);

    private static void MoveElements(Array source, int sourceIndex, Array destination, int destinationIndex, int length)
    {
        nuint size = source.ElementSize;
        nuint bytes = (nuint)(uint)length * size;
        ref byte from = ref Unsafe.AddByteOffset(ref source.FirstElement, (nuint)(uint)sourceIndex * size);
        ref byte to = ref Unsafe.AddByteOffset(ref destination.FirstElement, (nuint)(uint)destinationIndex * size);
        if (source.MethodTablePointer->HasReferences)
            Buffer.BulkMoveWithWriteBarrier(ref to, ref from, bytes);
        else
            SpanHelpers.Memmove(ref to, ref from, bytes);
    }

    private static void ConvertElements(Array source, int sourceIndex, Array destination, int destinationIndex, int length)
    {
        MethodTable* from = source.MethodTablePointer->ElementMethodTable;
        MethodTable* to = destination.MethodTablePointer->ElementMethodTable;
        if (from->IsPrimitive && to->IsPrimitive)
        {
            if (!PrimitiveWidening.IsPossible(from->ElementType, to->ElementType))
                ThrowIncompatible();
            for (int i = 0; i < length; i++)
            {
                PrimitiveWidening.Widen(
                    from->ElementType, ref source.ElementAddress(sourceIndex + i), to->ElementType, ref destination.ElementAddress(destinationIndex + i));
            }
            return;
        }

        bool isPossible = from->IsValueType
            ? !to->IsValueType && TypeCast.IsAssignable(from, to)
            : to->IsValueType
                ? TypeCast.IsAssignable(to->IsNullable ? to->GenericArgument(0) : to, from)
                : from->IsInterface || to->IsInterface || TypeCast.IsAssignable(to, from);
        if (!isPossible)
            ThrowIncompatible();

        for (int i = 0; i < length; i++)
        {
            object? item = source.ReadElement(sourceIndex + i);
            if (to->IsValueType)
            {
                if (!destination.TryUnboxElement(destinationIndex + i, item))
                    throw new InvalidCastException("At least one element in the source array could not be cast down to the destination array type.");
                continue;
            }
            if (item is not null && !TypeCast.IsAssignable(item.MethodTablePointer, to))
                TypeCast.ThrowInvalidCast(item.MethodTablePointer, to);
            Unsafe.As<byte, object?>(ref destination.ElementAddress(destinationIndex + i)) = item;
        }
    }

    [DoesNotReturn]
    private static void ThrowIncompatible() =>
        throw new ArrayTypeMismatchException("Source array type cannot be assigned to destination array type.");
}
