using System.Numerics;
using System.Runtime;

namespace System;

// The symbols that the compiler calls for the % operator.
public static partial class Math
{
    /// <summary>x - n × y with n = x / y cut to an integer; exact, the sign is the dividend's.</summary>
    [RuntimeExport("fmod")]
    private static double Remainder(double x, double y)
    {
        if (double.IsNaN(x) || double.IsNaN(y) || double.IsInfinity(x) || y == 0)
        {
            return double.NaN;
        }

        double magnitude = Abs(x);
        double divisor = Abs(y);
        if (magnitude < divisor)
        {
            return x;
        }

        Number.FloatParts dividendParts = new(magnitude);
        Number.FloatParts divisorParts = new(divisor);
        ulong remainder = dividendParts.Mantissa;
        ulong modulus = divisorParts.Mantissa;
        int shift = dividendParts.Exponent - divisorParts.Exponent;
        remainder %= modulus;
        while (shift > 0 && remainder != 0)
        {
            // Eleven bits at a time: the mantissa has 53 of 64.
            int step = Min(shift, 11);
            remainder = (remainder << step) % modulus;
            shift -= step;
        }

        double result = ScaleB((double)remainder, divisorParts.Exponent);
        return x < 0 || double.IsNegative(x) ? -result : result;
    }

    [RuntimeExport("fmodf")]
    private static float Remainder(float x, float y) => (float)Remainder((double)x, (double)y);
}
