using System.Numerics;

namespace Diesis.Tests.Runtime;

/// <summary>Math, MathF and the functions on the primitives. What is not exact is recorded to twelve digits.</summary>
internal static class MathTests
{
    internal static void Register(TestList tests)
    {
        RegisterElementary(tests);
        RegisterExact(tests);
        RegisterIntegers(tests);
    }

    private static void RegisterElementary(TestList tests)
    {
        Elementary(tests, "Sin", Math.Sin, MathF.Sin, -20, 20);
        Elementary(tests, "Cos", Math.Cos, MathF.Cos, -20, 20);
        Elementary(tests, "Tan", Math.Tan, MathF.Tan, -20, 20);
        Elementary(tests, "Asin", Math.Asin, MathF.Asin, -1, 1);
        Elementary(tests, "Acos", Math.Acos, MathF.Acos, -1, 1);
        Elementary(tests, "Atan", Math.Atan, MathF.Atan, -50, 50);
        Elementary(tests, "Sinh", Math.Sinh, MathF.Sinh, -30, 30);
        Elementary(tests, "Cosh", Math.Cosh, MathF.Cosh, -30, 30);
        Elementary(tests, "Tanh", Math.Tanh, MathF.Tanh, -30, 30);
        Elementary(tests, "Asinh", Math.Asinh, MathF.Asinh, -50, 50);
        Elementary(tests, "Acosh", Math.Acosh, MathF.Acosh, 1, 50);
        Elementary(tests, "Atanh", Math.Atanh, MathF.Atanh, -1, 1);
        Elementary(tests, "Exp", Math.Exp, MathF.Exp, -80, 80);
        Elementary(tests, "Log", Math.Log, MathF.Log, 0, 1000);
        Elementary(tests, "Log2", Math.Log2, MathF.Log2, 0, 1000);
        Elementary(tests, "Log10", Math.Log10, MathF.Log10, 0, 1000);
        Elementary(tests, "Cbrt", Math.Cbrt, MathF.Cbrt, -1000, 1000);
        tests.Add("Numbers.Math.Pow", static () =>
        {
            SeededRandom random = new(31);
            for (int i = 0; i < 500; i++)
            {
                RecordRounded(Math.Pow(random.NextDouble() * 100, random.NextDouble() * 40 - 20));
                RecordRounded(Math.Pow(random.Next(-20, 20), random.Next(-20, 20)));
                float power = (float)random.NextDouble() * 10;
                CheckSingle(Math.Pow(power, i % 7), MathF.Pow(power, i % 7));
            }
        });
        tests.Add("Numbers.Math.PowSpecial", static () => Pairs(Math.Pow));
        tests.Add("Numbers.Math.Atan2Special", static () => Pairs(Math.Atan2));
        tests.Add("Numbers.Math.LogBase", static () => Pairs(Math.Log));
        tests.Add("Numbers.Math.LargeAngles", static () =>
        {
            foreach (double angle in (double[])[1e5, 1e6, 1e7, 1e15, 1e16, 9007199254740993, 1e22, 1e100, 1e300, 1.7976931348623157E+308, 6381956970095103e0, 5.319372648326541e255])
            {
                RecordRounded(Math.Sin(angle));
                RecordRounded(Math.Cos(-angle));
                RecordRounded(Math.Tan(angle));
                (double sin, double cos) = Math.SinCos(angle);
                RecordRounded(sin);
                RecordRounded(cos);
            }
        });
        tests.Add("Numbers.Math.ExactPowers", static () =>
        {
            for (int i = -300; i < 300; i++)
            {
                Check.Equal((double)i, Math.Log2(Math.ScaleB(1, i)));
                Check.Equal(Math.ScaleB(1, i), Math.Pow(2, i));
            }

            for (int i = 0; i <= 22; i++)
            {
                Check.Equal((double)i, Math.Log10(double.Parse("1e" + i.ToString())));
            }

            for (int i = 0; i < 200; i++)
            {
                Check.Equal((double)i, Math.Sqrt((double)i * i));
            }
        });
    }

