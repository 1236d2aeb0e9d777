using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace System;

/// <summary>Search for one value among lanes of 1, 2, 4 or 8 bytes.</summary>
/// <remarks>
/// T is byte, ushort, uint or ulong: whoever searches signed numbers, chars or booleans reinterprets them, since equality is that of the bits.
/// </remarks>
// SAFETY: every load lies within the given length; the last vector of a range overlaps its neighbour instead of passing the end.
internal static partial class SpanHelpers
{
    /// <summary>The first place of the value, or -1.</summary>
    internal static int IndexOf<T>(ref T start, T value, int length) where T : unmanaged, IEquatable<T>
    {
        nuint position = 0;
        nuint count = (nuint)length;
        nuint lanes = (nuint)Vector128<T>.Count;
        if (count >= lanes)
        {
            Vector128<T> target = Vector128.Create(value);
            while (position + 4 * lanes <= count)
            {
                Vector128<T> a = Vector128.Equals(target, Vector128.LoadUnsafe(ref start, position));
                Vector128<T> b = Vector128.Equals(target, Vector128.LoadUnsafe(ref start, position + lanes));
                Vector128<T> c = Vector128.Equals(target, Vector128.LoadUnsafe(ref start, position + 2 * lanes));
                Vector128<T> d = Vector128.Equals(target, Vector128.LoadUnsafe(ref start, position + 3 * lanes));
                if ((a | b | c | d) != Vector128<T>.Zero)
                {
                    if (a != Vector128<T>.Zero)
                        return (int)position + FirstLane(a);
                    if (b != Vector128<T>.Zero)
                        return (int)(position + lanes) + FirstLane(b);
                    if (c != Vector128<T>.Zero)
                        return (int)(position + 2 * lanes) + FirstLane(c);
                    return (int)(position + 3 * lanes) + FirstLane(d);
                }

                position += 4 * lanes;
            }

            while (position + lanes <= count)
            {
                Vector128<T> found = Vector128.Equals(target, Vector128.LoadUnsafe(ref start, position));
                if (found != Vector128<T>.Zero)
                    return (int)position + FirstLane(found);
                position += lanes;
            }

            if (position < count)
            {
                Vector128<T> found = Vector128.Equals(target, Vector128.LoadUnsafe(ref start, count - lanes));
                if (found != Vector128<T>.Zero)
                    return (int)(count - lanes) + FirstLane(found);
            }

            return -1;
        }

        for (; position < count; position++)
        {
            if (Unsafe.Add(ref start, position).Equals(value))
                return (int)position;
        }

        return -1;
    }

    /// <summary>The last place of the value, or -1.</summary>
    internal static int LastIndexOf<T>(ref T start, T value, int length) where T : unmanaged, IEquatable<T>
    {
        nuint count = (nuint)length;
        nuint lanes = (nuint)Vector128<T>.Count;
        if (count >= lanes)
        {
            Vector128<T> target = Vector128.Create(value);
            while (count >= 4 * lanes)
            {
                nuint position = count - 4 * lanes;
                Vector128<T> any =
                    Vector128.Equals(target, Vector128.LoadUnsafe(ref start, position)) | Vector128.Equals(target, Vector128.LoadUnsafe(ref start, position + lanes)) |
                    Vector128.Equals(target, Vector128.LoadUnsafe(ref start, position + 2 * lanes)) |
                    Vector128.Equals(target, Vector128.LoadUnsafe(ref start, position + 3 * lanes));
                if (any != Vector128<T>.Zero)
                    break;
                count = position;
            }

            while (count >= lanes)
            {
                Vector128<T> found = Vector128.Equals(target, Vector128.LoadUnsafe(ref start, count - lanes));
                if (found != Vector128<T>.Zero)
                    return (int)(count - lanes) + LastLane(found);
                count -= lanes;
            }

            if (count != 0)
            {
                // The lanes above have been looked at: only the lower ones can match.
                Vector128<T> found = Vector128.Equals(target, Vector128.LoadUnsafe(ref start));
                if (found != Vector128<T>.Zero)
                    return LastLane(found);
            }

            return -1;
        }

        while (count != 0)
        {
            count--;
            if (Unsafe.Add(ref start, count).Equals(value))
                return (int)count;
        }

        return -1;
    }

