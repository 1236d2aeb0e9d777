using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace System;

/// <summary>Equality and order of ranges, and search for a range within another.</summary>
// SAFETY: every load lies within the given lengths.
internal static partial class SpanHelpers
{
    /// <summary>Whether two ranges hold the same bytes.</summary>
    internal static bool SequenceEqual(ref byte first, ref byte second, nuint length)
    {
        if (Unsafe.AreSame(ref first, ref second))
            return true;

        if (length < 16)
            return SequenceEqualSmall(ref first, ref second, length);

        nuint position = 0;
        nuint last = length - 16;
        while (position + 48 <= last)
        {
            Vector128<byte> difference =
                (Vector128.LoadUnsafe(ref first, position) ^ Vector128.LoadUnsafe(ref second, position)) |
                (Vector128.LoadUnsafe(ref first, position + 16) ^ Vector128.LoadUnsafe(ref second, position + 16)) |
                (Vector128.LoadUnsafe(ref first, position + 32) ^ Vector128.LoadUnsafe(ref second, position + 32)) |
                (Vector128.LoadUnsafe(ref first, position + 48) ^ Vector128.LoadUnsafe(ref second, position + 48));
            if (difference != Vector128<byte>.Zero)
                return false;
            position += 64;
        }

        for (; position < last; position += 16)
        {
            if (Vector128.LoadUnsafe(ref first, position) != Vector128.LoadUnsafe(ref second, position))
                return false;
        }

        return Vector128.LoadUnsafe(ref first, last) == Vector128.LoadUnsafe(ref second, last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool SequenceEqualSmall(ref byte first, ref byte second, nuint length)
    {
        if (length >= 8)
        {
            ulong difference = Unsafe.ReadUnaligned<ulong>(ref first) ^ Unsafe.ReadUnaligned<ulong>(ref second);
            difference |= Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, length - 8)) ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref second, length - 8));
            return difference == 0;
        }

        if (length >= 4)
        {
            uint difference = Unsafe.ReadUnaligned<uint>(ref first) ^ Unsafe.ReadUnaligned<uint>(ref second);
            difference |= Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, length - 4)) ^ Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref second, length - 4));
            return difference == 0;
        }

        for (nuint i = 0; i < length; i++)
        {
            if (Unsafe.Add(ref first, i) != Unsafe.Add(ref second, i))
                return false;
        }

        return true;
    }

    /// <summary>How many bytes two ranges have in common from their start.</summary>
    internal static nuint CommonPrefixLength(ref byte first, ref byte second, nuint length)
    {
        nuint position = 0;
        for (; position + 64 <= length; position += 64)
        {
            Vector128<byte> equal =
                Vector128.Equals(Vector128.LoadUnsafe(ref first, position), Vector128.LoadUnsafe(ref second, position)) &
                Vector128.Equals(Vector128.LoadUnsafe(ref first, position + 16), Vector128.LoadUnsafe(ref second, position + 16)) &
                Vector128.Equals(Vector128.LoadUnsafe(ref first, position + 32), Vector128.LoadUnsafe(ref second, position + 32)) &
                Vector128.Equals(Vector128.LoadUnsafe(ref first, position + 48), Vector128.LoadUnsafe(ref second, position + 48));
            if (equal.ExtractMostSignificantBits() != 0xFFFF)
                break;
        }

        for (; position + 16 <= length; position += 16)
        {
            Vector128<byte> equal = Vector128.Equals(Vector128.LoadUnsafe(ref first, position), Vector128.LoadUnsafe(ref second, position));
            uint mask = equal.ExtractMostSignificantBits();
            if (mask != 0xFFFF)
                return position + (uint)BitOperations.TrailingZeroCount(~mask);
        }

        while (position < length && Unsafe.Add(ref first, position) == Unsafe.Add(ref second, position))
        {
            position++;
        }

        return position;
    }

    /// <summary>The difference of the first two UTF-16 units that differ, else that of the lengths.</summary>
    internal static int SequenceCompareTo(ref char first, int firstLength, ref char second, int secondLength)
    {
        nuint shorter = (nuint)Math.Min(firstLength, secondLength);
        nuint common = CommonPrefixLength(ref Unsafe.As<char, byte>(ref first), ref Unsafe.As<char, byte>(ref second), shorter * 2) / 2;
        return common < shorter
            ? Unsafe.Add(ref first, common).CompareTo(Unsafe.Add(ref second, common))
            : firstLength - secondLength;
    }

    /// <summary>The difference of the first two bytes that differ, else that of the lengths.</summary>
    internal static int SequenceCompareTo(ref byte first, int firstLength, ref byte second, int secondLength)
    {
        nuint shorter = (nuint)Math.Min(firstLength, secondLength);
        nuint common = CommonPrefixLength(ref first, ref second, shorter);
        return common < shorter
            ? Unsafe.Add(ref first, common).CompareTo(Unsafe.Add(ref second, common))
            : firstLength - secondLength;
    }

    /// <summary>The first place of a range of values within another, or -1.</summary>
    /// <remarks>Candidates are places where both the first and the last value match; 16 bytes of places are tested at once.</remarks>
    internal static int IndexOfSequence<T>(ref T start, int length, ref T value, int valueLength) where T : unmanaged, IEquatable<T>
    {
        if (valueLength == 0)
            return 0;
        if (valueLength == 1)
            return IndexOf(ref start, value, length);
        if (valueLength > length)
            return -1;

        nuint places = (nuint)(length - valueLength + 1);
        nuint lanes = (nuint)Vector128<T>.Count;
        nuint lastOffset = (nuint)valueLength - 1;
        nuint bytes = (nuint)valueLength * (nuint)Unsafe.SizeOf<T>();
        T first = value;
        T last = Unsafe.Add(ref value, lastOffset);
        nuint position = 0;
        if (places >= lanes)
        {
            Vector128<T> firsts = Vector128.Create(first);
            Vector128<T> lasts = Vector128.Create(last);
            while (position < places)
            {
                if (position + lanes > places)
                    position = places - lanes;

                Vector128<T> equal =
                    Vector128.Equals(firsts, Vector128.LoadUnsafe(ref start, position)) &
                    Vector128.Equals(lasts, Vector128.LoadUnsafe(ref start, position + lastOffset));
                if (equal != Vector128<T>.Zero)
                {
                    uint mask = equal.ExtractMostSignificantBits();
                    do
                    {
                        nuint candidate = position + (uint)BitOperations.TrailingZeroCount(mask);
                        if (SequenceEqual(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref start, candidate)), ref Unsafe.As<T, byte>(ref value), bytes))
                            return (int)candidate;
                        mask &= mask - 1;
                    }
                    while (mask != 0);
                }

                position += lanes;
            }

            return -1;
        }

        for (; position < places; position++)
        {
            if (Unsafe.Add(ref start, position).Equals(first) &&
                Unsafe.Add(ref start, position + lastOffset).Equals(last) &&
                SequenceEqual(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref start, position)), ref Unsafe.As<T, byte>(ref value), bytes))
            {
                return (int)position;
            }
        }

        return -1;
    }

    /// <summary>The last place of a range of values within another, or -1.</summary>
    internal static int LastIndexOfSequence<T>(ref T start, int length, ref T value, int valueLength) where T : unmanaged, IEquatable<T>
    {
        if (valueLength == 0)
            return length;

        nuint bytes = (nuint)valueLength * (nuint)Unsafe.SizeOf<T>();
        int places = length - valueLength + 1;
        while (places > 0)
        {
            int candidate = LastIndexOf(ref start, value, places);
            if (candidate < 0)
                return -1;
            if (SequenceEqual(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref start, candidate)), ref Unsafe.As<T, byte>(ref value), bytes))
                return candidate;
            places = candidate;
        }

        return -1;
    }
}
