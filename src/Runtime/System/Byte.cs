using System.Globalization;
using System.Numerics;

namespace System;

/// <summary>An integer of 8 bits, unsigned.</summary>
public readonly struct Byte : IComparable, IComparable<byte>, IEquatable<byte>, ISpanFormattable, IUtf8SpanFormattable
{
    public const byte MaxValue = 255;
    public const byte MinValue = 0;

    private const string OverflowName = "an unsigned byte";

    private readonly byte _value;

    public static byte Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static byte Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static byte Parse(string s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer, provider);

    public static byte Parse(string s, NumberStyles style, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), style, provider);
    }

    public static byte Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer, provider);

    public static byte Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        if (Number.TryParseShort(s, style, provider, out long value) && value == (byte)value)
        {
            return (byte)value;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(s, style, provider, 8, isSigned: false, out ulong bits);
        if (status != Number.ParseStatus.Valid)
        {
            Number.ThrowParse(status, s, OverflowName);
        }

        return (byte)bits;
    }

    public static byte Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text, NumberStyles.Integer, provider);

    public static byte Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        if (Number.TryParseShort(utf8Text, style, provider, out long value) && value == (byte)value)
        {
            return (byte)value;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(utf8Text, style, provider, 8, isSigned: false, out ulong bits);
        if (status != Number.ParseStatus.Valid)
        {
            Number.ThrowParse(status, utf8Text, OverflowName);
        }

        return (byte)bits;
    }

    public static bool TryParse(string? s, out byte result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string? s, IFormatProvider? provider, out byte result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string? s, NumberStyles style, IFormatProvider? provider, out byte result)
    {
        if (s is null)
        {
            NumberFormatInfo.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }

        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out byte result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out byte result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out byte result)
    {
        if (Number.TryParseShort(s, style, provider, out long value) && value == (byte)value)
        {
            result = (byte)value;
            return true;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(s, style, provider, 8, isSigned: false, out ulong bits);
        result = (byte)bits;
        return status == Number.ParseStatus.Valid;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out byte result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out byte result) =>
        TryParse(utf8Text, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out byte result)
    {
        if (Number.TryParseShort(utf8Text, style, provider, out long value) && value == (byte)value)
        {
            result = (byte)value;
            return true;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(utf8Text, style, provider, 8, isSigned: false, out ulong bits);
        result = (byte)bits;
        return status == Number.ParseStatus.Valid;
    }

    public static byte Clamp(byte value, byte min, byte max) => Math.Clamp(value, min, max);

    public static (byte Quotient, byte Remainder) DivRem(byte left, byte right) => Math.DivRem(left, right);

    public static bool IsEvenInteger(byte value) => (value & 1) == 0;

    public static bool IsOddInteger(byte value) => (value & 1) != 0;

    public static bool IsPow2(byte value) => (value & (value - 1)) == 0 && value != 0;

    public static byte LeadingZeroCount(byte value) => (byte)(BitOperations.LeadingZeroCount((uint)value) - 24);

    public static byte Log2(byte value) => (byte)BitOperations.Log2((uint)value);

    public static byte Max(byte x, byte y) => Math.Max(x, y);

    public static byte Min(byte x, byte y) => Math.Min(x, y);

    public static byte PopCount(byte value) => (byte)BitOperations.PopCount((uint)value);

    public static byte RotateLeft(byte value, int rotateAmount) =>
        (byte)((value << (rotateAmount & 7)) | (value >> ((-rotateAmount) & 7)));

    public static byte RotateRight(byte value, int rotateAmount) =>
        (byte)((value >> (rotateAmount & 7)) | (value << ((-rotateAmount) & 7)));

    public static int Sign(byte value) => value == 0 ? 0 : 1;

    public static byte TrailingZeroCount(byte value) => (byte)BitOperations.TrailingZeroCount((uint)value | (1u << 8));

    public int CompareTo(object? value)
    {
        if (value is null)
        {
            return 1;
        }

        if (value is byte other)
        {
            return CompareTo(other);
        }

        throw new ArgumentException("Object must be of type Byte.");
    }

    public int CompareTo(byte value) => _value - value;

    public override bool Equals([Diagnostics.CodeAnalysis.NotNullWhen(true)] object? obj) => obj is byte other && _value == other;

    public bool Equals(byte obj) => _value == obj;

    public override int GetHashCode() => _value;

    public override string ToString() => Number.UInt32ToString(_value);

    public string ToString(IFormatProvider? provider) => Number.UInt32ToString(_value);

    public string ToString(string? format) => Number.FormatUnsigned(_value, format, null);

    public string ToString(string? format, IFormatProvider? provider) => Number.FormatUnsigned(_value, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormatUnsigned(_value, destination, out charsWritten, format, provider);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormatUnsigned(_value, utf8Destination, out bytesWritten, format, provider);
}
