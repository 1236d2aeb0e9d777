using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System;

// Rounding, remainders, and the product with a sum that is rounded once.
public static partial class Math
{
    private static ReadOnlySpan<double> RoundingPowers => [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    [Intrinsic]
    public static double Ceiling(double a) => Ceiling(a);

    [Intrinsic]
    public static double Floor(double d) => Floor(d);

    [Intrinsic]
    public static double Truncate(double d) => Truncate(d);

    /// <summary>To the nearest integer; halves to the even one.</summary>
    [Intrinsic]
    public static double Round(double a) => Round(a);

    public static double Round(double value, int digits) => Round(value, digits, MidpointRounding.ToEven);

    public static double Round(double value, MidpointRounding mode)
    {
        switch (mode)
        {
            case MidpointRounding.ToEven:
                return Round(value);
            case MidpointRounding.AwayFromZero:
                // The largest number below one half, so that the sum never rounds up to the next integer by itself.
                return Truncate(value + CopySign(0.49999999999999994, value));
            case MidpointRounding.ToZero:
                return Truncate(value);
            case MidpointRounding.ToNegativeInfinity:
                return Floor(value);
            case MidpointRounding.ToPositiveInfinity:
                return Ceiling(value);
            default:
                ThrowRoundingMode(mode);
                return 0;
        }
    }

    public static double Round(double value, int digits, MidpointRounding mode)
    {
        if ((uint)digits > 15)
        {
            throw new ArgumentOutOfRangeException(nameof(digits), "Rounding digits must be between 0 and 15, inclusive.");
        }

        if (mode is < MidpointRounding.ToEven or > MidpointRounding.ToPositiveInfinity)
        {
            ThrowRoundingMode(mode);
        }

        // From 10^16 on there are no decimals.
        if (Abs(value) < 1e16)
        {
            double power = RoundingPowers[digits];
            value = Round(value * power, mode) / power;
        }

        return value;
    }

    /// <summary>x - n × y with n the integer nearest to x / y.</summary>
    public static double IEEERemainder(double x, double y)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        if (double.IsNaN(y))
        {
            return y;
        }

        double remainder = x % y;
        if (double.IsNaN(remainder))
        {
            return double.NaN;
        }

        if (remainder == 0 && double.IsNegative(x))
        {
            return -0.0;
        }

        double alternative = remainder - Abs(y) * Sign(x);
        if (Abs(alternative) == Abs(remainder))
        {
            double quotient = x / y;
            return Abs(Round(quotient)) > Abs(quotient) ? alternative : remainder;
        }

        return Abs(alternative) < Abs(remainder) ? alternative : remainder;
    }

    /// <summary>x × y + z, rounded once.</summary>
    public static double FusedMultiplyAdd(double x, double y, double z)
    {
        if (x == 0 || y == 0 || !double.IsFinite(x) || !double.IsFinite(y) || !double.IsFinite(z))
        {
            // A product that overflows is still finite beside an infinity.
            return double.IsInfinity(z) && double.IsFinite(x) && double.IsFinite(y) ? z : x * y + z;
        }

        if (z == 0)
        {
            double product = x * y;
            if (product != 0 && Abs(product) > 1e-290)
            {
                return product;
            }
        }

        return FusedMultiplyAddExact(x, y, z);
    }

