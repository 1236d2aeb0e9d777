using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>Comparison and search that see texts through their upper-case mapping.</summary>
/// <remarks>No unit outside ASCII maps into it, so a unit can be told from an ASCII letter without the tables.</remarks>
internal static class OrdinalIgnoreCaseExtensions
{
    internal static bool EqualsOrdinalIgnoreCase(this ReadOnlySpan<char> a, ReadOnlySpan<char> b) =>
        a.Length == b.Length && (Unsafe.AreSame(ref a._reference, ref b._reference) || FirstDifference(a, b, a.Length) == a.Length);

    internal static int CompareToOrdinalIgnoreCase(this ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        int shorter = Math.Min(a.Length, b.Length);
        int position = FirstDifference(a, b, shorter);
        if (position == shorter)
            return a.Length - b.Length;
        return Upper(a, position) - Upper(b, position);
    }

    internal static int IndexOfOrdinalIgnoreCase(this ReadOnlySpan<char> text, ReadOnlySpan<char> value)
    {
        if (value.IsEmpty)
            return 0;

        int places = text.Length - value.Length + 1;
        int position = 0;
        char first = value[0];
        bool isLetter = char.IsAsciiLetter(first);
        while (position < places)
        {
            if (first < 0x80)
            {
                ReadOnlySpan<char> rest = text.Slice(position, places - position);
                int candidate = isLetter ? rest.IndexOfAny((char)(first | 0x20), (char)(first & ~0x20)) : rest.IndexOf(first);
                if (candidate < 0)
                    return -1;
                position += candidate;
            }

            if (FirstDifference(text.Slice(position), value, value.Length) == value.Length)
                return position;
            position++;
        }

        return -1;
    }

    internal static int LastIndexOfOrdinalIgnoreCase(this ReadOnlySpan<char> text, ReadOnlySpan<char> value)
    {
        for (int position = text.Length - value.Length; position >= 0; position--)
        {
            if (FirstDifference(text.Slice(position), value, value.Length) == value.Length)
                return position;
        }

        return -1;
    }

    internal static int GetHashCodeOrdinalIgnoreCase(this ReadOnlySpan<char> text)
    {
        ulong hash = string.s_hashSeed + (uint)text.Length;
        for (int i = 0; i < text.Length; i++)
        {
            hash = BitOperations.RotateLeft((hash ^ (uint)Upper(text, i)) * 0x9E37_79B9_7F4A_7C15, 29);
        }

        hash ^= hash >> 32;
        return (int)(hash * 0xC2B2_AE3D_27D4_EB4F >> 32);
    }

    // Preconditions: both have so many units.
    private static int FirstDifference(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int length)
    {
        for (int i = 0; i < length; i++)
        {
            uint left = a[i];
            uint right = b[i];
            if (left == right)
                continue;
            if ((left | right) < 0x80)
            {
                if ((left ^ right) != 0x20 || (left | 0x20) - 'a' > 'z' - 'a')
                    return i;
            }
            else if (Upper(a, i) != Upper(b, i))
            {
                return i;
            }
        }

        return length;
    }

    // A low surrogate behind a high one carries the case of their pair; as a unit, its mapping depends on the one before.
    private static int Upper(ReadOnlySpan<char> text, int position)
    {
        char unit = text[position];
        if (!char.IsSurrogate(unit))
            return Casing.ToUpper(unit);
        if (char.IsLowSurrogate(unit) && position > 0 && char.IsHighSurrogate(text[position - 1]))
            return (CharUnicodeInfo.ToUpper(char.ConvertToUtf32(text[position - 1], unit)) & 0x3FF) + 0xDC00;
        return unit;
    }
}
