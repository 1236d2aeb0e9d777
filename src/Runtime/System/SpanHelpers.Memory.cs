using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace System;

/// <summary>The loops beneath spans, arrays and strings: copy and clear here, search and compare in the other parts.</summary>
/// <remarks>
/// The compiler calls <c>Memmove</c>, <c>ClearWithoutReferences</c> and <c>Fill</c> by name for block copies of unknown length. No string
/// instructions: an emulator counts each byte of a <c>rep movsb</c>. 16-byte loads and stores, with a last one that overlaps its neighbour.
/// </remarks>
// SAFETY: callers vouch that the ranges exist; nothing outside them is read or written. The references keep their objects alive and objects
// do not move.
internal static unsafe partial class SpanHelpers
{
    /// <summary>Copies bytes that are no references; the ranges may overlap.</summary>
    internal static void Memmove(ref byte destination, ref byte source, nuint length)
    {
        if (length <= 16)
        {
            MoveSmall(ref destination, ref source, length);
            return;
        }

        // The first and last 16 bytes are taken before anything is written, so that small overlapping moves need no direction.
        Vector128<byte> first = Vector128.LoadUnsafe(ref source);
        Vector128<byte> last = Vector128.LoadUnsafe(ref source, length - 16);
        if (length <= 32)
        {
            first.StoreUnsafe(ref destination);
            last.StoreUnsafe(ref destination, length - 16);
            return;
        }

        if (length <= 64)
        {
            Vector128<byte> second = Vector128.LoadUnsafe(ref source, 16);
            Vector128<byte> third = Vector128.LoadUnsafe(ref source, length - 32);
            first.StoreUnsafe(ref destination);
            second.StoreUnsafe(ref destination, 16);
            third.StoreUnsafe(ref destination, length - 32);
            last.StoreUnsafe(ref destination, length - 16);
            return;
        }

        if (length <= 128)
        {
            Move128(ref destination, ref source, length);
            return;
        }

        nuint distance = (nuint)Unsafe.ByteOffset(ref source, ref destination);
        if (distance == 0)
            return;

        if (distance >= length)
            MoveForward(ref destination, ref source, length);
        else
            MoveBackward(ref destination, ref source, length);
    }

