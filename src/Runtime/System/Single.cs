using System.Globalization;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A floating-point number of 32 bits (IEEE 754 binary32).</summary>
public readonly partial struct Single : IComparable, IComparable<float>, IEquatable<float>, ISpanFormattable, IUtf8SpanFormattable
{
    public const float MaxValue = 3.40282346638528859e+38f;
    public const float MinValue = -3.40282346638528859e+38f;
    public const float Epsilon = 1.4e-45f;
    public const float NaN = 0.0f / 0.0f;
    public const float PositiveInfinity = 1.0f / 0.0f;
    public const float NegativeInfinity = -1.0f / 0.0f;
    public const float NegativeZero = -0.0f;
    public const float E = MathF.E;
    public const float Pi = MathF.PI;
    public const float Tau = MathF.Tau;

    private const NumberStyles DefaultStyle = NumberStyles.Float | NumberStyles.AllowThousands;

    private readonly float _value;

#pragma warning disable CS1718 // NaN is what does not equal itself; the processor compares in one instruction.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNaN(float f) => f != f;
#pragma warning restore CS1718

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFinite(float f) => (BitConverter.SingleToInt32Bits(f) & int.MaxValue) < 0x7F80_0000;

    public static bool IsInfinity(float f) => (BitConverter.SingleToInt32Bits(f) & int.MaxValue) == 0x7F80_0000;

    public static bool IsPositiveInfinity(float f) => f == PositiveInfinity;

    public static bool IsNegativeInfinity(float f) => f == NegativeInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNegative(float f) => BitConverter.SingleToInt32Bits(f) < 0;

    public static bool IsPositive(float value) => BitConverter.SingleToInt32Bits(value) >= 0;

    public static bool IsNormal(float f) =>
        (uint)(BitConverter.SingleToInt32Bits(f) & int.MaxValue) - 0x0080_0000 < 0x7F00_0000;

    public static bool IsSubnormal(float f) => (uint)(BitConverter.SingleToInt32Bits(f) & int.MaxValue) - 1 < 0x007F_FFFF;

    public static bool IsInteger(float value) => IsFinite(value) && value == MathF.Truncate(value);

    public static bool IsEvenInteger(float value) => IsInteger(value) && Abs(value % 2) == 0;

    public static bool IsOddInteger(float value) => IsInteger(value) && Abs(value % 2) == 1;

    public static bool IsRealNumber(float value) => !IsNaN(value);

    public static bool IsPow2(float value)
    {
        Number.FloatParts parts = new(value);
        return value > 0 && IsFinite(value) && (parts.Mantissa & (parts.Mantissa - 1)) == 0;
    }

    public static float Parse(string s) => Parse(s, DefaultStyle, null);

    public static float Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static float Parse(string s, IFormatProvider? provider) => Parse(s, DefaultStyle, provider);

    public static float Parse(string s, NumberStyles style, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), style, provider);
    }

    public static float Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, DefaultStyle, provider);

    public static float Parse(ReadOnlySpan<char> s, NumberStyles style = DefaultStyle, IFormatProvider? provider = null)
    {
        NumberFormatInfo.ValidateFloatStyle(style);
        if (!Number.TryParseSingle(s, style, provider, out float result))
        {
            Number.ThrowParse(Number.ParseStatus.Malformed, s, "");
        }

        return result;
    }

    public static float Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text, DefaultStyle, provider);

    public static float Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = DefaultStyle, IFormatProvider? provider = null)
    {
        NumberFormatInfo.ValidateFloatStyle(style);
        if (!Number.TryParseSingle(utf8Text, style, provider, out float result))
        {
            Number.ThrowParse(Number.ParseStatus.Malformed, utf8Text, "");
        }

        return result;
    }

    public static bool TryParse(string? s, out float result) => TryParse(s, DefaultStyle, null, out result);

    public static bool TryParse(string? s, IFormatProvider? provider, out float result) => TryParse(s, DefaultStyle, provider, out result);

    public static bool TryParse(string? s, NumberStyles style, IFormatProvider? provider, out float result)
    {
        if (s is null)
        {
            NumberFormatInfo.ValidateFloatStyle(style);
            result = 0;
            return false;
        }

        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out float result) => TryParse(s, DefaultStyle, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out float result) =>
        TryParse(s, DefaultStyle, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out float result)
    {
        NumberFormatInfo.ValidateFloatStyle(style);
        return Number.TryParseSingle(s, style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out float result) => TryParse(utf8Text, DefaultStyle, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out float result) =>
        TryParse(utf8Text, DefaultStyle, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out float result)
    {
        NumberFormatInfo.ValidateFloatStyle(style);
        return Number.TryParseSingle(utf8Text, style, provider, out result);
    }

    public int CompareTo(object? value)
    {
        if (value is null)
        {
            return 1;
        }

        if (value is float other)
        {
            return CompareTo(other);
        }

        throw new ArgumentException("Object must be of type Single.");
    }

    /// <summary>NaN comes before every number and is equal to itself.</summary>
    public int CompareTo(float value)
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

    public override bool Equals([Diagnostics.CodeAnalysis.NotNullWhen(true)] object? obj) => obj is float other && Equals(other);

    public bool Equals(float obj) => _value == obj || (IsNaN(_value) && IsNaN(obj));

    /// <summary>The bits; both zeros have one hash, and all NaNs have another.</summary>
    public override int GetHashCode()
    {
        int bits = BitConverter.SingleToInt32Bits(_value);
        if (IsNaN(_value) || _value == 0)
        {
            bits &= 0x7F80_0000;
        }

        return bits;
    }

    public override string ToString() => Number.SingleToString(_value);

    public string ToString(IFormatProvider? provider) => Number.FormatSingle(_value, null, provider);

    public string ToString(string? format) => Number.FormatSingle(_value, format, null);

    public string ToString(string? format, IFormatProvider? provider) => Number.FormatSingle(_value, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormatSingle(_value, destination, out charsWritten, format, provider);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormatSingle(_value, utf8Destination, out bytesWritten, format, provider);
}
