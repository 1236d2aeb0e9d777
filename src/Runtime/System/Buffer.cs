using System.Runtime.CompilerServices;

namespace System;

/// <summary>Copies of raw memory.</summary>
public static unsafe partial class Buffer
{
    /// <summary>Copies memory that holds references: called by compiled code and by array copies, found by ilc under this name.</summary>
    /// <remarks>
    /// References are 8-byte aligned and copied as whole words, so a collector that looks meanwhile sees the old one or the new one.
    /// The collector does not yet ask for barriers; this is where an incremental one would take note of the range.
    /// </remarks>
    internal static void BulkMoveWithWriteBarrier(ref byte destination, ref byte source, nuint byteCount) =>
        SpanHelpers.MemmoveReferences(ref destination, ref source, byteCount);

    internal static void Memmove<T>(ref T destination, ref T source, nuint elementCount)
    {
        nuint bytes = elementCount * (nuint)Unsafe.SizeOf<T>();
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            BulkMoveWithWriteBarrier(ref Unsafe.As<T, byte>(ref destination), ref Unsafe.As<T, byte>(ref source), bytes);
        else
            SpanHelpers.Memmove(ref Unsafe.As<T, byte>(ref destination), ref Unsafe.As<T, byte>(ref source), bytes);
    }

    /// <exception cref="ArgumentOutOfRangeException">The destination is shorter than the count.</exception>
    public static void MemoryCopy(void* source, void* destination, ulong destinationSizeInBytes, ulong sourceBytesToCopy)
    {
        if (sourceBytesToCopy > destinationSizeInBytes)
            throw new ArgumentOutOfRangeException(nameof(sourceBytesToCopy));
        // SAFETY: the caller answers for both ranges.
        SpanHelpers.Memmove(ref *(byte*)destination, ref *(byte*)source, (nuint)sourceBytesToCopy);
    }
}
