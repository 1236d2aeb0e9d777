using System.Globalization;
using System.Numerics;

namespace System;

/// <summary>An integer of 8 bits, signed.</summary>
public readonly struct SByte : IComparable, IComparable<sbyte>, IEquatable<sbyte>, ISpanFormattable, IUtf8SpanFormattable
{
    public const sbyte MaxValue = 127;
    public const sbyte MinValue = -128;

    private const string OverflowName = "a signed byte";

    private readonly sbyte _value;

    public static sbyte Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static sbyte Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static sbyte Parse(string s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer, provider);

    public static sbyte Parse(string s, NumberStyles style, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), style, provider);
    }

    public static sbyte Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer, provider);

    public static sbyte Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        if (Number.TryParseShort(s, style, provider, out long value) && value == (sbyte)value)
        {
            return (sbyte)value;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(s, style, provider, 8, isSigned: true, out ulong bits);
        if (status != Number.ParseStatus.Valid)
        {
            Number.ThrowParse(status, s, OverflowName);
        }

        return (sbyte)bits;
    }

    public static sbyte Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text, NumberStyles.Integer, provider);

    public static sbyte Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        if (Number.TryParseShort(utf8Text, style, provider, out long value) && value == (sbyte)value)
        {
            return (sbyte)value;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(utf8Text, style, provider, 8, isSigned: true, out ulong bits);
        if (status != Number.ParseStatus.Valid)
        {
            Number.ThrowParse(status, utf8Text, OverflowName);
        }

        return (sbyte)bits;
    }

    public static bool TryParse(string? s, out sbyte result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string? s, IFormatProvider? provider, out sbyte result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string? s, NumberStyles style, IFormatProvider? provider, out sbyte result)
    {
        if (s is null)
        {
            NumberFormatInfo.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }

        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out sbyte result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out sbyte result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out sbyte result)
    {
        if (Number.TryParseShort(s, style, provider, out long value) && value == (sbyte)value)
        {
            result = (sbyte)value;
            return true;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(s, style, provider, 8, isSigned: true, out ulong bits);
        result = (sbyte)bits;
        return status == Number.ParseStatus.Valid;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out sbyte result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out sbyte result) =>
        TryParse(utf8Text, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out sbyte result)
    {
        if (Number.TryParseShort(utf8Text, style, provider, out long value) && value == (sbyte)value)
        {
            result = (sbyte)value;
            return true;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(utf8Text, style, provider, 8, isSigned: true, out ulong bits);
        result = (sbyte)bits;
        return status == Number.ParseStatus.Valid;
    }

    public static sbyte Abs(sbyte value) => Math.Abs(value);

    public static sbyte Clamp(sbyte value, sbyte min, sbyte max) => Math.Clamp(value, min, max);

    /// <summary>The value's magnitude with the sign of another number.</summary>
    /// <exception cref="OverflowException">The magnitude of MinValue is wanted.</exception>
    public static sbyte CopySign(sbyte value, sbyte sign)
    {
        sbyte magnitude = value < 0 ? (sbyte)(-value) : value;
        if (sign < 0)
        {
            return (sbyte)(-magnitude);
        }

        if (magnitude < 0)
        {
            Math.ThrowNegateMinimum();
        }

        return magnitude;
    }

    public static (sbyte Quotient, sbyte Remainder) DivRem(sbyte left, sbyte right) => Math.DivRem(left, right);

    public static bool IsEvenInteger(sbyte value) => (value & 1) == 0;

    public static bool IsOddInteger(sbyte value) => (value & 1) != 0;

    public static bool IsNegative(sbyte value) => value < 0;

    public static bool IsPositive(sbyte value) => value >= 0;

    public static bool IsPow2(sbyte value) => (value & (value - 1)) == 0 && value > 0;

    public static sbyte LeadingZeroCount(sbyte value) => (sbyte)(BitOperations.LeadingZeroCount((uint)(byte)value) - 24);

    public static sbyte Log2(sbyte value)
    {
        if (value < 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegative((long)value, nameof(value));
        }

        return (sbyte)BitOperations.Log2((uint)(byte)value);
    }

    public static sbyte Max(sbyte x, sbyte y) => Math.Max(x, y);

    public static sbyte Min(sbyte x, sbyte y) => Math.Min(x, y);

    /// <summary>The number of larger magnitude; of two with the same, the positive one.</summary>
    public static sbyte MaxMagnitude(sbyte x, sbyte y)
    {
        long left = Math.Abs((long)x);
        long right = Math.Abs((long)y);
        return left > right || (left == right && x > y) ? x : y;
    }

    /// <summary>The number of smaller magnitude; of two with the same, the negative one.</summary>
    public static sbyte MinMagnitude(sbyte x, sbyte y)
    {
        long left = Math.Abs((long)x);
        long right = Math.Abs((long)y);
        return left < right || (left == right && x < y) ? x : y;
    }

    public static sbyte PopCount(sbyte value) => (sbyte)BitOperations.PopCount((uint)(byte)value);

    public static sbyte RotateLeft(sbyte value, int rotateAmount) =>
        (sbyte)((value << (rotateAmount & 7)) | ((byte)value >> ((-rotateAmount) & 7)));

    public static sbyte RotateRight(sbyte value, int rotateAmount) =>
        (sbyte)(((byte)value >> (rotateAmount & 7)) | (value << ((-rotateAmount) & 7)));

    public static int Sign(sbyte value) => Math.Sign(value);

    public static sbyte TrailingZeroCount(sbyte value) => (sbyte)BitOperations.TrailingZeroCount((uint)(byte)value | (1u << 8));

    public int CompareTo(object? value)
    {
        if (value is null)
        {
            return 1;
        }

        if (value is sbyte other)
        {
            return CompareTo(other);
        }

        throw new ArgumentException("Object must be of type SByte.");
    }

    public int CompareTo(sbyte value) => _value - value;

    public override bool Equals([Diagnostics.CodeAnalysis.NotNullWhen(true)] object? obj) => obj is sbyte other && _value == other;

    public bool Equals(sbyte obj) => _value == obj;

    public override int GetHashCode() => _value;

    public override string ToString() => Number.Int32ToString(_value);

    public string ToString(IFormatProvider? provider) => Number.Int32ToString(_value, provider);

    public string ToString(string? format) => Number.FormatSigned(_value, byte.MaxValue, format, null);

    public string ToString(string? format, IFormatProvider? provider) => Number.FormatSigned(_value, byte.MaxValue, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormatSigned(_value, byte.MaxValue, destination, out charsWritten, format, provider);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormatSigned(_value, byte.MaxValue, utf8Destination, out bytesWritten, format, provider);
}
