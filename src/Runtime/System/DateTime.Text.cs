using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace System;

// Parsing and formatting; every provider's culture is the invariant one.
public readonly partial struct DateTime
{
    public static DateTime Parse(string s) => Parse(s, null);

    public static DateTime Parse(string s, IFormatProvider? provider) => Parse(s, provider, DateTimeStyles.None);

    public static DateTime Parse(string s, IFormatProvider? provider, DateTimeStyles styles)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider, styles);
    }

    public static DateTime Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null, DateTimeStyles styles = DateTimeStyles.None)
    {
        DateTimeParse.CheckStyles(styles, nameof(styles));
        if (!DateTimeParse.TryParse(s, styles, out DateTimeParts parts) || !parts.TryToDateTime(styles, out DateTime result))
        {
            throw DateTimeParse.NotRecognized(s, parts);
        }

        return result;
    }

    public static DateTime Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, provider, DateTimeStyles.None);

    public static bool TryParse([NotNullWhen(true)] string? s, out DateTime result) => TryParse(s.AsSpan(), null, DateTimeStyles.None, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out DateTime result) => TryParse(s, null, DateTimeStyles.None, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DateTime result) =>
        TryParse(s.AsSpan(), provider, DateTimeStyles.None, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out DateTime result) => TryParse(s, provider, DateTimeStyles.None, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, DateTimeStyles styles, out DateTime result) =>
        TryParse(s.AsSpan(), provider, styles, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, DateTimeStyles styles, out DateTime result)
    {
        DateTimeParse.CheckStyles(styles, nameof(styles));
        result = default;
        return DateTimeParse.TryParse(s, styles, out DateTimeParts parts) && parts.TryToDateTime(styles, out result);
    }

    public static DateTime ParseExact(string s, string format, IFormatProvider? provider) => ParseExact(s, format, provider, DateTimeStyles.None);

    public static DateTime ParseExact(string s, string format, IFormatProvider? provider, DateTimeStyles style)
    {
        ArgumentNullException.ThrowIfNull(s);
        ArgumentNullException.ThrowIfNull(format);
        return ParseExact(s.AsSpan(), format.AsSpan(), provider, style);
    }

    public static DateTime ParseExact(
        ReadOnlySpan<char> s, ReadOnlySpan<char> format, IFormatProvider? provider, DateTimeStyles style = DateTimeStyles.None)
    {
        DateTimeParse.CheckStyles(style, nameof(style));
        if (!DateTimeExactParse.TryParse(s, format, ref style, out DateTimeParts parts, out bool isBadFormat) || !parts.TryToDateTime(style, out DateTime result))
        {
            throw isBadFormat ? new FormatException(DateTimeFormat.BadFormat) : DateTimeParse.NotRecognized(s, parts);
        }

        return result;
    }

    public static DateTime ParseExact(string s, string[] formats, IFormatProvider? provider, DateTimeStyles style)
    {
        ArgumentNullException.ThrowIfNull(s);
        ArgumentNullException.ThrowIfNull(formats);
        if (!TryParseExact(s, formats, provider, style, out DateTime result))
        {
            throw DateTimeParse.NotRecognized(s, "DateTime");
        }

        return result;
    }

    public static bool TryParseExact(
        [NotNullWhen(true)] string? s, [NotNullWhen(true)] string? format, IFormatProvider? provider, DateTimeStyles style, out DateTime result)
    {
        result = default;
        return s is not null && format is not null && TryParseExact(s.AsSpan(), format.AsSpan(), provider, style, out result);
    }

    public static bool TryParseExact(
        ReadOnlySpan<char> s, ReadOnlySpan<char> format, IFormatProvider? provider, DateTimeStyles style, out DateTime result)
    {
        DateTimeParse.CheckStyles(style, nameof(style));
        result = default;
        return DateTimeExactParse.TryParse(s, format, ref style, out DateTimeParts parts, out _) && parts.TryToDateTime(style, out result);
    }

    public static bool TryParseExact(
        [NotNullWhen(true)] string? s, [NotNullWhen(true)] string?[]? formats, IFormatProvider? provider, DateTimeStyles style, out DateTime result)
    {
        result = default;
        if (s is null || formats is null)
        {
            return false;
        }

        foreach (string? format in formats)
        {
            if (TryParseExact(s, format, provider, style, out result))
            {
                return true;
            }
        }

        return false;
    }

    public override string ToString() => ToString(null, null);

    public string ToString(string? format) => ToString(format, null);

    public string ToString(IFormatProvider? provider) => ToString(null, provider);

    public string ToString(string? format, IFormatProvider? provider) => DateTimeFormat.Format(this, null, format, "G");

    public string ToShortDateString() => ToString("d");

    public string ToLongDateString() => ToString("D");

    public string ToShortTimeString() => ToString("t");

    public string ToLongTimeString() => ToString("T");

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null)
    {
        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        DateTimeFormat.Append(ref buffer, this, null, format.Length == 0 ? "G" : format);
        return buffer.TryCopyTo(destination, out charsWritten);
    }

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null)
    {
        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        DateTimeFormat.Append(ref buffer, this, null, format.Length == 0 ? "G" : format);
        return buffer.TryCopyTo(utf8Destination, out bytesWritten);
    }
}
