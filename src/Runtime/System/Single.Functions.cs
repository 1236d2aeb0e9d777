namespace System;

// Elementary functions and operators.
public readonly partial struct Single
{
    public static float Abs(float x) => MathF.Abs(x);

    public static float Acos(float x) => MathF.Acos(x);

    public static float Acosh(float x) => MathF.Acosh(x);

    public static float Asin(float x) => MathF.Asin(x);

    public static float Asinh(float x) => MathF.Asinh(x);

    public static float Atan(float x) => MathF.Atan(x);

    public static float Atanh(float x) => MathF.Atanh(x);

    public static float BitDecrement(float x) => MathF.BitDecrement(x);

    public static float BitIncrement(float x) => MathF.BitIncrement(x);

    public static float Cbrt(float x) => MathF.Cbrt(x);

    public static float Ceiling(float x) => MathF.Ceiling(x);

    public static float Cos(float x) => MathF.Cos(x);

    public static float Cosh(float x) => MathF.Cosh(x);

    public static float Exp(float x) => MathF.Exp(x);

    public static float Floor(float x) => MathF.Floor(x);

    public static float Log(float x) => MathF.Log(x);

    public static float Log2(float x) => MathF.Log2(x);

    public static float Log10(float x) => MathF.Log10(x);

    public static float Round(float x) => MathF.Round(x);

    public static float Sin(float x) => MathF.Sin(x);

    public static float Sinh(float x) => MathF.Sinh(x);

    public static float Sqrt(float x) => MathF.Sqrt(x);

    public static float Tan(float x) => MathF.Tan(x);

    public static float Tanh(float x) => MathF.Tanh(x);

    public static float Truncate(float x) => MathF.Truncate(x);

    public static float Atan2(float y, float x) => MathF.Atan2(y, x);

    public static float CopySign(float value, float sign) => MathF.CopySign(value, sign);

    public static float Ieee754Remainder(float left, float right) => MathF.IEEERemainder(left, right);

    public static float Log(float x, float newBase) => MathF.Log(x, newBase);

    public static float Max(float x, float y) => MathF.Max(x, y);

    public static float MaxMagnitude(float x, float y) => MathF.MaxMagnitude(x, y);

    public static float Min(float x, float y) => MathF.Min(x, y);

    public static float MinMagnitude(float x, float y) => MathF.MinMagnitude(x, y);

    public static float Pow(float x, float y) => MathF.Pow(x, y);

    public static float Clamp(float value, float min, float max) => Math.Clamp(value, min, max);

    public static float FusedMultiplyAdd(float left, float right, float addend) => MathF.FusedMultiplyAdd(left, right, addend);

    public static float Hypot(float x, float y)
    {
        if (IsInfinity(x) || IsInfinity(y))
        {
            return PositiveInfinity;
        }

        return (float)Math.Sqrt((double)x * x + (double)y * y);
    }

    public static int ILogB(float x) => MathF.ILogB(x);

    public static float Lerp(float value1, float value2, float amount) => value1 * (1 - amount) + value2 * amount;

    public static float MultiplyAddEstimate(float left, float right, float addend) => left * right + addend;

    public static float Round(float x, int digits) => MathF.Round(x, digits);

    public static float Round(float x, MidpointRounding mode) => MathF.Round(x, mode);

    public static float Round(float x, int digits, MidpointRounding mode) => MathF.Round(x, digits, mode);

    public static float ScaleB(float x, int n) => MathF.ScaleB(x, n);

    public static int Sign(float value) => Math.Sign(value);

    public static (float Sin, float Cos) SinCos(float x) => MathF.SinCos(x);

    public static float DegreesToRadians(float degrees) => degrees * Pi / 180;

    public static float RadiansToDegrees(float radians) => radians * 180 / Pi;

    public static bool operator ==(float left, float right) => left == right;

    public static bool operator !=(float left, float right) => left != right;

    public static bool operator <(float left, float right) => left < right;

    public static bool operator >(float left, float right) => left > right;

    public static bool operator <=(float left, float right) => left <= right;

    public static bool operator >=(float left, float right) => left >= right;
}