    private static void RegisterExact(TestList tests)
    {
        Exact(tests, "Sqrt", Math.Sqrt);
        Exact(tests, "Floor", Math.Floor);
        Exact(tests, "Ceiling", Math.Ceiling);
        Exact(tests, "Truncate", Math.Truncate);
        Exact(tests, "Round", Math.Round);
        Exact(tests, "Abs", Math.Abs);
        Exact(tests, "BitIncrement", Math.BitIncrement);
        Exact(tests, "BitDecrement", Math.BitDecrement);
        Exact(tests, "ILogB", static x => Math.ILogB(x));
        Exact(tests, "ScaleB", static x => Math.ScaleB(Math.ScaleB(x, -1050), 1030) + Math.ScaleB(x, 2100) + Math.ScaleB(x, -60));
        Exact(tests, "IsSomething", static x => (double.IsNaN(x) ? 1 : 0) + (double.IsFinite(x) ? 2 : 0) + (double.IsInteger(x) ? 4 : 0) + (double.IsNormal(x) ? 8 : 0)
            + (double.IsSubnormal(x) ? 16 : 0) + (double.IsNegative(x) ? 32 : 0) + (double.IsEvenInteger(x) ? 64 : 0) + (double.IsOddInteger(x) ? 128 : 0) + (double.IsPow2(x) ? 256 : 0)
            + (double.IsInfinity(x) ? 512 : 0) + (double.IsPositiveInfinity(x) ? 1024 : 0) + (double.IsNegativeInfinity(x) ? 2048 : 0));
        Exact(tests, "Float", static x =>
        {
            float value = (float)x;
            return MathF.Sqrt(value) + 2.0 * MathF.Floor(value) + 3.0 * MathF.Round(value) + MathF.Ceiling(value) - MathF.Truncate(value) + MathF.BitIncrement(value) + MathF.ILogB(value)
                + (float.IsNormal(value) ? 1 : 0) + (float.IsSubnormal(value) ? 2 : 0) + (float.IsInteger(value) ? 4 : 0);
        });
        tests.Add("Numbers.Math.Max", static () => Pairs(Math.Max));
        tests.Add("Numbers.Math.Min", static () => Pairs(Math.Min));
        tests.Add("Numbers.Math.MaxMagnitude", static () => Pairs(Math.MaxMagnitude));
        tests.Add("Numbers.Math.MinMagnitude", static () => Pairs(Math.MinMagnitude));
        tests.Add("Numbers.Math.CopySign", static () => Pairs(Math.CopySign));
        tests.Add("Numbers.Math.IEEERemainder", static () => Pairs(Math.IEEERemainder));
        tests.Add("Numbers.Math.Remainder", static () => Pairs(static (x, y) => x % y));
        tests.Add("Numbers.Math.RemainderOfFloats", static () => Pairs(static (x, y) => (float)x % (float)y));
        tests.Add("Numbers.Math.RemainderRandom", static () =>
        {
            SeededRandom random = new(32);
            for (int i = 0; i < 1000; i++)
            {
                double x = NumberSamples.NextDouble(random);
                double y = NumberSamples.NextDouble(random);
                Check.Record(x % y);
                Check.Record((double)((float)x % (float)y));
            }
        });
        foreach (MidpointRounding mode in (MidpointRounding[])
            [MidpointRounding.ToEven, MidpointRounding.AwayFromZero, MidpointRounding.ToZero, MidpointRounding.ToNegativeInfinity, MidpointRounding.ToPositiveInfinity])
        {
            tests.Add("Numbers.Math.Round." + ((int)mode).ToString(), () =>
            {
                SeededRandom random = new(33);
                foreach (double value in NumberSamples.Doubles)
                {
                    Check.Record(Math.Round(value, mode));
                    Check.Record(Math.Round(-value, 2, mode));
                    Check.Record(Math.Round(value, 15, mode));
                    Check.Record((double)MathF.Round((float)value, mode));
                    Check.Record((double)MathF.Round((float)value, 3, mode));
                }

                for (int i = 0; i < 500; i++)
                {
                    double value = NumberSamples.NextDouble(random);
                    Check.Record(Math.Round(value, random.Next(16), mode));
                    Check.Record((double)float.Round((float)value, random.Next(7), mode));
                }
            });
        }

        tests.Add("Numbers.Math.FusedMultiplyAdd", static () =>
        {
            SeededRandom random = new(34);
            for (int i = 0; i < 3000; i++)
            {
                double x = i % 2 == 0 ? NumberSamples.NextDouble(random) : random.NextDouble();
                double y = i % 3 == 0 ? NumberSamples.NextDouble(random) : random.NextDouble() + 1;
                double z = (i % 5) switch { 0 => NumberSamples.NextDouble(random), 1 => -x * y, 2 => Math.BitIncrement(-x * y), 3 => 0, _ => random.NextDouble() * 1e-16 };
                Check.Record(Math.FusedMultiplyAdd(x, y, z));
                Check.Record((double)MathF.FusedMultiplyAdd((float)x, (float)y, (float)z));
            }
        });
        tests.Add("Numbers.Math.FusedMultiplyAddSpecial", static () =>
        {
            double[] values = [0.0, -0.0, 1, -1, double.Epsilon, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1e-200, 1e200];
            foreach (double x in values)
            {
                foreach (double y in values)
                {
                    foreach (double z in values)
                    {
                        Check.Record(Math.FusedMultiplyAdd(x, y, z));
                    }
                }
            }
        });
        tests.Add("Numbers.Math.Conversions", static () =>
        {
            foreach (double value in NumberSamples.Doubles)
            {
                Check.Record((int)value);
                Check.Record((uint)value);
                Check.Record((long)value);
                Check.Record((ulong)value);
                Check.Record((int)(short)value);
                NumberSamples.RecordOutcome(() => checked((int)value).ToString());
                NumberSamples.RecordOutcome(() => checked((uint)value).ToString());
                NumberSamples.RecordOutcome(() => checked((long)value).ToString());
                NumberSamples.RecordOutcome(() => checked((ulong)value).ToString());
                NumberSamples.RecordOutcome(() => checked((sbyte)value).ToString());
            }

            foreach (long value in NumberSamples.Integers)
            {
                Check.Record((double)value);
                Check.Record((double)(ulong)value);
                Check.Record((double)(float)value);
                Check.Record((double)(float)(ulong)value);
            }
        });
        tests.Add("Numbers.Math.Errors", static () =>
        {
            Check.RecordThrown(static () => Math.Round(1.0, 16));
            Check.RecordThrown(static () => Math.Round(1.0, -1));
            Check.RecordThrown(static () => Math.Round(1.0, (MidpointRounding)9));
            Check.RecordThrown(static () => MathF.Round(1.0f, 7));
            Check.RecordThrown(static () => Math.Sign(double.NaN));
            Check.RecordThrown(static () => Math.Clamp(1.0, 3.0, 2.0));
            Check.RecordThrown(static () => Math.Clamp(1, 3, 2));
            Check.RecordThrown(static () => ((IComparable)1.5).CompareTo("x"));
            Check.RecordThrown(static () => ((IComparable)1.5f).CompareTo(1.5));
        });
        tests.Add("Numbers.Math.CompareAndHash", static () =>
        {
            foreach (double x in NumberSamples.Doubles)
            {
                Check.Record(x.GetHashCode());
                Check.Record(((float)x).GetHashCode());
                foreach (double y in NumberSamples.Doubles)
                {
                    Check.Record(x.CompareTo(y));
                    Check.Record(x.Equals(y));
                    Check.Record(((float)x).CompareTo((float)y));
                    Check.Record(x < y);
                    Check.Record(x == y);
                }
            }
        });
    }

