using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace System;

/// <summary>Case mapping of text: each code point by Unicode's simple mapping, so that lengths stay.</summary>
// SAFETY: vectors are loaded and stored within the shorter of the two spans.
internal static class Casing
{
    private enum Direction
    {
        Upper,
        Lower,
    }

    internal static string ToUpper(string text) => Change(text, Direction.Upper);

    internal static string ToLower(string text) => Change(text, Direction.Lower);

    /// <summary>Preconditions: the destination is at least as long.</summary>
    internal static void ToUpper(ReadOnlySpan<char> source, Span<char> destination) => Change(source, destination, Direction.Upper);

    /// <summary>Preconditions: the destination is at least as long.</summary>
    internal static void ToLower(ReadOnlySpan<char> source, Span<char> destination) => Change(source, destination, Direction.Lower);

    /// <summary>One unit by itself; surrogates stay.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static char ToUpper(char unit)
    {
        if (unit < 0x80)
            return (uint)(unit - 'a') <= 'z' - 'a' ? (char)(unit - 0x20) : unit;
        return (char)CharUnicodeInfo.ToUpper(unit);
    }

    /// <summary>One unit by itself; surrogates stay.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static char ToLower(char unit)
    {
        if (unit < 0x80)
            return (uint)(unit - 'A') <= 'Z' - 'A' ? (char)(unit + 0x20) : unit;
        return (char)CharUnicodeInfo.ToLower(unit);
    }

    private static string Change(string text, Direction direction)
    {
        int unchanged = UnchangedPrefix(text.AsSpan(), direction);
        if (unchanged == text.Length)
            return text;

        string result = string.FastAllocateString(text.Length);
        Span<char> units = new(ref result.GetRawStringData(), result.Length);
        text.AsSpan(0, unchanged).CopyTo(units);
        Change(text.AsSpan(unchanged), units.Slice(unchanged), direction);
        return result;
    }

    // How many units at the start are ASCII and not letters of the other case; the rest is looked at one by one.
    private static int UnchangedPrefix(ReadOnlySpan<char> text, Direction direction)
    {
        uint first = direction == Direction.Upper ? 'a' : 'A';
        int position = 0;
        while (position < text.Length)
        {
            uint unit = text[position];
            if (unit >= 0x80)
            {
                int width = Map(text, position, direction, out int mapped);
                if (mapped != CodePointAt(text, position, width))
                    return position;
                position += width;
            }
            else if (unit - first <= 'z' - 'a')
            {
                return position;
            }
            else
            {
                position++;
            }
        }

        return position;
    }

    private static void Change(ReadOnlySpan<char> source, Span<char> destination, Direction direction)
    {
        int position = 0;
        while (position < source.Length)
        {
            position += ChangeAscii(source.Slice(position), destination.Slice(position), direction);
            if (position == source.Length)
                break;

            int width = Map(source, position, direction, out int mapped);
            if (width == 1)
            {
                destination[position] = (char)mapped;
            }
            else
            {
                destination[position] = (char)((mapped + ((0xD800u - 0x40) << 10)) >> 10);
                destination[position + 1] = (char)((mapped & 0x3FF) + 0xDC00);
            }

            position += width;
        }
    }

    // Changes units up to the first that is not ASCII and says how many those were.
    private static int ChangeAscii(ReadOnlySpan<char> source, Span<char> destination, Direction direction)
    {
        ushort first = direction == Direction.Upper ? 'a' : 'A';
        int position = 0;
        ref ushort from = ref Unsafe.As<char, ushort>(ref source._reference);
        ref ushort to = ref Unsafe.As<char, ushort>(ref destination._reference);
        for (; position + 8 <= source.Length; position += 8)
        {
            Vector128<ushort> units = Vector128.LoadUnsafe(ref from, (nuint)position);
            if ((units & Vector128.Create((ushort)0xFF80)) != Vector128<ushort>.Zero)
                break;
            Vector128<ushort> letters = Vector128.LessThan(units - Vector128.Create(first), Vector128.Create((ushort)26));
            (units ^ (letters & Vector128.Create((ushort)0x20))).StoreUnsafe(ref to, (nuint)position);
        }

        for (; position < source.Length; position++)
        {
            uint unit = source[position];
            if (unit >= 0x80)
                break;
            destination[position] = (char)(unit - first <= 'z' - 'a' ? unit ^ 0x20 : unit);
        }

        return position;
    }

    // The mapping of the code point at the position and its width in units; unpaired surrogates map to themselves.
    private static int Map(ReadOnlySpan<char> text, int position, Direction direction, out int mapped)
    {
        char unit = text[position];
        int width = char.IsHighSurrogate(unit) && position + 1 < text.Length && char.IsLowSurrogate(text[position + 1]) ? 2 : 1;
        int codePoint = CodePointAt(text, position, width);
        mapped = direction == Direction.Upper ? CharUnicodeInfo.ToUpper(codePoint) : CharUnicodeInfo.ToLower(codePoint);
        return width;
    }

    private static int CodePointAt(ReadOnlySpan<char> text, int position, int width) =>
        width == 1 ? text[position] : char.ConvertToUtf32(text[position], text[position + 1]);
}
