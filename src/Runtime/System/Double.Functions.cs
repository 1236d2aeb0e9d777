namespace System;

// Elementary functions and operators.
public readonly partial struct Double
{
    public static double Abs(double x) => Math.Abs(x);

    public static double Acos(double x) => Math.Acos(x);

    public static double Acosh(double x) => Math.Acosh(x);

    public static double Asin(double x) => Math.Asin(x);

    public static double Asinh(double x) => Math.Asinh(x);

    public static double Atan(double x) => Math.Atan(x);

    public static double Atanh(double x) => Math.Atanh(x);

    public static double BitDecrement(double x) => Math.BitDecrement(x);

    public static double BitIncrement(double x) => Math.BitIncrement(x);

    public static double Cbrt(double x) => Math.Cbrt(x);

    public static double Ceiling(double x) => Math.Ceiling(x);

    public static double Cos(double x) => Math.Cos(x);

    public static double Cosh(double x) => Math.Cosh(x);

    public static double Exp(double x) => Math.Exp(x);

    public static double Floor(double x) => Math.Floor(x);

    public static double Log(double x) => Math.Log(x);

    public static double Log2(double x) => Math.Log2(x);

    public static double Log10(double x) => Math.Log10(x);

    public static double Round(double x) => Math.Round(x);

    public static double Sin(double x) => Math.Sin(x);

    public static double Sinh(double x) => Math.Sinh(x);

    public static double Sqrt(double x) => Math.Sqrt(x);

    public static double Tan(double x) => Math.Tan(x);

    public static double Tanh(double x) => Math.Tanh(x);

    public static double Truncate(double x) => Math.Truncate(x);

    public static double Atan2(double y, double x) => Math.Atan2(y, x);

    public static double CopySign(double value, double sign) => Math.CopySign(value, sign);

    public static double Ieee754Remainder(double left, double right) => Math.IEEERemainder(left, right);

    public static double Log(double x, double newBase) => Math.Log(x, newBase);

    public static double Max(double x, double y) => Math.Max(x, y);

    public static double MaxMagnitude(double x, double y) => Math.MaxMagnitude(x, y);

    public static double Min(double x, double y) => Math.Min(x, y);

    public static double MinMagnitude(double x, double y) => Math.MinMagnitude(x, y);

    public static double Pow(double x, double y) => Math.Pow(x, y);

    public static double Clamp(double value, double min, double max) => Math.Clamp(value, min, max);

    public static double FusedMultiplyAdd(double left, double right, double addend) => Math.FusedMultiplyAdd(left, right, addend);

    public static double Hypot(double x, double y)
    {
        if (IsInfinity(x) || IsInfinity(y))
        {
            return PositiveInfinity;
        }

        double larger = Abs(x);
        double smaller = Abs(y);
        if (smaller > larger)
        {
            (larger, smaller) = (smaller, larger);
        }

        if (smaller == 0 || IsNaN(larger) || IsNaN(smaller))
        {
            return larger + smaller;
        }

        // Scaled so that the squares neither overflow nor vanish.
        int exponent = Math.ILogB(larger);
        larger = Math.ScaleB(larger, -exponent);
        smaller = Math.ScaleB(smaller, -exponent);
        return Math.ScaleB(Math.Sqrt(Math.FusedMultiplyAdd(larger, larger, smaller * smaller)), exponent);
    }

    public static int ILogB(double x) => Math.ILogB(x);

    public static double Lerp(double value1, double value2, double amount) => value1 * (1 - amount) + value2 * amount;

    public static double MultiplyAddEstimate(double left, double right, double addend) => left * right + addend;

    public static double Round(double x, int digits) => Math.Round(x, digits);

    public static double Round(double x, MidpointRounding mode) => Math.Round(x, mode);

    public static double Round(double x, int digits, MidpointRounding mode) => Math.Round(x, digits, mode);

    public static double ScaleB(double x, int n) => Math.ScaleB(x, n);

    public static int Sign(double value) => Math.Sign(value);

    public static (double Sin, double Cos) SinCos(double x) => Math.SinCos(x);

    public static double DegreesToRadians(double degrees) => degrees * Pi / 180;

    public static double RadiansToDegrees(double radians) => radians * 180 / Pi;

    public static bool operator ==(double left, double right) => left == right;

    public static bool operator !=(double left, double right) => left != right;

    public static bool operator <(double left, double right) => left < right;

    public static bool operator >(double left, double right) => left > right;

    public static bool operator <=(double left, double right) => left <= right;

    public static bool operator >=(double left, double right) => left >= right;
}
