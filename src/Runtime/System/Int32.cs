using System.Globalization;
using System.Numerics;

namespace System;

/// <summary>An integer of 32 bits, signed.</summary>
public readonly struct Int32 : IComparable, IComparable<int>, IEquatable<int>, ISpanFormattable, IUtf8SpanFormattable
{
    public const int MaxValue = 2147483647;
    public const int MinValue = -2147483647 - 1;

    private const string OverflowName = "an Int32";

    private readonly int _value;

    public static int Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static int Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static int Parse(string s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer, provider);

    public static int Parse(string s, NumberStyles style, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), style, provider);
    }

    public static int Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer, provider);

    public static int Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        if (Number.TryParseShort(s, style, provider, out long value) && value == (int)value)
        {
            return (int)value;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(s, style, provider, 32, isSigned: true, out ulong bits);
        if (status != Number.ParseStatus.Valid)
        {
            Number.ThrowParse(status, s, OverflowName);
        }

        return (int)bits;
    }

    public static int Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text, NumberStyles.Integer, provider);

    public static int Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        if (Number.TryParseShort(utf8Text, style, provider, out long value) && value == (int)value)
        {
            return (int)value;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(utf8Text, style, provider, 32, isSigned: true, out ulong bits);
        if (status != Number.ParseStatus.Valid)
        {
            Number.ThrowParse(status, utf8Text, OverflowName);
        }

        return (int)bits;
    }

    public static bool TryParse(string? s, out int result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string? s, IFormatProvider? provider, out int result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string? s, NumberStyles style, IFormatProvider? provider, out int result)
    {
        if (s is null)
        {
            NumberFormatInfo.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }

        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out int result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out int result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out int result)
    {
        if (Number.TryParseShort(s, style, provider, out long value) && value == (int)value)
        {
            result = (int)value;
            return true;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(s, style, provider, 32, isSigned: true, out ulong bits);
        result = (int)bits;
        return status == Number.ParseStatus.Valid;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out int result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out int result) =>
        TryParse(utf8Text, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out int result)
    {
        if (Number.TryParseShort(utf8Text, style, provider, out long value) && value == (int)value)
        {
            result = (int)value;
            return true;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(utf8Text, style, provider, 32, isSigned: true, out ulong bits);
        result = (int)bits;
        return status == Number.ParseStatus.Valid;
    }

    public static int Abs(int value) => Math.Abs(value);

    public static int Clamp(int value, int min, int max) => Math.Clamp(value, min, max);

    /// <summary>The value's magnitude with the sign of another number.</summary>
    /// <exception cref="OverflowException">The magnitude of MinValue is wanted.</exception>
    public static int CopySign(int value, int sign)
    {
        int magnitude = value < 0 ? -value : value;
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

    public static (int Quotient, int Remainder) DivRem(int left, int right) => Math.DivRem(left, right);

    public static bool IsEvenInteger(int value) => (value & 1) == 0;

    public static bool IsOddInteger(int value) => (value & 1) != 0;

    public static bool IsNegative(int value) => value < 0;

    public static bool IsPositive(int value) => value >= 0;

    public static bool IsPow2(int value) => (value & (value - 1)) == 0 && value > 0;

    public static int LeadingZeroCount(int value) => BitOperations.LeadingZeroCount((uint)value);

    public static int Log2(int value)
    {
        if (value < 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegative((long)value, nameof(value));
        }

        return BitOperations.Log2((uint)value);
    }

    public static int Max(int x, int y) => Math.Max(x, y);

    public static int Min(int x, int y) => Math.Min(x, y);

    /// <summary>The number of larger magnitude; of two with the same, the positive one.</summary>
    public static int MaxMagnitude(int x, int y)
    {
        long left = Math.Abs((long)x);
        long right = Math.Abs((long)y);
        return left > right || (left == right && x > y) ? x : y;
    }

    /// <summary>The number of smaller magnitude; of two with the same, the negative one.</summary>
    public static int MinMagnitude(int x, int y)
    {
        long left = Math.Abs((long)x);
        long right = Math.Abs((long)y);
        return left < right || (left == right && x < y) ? x : y;
    }

    public static int PopCount(int value) => BitOperations.PopCount((uint)value);

    public static int RotateLeft(int value, int rotateAmount) => (int)BitOperations.RotateLeft((uint)value, rotateAmount);

    public static int RotateRight(int value, int rotateAmount) => (int)BitOperations.RotateRight((uint)value, rotateAmount);

    public static int Sign(int value) => Math.Sign(value);

    public static int TrailingZeroCount(int value) => BitOperations.TrailingZeroCount((uint)value);

    public int CompareTo(object? value)
    {
        if (value is null)
        {
            return 1;
        }

        if (value is int other)
        {
            return CompareTo(other);
        }

        throw new ArgumentException("Object must be of type Int32.");
    }

    public int CompareTo(int value) => _value < value ? -1 : _value > value ? 1 : 0;

    public override bool Equals([Diagnostics.CodeAnalysis.NotNullWhen(true)] object? obj) => obj is int other && _value == other;

    public bool Equals(int obj) => _value == obj;

    public override int GetHashCode() => _value;

    public override string ToString() => Number.Int32ToString(_value);

    public string ToString(IFormatProvider? provider) => Number.Int32ToString(_value, provider);

    public string ToString(string? format) => Number.FormatSigned(_value, uint.MaxValue, format, null);

    public string ToString(string? format, IFormatProvider? provider) => Number.FormatSigned(_value, uint.MaxValue, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormatSigned(_value, uint.MaxValue, destination, out charsWritten, format, provider);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormatSigned(_value, uint.MaxValue, utf8Destination, out bytesWritten, format, provider);
}
