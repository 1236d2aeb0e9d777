namespace System;

/// <summary>Exponentials, logarithms and powers in double precision, within one unit in the last place.</summary>
/// <remarks>
/// Methods and minimax coefficients are those of Sun's fdlibm ("Freely Distributable LIBM", 1993): reduction to a small interval, an odd or
/// even polynomial there, and head and tail kept apart where the result's last bit depends on it.
/// </remarks>
internal static partial class ElementaryFunctions
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double InverseLn2 = 1.44269504088896338700;

    /// <summary>e^x overflows above it.</summary>
    private const double ExpMaximum = 7.09782712893383973096e+02;
    private const double ExpMinimum = -7.45133219101941108420e+02;

    internal static double Exp(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        if (x > ExpMaximum)
        {
            return double.PositiveInfinity;
        }

        if (x < ExpMinimum)
        {
            return 0;
        }

        if (double.Abs(x) < 3.7252902984619140625e-09)
        {
            return 1 + x;
        }

        int k = (int)(x * InverseLn2 + (x < 0 ? -0.5 : 0.5));
        double high = x - k * Ln2High;
        double low = k * Ln2Low;
        double r = high - low;
        double square = r * r;
        double c = r - square * ExpPolynomial(square);
        double y = 1 - ((low - r * c / (2 - c)) - high);
        return Math.ScaleB(y, k);
    }

    /// <summary>r × (e^r + 1) / (e^r - 1) - 2, over r².</summary>
    private static double ExpPolynomial(double t) =>
        1.66666666666666019037e-01 + t * (-2.77777777770155933842e-03 + t * (6.61375632143793436117e-05
            + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08)));

    /// <summary>e^x as head + tail, a dozen bits more than a double has; x must not overflow or underflow.</summary>
    private static double ExpParts(double x, out double tail)
    {
        int k = (int)(x * InverseLn2 + (x < 0 ? -0.5 : 0.5));
        double high = x - k * Ln2High;
        double low = k * Ln2Low;
        double r = high - low;
        double square = r * r;
        double c = r - square * ExpPolynomial(square);
        double above = high - (low - r * c / (2 - c));
        double head = 1 + above;
        tail = Math.ScaleB(above - (head - 1), k);
        return Math.ScaleB(head, k);
    }

    /// <summary>e^x - 1, also right where x is so small that e^x is all but one.</summary>
    internal static double ExpMinusOne(double x)
    {
        if (!(double.Abs(x) <= 40))
        {
            return Exp(x) - 1;
        }

        if (double.Abs(x) < 5.5e-17)
        {
            return x;
        }

        int k = double.Abs(x) <= 0.34657 ? 0 : (int)(x * InverseLn2 + (x < 0 ? -0.5 : 0.5));
        double high = x - k * Ln2High;
        double low = k * Ln2Low;
        x = high - low;
        double lost = (high - x) - low;
        double half = 0.5 * x;
        double square = x * half;
        double r = 1 + square * (-3.33333333333331316428e-02 + square * (1.58730158725481460165e-03 + square * (-7.93650757867487942473e-05
            + square * (4.00821782732936239552e-06 + square * -2.01099218183624371326e-07))));
        double t = 3 - r * half;
        double e = square * ((r - t) / (6 - x * t));
        if (k == 0)
        {
            return x - (x * e - square);
        }

        e = x * (e - lost) - lost - square;
        return k switch
        {
            -1 => 0.5 * (x - e) - 0.5,
            1 => x < -0.25 ? -2 * (e - (x + 0.5)) : 1 + 2 * (x - e),
            < 0 => Math.ScaleB(1 - (e - x), k) - 1,
            < 20 => Math.ScaleB(1 - Math.ScaleB(1, -k) - (e - x), k),
            _ => Math.ScaleB(x - (e + Math.ScaleB(1, -k)) + 1, k),
        };
    }

    internal static double Log(double x)
    {
        if (!Normalize(x, out double fraction, out int k, out double special))
        {
            return special;
        }

        double f = fraction - 1;
        return k * Ln2High + (f - (HalfSquareLess(f, out double remainder) - (remainder + k * Ln2Low)));
    }

    /// <summary>ln(1 + x), also right where x is small.</summary>
    internal static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        if (sum == 1 || !double.IsFinite(sum) || sum <= 0)
        {
            return sum == 1 ? x : Log(sum);
        }

        // What the addition lost, relative to the sum, is what the logarithm lacks.
        double lost = x >= 1 ? 1 - (sum - x) : x - (sum - 1);
        if (double.Abs(x) < 0.29)
        {
            double half = HalfSquareLess(x, out double remainder);
            return x - (half - remainder);
        }

        return Log(sum) + lost / sum;
    }

    /// <summary>ln(1 + f) = f - (half - remainder), for |f| up to 0.42.</summary>
    private static double HalfSquareLess(double f, out double remainder)
    {
        double s = f / (2 + f);
        double z = s * s;
        double w = z * z;
        double odd = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
        double even = z * (6.666666666666735130e-01 + w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
        double half = 0.5 * f * f;
        remainder = s * (half + (odd + even));
        return half;
    }

    /// <summary>x = fraction × 2^k with the fraction from √½ to √2; false for what has no logarithm, or an infinite one.</summary>
    private static bool Normalize(double x, out double fraction, out int k, out double special)
    {
        fraction = 0;
        k = 0;
        special = x;
        if (!(x > 0) || double.IsInfinity(x))
        {
            special = x == 0 ? double.NegativeInfinity : x < 0 ? double.NaN : x;
            return false;
        }

        if (x < 2.2250738585072014e-308)
        {
            x *= 18014398509481984.0;
            k = -54;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        k += (int)(bits >> 52) - 1023;
        long mantissa = bits & 0xF_FFFF_FFFF_FFFF;
        int isUpper = mantissa >= 0x6_A09E_667F_3BCD ? 1 : 0;
        k += isUpper;
        fraction = BitConverter.Int64BitsToDouble(mantissa | ((long)(1023 - isUpper) << 52));
        return true;
    }

    internal static double Log2(double x)
    {
        if (!Normalize(x, out _, out _, out double special))
        {
            return special;
        }

        double head = Log2Parts(x, out double tail);
        return head + tail;
    }

    internal static double Log10(double x)
    {
        const double Log10Of2 = 0.3010299956639812;
        const double Log10Of2High = 0.30102992057800293;
        const double Log10Of2Low = 7.508597826552624e-08;
        if (!Normalize(x, out _, out _, out double special))
        {
            return special;
        }

        double head = Log2Parts(x, out double tail);
        double upper = ClearLow(head);
        double lower = tail - (upper - head);
        return upper * Log10Of2High + (upper * Log10Of2Low + lower * Log10Of2);
    }

    /// <summary>The upper half of the mantissa's bits, so that products of two such are exact.</summary>
    private static double ClearLow(double value) =>
        BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) & unchecked((long)0xFFFF_FFFF_0000_0000));

    /// <summary>log2(x) of a positive finite number as head + tail, good for about 68 bits; the head has at most 21 bits.</summary>
    private static double Log2Parts(double x, out double tail)
    {
        // 2 / (3 ln 2), whole and in two parts.
        const double Factor = 9.61796693925975554329e-01;
        const double FactorHigh = 9.61796700954437255859e-01;
        const double FactorLow = -7.02846165095275826516e-09;

        int n = 0;
        if (x < 2.2250738585072014e-308)
        {
            x *= 9007199254740992.0;
            n = -53;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        n += (int)(bits >> 52) - 1023;
        uint mantissa = (uint)(bits >> 32) & 0xF_FFFF;
        long exponent = 1023;

        // Around 1 the base is 1, around 1.5 it is 1.5, whose logarithm is known in two parts.
        bool isBaseLarger = false;
        if (mantissa >= 0x3_988F)
        {
            if (mantissa < 0xB_B67A)
            {
                isBaseLarger = true;
            }
            else
            {
                n++;
                exponent = 1022;
            }
        }

        x = BitConverter.Int64BitsToDouble((bits & 0xF_FFFF_FFFF_FFFF) | (exponent << 52));
        double center = isBaseLarger ? 1.5 : 1;
        double u = x - center;
        double v = 1 / (x + center);
        double ss = u * v;
        double sHigh = ClearLow(ss);
        double sumHigh = ClearLow(x + center);
        double sumLow = x - (sumHigh - center);
        double sLow = v * ((u - sHigh * sumHigh) - sHigh * sumLow);

        double s2 = ss * ss;
        double r = s2 * s2 * (5.99999999999994648725e-01 + s2 * (4.28571428578550184252e-01 + s2 * (3.33333329818377432918e-01
            + s2 * (2.72728123808534006489e-01 + s2 * (2.30660745775561754067e-01 + s2 * 2.06975017800338417784e-01)))));
        r += sLow * (sHigh + ss);
        s2 = sHigh * sHigh;
        double termHigh = ClearLow(3 + s2 + r);
        double termLow = r - ((termHigh - 3) - s2);

        u = sHigh * termHigh;
        v = sLow * termHigh + termLow * ss;
        double productHigh = ClearLow(u + v);
        double productLow = v - (productHigh - u);
        double zHigh = FactorHigh * productHigh;
        double zLow = FactorLow * productHigh + productLow * Factor + (isBaseLarger ? 1.35003920212974897128e-08 : 0);
        double baseHigh = isBaseLarger ? 5.84962487220764160156e-01 : 0;
        double head = ClearLow(((zHigh + zLow) + baseHigh) + n);
        tail = zLow - (((head - n) - baseHigh) - zHigh);
        return head;
    }

    internal static double Pow(double x, double y)
    {
        if (y == 0 || x == 1)
        {
            return 1;
        }

        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        double magnitude = double.Abs(x);
        if (double.IsInfinity(y))
        {
            return magnitude == 1 ? 1 : magnitude > 1 == y > 0 ? double.PositiveInfinity : 0;
        }

        bool isOdd = IsOddInteger(y);
        if (magnitude == 0 || double.IsInfinity(x))
        {
            double limit = magnitude == 0 == y > 0 ? 0 : double.PositiveInfinity;
            return isOdd && double.IsNegative(x) ? -limit : limit;
        }

        if (x < 0 && !double.IsInteger(y))
        {
            return double.NaN;
        }

        double sign = x < 0 && isOdd ? -1 : 1;
        if (magnitude == 1)
        {
            return sign;
        }

        if (double.Abs(y) > 1e20)
        {
            return magnitude > 1 == y > 0 ? sign * double.PositiveInfinity : sign * 0.0;
        }

        double head = Log2Parts(magnitude, out double tail);
        double yHigh = ClearLow(y);
        double low = (y - yHigh) * head + y * tail;
        double high = yHigh * head;
        double sum = low + high;
        if (sum >= 1025)
        {
            return sign * double.PositiveInfinity;
        }

        if (sum <= -1080)
        {
            return sign * 0.0;
        }

        return sign * Exp2Parts(high, low);
    }

    /// <summary>2^(high + low).</summary>
    private static double Exp2Parts(double high, double low)
    {
        const double Ln2 = 6.93147180559945286227e-01;
        const double Ln2Head = 6.93147182464599609375e-01;
        const double Ln2Tail = -1.90465429995776804525e-09;
        double sum = high + low;
        int n = 0;
        if (double.Abs(sum) > 0.5)
        {
            n = (int)(sum + (sum < 0 ? -0.5 : 0.5));
            high -= n;
        }

        double t = ClearLow(low + high);
        double u = t * Ln2Head;
        double v = (low - (t - high)) * Ln2 + t * Ln2Tail;
        double z = u + v;
        double w = v - (z - u);
        t = z * z;
        double t1 = z - t * ExpPolynomial(t);
        double r = z * t1 / (t1 - 2) - (w + z * w);
        return Math.ScaleB(1 - (r - z), n);
    }

    private static bool IsOddInteger(double value) =>
        double.Abs(value) < 9007199254740992.0 && (double)(long)value == value && ((long)value & 1) != 0;

    internal static double Cbrt(double x)
    {
        if (x == 0 || !double.IsFinite(x))
        {
            return x;
        }

        // x = fraction × 2^(3 × third), fraction from 1 to 8; a guess from a third of its exponent, refined by Halley's method.
        double magnitude = double.Abs(x);
        int third = (Math.ILogB(magnitude) + 1200) / 3 - 400;
        double fraction = Math.ScaleB(magnitude, -3 * third);
        double t = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(fraction) / 3 + 0x2A9F_7893_7000_0000);
        for (int i = 0; i < 2; i++)
        {
            double cube = t * t * t;
            t -= t * ((cube - fraction) / (2 * cube + fraction));
        }

        // The last step from a guess whose square is exact.
        t = ClearLow(t);
        double quotient = fraction / (t * t);
        double result = Math.ScaleB(t + t * ((quotient - t) / (t + t + quotient)), third);
        return x < 0 ? -result : result;
    }
}
