using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>An integer of the size of an address, unsigned: 64 bits.</summary>
// SAFETY: pointers are only converted here, never followed.
public unsafe readonly struct UIntPtr : IComparable, IComparable<nuint>, IEquatable<nuint>, ISpanFormattable, IUtf8SpanFormattable
{
    public static readonly nuint Zero;

    private const string OverflowName = "a UInt64";

    private readonly nuint _value;

    public UIntPtr(uint value)
    {
        _value = value;
    }

    public UIntPtr(ulong value)
    {
        _value = checked((nuint)value);
    }

    [Intrinsic]
    public UIntPtr(void* value)
    {
        _value = (nuint)value;
    }

    public static int Size
    {
        [Intrinsic]
        get => sizeof(nuint);
    }

    public static nuint MaxValue => unchecked((nuint)ulong.MaxValue);

    public static nuint MinValue => 0;

    [Intrinsic]
    public static explicit operator nuint(uint value) => value;

    [Intrinsic]
    public static explicit operator nuint(ulong value) => checked((nuint)value);

    [Intrinsic]
    public static explicit operator nuint(void* value) => (nuint)value;

    [Intrinsic]
    public static explicit operator void*(nuint value) => (void*)value;

    [Intrinsic]
    public static explicit operator uint(nuint value) => checked((uint)value);

    [Intrinsic]
    public static explicit operator ulong(nuint value) => value;

    [Intrinsic]
    public static bool operator ==(nuint value1, nuint value2) => value1 == value2;

    [Intrinsic]
    public static bool operator !=(nuint value1, nuint value2) => value1 != value2;

    public static nuint Add(nuint pointer, int offset) => pointer + (nuint)offset;

    public static nuint Subtract(nuint pointer, int offset) => pointer - (nuint)offset;

    public uint ToUInt32() => checked((uint)_value);

    public ulong ToUInt64() => _value;

    public void* ToPointer() => (void*)_value;

    public static nuint Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static nuint Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static nuint Parse(string s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer, provider);

    public static nuint Parse(string s, NumberStyles style, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), style, provider);
    }

    public static nuint Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer, provider);

    public static nuint Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        if (Number.TryParseShort(s, style, provider, out long value) && value >= 0)
        {
            return (nuint)value;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(s, style, provider, 64, isSigned: false, out ulong bits);
        if (status != Number.ParseStatus.Valid)
        {
            Number.ThrowParse(status, s, OverflowName);
        }

        return (nuint)bits;
    }

    public static nuint Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text, NumberStyles.Integer, provider);

    public static nuint Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        if (Number.TryParseShort(utf8Text, style, provider, out long value) && value >= 0)
        {
            return (nuint)value;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(utf8Text, style, provider, 64, isSigned: false, out ulong bits);
        if (status != Number.ParseStatus.Valid)
        {
            Number.ThrowParse(status, utf8Text, OverflowName);
        }

        return (nuint)bits;
    }

    public static bool TryParse(string? s, out nuint result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string? s, IFormatProvider? provider, out nuint result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string? s, NumberStyles style, IFormatProvider? provider, out nuint result)
    {
        if (s is null)
        {
            NumberFormatInfo.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }

        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out nuint result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out nuint result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out nuint result)
    {
        if (Number.TryParseShort(s, style, provider, out long value) && value >= 0)
        {
            result = (nuint)value;
            return true;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(s, style, provider, 64, isSigned: false, out ulong bits);
        result = (nuint)bits;
        return status == Number.ParseStatus.Valid;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out nuint result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out nuint result) =>
        TryParse(utf8Text, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out nuint result)
    {
        if (Number.TryParseShort(utf8Text, style, provider, out long value) && value >= 0)
        {
            result = (nuint)value;
            return true;
        }

        NumberFormatInfo.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.ParseInteger(utf8Text, style, provider, 64, isSigned: false, out ulong bits);
        result = (nuint)bits;
        return status == Number.ParseStatus.Valid;
    }

    public static nuint Clamp(nuint value, nuint min, nuint max) => Math.Clamp(value, min, max);

    public static (nuint Quotient, nuint Remainder) DivRem(nuint left, nuint right) => Math.DivRem(left, right);

    public static bool IsEvenInteger(nuint value) => (value & 1) == 0;

    public static bool IsOddInteger(nuint value) => (value & 1) != 0;

    public static bool IsPow2(nuint value) => (value & (value - 1)) == 0 && value != 0;

    public static nuint LeadingZeroCount(nuint value) => (nuint)BitOperations.LeadingZeroCount((ulong)value);

    public static nuint Log2(nuint value) => (nuint)BitOperations.Log2((ulong)value);

    public static nuint Max(nuint x, nuint y) => Math.Max(x, y);

    public static nuint Min(nuint x, nuint y) => Math.Min(x, y);

    public static nuint PopCount(nuint value) => (nuint)BitOperations.PopCount((ulong)value);

    public static nuint RotateLeft(nuint value, int rotateAmount) => (nuint)BitOperations.RotateLeft((ulong)value, rotateAmount);

    public static nuint RotateRight(nuint value, int rotateAmount) => (nuint)BitOperations.RotateRight((ulong)value, rotateAmount);

    public static int Sign(nuint value) => value == 0 ? 0 : 1;

    public static nuint TrailingZeroCount(nuint value) => (nuint)BitOperations.TrailingZeroCount((ulong)value);

    public int CompareTo(object? value)
    {
        if (value is null)
        {
            return 1;
        }

        if (value is nuint other)
        {
            return CompareTo(other);
        }

        throw new ArgumentException("Object must be of type UIntPtr.");
    }

    public int CompareTo(nuint value) => _value < value ? -1 : _value > value ? 1 : 0;

    public override bool Equals([Diagnostics.CodeAnalysis.NotNullWhen(true)] object? obj) => obj is nuint other && _value == other;

    public bool Equals(nuint other) => _value == other;

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
