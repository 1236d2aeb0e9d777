using System.Globalization;
using System.Numerics;

namespace System;

/// <summary>An integer of 64 bits, unsigned.</summary>
public readonly struct UInt64 : IComparable, IComparable<ulong>, IEquatable<ulong>, ISpanFormattable, IUtf8SpanFormattable
{
    public const ulong MaxValue = 0xFFFFFFFFFFFFFFFFUL;
    public const ulong MinValue = 0;

    private const string OverflowName = "a UInt64";

    private readonly ulong _value;

    public static ulong Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static ulong Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static ulong Parse(string s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer, provider);

    public static ulong Parse(string s, NumberStyles style, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), style, provider);
    }

    public static ulong Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer, provider);

    public static ulong Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        if (Number.TryParseShort(s, style, provider, out long value) && value >= 0)
        {
            return (ulong)value;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(s, style, provider, 64, isSigned: false, out ulong bits);
        if (status != Number.ParseStatus.Valid)
        {
            Number.ThrowParse(status, s, OverflowName);
        }

        return bits;
    }

    public static ulong Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text, NumberStyles.Integer, provider);

    public static ulong Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        if (Number.TryParseShort(utf8Text, style, provider, out long value) && value >= 0)
        {
            return (ulong)value;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(utf8Text, style, provider, 64, isSigned: false, out ulong bits);
        if (status != Number.ParseStatus.Valid)
        {
            Number.ThrowParse(status, utf8Text, OverflowName);
        }

        return bits;
    }

    public static bool TryParse(string? s, out ulong result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string? s, IFormatProvider? provider, out ulong result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string? s, NumberStyles style, IFormatProvider? provider, out ulong result)
    {
        if (s is null)
        {
            NumberFormatInfo.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }

        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out ulong result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out ulong result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out ulong result)
    {
        if (Number.TryParseShort(s, style, provider, out long value) && value >= 0)
        {
            result = (ulong)value;
            return true;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(s, style, provider, 64, isSigned: false, out ulong bits);
        result = bits;
        return status == Number.ParseStatus.Valid;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out ulong result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out ulong result) =>
        TryParse(utf8Text, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out ulong result)
    {
        if (Number.TryParseShort(utf8Text, style, provider, out long value) && value >= 0)
        {
            result = (ulong)value;
            return true;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(utf8Text, style, provider, 64, isSigned: false, out ulong bits);
        result = bits;
        return status == Number.ParseStatus.Valid;
    }

    public static ulong Clamp(ulong value, ulong min, ulong max) => Math.Clamp(value, min, max);

    public static (ulong Quotient, ulong Remainder) DivRem(ulong left, ulong right) => Math.DivRem(left, right);

    public static bool IsEvenInteger(ulong value) => (value & 1) == 0;

    public static bool IsOddInteger(ulong value) => (value & 1) != 0;

    public static bool IsPow2(ulong value) => (value & (value - 1)) == 0 && value != 0;

    public static ulong LeadingZeroCount(ulong value) => (ulong)BitOperations.LeadingZeroCount(value);

    public static ulong Log2(ulong value) => (ulong)BitOperations.Log2(value);

    public static ulong Max(ulong x, ulong y) => Math.Max(x, y);

    public static ulong Min(ulong x, ulong y) => Math.Min(x, y);

    public static ulong PopCount(ulong value) => (ulong)BitOperations.PopCount(value);

    public static ulong RotateLeft(ulong value, int rotateAmount) => BitOperations.RotateLeft(value, rotateAmount);

    public static ulong RotateRight(ulong value, int rotateAmount) => BitOperations.RotateRight(value, rotateAmount);

    public static int Sign(ulong value) => value == 0 ? 0 : 1;

    public static ulong TrailingZeroCount(ulong value) => (ulong)BitOperations.TrailingZeroCount(value);

    public int CompareTo(object? value)
    {
        if (value is null)
        {
            return 1;
        }

        if (value is ulong other)
        {
            return CompareTo(other);
        }

        throw new ArgumentException("Object must be of type UInt64.");
    }

    public int CompareTo(ulong value) => _value < value ? -1 : _value > value ? 1 : 0;

    public override bool Equals([Diagnostics.CodeAnalysis.NotNullWhen(true)] object? obj) => obj is ulong other && _value == other;

    public bool Equals(ulong obj) => _value == obj;

    public override int GetHashCode() => (int)_value ^ (int)(_value >> 32);

    public override string ToString() => Number.UInt64ToString(_value);

    public string ToString(IFormatProvider? provider) => Number.UInt64ToString(_value);

    public string ToString(string? format) => Number.FormatUnsigned(_value, format, null);

    public string ToString(string? format, IFormatProvider? provider) => Number.FormatUnsigned(_value, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormatUnsigned(_value, destination, out charsWritten, format, provider);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormatUnsigned(_value, utf8Destination, out bytesWritten, format, provider);
}
