namespace System;

/// <summary>Hyperbolic functions and their inverses, from the exponentials and logarithms.</summary>
internal static partial class ElementaryFunctions
{
    internal static double Sinh(double x)
    {
        double magnitude = double.Abs(x);
        if (magnitude == 0 || !double.IsFinite(x))
        {
            return x;
        }

        double half = x < 0 ? -0.5 : 0.5;
        if (magnitude < 1)
        {
            double t = ExpMinusOne(magnitude);
            return half * (2 * t - t * t / (t + 1));
        }

        if (magnitude < 22)
        {
            double e = ExpParts(magnitude, out double tail);
            return half * (e - (1 / e - tail));
        }

        return magnitude < ExpMaximum ? half * Exp(magnitude) : half * Exp(0.5 * magnitude) * Exp(0.5 * magnitude);
    }

    internal static double Cosh(double x)
    {
        double magnitude = double.Abs(x);
        if (magnitude < 0.35)
        {
            double t = ExpMinusOne(magnitude);
            double w = 1 + t;
            return 1 + t * t / (w + w);
        }

        if (magnitude < 22)
        {
            double e = ExpParts(magnitude, out double tail);
            return 0.5 * (e + (1 / e + tail));
        }

        return magnitude < ExpMaximum ? 0.5 * Exp(magnitude) : 0.5 * Exp(0.5 * magnitude) * Exp(0.5 * magnitude);
    }

    internal static double Tanh(double x)
    {
        double magnitude = double.Abs(x);
        if (magnitude == 0 || double.IsNaN(x))
        {
            return x;
        }

        double result;
        if (magnitude >= 22)
        {
            result = 1;
        }
        else if (magnitude >= 1)
        {
            result = 1 - 2 / (ExpMinusOne(2 * magnitude) + 2);
        }
        else
        {
            double t = ExpMinusOne(-2 * magnitude);
            result = -t / (t + 2);
        }

        return x < 0 ? -result : result;
    }

    internal static double Asinh(double x)
    {
        double magnitude = double.Abs(x);
        if (magnitude < 3.7e-9 || !double.IsFinite(x))
        {
            return x;
        }

        double result;
        if (magnitude > 268435456)
        {
            result = Log(magnitude) + 6.93147180559945286227e-01;
        }
        else if (magnitude > 2)
        {
            result = Log(2 * magnitude + 1 / (Math.Sqrt(x * x + 1) + magnitude));
        }
        else
        {
            double square = x * x;
            result = LogOnePlus(magnitude + square / (1 + Math.Sqrt(1 + square)));
        }

        return x < 0 ? -result : result;
    }

    internal static double Acosh(double x)
    {
        if (!(x >= 1))
        {
            return double.NaN;
        }

        if (x > 268435456)
        {
            return Log(x) + 6.93147180559945286227e-01;
        }

        double above = x - 1;
        return x > 2 ? Log(2 * x - 1 / (x + Math.Sqrt(x * x - 1))) : LogOnePlus(above + Math.Sqrt(2 * above + above * above));
    }

    internal static double Atanh(double x)
    {
        double magnitude = double.Abs(x);
        if (!(magnitude < 1))
        {
            return magnitude == 1 ? x * double.PositiveInfinity : double.NaN;
        }

        if (magnitude < 3.7e-9)
        {
            return x;
        }

        double twice = magnitude + magnitude;
        double result = 0.5 * (magnitude < 0.5 ? LogOnePlus(twice + twice * magnitude / (1 - magnitude)) : LogOnePlus(twice / (1 - magnitude)));
        return x < 0 ? -result : result;
    }
}
