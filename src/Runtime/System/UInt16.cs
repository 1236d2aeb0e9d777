using System.Globalization;
using System.Numerics;

namespace System;

/// <summary>An integer of 16 bits, unsigned.</summary>
public readonly struct UInt16 : IComparable, IComparable<ushort>, IEquatable<ushort>, ISpanFormattable, IUtf8SpanFormattable
{
    public const ushort MaxValue = 0xFFFF;
    public const ushort MinValue = 0;

    private const string OverflowName = "a UInt16";

    private readonly ushort _value;

    public static ushort Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static ushort Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static ushort Parse(string s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer, provider);

    public static ushort Parse(string s, NumberStyles style, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), style, provider);
    }

    public static ushort Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer, provider);

    public static ushort Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        if (Number.TryParseShort(s, style, provider, out long value) && value == (ushort)value)
        {
            return (ushort)value;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(s, style, provider, 16, isSigned: false, out ulong bits);
        if (status != Number.ParseStatus.Valid)
        {
            Number.ThrowParse(status, s, OverflowName);
        }

        return (ushort)bits;
    }

    public static ushort Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text, NumberStyles.Integer, provider);

    public static ushort Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        if (Number.TryParseShort(utf8Text, style, provider, out long value) && value == (ushort)value)
        {
            return (ushort)value;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(utf8Text, style, provider, 16, isSigned: false, out ulong bits);
        if (status != Number.ParseStatus.Valid)
        {
            Number.ThrowParse(status, utf8Text, OverflowName);
        }

        return (ushort)bits;
    }

    public static bool TryParse(string? s, out ushort result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string? s, IFormatProvider? provider, out ushort result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string? s, NumberStyles style, IFormatProvider? provider, out ushort result)
    {
        if (s is null)
        {
            NumberFormatInfo.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }

        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out ushort result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out ushort result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out ushort result)
    {
        if (Number.TryParseShort(s, style, provider, out long value) && value == (ushort)value)
        {
            result = (ushort)value;
            return true;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(s, style, provider, 16, isSigned: false, out ulong bits);
        result = (ushort)bits;
        return status == Number.ParseStatus.Valid;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out ushort result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out ushort result) =>
        TryParse(utf8Text, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out ushort result)
    {
        if (Number.TryParseShort(utf8Text, style, provider, out long value) && value == (ushort)value)
        {
            result = (ushort)value;
            return true;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(utf8Text, style, provider, 16, isSigned: false, out ulong bits);
        result = (ushort)bits;
        return status == Number.ParseStatus.Valid;
    }

    public static ushort Clamp(ushort value, ushort min, ushort max) => Math.Clamp(value, min, max);

    public static (ushort Quotient, ushort Remainder) DivRem(ushort left, ushort right) => Math.DivRem(left, right);

    public static bool IsEvenInteger(ushort value) => (value & 1) == 0;

    public static bool IsOddInteger(ushort value) => (value & 1) != 0;

    public static bool IsPow2(ushort value) => (value & (value - 1)) == 0 && value != 0;

    public static ushort LeadingZeroCount(ushort value) => (ushort)(BitOperations.LeadingZeroCount((uint)value) - 16);

    public static ushort Log2(ushort value) => (ushort)BitOperations.Log2((uint)value);

    public static ushort Max(ushort x, ushort y) => Math.Max(x, y);

    public static ushort Min(ushort x, ushort y) => Math.Min(x, y);

    public static ushort PopCount(ushort value) => (ushort)BitOperations.PopCount((uint)value);

    public static ushort RotateLeft(ushort value, int rotateAmount) =>
        (ushort)((value << (rotateAmount & 15)) | (value >> ((-rotateAmount) & 15)));

    public static ushort RotateRight(ushort value, int rotateAmount) =>
        (ushort)((value >> (rotateAmount & 15)) | (value << ((-rotateAmount) & 15)));

    public static int Sign(ushort value) => value == 0 ? 0 : 1;

    public static ushort TrailingZeroCount(ushort value) => (ushort)BitOperations.TrailingZeroCount((uint)value | (1u << 16));

    public int CompareTo(object? value)
    {
        if (value is null)
        {
            return 1;
        }

        if (value is ushort other)
        {
            return CompareTo(other);
        }

        throw new ArgumentException("Object must be of type UInt16.");
    }

    public int CompareTo(ushort value) => _value - value;

    public override bool Equals([Diagnostics.CodeAnalysis.NotNullWhen(true)] object? obj) => obj is ushort other && _value == other;

    public bool Equals(ushort obj) => _value == obj;

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
