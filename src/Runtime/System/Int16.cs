using System.Globalization;
using System.Numerics;

namespace System;

/// <summary>An integer of 16 bits, signed.</summary>
public readonly struct Int16 : IComparable, IComparable<short>, IEquatable<short>, ISpanFormattable, IUtf8SpanFormattable
{
    public const short MaxValue = 32767;
    public const short MinValue = -32768;

    private const string OverflowName = "an Int16";

    private readonly short _value;

    public static short Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static short Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static short Parse(string s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer, provider);

    public static short Parse(string s, NumberStyles style, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), style, provider);
    }

    public static short Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer, provider);

    public static short Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        if (Number.TryParseShort(s, style, provider, out long value) && value == (short)value)
        {
            return (short)value;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(s, style, provider, 16, isSigned: true, out ulong bits);
        if (status != Number.ParseStatus.Valid)
        {
            Number.ThrowParse(status, s, OverflowName);
        }

        return (short)bits;
    }

    public static short Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text, NumberStyles.Integer, provider);

    public static short Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        if (Number.TryParseShort(utf8Text, style, provider, out long value) && value == (short)value)
        {
            return (short)value;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(utf8Text, style, provider, 16, isSigned: true, out ulong bits);
        if (status != Number.ParseStatus.Valid)
        {
            Number.ThrowParse(status, utf8Text, OverflowName);
        }

        return (short)bits;
    }

    public static bool TryParse(string? s, out short result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string? s, IFormatProvider? provider, out short result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string? s, NumberStyles style, IFormatProvider? provider, out short result)
    {
        if (s is null)
        {
            NumberFormatInfo.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }

        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out short result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out short result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out short result)
    {
        if (Number.TryParseShort(s, style, provider, out long value) && value == (short)value)
        {
            result = (short)value;
            return true;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(s, style, provider, 16, isSigned: true, out ulong bits);
        result = (short)bits;
        return status == Number.ParseStatus.Valid;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out short result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out short result) =>
        TryParse(utf8Text, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out short result)
    {
        if (Number.TryParseShort(utf8Text, style, provider, out long value) && value == (short)value)
        {
            result = (short)value;
            return true;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(utf8Text, style, provider, 16, isSigned: true, out ulong bits);
        result = (short)bits;
        return status == Number.ParseStatus.Valid;
    }

    public static short Abs(short value) => Math.Abs(value);

    public static short Clamp(short value, short min, short max) => Math.Clamp(value, min, max);

    /// <summary>The value's magnitude with the sign of another number.</summary>
    /// <exception cref="OverflowException">The magnitude of MinValue is wanted.</exception>
    public static short CopySign(short value, short sign)
    {
        short magnitude = value < 0 ? (short)(-value) : value;
        if (sign < 0)
        {
            return (short)(-magnitude);
        }

        if (magnitude < 0)
        {
            Math.ThrowNegateMinimum();
        }

        return magnitude;
    }

    public static (short Quotient, short Remainder) DivRem(short left, short right) => Math.DivRem(left, right);

    public static bool IsEvenInteger(short value) => (value & 1) == 0;

    public static bool IsOddInteger(short value) => (value & 1) != 0;

    public static bool IsNegative(short value) => value < 0;

    public static bool IsPositive(short value) => value >= 0;

    public static bool IsPow2(short value) => (value & (value - 1)) == 0 && value > 0;

    public static short LeadingZeroCount(short value) => (short)(BitOperations.LeadingZeroCount((uint)(ushort)value) - 16);

    public static short Log2(short value)
    {
        if (value < 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegative((long)value, nameof(value));
        }

        return (short)BitOperations.Log2((uint)(ushort)value);
    }

    public static short Max(short x, short y) => Math.Max(x, y);

    public static short Min(short x, short y) => Math.Min(x, y);

    /// <summary>The number of larger magnitude; of two with the same, the positive one.</summary>
    public static short MaxMagnitude(short x, short y)
    {
        long left = Math.Abs((long)x);
        long right = Math.Abs((long)y);
        return left > right || (left == right && x > y) ? x : y;
    }

    /// <summary>The number of smaller magnitude; of two with the same, the negative one.</summary>
    public static short MinMagnitude(short x, short y)
    {
        long left = Math.Abs((long)x);
        long right = Math.Abs((long)y);
        return left < right || (left == right && x < y) ? x : y;
    }

    public static short PopCount(short value) => (short)BitOperations.PopCount((uint)(ushort)value);

    public static short RotateLeft(short value, int rotateAmount) =>
        (short)((value << (rotateAmount & 15)) | ((ushort)value >> ((-rotateAmount) & 15)));

    public static short RotateRight(short value, int rotateAmount) =>
        (short)(((ushort)value >> (rotateAmount & 15)) | (value << ((-rotateAmount) & 15)));

    public static int Sign(short value) => Math.Sign(value);

    public static short TrailingZeroCount(short value) => (short)BitOperations.TrailingZeroCount((uint)(ushort)value | (1u << 16));

    public int CompareTo(object? value)
    {
        if (value is null)
        {
            return 1;
        }

        if (value is short other)
        {
            return CompareTo(other);
        }

        throw new ArgumentException("Object must be of type Int16.");
    }

    public int CompareTo(short value) => _value - value;

    public override bool Equals([Diagnostics.CodeAnalysis.NotNullWhen(true)] object? obj) => obj is short other && _value == other;

    public bool Equals(short obj) => _value == obj;

    public override int GetHashCode() => _value;

    public override string ToString() => Number.Int32ToString(_value);

    public string ToString(IFormatProvider? provider) => Number.Int32ToString(_value, provider);

    public string ToString(string? format) => Number.FormatSigned(_value, ushort.MaxValue, format, null);

    public string ToString(string? format, IFormatProvider? provider) => Number.FormatSigned(_value, ushort.MaxValue, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormatSigned(_value, ushort.MaxValue, destination, out charsWritten, format, provider);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormatSigned(_value, ushort.MaxValue, utf8Destination, out bytesWritten, format, provider);
}