    private static double FusedMultiplyAddExact(double x, double y, double z)
    {
        TakeApart(x, out ulong mantissa, out int exponent);
        TakeApart(y, out ulong factor, out int factorExponent);
        bool isNegative = double.IsNegative(x) != double.IsNegative(y);
        ulong high = BigMul(mantissa, factor, out ulong low);
        exponent += factorExponent;
        if (z == 0)
        {
            return Assemble(high, low, exponent, isNegative, sticky: false);
        }

        // Both as 128 bits with the first bit at 2^125, so that a sum has room; then the smaller is shifted right.
        TakeApart(z, out ulong addend, out int addendExponent);
        Normalize(ref high, ref low, ref exponent);
        ulong addendHigh = 0;
        Normalize(ref addendHigh, ref addend, ref addendExponent);
        bool isAddendNegative = double.IsNegative(z);
        if (addendExponent > exponent || (addendExponent == exponent && (addendHigh > high || (addendHigh == high && addend > low))))
        {
            (high, addendHigh) = (addendHigh, high);
            (low, addend) = (addend, low);
            (exponent, addendExponent) = (addendExponent, exponent);
            (isNegative, isAddendNegative) = (isAddendNegative, isNegative);
        }

        bool sticky = ShiftRight(ref addendHigh, ref addend, exponent - addendExponent);
        if (isNegative == isAddendNegative)
        {
            low += addend;
            high += addendHigh + (low < addend ? 1u : 0u);
        }
        else
        {
            // What was shifted out makes the difference smaller: borrow one, and the rest stays as the sticky bit.
            ulong subtrahend = addend;
            ulong before = low;
            low -= subtrahend;
            high -= addendHigh + (before < subtrahend ? 1u : 0u);
            if (sticky)
            {
                high -= low == 0 ? 1u : 0u;
                low--;
            }

            if ((high | low) == 0 && !sticky)
            {
                return 0;
            }
        }

        return Assemble(high, low, exponent, isNegative, sticky);
    }

    private static void TakeApart(double value, out ulong mantissa, out int exponent)
    {
        Number.FloatParts parts = new(value);
        mantissa = parts.Mantissa;
        exponent = parts.Exponent;
    }

    private static void Normalize(ref ulong high, ref ulong low, ref int exponent)
    {
        int zeros = high != 0 ? Numerics.BitOperations.LeadingZeroCount(high) : 64 + Numerics.BitOperations.LeadingZeroCount(low);
        int shift = zeros - 2;
        exponent -= shift;
        if (shift >= 64)
        {
            high = low << (shift - 64);
            low = 0;
        }
        else if (shift > 0)
        {
            high = (high << shift) | (low >> (64 - shift));
            low <<= shift;
        }
    }

    /// <summary>Whether a one was shifted out.</summary>
    private static bool ShiftRight(ref ulong high, ref ulong low, int shift)
    {
        if (shift == 0)
        {
            return false;
        }

        bool sticky;
        if (shift >= 128)
        {
            sticky = (high | low) != 0;
            high = 0;
            low = 0;
        }
        else if (shift >= 64)
        {
            sticky = low != 0 || (shift > 64 && high << (128 - shift) != 0);
            low = high >> (shift - 64);
            high = 0;
        }
        else
        {
            sticky = low << (64 - shift) != 0;
            low = (low >> shift) | (high << (64 - shift));
            high >>= shift;
        }

        return sticky;
    }

    /// <summary>Rounds 128 bits times 2^exponent to a double, ties to even.</summary>
    private static double Assemble(ulong high, ulong low, int exponent, bool isNegative, bool sticky)
    {
        int top = 127 - (high != 0 ? Numerics.BitOperations.LeadingZeroCount(high) : 64 + Numerics.BitOperations.LeadingZeroCount(low));

        // The last bit kept weighs 2^(top + exponent - 52), or 2^-1074 among the subnormals.
        int unit = Max(top + exponent - 52, -1074);
        int shift = unit - exponent;
        ulong mantissa;
        if (shift <= 0)
        {
            mantissa = low << -shift;
        }
        else
        {
            // Leave one bit below the last, and in it and the sticky bit all that was cut.
            sticky |= ShiftRight(ref high, ref low, shift - 1);
            bool half = (low & 1) != 0;
            mantissa = low >> 1 | high << 63;
            mantissa += half && (sticky || (mantissa & 1) != 0) ? 1u : 0u;
        }

        if (unit > 971)
        {
            return isNegative ? double.NegativeInfinity : double.PositiveInfinity;
        }

        // A carry out of the mantissa counts the exponent up by itself.
        ulong bits = mantissa < 1UL << 52 ? mantissa : mantissa + ((ulong)(unit + 1074) << 52);
        return BitConverter.UInt64BitsToDouble(bits | (isNegative ? 1UL << 63 : 0));
    }

    [DoesNotReturn]
    internal static void ThrowRoundingMode(MidpointRounding mode) =>
        throw new ArgumentException("The value '" + ((int)mode).ToString() + "' is not valid for this usage of the type MidpointRounding.", nameof(mode));
}