    /// <summary>The first place that differs from the value, or -1.</summary>
    internal static int IndexOfExcept<T>(ref T start, T value, int length) where T : unmanaged, IEquatable<T>
    {
        nuint position = 0;
        nuint count = (nuint)length;
        nuint lanes = (nuint)Vector128<T>.Count;
        Vector128<T> target = Vector128.Create(value);
        while (position + 4 * lanes <= count)
        {
            // The difference of two lanes is zero where they are equal.
            Vector128<T> differs =
                (target ^ Vector128.LoadUnsafe(ref start, position)) | (target ^ Vector128.LoadUnsafe(ref start, position + lanes)) |
                (target ^ Vector128.LoadUnsafe(ref start, position + 2 * lanes)) | (target ^ Vector128.LoadUnsafe(ref start, position + 3 * lanes));
            if (differs != Vector128<T>.Zero)
                break;
            position += 4 * lanes;
        }

        for (; position + lanes <= count; position += lanes)
        {
            Vector128<T> differs = ~Vector128.Equals(target, Vector128.LoadUnsafe(ref start, position));
            if (differs != Vector128<T>.Zero)
                return (int)position + FirstLane(differs);
        }

        for (; position < count; position++)
        {
            if (!Unsafe.Add(ref start, position).Equals(value))
                return (int)position;
        }

        return -1;
    }

    /// <summary>The last place that differs from the value, or -1.</summary>
    internal static int LastIndexOfExcept<T>(ref T start, T value, int length) where T : unmanaged, IEquatable<T>
    {
        nuint count = (nuint)length;
        nuint lanes = (nuint)Vector128<T>.Count;
        Vector128<T> target = Vector128.Create(value);
        for (; count >= lanes; count -= lanes)
        {
            Vector128<T> differs = ~Vector128.Equals(target, Vector128.LoadUnsafe(ref start, count - lanes));
            if (differs != Vector128<T>.Zero)
                return (int)(count - lanes) + LastLane(differs);
        }

        while (count != 0)
        {
            count--;
            if (!Unsafe.Add(ref start, count).Equals(value))
                return (int)count;
        }

        return -1;
    }

    /// <summary>How often the value stands in the range.</summary>
    internal static int Count<T>(ref T start, T value, int length) where T : unmanaged, IEquatable<T>
    {
        nuint position = 0;
        nuint count = (nuint)length;
        nuint lanes = (nuint)Vector128<T>.Count;
        Vector128<T> target = Vector128.Create(value);
        int found = 0;
        while (position + 4 * lanes <= count)
        {
            // Each equal lane is -1.
            Vector128<T> sum =
                (Vector128.Equals(target, Vector128.LoadUnsafe(ref start, position)) + Vector128.Equals(target, Vector128.LoadUnsafe(ref start, position + lanes))) +
                (Vector128.Equals(target, Vector128.LoadUnsafe(ref start, position + 2 * lanes)) +
                    Vector128.Equals(target, Vector128.LoadUnsafe(ref start, position + 3 * lanes)));
            found += CountOf(-sum);
            position += 4 * lanes;
        }

        for (; position + lanes <= count; position += lanes)
        {
            found += CountOf(-Vector128.Equals(target, Vector128.LoadUnsafe(ref start, position)));
        }

        for (; position < count; position++)
        {
            if (Unsafe.Add(ref start, position).Equals(value))
                found++;
        }

        return found;
    }

    // Small numbers, one in the lowest byte of each lane, are added through the sum of all bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountOf<T>(Vector128<T> counts) where T : unmanaged
    {
        Vector128<ushort> sums = Sse2.SumAbsoluteDifferences(counts.AsByte(), Vector128<byte>.Zero);
        return Sse2.ConvertToInt32(sums.AsInt32()) + Sse2.Extract(sums, 4);
    }

    /// <summary>Puts one value in the place of another.</summary>
    internal static void Replace<T>(ref T source, ref T destination, T oldValue, T newValue, int length) where T : unmanaged, IEquatable<T>
    {
        nuint position = 0;
        nuint count = (nuint)length;
        nuint lanes = (nuint)Vector128<T>.Count;
        Vector128<T> target = Vector128.Create(oldValue);
        Vector128<T> replacement = Vector128.Create(newValue);
        for (; position + lanes <= count; position += lanes)
        {
            Vector128<T> values = Vector128.LoadUnsafe(ref source, position);
            Vector128<T> equal = Vector128.Equals(target, values);
            Vector128.ConditionalSelect(equal, replacement, values).StoreUnsafe(ref destination, position);
        }

        for (; position < count; position++)
        {
            T value = Unsafe.Add(ref source, position);
            Unsafe.Add(ref destination, position) = value.Equals(oldValue) ? newValue : value;
        }
    }

    /// <summary>The number of the first lane whose bits are set. Preconditions: there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FirstLane<T>(Vector128<T> mask) where T : unmanaged =>
        (int)((uint)BitOperations.TrailingZeroCount(mask.AsByte().ExtractMostSignificantBits()) / (uint)Unsafe.SizeOf<T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LastLane<T>(Vector128<T> mask) where T : unmanaged =>
        (int)((uint)BitOperations.Log2(mask.AsByte().ExtractMostSignificantBits()) / (uint)Unsafe.SizeOf<T>());
}
