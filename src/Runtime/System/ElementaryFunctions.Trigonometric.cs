namespace System;

// Sine, cosine, tangent and their inverses: fdlibm's polynomials; large angles reduced with as many bits of 2/π as they need (Payne and
// Hanek, 1983).
internal static partial class ElementaryFunctions
{
    private const double HalfPi = 1.5707963267948966;
    private const double HalfPiLow = 6.123233995736766e-17;
    private const double QuarterPi = 7.85398163397448278999e-01;

    /// <summary>The binary fraction 2/π, 64 bits a word.</summary>
    private static ReadOnlySpan<ulong> TwoOverPi =>
    [
        0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561, 0xB7246E3A424DD2E0,
        0x06492EEA09D1921C, 0xFE1DEB1CB129A73E, 0xE88235F52EBB4484, 0xE99C7026B45F7E41, 0x3991D639835339F4,
        0x9C845F8BBDF9283B, 0x1FF897FFDE05980F, 0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7, 0x4F463F669E5FEA2D,
        0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB, 0xF0CFBC209AF4361D,
    ];

    internal static double Sin(double x)
    {
        int quadrant = Reduce(x, out double head, out double tail);
        double value = (quadrant & 1) == 0 ? SinKernel(head, tail) : CosKernel(head, tail);
        return (quadrant & 2) == 0 ? value : -value;
    }

    internal static double Cos(double x)
    {
        int quadrant = Reduce(x, out double head, out double tail);
        double value = (quadrant & 1) == 0 ? CosKernel(head, tail) : SinKernel(head, tail);
        return ((quadrant + 1) & 2) == 0 ? value : -value;
    }

    internal static (double Sin, double Cos) SinCos(double x)
    {
        int quadrant = Reduce(x, out double head, out double tail);
        double sin = SinKernel(head, tail);
        double cos = CosKernel(head, tail);
        return (quadrant & 3) switch { 0 => (sin, cos), 1 => (cos, -sin), 2 => (-sin, -cos), _ => (-cos, sin) };
    }

    internal static double Tan(double x)
    {
        int quadrant = Reduce(x, out double head, out double tail);
        return TanKernel(head, tail, isReciprocal: (quadrant & 1) != 0);
    }

    /// <summary>x = quadrant × π/2 + head + tail, |head| at most π/4. Of infinity and NaN the head is NaN.</summary>
    private static int Reduce(double x, out double head, out double tail)
    {
        double magnitude = double.Abs(x);
        tail = 0;
        if (magnitude <= QuarterPi)
        {
            head = x;
            return 0;
        }

        if (!double.IsFinite(x))
        {
            head = double.NaN;
            return 0;
        }

        int quadrant = magnitude < 1_000_000 ? ReduceMedium(magnitude, out head, out tail) : ReduceLarge(magnitude, out head, out tail);
        if (x < 0)
        {
            head = -head;
            tail = -tail;
            return -quadrant;
        }

        return quadrant;
    }

    /// <summary>Subtracts the multiple of π/2 in three parts of 33 bits each, and what remains of it.</summary>
    private static int ReduceMedium(double x, out double head, out double tail)
    {
        const double Part1 = 1.57079632673412561417e+00;
        const double Part2 = 6.07710050630396597660e-11;
        const double Part3 = 2.02226624871116645580e-21;
        const double Rest = 8.47842766036889956997e-32;
        int n = (int)(x * 6.36619772367581382433e-01 + 0.5);
        double r = x - n * Part1;
        double w = n * Part2;
        double previous = r;
        r = previous - w;
        double error = (previous - r) - w;
        w = n * Part3;
        previous = r;
        r = previous - w;
        error += (previous - r) - w;
        error -= n * Rest;
        head = r + error;
        tail = (r - head) + error;
        return n;
    }

