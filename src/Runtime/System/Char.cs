using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A UTF-16 unit.</summary>
public readonly partial struct Char : IComparable, IComparable<char>, IEquatable<char>, ISpanFormattable
{
    private readonly char m_value;

    public const char MaxValue = '\uFFFF';
    public const char MinValue = '\0';

    public override int GetHashCode() => m_value | (m_value << 16);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is char other && m_value == other;

    public bool Equals(char obj) => m_value == obj;

    public bool Equals(char right, StringComparison comparisonType) =>
        string.IgnoresCase(comparisonType) ? Casing.ToUpper(m_value) == Casing.ToUpper(right) : m_value == right;

    public int CompareTo(object? value)
    {
        if (value is null)
            return 1;
        if (value is not char other)
            throw new ArgumentException("Object must be of type Char.");
        return m_value - other;
    }

    public int CompareTo(char value) => m_value - value;

    public override string ToString() => ToString(m_value);

    public string ToString(IFormatProvider? provider) => ToString(m_value);

    public static string ToString(char c) => string.FromSpan(ref c, 1);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(m_value);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        if (destination.IsEmpty)
        {
            charsWritten = 0;
            return false;
        }

        destination[0] = m_value;
        charsWritten = 1;
        return true;
    }

    public static char Parse(string s)
    {
        ThrowHelper.CheckNotNull(s, nameof(s));
        if (s.Length != 1)
            throw new FormatException("String must be exactly one character long.");
        return s[0];
    }

    public static bool TryParse([NotNullWhen(true)] string? s, out char result)
    {
        if (s is { Length: 1 })
        {
            result = s[0];
            return true;
        }

        result = '\0';
        return false;
    }

    public static char ToUpper(char c) => Casing.ToUpper(c);

    public static char ToUpperInvariant(char c) => Casing.ToUpper(c);

    public static char ToLower(char c) => Casing.ToLower(c);

    public static char ToLowerInvariant(char c) => Casing.ToLower(c);

    public static bool IsAscii(char c) => c <= 0x7F;

    public static bool IsAsciiDigit(char c) => (uint)(c - '0') <= 9;

    public static bool IsAsciiLetter(char c) => (uint)((c | 0x20) - 'a') <= 'z' - 'a';

    public static bool IsAsciiLetterLower(char c) => (uint)(c - 'a') <= 'z' - 'a';

    public static bool IsAsciiLetterUpper(char c) => (uint)(c - 'A') <= 'Z' - 'A';

    public static bool IsAsciiLetterOrDigit(char c) => IsAsciiLetter(c) || IsAsciiDigit(c);

    public static bool IsAsciiHexDigit(char c) => IsAsciiDigit(c) || (uint)((c | 0x20) - 'a') <= 'f' - 'a';

    public static bool IsAsciiHexDigitUpper(char c) => IsAsciiDigit(c) || (uint)(c - 'A') <= 'F' - 'A';

    public static bool IsAsciiHexDigitLower(char c) => IsAsciiDigit(c) || (uint)(c - 'a') <= 'f' - 'a';

    public static bool IsBetween(char c, char minInclusive, char maxInclusive) => (uint)(c - minInclusive) <= (uint)(maxInclusive - minInclusive);

    /// <summary>Unicode's White_Space property, which is short enough to need no table.</summary>
    public static bool IsWhiteSpace(char c)
    {
        if (c < 0x80)
            return c == ' ' || (uint)(c - '\t') <= '\r' - '\t';
        if (c < 0x1680)
            return c is '\u0085' or '\u00A0';
        return c is '\u1680' or (>= '\u2000' and <= '\u200A') or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000';
    }

    public static bool IsControl(char c) => ((c + 1) & ~0x80) <= 0x20;

    public static bool IsSurrogate(char c) => (uint)(c - 0xD800) <= 0x7FF;

    public static bool IsHighSurrogate(char c) => (uint)(c - 0xD800) <= 0x3FF;

    public static bool IsLowSurrogate(char c) => (uint)(c - 0xDC00) <= 0x3FF;

    public static bool IsSurrogatePair(char highSurrogate, char lowSurrogate) => IsHighSurrogate(highSurrogate) && IsLowSurrogate(lowSurrogate);

    public static bool IsSurrogatePair(string s, int index)
    {
        At(s, index);
        return index + 1 < s.Length && IsSurrogatePair(s[index], s[index + 1]);
    }

    public static string ConvertFromUtf32(int utf32)
    {
        if ((uint)utf32 > 0x10FFFF || (uint)(utf32 - 0xD800) <= 0x7FF)
        {
            ThrowHelper.ThrowArgumentOutOfRange(
                nameof(utf32),
                "A valid UTF32 value is between 0x000000 and 0x10ffff, inclusive, and should not include surrogate codepoint values (0x00d800 ~ 0x00dfff).");
        }

        return new System.Text.Rune(utf32).ToString();
    }

    public static int ConvertToUtf32(char highSurrogate, char lowSurrogate)
    {
        uint high = highSurrogate - 0xD800u;
        uint low = lowSurrogate - 0xDC00u;
        if ((high | low) > 0x3FF)
        {
            if (high > 0x3FF)
                ThrowHelper.ThrowArgumentOutOfRange(nameof(highSurrogate), "A valid high surrogate character is between 0xd800 and 0xdbff, inclusive.");
            ThrowHelper.ThrowArgumentOutOfRange(nameof(lowSurrogate), "A valid low surrogate character is between 0xdc00 and 0xdfff, inclusive.");
        }

        return (int)((high << 10) + low + 0x10000);
    }

    public static int ConvertToUtf32(string s, int index)
    {
        ThrowHelper.CheckNotNull(s, nameof(s));
        if ((uint)index >= (uint)s.Length)
            ThrowHelper.ThrowIndexLess(nameof(index));

        char unit = s[index];
        if (!IsSurrogate(unit))
            return unit;
        if (IsHighSurrogate(unit) && index + 1 < s.Length && IsLowSurrogate(s[index + 1]))
            return ConvertToUtf32(unit, s[index + 1]);

        string found = IsHighSurrogate(unit)
            ? "Found a high surrogate char without a following low surrogate at index: "
            : "Found a low surrogate char without a preceding high surrogate at index: ";
        throw new ArgumentException(
            found + index.ToString() + ". The input may not be in this encoding, or may not contain valid Unicode (UTF-16) characters.", nameof(s));
    }

    private static char At(string s, int index)
    {
        ThrowHelper.CheckNotNull(s, nameof(s));
        if ((uint)index >= (uint)s.Length)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(index));
        return s[index];
    }
}