    private static void RegisterIntegers(TestList tests)
    {
        tests.Add("Numbers.Integer.CompareAndHash", static () =>
        {
            foreach (long x in NumberSamples.Integers)
            {
                Check.Record(x.GetHashCode());
                Check.Record(((ulong)x).GetHashCode());
                Check.Record(((int)x).GetHashCode());
                Check.Record(((sbyte)x).GetHashCode());
                Check.Record(((ushort)x).GetHashCode());
                Check.Record(((nint)x).GetHashCode());
                foreach (long y in NumberSamples.Integers)
                {
                    Check.Record(x.CompareTo(y));
                    Check.Record(((ulong)x).CompareTo((ulong)y));
                    Check.Record(((byte)x).CompareTo((byte)y));
                    Check.Record(((short)x).CompareTo((short)y));
                    Check.Record(((object)(int)x).Equals((int)y));
                }
            }

            Check.False(((object)1).Equals(1L), "int and long");
            Check.RecordThrown(static () => 1.CompareTo("x"));
            Check.RecordThrown(static () => ((IComparable)(byte)1).CompareTo(1));
            Check.Equal(1, 1.CompareTo(null));
        });
        tests.Add("Numbers.Integer.Functions", static () =>
        {
            foreach (long value in NumberSamples.Integers)
            {
                Check.Record(int.PopCount((int)value) + 100L * int.LeadingZeroCount((int)value) + 10000L * int.TrailingZeroCount((int)value));
                Check.Record(long.PopCount(value) + 100 * long.LeadingZeroCount(value) + 10000 * long.TrailingZeroCount(value));
                Check.Record(sbyte.PopCount((sbyte)value) + 100L * sbyte.LeadingZeroCount((sbyte)value) + 10000L * sbyte.TrailingZeroCount((sbyte)value));
                Check.Record(ushort.PopCount((ushort)value) + 100L * ushort.LeadingZeroCount((ushort)value) + 10000L * ushort.TrailingZeroCount((ushort)value));
                Check.Record((long)ulong.Log2((ulong)value) + (long)byte.Log2((byte)value) * 100 + (int)uint.Log2((uint)value) * 10000L);
                Check.Record(int.IsPow2((int)value) || ulong.IsPow2((ulong)value) || sbyte.IsPow2((sbyte)value));
                Check.Record((long)(nuint.LeadingZeroCount((nuint)value) + 100 * nuint.PopCount((nuint)value)));
                for (int rotation = -3; rotation < 70; rotation += 7)
                {
                    Check.Record(int.RotateLeft((int)value, rotation));
                    Check.Record(long.RotateRight(value, rotation));
                    Check.Record((long)sbyte.RotateLeft((sbyte)value, rotation));
                    Check.Record((long)ushort.RotateRight((ushort)value, rotation));
                    Check.Record((long)short.RotateRight((short)value, rotation));
                }

                Check.Record(int.Sign((int)value) + 10 * long.Sign(value) + 100 * Math.Sign((sbyte)value));
                Check.Record(int.IsEvenInteger((int)value) == long.IsOddInteger(value));
                foreach (long other in NumberSamples.Integers)
                {
                    Check.Record(Math.Max((int)value, (int)other) + Math.Min(value, other));
                    Check.Record(int.MaxMagnitude((int)value, (int)other) ^ long.MinMagnitude(value, other));
                    Check.Record(Math.BigMul(value, other, out long low) ^ low);
                    Check.Record(Math.BigMul((ulong)value, (ulong)other, out ulong unsignedLow) ^ unsignedLow);
                    Check.Record(Math.BigMul((int)value, (int)other));
                }
            }
        });
        tests.Add("Numbers.Integer.Division", static () =>
        {
            foreach (long x in NumberSamples.Integers)
            {
                foreach (long y in NumberSamples.Integers)
                {
                    NumberSamples.RecordOutcome(() => Math.DivRem(x, y).ToString());
                    NumberSamples.RecordOutcome(() => Math.DivRem((int)x, (int)y).ToString());
                    NumberSamples.RecordOutcome(() => byte.DivRem((byte)x, (byte)y).ToString());
                    NumberSamples.RecordOutcome(() => Math.DivRem((short)x, (short)y, out int rest).ToString() + " " + rest.ToString());
                }
            }
        });
        tests.Add("Numbers.Integer.Overflow", static () =>
        {
            foreach (long x in NumberSamples.Integers)
            {
                NumberSamples.RecordOutcome(() => Math.Abs(x).ToString());
                NumberSamples.RecordOutcome(() => Math.Abs((int)x).ToString());
                NumberSamples.RecordOutcome(() => Math.Abs((sbyte)x).ToString());
                NumberSamples.RecordOutcome(() => short.CopySign((short)x, 1).ToString());
                NumberSamples.RecordOutcome(() => int.CopySign((int)x, -1).ToString());
                NumberSamples.RecordOutcome(() => long.CopySign(x, 1).ToString());
                NumberSamples.RecordOutcome(() => checked((byte)x).ToString());
                NumberSamples.RecordOutcome(() => checked((uint)x).ToString());
                NumberSamples.RecordOutcome(() => checked(x * 3).ToString());
                NumberSamples.RecordOutcome(() => checked((ulong)x * 7).ToString());
                NumberSamples.RecordOutcome(() => checked(x + x).ToString());
                NumberSamples.RecordOutcome(() => Math.Clamp(x, -100, 100).ToString());
            }
        });
        tests.Add("Numbers.Integer.Pointers", static () =>
        {
            Check.Equal(8, nint.Size);
            Check.Equal(long.MaxValue, (long)nint.MaxValue);
            Check.Equal(ulong.MaxValue, (ulong)nuint.MaxValue);
            Check.Equal(5L, (long)nint.Add(7, -2));
            Check.Equal(9UL, (ulong)nuint.Subtract(12, 3));
            Check.Equal("-3", ((nint)(-3)).ToString());
            Check.Equal("FFFFFFFFFFFFFFFD", ((nint)(-3)).ToString("X"));
            Check.Equal(12, new nint(12).ToInt32());
            Check.RecordThrown(static () => new nint(1L << 40).ToInt32());
            Check.RecordThrown(static () => ((IComparable)(nint)1).CompareTo(1));
        });
    }

