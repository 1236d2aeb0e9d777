using System.Globalization;
using System.Numerics;

namespace System;

/// <summary>An integer of 32 bits, unsigned.</summary>
public readonly struct UInt32 : IComparable, IComparable<uint>, IEquatable<uint>, ISpanFormattable, IUtf8SpanFormattable
{
    public const uint MaxValue = 0xFFFFFFFFU;
    public const uint MinValue = 0;

    private const string OverflowName = "a UInt32";

    private readonly uint _value;

    public static uint Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static uint Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static uint Parse(string s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer, provider);

    public static uint Parse(string s, NumberStyles style, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), style, provider);
    }

    public static uint Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer, provider);

    public static uint Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        if (Number.TryParseShort(s, style, provider, out long value) && value == (uint)value)
        {
            return (uint)value;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(s, style, provider, 32, isSigned: false, out ulong bits);
        if (status != Number.ParseStatus.Valid)
        {
            Number.ThrowParse(status, s, OverflowName);
        }

        return (uint)bits;
    }

    public static uint Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text, NumberStyles.Integer, provider);

    public static uint Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        if (Number.TryParseShort(utf8Text, style, provider, out long value) && value == (uint)value)
        {
            return (uint)value;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(utf8Text, style, provider, 32, isSigned: false, out ulong bits);
        if (status != Number.ParseStatus.Valid)
        {
            Number.ThrowParse(status, utf8Text, OverflowName);
        }

        return (uint)bits;
    }

    public static bool TryParse(string? s, out uint result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string? s, IFormatProvider? provider, out uint result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string? s, NumberStyles style, IFormatProvider? provider, out uint result)
    {
        if (s is null)
        {
            NumberFormatInfo.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }

        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out uint result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out uint result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out uint result)
    {
        if (Number.TryParseShort(s, style, provider, out long value) && value == (uint)value)
        {
            result = (uint)value;
            return true;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(s, style, provider, 32, isSigned: false, out ulong bits);
        result = (uint)bits;
        return status == Number.ParseStatus.Valid;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out uint result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out uint result) =>
        TryParse(utf8Text, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out uint result)
    {
        if (Number.TryParseShort(utf8Text, style, provider, out long value) && value == (uint)value)
        {
            result = (uint)value;
            return true;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(utf8Text, style, provider, 32, isSigned: false, out ulong bits);
        result = (uint)bits;
        return status == Number.ParseStatus.Valid;
    }

    public static uint Clamp(uint value, uint min, uint max) => Math.Clamp(value, min, max);

    public static (uint Quotient, uint Remainder) DivRem(uint left, uint right) => Math.DivRem(left, right);

    public static bool IsEvenInteger(uint value) => (value & 1) == 0;

    public static bool IsOddInteger(uint value) => (value & 1) != 0;

    public static bool IsPow2(uint value) => (value & (value - 1)) == 0 && value != 0;

    public static uint LeadingZeroCount(uint value) => (uint)BitOperations.LeadingZeroCount(value);

    public static uint Log2(uint value) => (uint)BitOperations.Log2(value);

    public static uint Max(uint x, uint y) => Math.Max(x, y);

    public static uint Min(uint x, uint y) => Math.Min(x, y);

    public static uint PopCount(uint value) => (uint)BitOperations.PopCount(value);

    public static uint RotateLeft(uint value, int rotateAmount) => BitOperations.RotateLeft(value, rotateAmount);

    public static uint RotateRight(uint value, int rotateAmount) => BitOperations.RotateRight(value, rotateAmount);

    public static int Sign(uint value) => value == 0 ? 0 : 1;

    public static uint TrailingZeroCount(uint value) => (uint)BitOperations.TrailingZeroCount(value);

    public int CompareTo(object? value)
    {
        if (value is null)
        {
            return 1;
        }

        if (value is uint other)
        {
            return CompareTo(other);
        }

        throw new ArgumentException("Object must be of type UInt32.");
    }

    public int CompareTo(uint value) => _value < value ? -1 : _value > value ? 1 : 0;

    public override bool Equals([Diagnostics.CodeAnalysis.NotNullWhen(true)] object? obj) => obj is uint other && _value == other;

    public bool Equals(uint obj) => _value == obj;

    public override int GetHashCode() => (int)_value;

    public override string ToString() => Number.UInt32ToString(_value);

    public string ToString(IFormatProvider? provider) => Number.UInt32ToString(_value);

    public string ToString(string? format) => Number.FormatUnsigned(_value, format, null);

    public string ToString(string? format, IFormatProvider? provider) => Number.FormatUnsigned(_value, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormatUnsigned(_value, destination, out charsWritten, format, provider);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormatUnsigned(_value, utf8Destination, out bytesWritten, format, provider);
}