    // Preconditions: 65 to 128 bytes. All of them are read before one is written.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move128(ref byte destination, ref byte source, nuint length)
    {
        nuint end = length - 64;
        Vector128<byte> head0 = Vector128.LoadUnsafe(ref source);
        Vector128<byte> head1 = Vector128.LoadUnsafe(ref source, 16);
        Vector128<byte> head2 = Vector128.LoadUnsafe(ref source, 32);
        Vector128<byte> head3 = Vector128.LoadUnsafe(ref source, 48);
        Vector128<byte> tail0 = Vector128.LoadUnsafe(ref source, end);
        Vector128<byte> tail1 = Vector128.LoadUnsafe(ref source, end + 16);
        Vector128<byte> tail2 = Vector128.LoadUnsafe(ref source, end + 32);
        Vector128<byte> tail3 = Vector128.LoadUnsafe(ref source, end + 48);
        head0.StoreUnsafe(ref destination);
        head1.StoreUnsafe(ref destination, 16);
        head2.StoreUnsafe(ref destination, 32);
        head3.StoreUnsafe(ref destination, 48);
        tail0.StoreUnsafe(ref destination, end);
        tail1.StoreUnsafe(ref destination, end + 16);
        tail2.StoreUnsafe(ref destination, end + 32);
        tail3.StoreUnsafe(ref destination, end + 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MoveSmall(ref byte destination, ref byte source, nuint length)
    {
        if (length >= 8)
        {
            ulong first = Unsafe.ReadUnaligned<ulong>(ref source);
            ulong last = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, length - 8));
            Unsafe.WriteUnaligned(ref destination, first);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, length - 8), last);
        }
        else if (length >= 4)
        {
            uint first = Unsafe.ReadUnaligned<uint>(ref source);
            uint last = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref source, length - 4));
            Unsafe.WriteUnaligned(ref destination, first);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, length - 4), last);
        }
        else if (length != 0)
        {
            byte first = source;
            byte middle = Unsafe.Add(ref source, length >> 1);
            byte last = Unsafe.Add(ref source, length - 1);
            destination = first;
            Unsafe.Add(ref destination, length >> 1) = middle;
            Unsafe.Add(ref destination, length - 1) = last;
        }
    }

    // The destination is below the source or beyond its end. The first and last 16 bytes are held in registers, since the loop may overwrite them.
    private static void MoveForward(ref byte destination, ref byte source, nuint length)
    {
        Vector128<byte> head = Vector128.LoadUnsafe(ref source);
        Vector128<byte> tail3 = Vector128.LoadUnsafe(ref source, length - 64);
        Vector128<byte> tail2 = Vector128.LoadUnsafe(ref source, length - 48);
        Vector128<byte> tail1 = Vector128.LoadUnsafe(ref source, length - 32);
        Vector128<byte> tail0 = Vector128.LoadUnsafe(ref source, length - 16);

        // From here the stores are aligned: unaligned ones cost twice at each cache line.
        nuint position = 16 - ((nuint)Unsafe.AsPointer(ref destination) & 15);
        nuint end = length - 64;
        Vector128<byte> before = Vector128.LoadUnsafe(ref source, position);
        head.StoreUnsafe(ref destination);
        if (position < end)
        {
            // One vector is read ahead because the head's store may have touched its bytes when the ranges overlap.
            Vector128<byte> b = Vector128.LoadUnsafe(ref source, position + 16);
            Vector128<byte> c = Vector128.LoadUnsafe(ref source, position + 32);
            Vector128<byte> d = Vector128.LoadUnsafe(ref source, position + 48);
            before.StoreUnsafe(ref destination, position);
            b.StoreUnsafe(ref destination, position + 16);
            c.StoreUnsafe(ref destination, position + 32);
            d.StoreUnsafe(ref destination, position + 48);
            for (position += 64; position < end; position += 64)
            {
                Vector128<byte> a = Vector128.LoadUnsafe(ref source, position);
                b = Vector128.LoadUnsafe(ref source, position + 16);
                c = Vector128.LoadUnsafe(ref source, position + 32);
                d = Vector128.LoadUnsafe(ref source, position + 48);
                a.StoreUnsafe(ref destination, position);
                b.StoreUnsafe(ref destination, position + 16);
                c.StoreUnsafe(ref destination, position + 32);
                d.StoreUnsafe(ref destination, position + 48);
            }
        }

        tail3.StoreUnsafe(ref destination, length - 64);
        tail2.StoreUnsafe(ref destination, length - 48);
        tail1.StoreUnsafe(ref destination, length - 32);
        tail0.StoreUnsafe(ref destination, length - 16);
    }

    // The destination starts inside the source: from the end down.
    private static void MoveBackward(ref byte destination, ref byte source, nuint length)
    {
        Vector128<byte> head0 = Vector128.LoadUnsafe(ref source);
        Vector128<byte> head1 = Vector128.LoadUnsafe(ref source, 16);
        Vector128<byte> head2 = Vector128.LoadUnsafe(ref source, 32);
        Vector128<byte> head3 = Vector128.LoadUnsafe(ref source, 48);

        nuint position = length;
        while (position > 64)
        {
            position -= 64;
            Vector128<byte> a = Vector128.LoadUnsafe(ref source, position);
            Vector128<byte> b = Vector128.LoadUnsafe(ref source, position + 16);
            Vector128<byte> c = Vector128.LoadUnsafe(ref source, position + 32);
            Vector128<byte> d = Vector128.LoadUnsafe(ref source, position + 48);
            d.StoreUnsafe(ref destination, position + 48);
            c.StoreUnsafe(ref destination, position + 32);
            b.StoreUnsafe(ref destination, position + 16);
            a.StoreUnsafe(ref destination, position);
        }

        head3.StoreUnsafe(ref destination, 48);
        head2.StoreUnsafe(ref destination, 32);
        head1.StoreUnsafe(ref destination, 16);
        head0.StoreUnsafe(ref destination);
    }

    /// <summary>Zeroes bytes that are no references.</summary>
    internal static void ClearWithoutReferences(ref byte destination, nuint length) => Fill(ref destination, 0, length);

    /// <summary>Sets every byte to one value.</summary>
    internal static void Fill(ref byte destination, byte value, nuint length)
    {
        if (length < 16)
        {
            ulong wide = value * 0x0101_0101_0101_0101ul;
            if (length >= 8)
            {
                Unsafe.WriteUnaligned(ref destination, wide);
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, length - 8), wide);
            }
            else if (length >= 4)
            {
                Unsafe.WriteUnaligned(ref destination, (uint)wide);
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, length - 4), (uint)wide);
            }
            else if (length != 0)
            {
                destination = value;
                Unsafe.Add(ref destination, length >> 1) = value;
                Unsafe.Add(ref destination, length - 1) = value;
            }

            return;
        }

        FillVectors(ref destination, Vector128.Create(value), length);
    }

    // Preconditions: length >= 16; the pattern's period divides 16 and length is a multiple of it.
    private static void FillVectors(ref byte destination, Vector128<byte> pattern, nuint length)
    {
        nuint last = length - 16;
        nuint position = 0;
        for (; position + 128 <= length; position += 128)
        {
            pattern.StoreUnsafe(ref destination, position);
            pattern.StoreUnsafe(ref destination, position + 16);
            pattern.StoreUnsafe(ref destination, position + 32);
            pattern.StoreUnsafe(ref destination, position + 48);
            pattern.StoreUnsafe(ref destination, position + 64);
            pattern.StoreUnsafe(ref destination, position + 80);
            pattern.StoreUnsafe(ref destination, position + 96);
            pattern.StoreUnsafe(ref destination, position + 112);
        }

        if (position + 64 <= length)
        {
            pattern.StoreUnsafe(ref destination, position);
            pattern.StoreUnsafe(ref destination, position + 16);
            pattern.StoreUnsafe(ref destination, position + 32);
            pattern.StoreUnsafe(ref destination, position + 48);
            position += 64;
        }

        for (; position < last; position += 16)
        {
            pattern.StoreUnsafe(ref destination, position);
        }

        pattern.StoreUnsafe(ref destination, last);
    }

    /// <summary>Sets every element to one value; primitives go by vectors.</summary>
    internal static void FillElements<T>(ref T destination, T value, nuint count)
    {
        if (!RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            ref byte bytes = ref Unsafe.As<T, byte>(ref destination);
            nuint length = count * (nuint)sizeof(T);
            if (sizeof(T) == 1)
            {
                Fill(ref bytes, Unsafe.As<T, byte>(ref value), count);
                return;
            }

            if (length >= 16)
            {
                if (sizeof(T) == 2)
                {
                    FillVectors(ref bytes, Vector128.Create(Unsafe.As<T, ushort>(ref value)).AsByte(), length);
                    return;
                }

                if (sizeof(T) == 4)
                {
                    FillVectors(ref bytes, Vector128.Create(Unsafe.As<T, uint>(ref value)).AsByte(), length);
                    return;
                }

                if (sizeof(T) == 8)
                {
                    FillVectors(ref bytes, Vector128.Create(Unsafe.As<T, ulong>(ref value)).AsByte(), length);
                    return;
                }
            }
        }

        for (nuint i = 0; i < count; i++)
        {
            Unsafe.Add(ref destination, i) = value;
        }
    }

    /// <summary>Sets every element to default, which for references must be done whole words at a time.</summary>
    internal static void ClearElements<T>(ref T destination, nuint count)
    {
        if (!RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            Fill(ref Unsafe.As<T, byte>(ref destination), 0, count * (nuint)sizeof(T));
            return;
        }

        // Null needs no write barrier, and word-sized stores cannot be torn under a collector that looks at the same time.
        ref nuint words = ref Unsafe.As<T, nuint>(ref destination);
        nuint length = count * ((nuint)sizeof(T) / (nuint)sizeof(nuint));
        for (nuint i = 0; i < length; i++)
        {
            Unsafe.Add(ref words, i) = 0;
        }
    }

    /// <summary>Turns the order of the elements around, in place.</summary>
    internal static void Reverse<T>(ref T elements, nuint count)
    {
        if (count < 2)
            return;

        nuint low = 0;
        nuint high = count - 1;
        if (!RuntimeHelpers.IsReferenceOrContainsReferences<T>() && sizeof(T) is 1 or 2 or 4 or 8)
        {
            nuint lanes = 16 / (nuint)sizeof(T);
            while (high - low + 1 >= 2 * lanes && high > low)
            {
                ref byte lower = ref Unsafe.As<T, byte>(ref Unsafe.Add(ref elements, low));
                ref byte upper = ref Unsafe.As<T, byte>(ref Unsafe.Add(ref elements, high + 1 - lanes));
                Vector128<byte> a = ReverseLanes<T>(Vector128.LoadUnsafe(ref lower));
                Vector128<byte> b = ReverseLanes<T>(Vector128.LoadUnsafe(ref upper));
                b.StoreUnsafe(ref lower);
                a.StoreUnsafe(ref upper);
                low += lanes;
                high -= lanes;
            }
        }

        for (; low < high; low++, high--)
        {
            (Unsafe.Add(ref elements, high), Unsafe.Add(ref elements, low)) = (Unsafe.Add(ref elements, low), Unsafe.Add(ref elements, high));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> ReverseLanes<T>(Vector128<byte> vector) => sizeof(T) switch
    {
        1 => Vector128.Shuffle(vector, Vector128.Create((byte)15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)),
        2 => Vector128.Shuffle(vector, Vector128.Create((byte)14, 15, 12, 13, 10, 11, 8, 9, 6, 7, 4, 5, 2, 3, 0, 1)),
        4 => Vector128.Shuffle(vector, Vector128.Create((byte)12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3)),
        _ => Vector128.Shuffle(vector, Vector128.Create((byte)8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7)),
    };
}
