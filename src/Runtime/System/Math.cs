using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>Elementary functions. Roots and roundings are instructions; the others are ElementaryFunctions', within one unit in the last place.</summary>
public static partial class Math
{
    public const double E = 2.7182818284590452354;
    public const double PI = 3.14159265358979323846;
    public const double Tau = 6.283185307179586476925;

    private const long SignBit = long.MinValue;

    [Intrinsic]
    public static double Sqrt(double d) => Sqrt(d);

    [Intrinsic]
    public static double Abs(double value) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) & long.MaxValue);

    [Intrinsic]
    public static float Abs(float value) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value) & int.MaxValue);

    public static double Acos(double d) => ElementaryFunctions.Acos(d);

    public static double Acosh(double d) => ElementaryFunctions.Acosh(d);

    public static double Asin(double d) => ElementaryFunctions.Asin(d);

    public static double Asinh(double d) => ElementaryFunctions.Asinh(d);

    public static double Atan(double d) => ElementaryFunctions.Atan(d);

    public static double Atan2(double y, double x) => ElementaryFunctions.Atan2(y, x);

    public static double Atanh(double d) => ElementaryFunctions.Atanh(d);

    public static double Cbrt(double d) => ElementaryFunctions.Cbrt(d);

    public static double Cos(double d) => ElementaryFunctions.Cos(d);

    public static double Cosh(double value) => ElementaryFunctions.Cosh(value);

    public static double Exp(double d) => ElementaryFunctions.Exp(d);

    public static double Log(double d) => ElementaryFunctions.Log(d);

    public static double Log2(double x) => ElementaryFunctions.Log2(x);

    public static double Log10(double d) => ElementaryFunctions.Log10(d);

    public static double Pow(double x, double y) => ElementaryFunctions.Pow(x, y);

    public static double Sin(double a) => ElementaryFunctions.Sin(a);

    public static (double Sin, double Cos) SinCos(double x) => ElementaryFunctions.SinCos(x);

    public static double Sinh(double value) => ElementaryFunctions.Sinh(value);

    public static double Tan(double a) => ElementaryFunctions.Tan(a);

    public static double Tanh(double value) => ElementaryFunctions.Tanh(value);

    public static double Log(double a, double newBase)
    {
        if (double.IsNaN(a))
        {
            return a;
        }

        if (double.IsNaN(newBase))
        {
            return newBase;
        }

        if (newBase == 1 || (a != 1 && (newBase == 0 || double.IsPositiveInfinity(newBase))))
        {
            return double.NaN;
        }

        return Log(a) / Log(newBase);
    }

    public static double BitIncrement(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        if (!double.IsFinite(x))
        {
            return double.IsNegativeInfinity(x) ? double.MinValue : x;
        }

        return bits == SignBit ? double.Epsilon : BitConverter.Int64BitsToDouble(bits + (bits < 0 ? -1 : 1));
    }

    public static double BitDecrement(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        if (!double.IsFinite(x))
        {
            return double.IsPositiveInfinity(x) ? double.MaxValue : x;
        }

        return bits == 0 ? -double.Epsilon : BitConverter.Int64BitsToDouble(bits + (bits < 0 ? 1 : -1));
    }

    public static double CopySign(double x, double y) =>
        BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(x) & long.MaxValue) | (BitConverter.DoubleToInt64Bits(y) & SignBit));

    /// <summary>The binary exponent of a number: int.MinValue of zero, int.MaxValue of what is not finite.</summary>
    public static int ILogB(double x)
    {
        if (!double.IsFinite(x))
        {
            return int.MaxValue;
        }

        ulong bits = BitConverter.DoubleToUInt64Bits(x) & long.MaxValue;
        int exponent = (int)(bits >> 52);
        if (exponent != 0)
        {
            return exponent - 1023;
        }

        return bits == 0 ? int.MinValue : Numerics.BitOperations.Log2(bits) - 1074;
    }

    /// <summary>x × 2^n, rounded once.</summary>
    public static double ScaleB(double x, int n)
    {
        const double Huge = 8.98846567431158E307;
        const double Tiny = 2.2250738585072014E-308;
        const double TwoTo53 = 9007199254740992.0;
        if (n > 1023)
        {
            x *= Huge;
            n -= 1023;
            if (n > 1023)
            {
                x *= Huge;
                n = Min(n - 1023, 1023);
            }
        }
        else if (n < -1022)
        {
            // The intermediate keeps 53 bits above the subnormals, so that only the last product rounds.
            x *= Tiny * TwoTo53;
            n += 1022 - 53;
            if (n < -1022)
            {
                x *= Tiny * TwoTo53;
                n = Max(n + 1022 - 53, -1022);
            }
        }

        return x * BitConverter.Int64BitsToDouble((long)(1023 + n) << 52);
    }

    public static double Max(double val1, double val2)
    {
        if (val1 != val2)
        {
            return double.IsNaN(val1) || val2 < val1 ? val1 : val2;
        }

        return double.IsNegative(val2) ? val1 : val2;
    }

    public static float Max(float val1, float val2)
    {
        if (val1 != val2)
        {
            return float.IsNaN(val1) || val2 < val1 ? val1 : val2;
        }

        return float.IsNegative(val2) ? val1 : val2;
    }

    public static double Min(double val1, double val2)
    {
        if (val1 != val2)
        {
            return double.IsNaN(val1) || val1 < val2 ? val1 : val2;
        }

        return double.IsNegative(val1) ? val1 : val2;
    }

    public static float Min(float val1, float val2)
    {
        if (val1 != val2)
        {
            return float.IsNaN(val1) || val1 < val2 ? val1 : val2;
        }

        return float.IsNegative(val1) ? val1 : val2;
    }

    public static double MaxMagnitude(double x, double y)
    {
        double left = Abs(x);
        double right = Abs(y);
        return left > right || double.IsNaN(left) ? x : left == right && !double.IsNegative(x) ? x : y;
    }

    public static double MinMagnitude(double x, double y)
    {
        double left = Abs(x);
        double right = Abs(y);
        return left < right || double.IsNaN(left) ? x : left == right && double.IsNegative(x) ? x : y;
    }

    public static double Clamp(double value, double min, double max)
    {
        if (min > max)
        {
            ThrowMinMax(min.ToString(), max.ToString());
        }

        return value < min ? min : value > max ? max : value;
    }

    public static float Clamp(float value, float min, float max)
    {
        if (min > max)
        {
            ThrowMinMax(min.ToString(), max.ToString());
        }

        return value < min ? min : value > max ? max : value;
    }

    public static int Sign(double value)
    {
        if (double.IsNaN(value))
        {
            ThrowNotANumber();
        }

        return value < 0 ? -1 : value > 0 ? 1 : 0;
    }

    public static int Sign(float value) => Sign((double)value);

    public static double ReciprocalEstimate(double d) => 1 / d;

    public static double ReciprocalSqrtEstimate(double d) => 1 / Sqrt(d);

    [DoesNotReturn]
    private static void ThrowNotANumber() => throw new ArithmeticException("Function does not accept floating point Not-a-Number values.");
}
