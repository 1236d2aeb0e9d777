using System.Runtime.CompilerServices;

namespace System;

/// <summary>Elementary functions in single precision: computed in double precision and rounded.</summary>
public static class MathF
{
    public const float E = 2.71828183f;
    public const float PI = 3.14159265f;
    public const float Tau = 6.283185307f;

    [Intrinsic]
    public static float Sqrt(float x) => Sqrt(x);

    [Intrinsic]
    public static float Ceiling(float x) => Ceiling(x);

    [Intrinsic]
    public static float Floor(float x) => Floor(x);

    [Intrinsic]
    public static float Truncate(float x) => Truncate(x);

    [Intrinsic]
    public static float Round(float x) => Round(x);

    public static float Abs(float x) => Math.Abs(x);

    public static float Atan2(float y, float x) => (float)ElementaryFunctions.Atan2(y, x);

    public static float Pow(float x, float y) => (float)ElementaryFunctions.Pow(x, y);

    public static float Max(float x, float y) => Math.Max(x, y);

    public static float Min(float x, float y) => Math.Min(x, y);

    public static int Sign(float x) => Math.Sign(x);

    public static float Acos(float x) => (float)ElementaryFunctions.Acos(x);

    public static float Acosh(float x) => (float)ElementaryFunctions.Acosh(x);

    public static float Asin(float x) => (float)ElementaryFunctions.Asin(x);

    public static float Asinh(float x) => (float)ElementaryFunctions.Asinh(x);

    public static float Atan(float x) => (float)ElementaryFunctions.Atan(x);

    public static float Atanh(float x) => (float)ElementaryFunctions.Atanh(x);

    public static float Cbrt(float x) => (float)ElementaryFunctions.Cbrt(x);

    public static float Cos(float x) => (float)ElementaryFunctions.Cos(x);

    public static float Cosh(float x) => (float)ElementaryFunctions.Cosh(x);

    public static float Exp(float x) => (float)ElementaryFunctions.Exp(x);

    public static float Log(float x) => (float)ElementaryFunctions.Log(x);

    public static float Log2(float x) => (float)ElementaryFunctions.Log2(x);

    public static float Log10(float x) => (float)ElementaryFunctions.Log10(x);

    public static float Sin(float x) => (float)ElementaryFunctions.Sin(x);

    public static float Sinh(float x) => (float)ElementaryFunctions.Sinh(x);

    public static float Tan(float x) => (float)ElementaryFunctions.Tan(x);

    public static float Tanh(float x) => (float)ElementaryFunctions.Tanh(x);

    public static float Log(float x, float y) => (float)Math.Log((double)x, y);

    public static (float Sin, float Cos) SinCos(float x)
    {
        (double sin, double cos) = ElementaryFunctions.SinCos(x);
        return ((float)sin, (float)cos);
    }

    public static float Round(float x, int digits) => Round(x, digits, MidpointRounding.ToEven);

    public static float Round(float x, MidpointRounding mode)
    {
        switch (mode)
        {
            case MidpointRounding.ToEven:
                return Round(x);
            case MidpointRounding.AwayFromZero:
                return Truncate(x + CopySign(0.49999997f, x));
            case MidpointRounding.ToZero:
                return Truncate(x);
            case MidpointRounding.ToNegativeInfinity:
                return Floor(x);
            case MidpointRounding.ToPositiveInfinity:
                return Ceiling(x);
            default:
                Math.ThrowRoundingMode(mode);
                return 0;
        }
    }

    public static float Round(float x, int digits, MidpointRounding mode)
    {
        if ((uint)digits > 6)
        {
            throw new ArgumentOutOfRangeException(nameof(digits), "Rounding digits must be between 0 and 6, inclusive.");
        }

        if (mode is < MidpointRounding.ToEven or > MidpointRounding.ToPositiveInfinity)
        {
            Math.ThrowRoundingMode(mode);
        }

        if (Abs(x) < 1e8f)
        {
            float power = RoundingPowers[digits];
            x = Round(x * power, mode) / power;
        }

        return x;
    }

    public static float BitIncrement(float x)
    {
        int bits = BitConverter.SingleToInt32Bits(x);
        if (!float.IsFinite(x))
        {
            return float.IsNegativeInfinity(x) ? float.MinValue : x;
        }

        return bits == int.MinValue ? float.Epsilon : BitConverter.Int32BitsToSingle(bits + (bits < 0 ? -1 : 1));
    }

    public static float BitDecrement(float x)
    {
        int bits = BitConverter.SingleToInt32Bits(x);
        if (!float.IsFinite(x))
        {
            return float.IsPositiveInfinity(x) ? float.MaxValue : x;
        }

        return bits == 0 ? -float.Epsilon : BitConverter.Int32BitsToSingle(bits + (bits < 0 ? 1 : -1));
    }

    public static float CopySign(float x, float y) =>
        BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(x) & int.MaxValue) | (BitConverter.SingleToInt32Bits(y) & int.MinValue));

    public static int ILogB(float x) => Math.ILogB(x);

    public static float ScaleB(float x, int n) => (float)Math.ScaleB(x, n);

    /// <summary>x × y + z, rounded once to single precision.</summary>
    public static float FusedMultiplyAdd(float x, float y, float z)
    {
        // The product is exact in double precision. A sum that is not exact there is made odd, so that the second rounding cannot err.
        double product = (double)x * y;
        double sum = product + z;
        if (double.IsFinite(sum))
        {
            double back = sum - product;
            double error = (product - (sum - back)) + (z - back);
            long bits = BitConverter.DoubleToInt64Bits(sum);
            if (error != 0 && (bits & 1) == 0)
            {
                bits += error > 0 == sum > 0 ? 1 : -1;
                sum = BitConverter.Int64BitsToDouble(bits);
            }
        }

        return (float)sum;
    }

    public static float IEEERemainder(float x, float y) => (float)Math.IEEERemainder(x, y);

    public static float MaxMagnitude(float x, float y) => (float)Math.MaxMagnitude(x, y);

    public static float MinMagnitude(float x, float y) => (float)Math.MinMagnitude(x, y);

    public static float ReciprocalEstimate(float x) => 1 / x;

    public static float ReciprocalSqrtEstimate(float x) => 1 / Sqrt(x);

    private static ReadOnlySpan<float> RoundingPowers => [1e0f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f];
}
