using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>An integer of the size of an address, signed: 64 bits.</summary>
// SAFETY: pointers are only converted here, never followed.
public unsafe readonly struct IntPtr : IComparable, IComparable<nint>, IEquatable<nint>, ISpanFormattable, IUtf8SpanFormattable
{
    public static readonly nint Zero;

    private const string OverflowName = "an Int64";

    private readonly nint _value;

    public IntPtr(int value)
    {
        _value = value;
    }

    public IntPtr(long value)
    {
        _value = checked((nint)value);
    }

    [Intrinsic]
    public IntPtr(void* value)
    {
        _value = (nint)value;
    }

    public static int Size
    {
        [Intrinsic]
        get => sizeof(nint);
    }

    public static nint MaxValue => unchecked((nint)long.MaxValue);

    public static nint MinValue => unchecked((nint)long.MinValue);

    [Intrinsic]
    public static explicit operator nint(int value) => value;

    [Intrinsic]
    public static explicit operator nint(long value) => checked((nint)value);

    [Intrinsic]
    public static explicit operator nint(void* value) => (nint)value;

    [Intrinsic]
    public static explicit operator void*(nint value) => (void*)value;

    [Intrinsic]
    public static explicit operator int(nint value) => checked((int)value);

    [Intrinsic]
    public static explicit operator long(nint value) => value;

    [Intrinsic]
    public static bool operator ==(nint value1, nint value2) => value1 == value2;

    [Intrinsic]
    public static bool operator !=(nint value1, nint value2) => value1 != value2;

    public static nint Add(nint pointer, int offset) => pointer + offset;

    public static nint Subtract(nint pointer, int offset) => pointer - offset;

    public int ToInt32() => checked((int)_value);

    public long ToInt64() => _value;

    public void* ToPointer() => (void*)_value;

    public static nint Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static nint Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static nint Parse(string s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer, provider);

    public static nint Parse(string s, NumberStyles style, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), style, provider);
    }

    public static nint Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer, provider);

    public static nint Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        if (Number.TryParseShort(s, style, provider, out long value))
        {
            return (nint)value;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(s, style, provider, 64, isSigned: true, out ulong bits);
        if (status != Number.ParseStatus.Valid)
        {
            Number.ThrowParse(status, s, OverflowName);
        }

        return (nint)bits;
    }

    public static nint Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text, NumberStyles.Integer, provider);

    public static nint Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        if (Number.TryParseShort(utf8Text, style, provider, out long value))
        {
            return (nint)value;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(utf8Text, style, provider, 64, isSigned: true, out ulong bits);
        if (status != Number.ParseStatus.Valid)
        {
            Number.ThrowParse(status, utf8Text, OverflowName);
        }

        return (nint)bits;
    }

    public static bool TryParse(string? s, out nint result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string? s, IFormatProvider? provider, out nint result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string? s, NumberStyles style, IFormatProvider? provider, out nint result)
    {
        if (s is null)
        {
            NumberFormatInfo.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }

        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out nint result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out nint result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out nint result)
    {
        if (Number.TryParseShort(s, style, provider, out long value))
        {
            result = (nint)value;
            return true;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(s, style, provider, 64, isSigned: true, out ulong bits);
        result = (nint)bits;
        return status == Number.ParseStatus.Valid;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out nint result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out nint result) =>
        TryParse(utf8Text, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out nint result)
    {
        if (Number.TryParseShort(utf8Text, style, provider, out long value))
        {
            result = (nint)value;
            return true;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(utf8Text, style, provider, 64, isSigned: true, out ulong bits);
        result = (nint)bits;
        return status == Number.ParseStatus.Valid;
    }

    public static nint Abs(nint value) => Math.Abs(value);

    public static nint Clamp(nint value, nint min, nint max) => Math.Clamp(value, min, max);

    /// <summary>The value's magnitude with the sign of another number.</summary>
    /// <exception cref="OverflowException">The magnitude of MinValue is wanted.</exception>
    public static nint CopySign(nint value, nint sign)
    {
        nint magnitude = value < 0 ? -value : value;
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

    public static (nint Quotient, nint Remainder) DivRem(nint left, nint right) => Math.DivRem(left, right);

    public static bool IsEvenInteger(nint value) => (value & 1) == 0;

    public static bool IsOddInteger(nint value) => (value & 1) != 0;

    public static bool IsNegative(nint value) => value < 0;

    public static bool IsPositive(nint value) => value >= 0;

    public static bool IsPow2(nint value) => (value & (value - 1)) == 0 && value > 0;

    public static nint LeadingZeroCount(nint value) => (nint)BitOperations.LeadingZeroCount((ulong)value);

    public static nint Log2(nint value)
    {
        if (value < 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegative((long)value, nameof(value));
        }

        return (nint)BitOperations.Log2((ulong)value);
    }

    public static nint Max(nint x, nint y) => Math.Max(x, y);

    public static nint Min(nint x, nint y) => Math.Min(x, y);

    /// <summary>The number of larger magnitude; of two with the same, the positive one.</summary>
    public static nint MaxMagnitude(nint x, nint y)
    {
        ulong left = x < 0 ? 0 - (ulong)x : (ulong)x;
        ulong right = y < 0 ? 0 - (ulong)y : (ulong)y;
        return left > right || (left == right && x > y) ? x : y;
    }

    /// <summary>The number of smaller magnitude; of two with the same, the negative one.</summary>
    public static nint MinMagnitude(nint x, nint y)
    {
        ulong left = x < 0 ? 0 - (ulong)x : (ulong)x;
        ulong right = y < 0 ? 0 - (ulong)y : (ulong)y;
        return left < right || (left == right && x < y) ? x : y;
    }

    public static nint PopCount(nint value) => (nint)BitOperations.PopCount((ulong)value);

    public static nint RotateLeft(nint value, int rotateAmount) => (nint)BitOperations.RotateLeft((ulong)value, rotateAmount);

    public static nint RotateRight(nint value, int rotateAmount) => (nint)BitOperations.RotateRight((ulong)value, rotateAmount);

    public static int Sign(nint value) => Math.Sign(value);

    public static nint TrailingZeroCount(nint value) => (nint)BitOperations.TrailingZeroCount((ulong)value);

    public int CompareTo(object? value)
    {
        if (value is null)
        {
            return 1;
        }

        if (value is nint other)
        {
            return CompareTo(other);
        }

        throw new ArgumentException("Object must be of type IntPtr.");
    }

    public int CompareTo(nint value) => _value < value ? -1 : _value > value ? 1 : 0;

    public override bool Equals([Diagnostics.CodeAnalysis.NotNullWhen(true)] object? obj) => obj is nint other && _value == other;

    public bool Equals(nint other) => _value == other;

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