    /// <summary>Multiplies by 2/π: only the product's two bits above the binary point and those below matter.</summary>
    private static int ReduceLarge(double x, out double head, out double tail)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) - 1075;
        ulong mantissa = ((ulong)bits & 0xF_FFFF_FFFF_FFFF) | (1UL << 52);

        // Bits of 2/π that weigh 2^(2 - exponent) and more only add multiples of four to the product: the window starts after them.
        int start = exponent - 2;
        ulong first = Window(start);
        ulong second = Window(start + 64);
        ulong third = Window(start + 128);

        // mantissa × window, 192 bits of it: and of that the 128 bits from the two integer ones on.
        ulong top = first * mantissa;
        ulong high = Math.BigMul(second, mantissa, out ulong low);
        ulong carry = Math.BigMul(third, mantissa, out _);
        top += high;
        low += carry;
        top += low < carry ? 1u : 0u;

        int quadrant = (int)(top >> 62);
        ulong fraction = (top << 2) | (low >> 62);
        ulong rest = low << 2;
        bool isNegative = (long)fraction < 0;
        if (isNegative)
        {
            quadrant++;
            fraction = ~fraction;
            rest = ~rest;
        }

        // fraction × 2^-64 as head and tail, times π/2.
        const double TwoToMinus64 = 5.421010862427522e-20;
        double upper = (double)(fraction & 0xFFFF_FFFF_0000_0000) * TwoToMinus64;
        double lower = ((double)(uint)fraction + (double)rest * TwoToMinus64) * TwoToMinus64;
        double sum = upper + lower;
        lower -= sum - upper;
        double sumHigh = ClearLow(sum);
        double sumLow = sum - sumHigh;
        double piHigh = ClearLow(HalfPi);
        double piLow = HalfPi - piHigh;
        double product = sum * HalfPi;
        double error = ((sumHigh * piHigh - product) + sumHigh * piLow + sumLow * piHigh) + sumLow * piLow;
        error += sum * HalfPiLow + lower * HalfPi;
        head = product + error;
        tail = (product - head) + error;
        if (isNegative)
        {
            head = -head;
            tail = -tail;
        }

        return quadrant;
    }

    /// <summary>64 bits of 2/π from a bit on; before the first all are zero.</summary>
    private static ulong Window(int bit)
    {
        ReadOnlySpan<ulong> words = TwoOverPi;
        int word = bit >> 6;
        int shift = bit & 63;
        ulong upper = word < 0 ? 0 : words[word];
        ulong lower = word < -1 ? 0 : words[word + 1];
        return shift == 0 ? upper : (upper << shift) | (lower >> (64 - shift));
    }

    private static double SinKernel(double x, double tail)
    {
        if (double.Abs(x) < 7.450580596923828e-09)
        {
            return tail == 0 ? x : x + tail;
        }

        double z = x * x;
        double v = z * x;
        double r = 8.33333333332248946124e-03 + z * (-1.98412698298579493134e-04 + z * (2.75573137070700676789e-06
            + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)));
        return x - ((z * (0.5 * tail - v * r) - tail) - v * -1.66666666666666324348e-01);
    }

    private static double CosKernel(double x, double tail)
    {
        double z = x * x;
        double r = z * (4.16666666666666019037e-02 + z * (-1.38888888888741095749e-03 + z * (2.48015872894767294178e-05
            + z * (-2.75573143513906633035e-07 + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)))));
        double half = 0.5 * z;
        double w = 1 - half;
        return w + (((1 - w) - half) + (z * r - x * tail));
    }

    private static double TanKernel(double x, double tail, bool isReciprocal)
    {
        if (double.Abs(x) < 7.450580596923828e-09 && !isReciprocal && tail == 0)
        {
            return x;
        }

        bool isLarge = double.Abs(x) >= 0.6744;
        bool isNegative = x < 0;
        if (isLarge)
        {
            // tan(x) = (1 - t) / (1 + t) with t = tan(π/4 - x), which is small.
            x = (QuarterPi - double.Abs(x)) + (3.06161699786838301793e-17 - (isNegative ? -tail : tail));
            tail = 0;
        }

        double z = x * x;
        double w = z * z;
        double odd = 1.33333333333201242699e-01 + w * (2.18694882948595424599e-02 + w * (3.59207910759131235356e-03
            + w * (5.88041240820264096874e-04 + w * (7.81794442939557092300e-05 + w * -1.85586374855275456654e-05))));
        double even = z * (5.39682539762260521377e-02 + w * (8.86323982359930005737e-03 + w * (1.45620945432529025516e-03
            + w * (2.46463134818469906812e-04 + w * (7.14072491382608190305e-05 + w * 2.59073051863633712884e-05)))));
        double cube = z * x;
        double r = tail + z * (cube * (odd + even) + tail);
        r += 3.33333333333334091986e-01 * cube;
        double sum = x + r;
        if (isLarge)
        {
            double sign = isReciprocal ? -1 : 1;
            double value = sign - 2 * (x - (sum * sum / (sum + sign) - r));
            return isNegative ? -value : value;
        }

        if (!isReciprocal)
        {
            return sum;
        }

        // -1 / (x + r), with the division's error made good.
        double head = ClearLow(sum);
        double rest = r - (head - x);
        double inverse = -1 / sum;
        double inverseHead = ClearLow(inverse);
        double error = 1 + inverseHead * head;
        return inverseHead + inverse * (error + inverseHead * rest);
    }

    internal static double Atan(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        double magnitude = double.Abs(x);
        double offset;
        double offsetLow;
        double argument;
        if (magnitude < 0.4375)
        {
            if (magnitude < 1e-9)
            {
                return x;
            }

            return x - x * AtanPolynomial(x * x);
        }

        if (magnitude < 0.6875)
        {
            (offset, offsetLow, argument) = (4.63647609000806093515e-01, 2.26987774529616870924e-17, (2 * magnitude - 1) / (2 + magnitude));
        }
        else if (magnitude < 1.1875)
        {
            (offset, offsetLow, argument) = (QuarterPi, 3.06161699786838301793e-17, (magnitude - 1) / (magnitude + 1));
        }
        else if (magnitude < 2.4375)
        {
            (offset, offsetLow, argument) = (9.82793723247329054082e-01, 1.39033110312309984516e-17, (magnitude - 1.5) / (1 + 1.5 * magnitude));
        }
        else
        {
            (offset, offsetLow, argument) = (HalfPi, HalfPiLow, -1 / magnitude);
        }

        double result = offset - ((argument * AtanPolynomial(argument * argument) - offsetLow) - argument);
        return x < 0 ? -result : result;
    }

    private static double AtanPolynomial(double z)
    {
        double w = z * z;
        double odd = z * (3.33333333333329318027e-01 + w * (1.42857142725034663711e-01 + w * (9.09088713343650656196e-02
            + w * (6.66107313738753120669e-02 + w * (4.97687799461593236017e-02 + w * 1.62858201153657823623e-02)))));
        double even = w * (-1.99999999998764832476e-01 + w * (-1.11111104054623557880e-01 + w * (-7.69187620504482999495e-02
            + w * (-5.83357013379057348645e-02 + w * -3.65315727442169155270e-02))));
        return odd + even;
    }

    internal static double Atan2(double y, double x)
    {
        const double Pi = 3.1415926535897931;
        const double PiLow = 1.2246467991473531772e-16;
        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        bool isLeft = double.IsNegative(x);
        double result;
        if (y == 0)
        {
            result = isLeft ? Pi : 0;
        }
        else if (x == 0)
        {
            result = HalfPi;
        }
        else if (double.IsInfinity(x))
        {
            double slope = double.IsInfinity(y) ? QuarterPi : 0;
            result = isLeft ? Pi - slope : slope;
        }
        else if (double.IsInfinity(y))
        {
            result = HalfPi;
        }
        else
        {
            double quotient = double.Abs(y / x);
            double angle = quotient > 1e18 ? HalfPi : isLeft && quotient < 1e-18 ? 0 : Atan(quotient);
            result = isLeft ? Pi - (angle - PiLow) : angle;
        }

        return double.IsNegative(y) ? -result : result;
    }

    /// <summary>(arcsin(x) - x) / x, as a function of x².</summary>
    private static double AsinRational(double t)
    {
        double p = t * (1.66666666666666657415e-01 + t * (-3.25565818622400915405e-01 + t * (2.01212532134862925881e-01
            + t * (-4.00555345006794114027e-02 + t * (7.91534994289814532176e-04 + t * 3.47933107596021167570e-05)))));
        double q = 1 + t * (-2.40339491173441421878e+00 + t * (2.02094576023350569471e+00
            + t * (-6.88283971605453293030e-01 + t * 7.70381505559019352791e-02)));
        return p / q;
    }

    internal static double Asin(double x)
    {
        double magnitude = double.Abs(x);
        if (!(magnitude <= 1))
        {
            return double.NaN;
        }

        if (magnitude < 0.5)
        {
            return magnitude < 7.450580596923828e-09 ? x : x + x * AsinRational(x * x);
        }

        double t = (1 - magnitude) * 0.5;
        double r = AsinRational(t);
        double s = Math.Sqrt(t);
        double result;
        if (magnitude >= 0.975)
        {
            result = HalfPi - (2 * (s + s * r) - HalfPiLow);
        }
        else
        {
            double head = ClearLow(s);
            double rest = (t - head * head) / (s + head);
            double p = 2 * s * r - (HalfPiLow - 2 * rest);
            double q = QuarterPi - 2 * head;
            result = QuarterPi - (p - q);
        }

        return x < 0 ? -result : result;
    }

    internal static double Acos(double x)
    {
        double magnitude = double.Abs(x);
        if (!(magnitude <= 1))
        {
            return double.NaN;
        }

        if (magnitude == 1)
        {
            return x > 0 ? 0 : 3.1415926535897931;
        }

        if (magnitude < 0.5)
        {
            return HalfPi - (x - (HalfPiLow - x * AsinRational(x * x)));
        }

        double t = (1 - magnitude) * 0.5;
        double s = Math.Sqrt(t);
        double r = AsinRational(t);
        if (x < 0)
        {
            return 2 * (HalfPi - (s + (r * s - HalfPiLow)));
        }

        double head = ClearLow(s);
        double rest = (t - head * head) / (s + head);
        return 2 * (head + (r * s + rest));
    }
}
