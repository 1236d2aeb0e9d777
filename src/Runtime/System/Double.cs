using System.Globalization;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A floating-point number of 64 bits (IEEE 754 binary64).</summary>
public readonly partial struct Double : IComparable, IComparable<double>, IEquatable<double>, ISpanFormattable, IUtf8SpanFormattable
{
    public const double MaxValue = 1.7976931348623157E+308;
    public const double MinValue = -1.7976931348623157E+308;
    public const double Epsilon = 4.9406564584124654E-324;
    public const double NaN = 0.0 / 0.0;
    public const double PositiveInfinity = 1.0 / 0.0;
    public const double NegativeInfinity = -1.0 / 0.0;
    public const double NegativeZero = -0.0;
    public const double E = Math.E;
    public const double Pi = Math.PI;
    public const double Tau = Math.Tau;

    private const NumberStyles DefaultStyle = NumberStyles.Float | NumberStyles.AllowThousands;

    private readonly double _value;

#pragma warning disable CS1718 // NaN is what does not equal itself; the processor compares in one instruction.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNaN(double d) => d != d;
#pragma warning restore CS1718

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFinite(double d) => (BitConverter.DoubleToInt64Bits(d) & long.MaxValue) < 0x7FF0_0000_0000_0000;

    public static bool IsInfinity(double d) => (BitConverter.DoubleToInt64Bits(d) & long.MaxValue) == 0x7FF0_0000_0000_0000;

    public static bool IsPositiveInfinity(double d) => d == PositiveInfinity;

    public static bool IsNegativeInfinity(double d) => d == NegativeInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNegative(double d) => BitConverter.DoubleToInt64Bits(d) < 0;

    public static bool IsPositive(double value) => BitConverter.DoubleToInt64Bits(value) >= 0;

    public static bool IsNormal(double d) =>
        (ulong)(BitConverter.DoubleToInt64Bits(d) & long.MaxValue) - 0x0010_0000_0000_0000 < 0x7FE0_0000_0000_0000;

    public static bool IsSubnormal(double d) => (ulong)(BitConverter.DoubleToInt64Bits(d) & long.MaxValue) - 1 < 0x000F_FFFF_FFFF_FFFF;

    public static bool IsInteger(double value) => IsFinite(value) && value == Math.Truncate(value);

    public static bool IsEvenInteger(double value) => IsInteger(value) && Abs(value % 2) == 0;

    public static bool IsOddInteger(double value) => IsInteger(value) && Abs(value % 2) == 1;

    public static bool IsRealNumber(double value) => !IsNaN(value);

    public static bool IsPow2(double value)
    {
        Number.FloatParts parts = new(value);
        return value > 0 && IsFinite(value) && (parts.Mantissa & (parts.Mantissa - 1)) == 0;
    }

    public static double Parse(string s) => Parse(s, DefaultStyle, null);

    public static double Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static double Parse(string s, IFormatProvider? provider) => Parse(s, DefaultStyle, provider);

    public static double Parse(string s, NumberStyles style, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), style, provider);
    }

    public static double Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, DefaultStyle, provider);

    public static double Parse(ReadOnlySpan<char> s, NumberStyles style = DefaultStyle, IFormatProvider? provider = null)
    {
        NumberFormatInfo.ValidateFloatStyle(style);
        if (!Number.TryParseDouble(s, style, provider, out double result))
        {
            Number.ThrowParse(Number.ParseStatus.Malformed, s, "");
        }

        return result;
    }

    public static double Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text, DefaultStyle, provider);

    public static double Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = DefaultStyle, IFormatProvider? provider = null)
    {
        NumberFormatInfo.ValidateFloatStyle(style);
        if (!Number.TryParseDouble(utf8Text, style, provider, out double result))
        {
            Number.ThrowParse(Number.ParseStatus.Malformed, utf8Text, "");
        }

        return result;
    }

    public static bool TryParse(string? s, out double result) => TryParse(s, DefaultStyle, null, out result);

    public static bool TryParse(string? s, IFormatProvider? provider, out double result) => TryParse(s, DefaultStyle, provider, out result);

    public static bool TryParse(string? s, NumberStyles style, IFormatProvider? provider, out double result)
    {
        if (s is null)
        {
            NumberFormatInfo.ValidateFloatStyle(style);
            result = 0;
            return false;
        }

        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out double result) => TryParse(s, DefaultStyle, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out double result) =>
        TryParse(s, DefaultStyle, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out double result)
    {
        NumberFormatInfo.ValidateFloatStyle(style);
        return Number.TryParseDouble(s, style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out double result) => TryParse(utf8Text, DefaultStyle, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out double result) =>
        TryParse(utf8Text, DefaultStyle, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out double result)
    {
        NumberFormatInfo.ValidateFloatStyle(style);
        return Number.TryParseDouble(utf8Text, style, provider, out result);
    }

    public int CompareTo(object? value)
    {
        if (value is null)
        {
            return 1;
        }

        if (value is double other)
        {
            return CompareTo(other);
        }

        throw new ArgumentException("Object must be of type Double.");
    }

    /// <summary>NaN comes before every number and is equal to itself.</summary>
    public int CompareTo(double value)
    {
        if (_value < value)
        {
            return -1;
        }

        if (_value > value)
        {
            return 1;
        }

        return _value == value ? 0 : IsNaN(_value) ? (IsNaN(value) ? 0 : -1) : 1;
    }

    public override bool Equals([Diagnostics.CodeAnalysis.NotNullWhen(true)] object? obj) => obj is double other && Equals(other);

    public bool Equals(double obj) => _value == obj || (IsNaN(_value) && IsNaN(obj));

    /// <summary>The bits; both zeros have one hash, and all NaNs have another.</summary>
    public override int GetHashCode()
    {
        long bits = BitConverter.DoubleToInt64Bits(_value);
        if (IsNaN(_value) || _value == 0)
        {
            bits &= 0x7FF0_0000_0000_0000;
        }

        return (int)bits ^ (int)(bits >> 32);
    }

    public override string ToString() => Number.DoubleToString(_value);

    public string ToString(IFormatProvider? provider) => Number.FormatDouble(_value, null, provider);

    public string ToString(string? format) => Number.FormatDouble(_value, format, null);

    public string ToString(string? format, IFormatProvider? provider) => Number.FormatDouble(_value, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormatDouble(_value, destination, out charsWritten, format, provider);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormatDouble(_value, utf8Destination, out bytesWritten, format, provider);
}
