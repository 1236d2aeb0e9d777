using System.Globalization;
using System.Numerics;

namespace System;

/// <summary>An integer of 64 bits, signed.</summary>
public readonly struct Int64 : IComparable, IComparable<long>, IEquatable<long>, ISpanFormattable, IUtf8SpanFormattable
{
    public const long MaxValue = 9223372036854775807L;
    public const long MinValue = -9223372036854775807L - 1;

    private const string OverflowName = "an Int64";

    private readonly long _value;

    public static long Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static long Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static long Parse(string s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer, provider);

    public static long Parse(string s, NumberStyles style, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), style, provider);
    }

    public static long Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer, provider);

    public static long Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        if (Number.TryParseShort(s, style, provider, out long value))
        {
            return value;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(s, style, provider, 64, isSigned: true, out ulong bits);
        if (status != Number.ParseStatus.Valid)
        {
            Number.ThrowParse(status, s, OverflowName);
        }

        return (long)bits;
    }

    public static long Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text, NumberStyles.Integer, provider);

    public static long Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        if (Number.TryParseShort(utf8Text, style, provider, out long value))
        {
            return value;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(utf8Text, style, provider, 64, isSigned: true, out ulong bits);
        if (status != Number.ParseStatus.Valid)
        {
            Number.ThrowParse(status, utf8Text, OverflowName);
        }

        return (long)bits;
    }

    public static bool TryParse(string? s, out long result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string? s, IFormatProvider? provider, out long result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string? s, NumberStyles style, IFormatProvider? provider, out long result)
    {
        if (s is null)
        {
            NumberFormatInfo.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }

        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out long result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out long result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out long result)
    {
        if (Number.TryParseShort(s, style, provider, out long value))
        {
            result = value;
            return true;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(s, style, provider, 64, isSigned: true, out ulong bits);
        result = (long)bits;
        return status == Number.ParseStatus.Valid;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out long result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out long result) =>
        TryParse(utf8Text, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out long result)
    {
        if (Number.TryParseShort(utf8Text, style, provider, out long value))
        {
            result = value;
            return true;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(utf8Text, style, provider, 64, isSigned: true, out ulong bits);
        result = (long)bits;
        return status == Number.ParseStatus.Valid;
    }

    public static long Abs(long value) => Math.Abs(value);

    public static long Clamp(long value, long min, long max) => Math.Clamp(value, min, max);

    /// <summary>The value's magnitude with the sign of another number.</summary>
    /// <exception cref="OverflowException">The magnitude of MinValue is wanted.</exception>
    public static long CopySign(long value, long sign)
    {
        long magnitude = value < 0 ? -value : value;
        if (sign < 0)
        {
            return -magnitude;
        }

        if (magnitude < 0)
        {
            Math.ThrowNegateMinimum();
        }

        return magnitude;
    }

    public static (long Quotient, long Remainder) DivRem(long left, long right) => Math.DivRem(left, right);

    public static bool IsEvenInteger(long value) => (value & 1) == 0;

    public static bool IsOddInteger(long value) => (value & 1) != 0;

    public static bool IsNegative(long value) => value < 0;

    public static bool IsPositive(long value) => value >= 0;

    public static bool IsPow2(long value) => (value & (value - 1)) == 0 && value > 0;

    public static long LeadingZeroCount(long value) => (long)BitOperations.LeadingZeroCount((ulong)value);

    public static long Log2(long value)
    {
        if (value < 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegative((long)value, nameof(value));
        }

        return (long)BitOperations.Log2((ulong)value);
    }

    public static long Max(long x, long y) => Math.Max(x, y);

    public static long Min(long x, long y) => Math.Min(x, y);

    /// <summary>The number of larger magnitude; of two with the same, the positive one.</summary>
    public static long MaxMagnitude(long x, long y)
    {
        ulong left = x < 0 ? 0 - (ulong)x : (ulong)x;
        ulong right = y < 0 ? 0 - (ulong)y : (ulong)y;
        return left > right || (left == right && x > y) ? x : y;
    }

    /// <summary>The number of smaller magnitude; of two with the same, the negative one.</summary>
    public static long MinMagnitude(long x, long y)
    {
        ulong left = x < 0 ? 0 - (ulong)x : (ulong)x;
        ulong right = y < 0 ? 0 - (ulong)y : (ulong)y;
        return left < right || (left == right && x < y) ? x : y;
    }

    public static long PopCount(long value) => (long)BitOperations.PopCount((ulong)value);

    public static long RotateLeft(long value, int rotateAmount) => (long)BitOperations.RotateLeft((ulong)value, rotateAmount);

    public static long RotateRight(long value, int rotateAmount) => (long)BitOperations.RotateRight((ulong)value, rotateAmount);

    public static int Sign(long value) => Math.Sign(value);

    public static long TrailingZeroCount(long value) => (long)BitOperations.TrailingZeroCount((ulong)value);

    public int CompareTo(object? value)
    {
        if (value is null)
        {
            return 1;
        }

        if (value is long other)
        {
            return CompareTo(other);
        }

        throw new ArgumentException("Object must be of type Int64.");
    }

    public int CompareTo(long value) => _value < value ? -1 : _value > value ? 1 : 0;

    public override bool Equals([Diagnostics.CodeAnalysis.NotNullWhen(true)] object? obj) => obj is long other && _value == other;

    public bool Equals(long obj) => _value == obj;

    public override int GetHashCode() => (int)_value ^ (int)(_value >> 32);

    public override string ToString() => Number.Int64ToString(_value);

    public string ToString(IFormatProvider? provider) => Number.Int64ToString(_value, provider);

    public string ToString(string? format) => Number.FormatSigned(_value, ulong.MaxValue, format, null);

    public string ToString(string? format, IFormatProvider? provider) => Number.FormatSigned(_value, ulong.MaxValue, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormatSigned(_value, ulong.MaxValue, destination, out charsWritten, format, provider);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormatSigned(_value, ulong.MaxValue, utf8Destination, out bytesWritten, format, provider);
}