    private static void Elementary(TestList tests, string name, Func<double, double> function, Func<float, float> single, double minimum, double maximum)
    {
        tests.Add("Numbers.Math." + name, () =>
        {
            SeededRandom random = new(30);
            foreach (double value in NumberSamples.Doubles)
            {
                RecordRounded(function(value));
                RecordRounded(function(-value));
                CheckSingle(function((float)value), single((float)value));
            }

            for (int i = 0; i < 300; i++)
            {
                double value = minimum + (maximum - minimum) * random.NextDouble();
                RecordRounded(function(value));
                CheckSingle(function((float)value), single((float)value));
                RecordRounded(function(1 / (value + 0.001)));
            }
        });
    }

    private static void Exact(TestList tests, string name, Func<double, double> function)
    {
        tests.Add("Numbers.Math." + name, () =>
        {
            SeededRandom random = new(35);
            foreach (double value in NumberSamples.Doubles)
            {
                Check.Record(function(value));
                Check.Record(function(-value));
            }

            for (int i = 0; i < 1000; i++)
            {
                Check.Record(function(NumberSamples.NextDouble(random)));
            }
        });
    }

    private static void Pairs(Func<double, double, double> function)
    {
        double[] values = [0.0, -0.0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, 1.5, 7.25, -7.25, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e300, -1e300, 1e-300, double.Epsilon, double.MaxValue];
        foreach (double x in values)
        {
            foreach (double y in values)
            {
                RecordRounded(function(x, y));
            }
        }
    }

    /// <summary>
    /// Twelve significant digits: results may differ in the sixteenth, so that the twelfth is the same but for one in ten thousand.
    /// </summary>
    private static void RecordRounded(double value)
    {
        if (!double.IsFinite(value) || value == 0)
        {
            Check.Record(value);
            return;
        }

        Check.Record(value.ToString("E11"));
    }

    /// <summary>The float is within a few units in the last place (stock .NET's own are not all within one).</summary>
    private static void CheckSingle(double expected, float actual)
    {
        bool isNear = actual.Equals((float)expected) || Math.Abs(actual - expected) <= Math.Abs(expected) * 5e-7;
        Check.True(isNear, expected.ToString() + " and " + actual.ToString());
    }
}
