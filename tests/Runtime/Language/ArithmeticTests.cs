using System.Runtime.CompilerServices;

namespace Diesis.Tests.Runtime;

/// <summary>Integer and floating-point operators as the compilers lower them, at the edges of each type.</summary>
internal static class ArithmeticTests
{
    private static readonly long[] s_integers =
    [
        0, 1, -1, 2, -2, 3, 7, -7, 10, 100, -100, 127, 128, 129, 255, 256, 32767, 32768, 65535, 65536, int.MaxValue, int.MinValue, (long)int.MaxValue + 1, uint.MaxValue,
        (long)uint.MaxValue + 1, long.MaxValue, long.MinValue, long.MaxValue - 1, long.MinValue + 1, 0x1234_5678_9abc_def0, unchecked((long)0xfedc_ba98_7654_3210),
    ];

    private static readonly double[] s_doubles =
    [
        0, -0.0, 0.5, -0.5, 1, -1, 1.5, 2.5, -1.99, 126.9, 127.5, 128, -128.9, -129, 255.5, 256, 32767.9, 32768, -32769, 65535.9, 65536, 2147483647, 2147483647.5, 2147483648,
        -2147483648, -2147483649, 4294967295, 4294967296, 9007199254740993, 9223372036854774784, 9223372036854775808, -9223372036854775808, -9223372036854777856.0,
        18446744073709549568, 18446744073709551616.0, 1e30, -1e30, double.MaxValue, double.MinValue, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    internal static void Register(TestList tests)
    {
        Pairs(tests, "Add", static (a, b) => unchecked(a + b));
        Pairs(tests, "Multiply", static (a, b) => unchecked(a * b));
        Pairs(tests, "DivideLong", static (a, b) => b == 0 || (b == -1 && a == long.MinValue) ? 0 : a / b);
        Pairs(tests, "RemainderLong", static (a, b) => b == 0 || (b == -1 && a == long.MinValue) ? 0 : a % b);
        Pairs(tests, "DivideULong", static (a, b) => b == 0 ? 0 : unchecked((long)((ulong)a / (ulong)b)));
        Pairs(tests, "RemainderULong", static (a, b) => b == 0 ? 0 : unchecked((long)((ulong)a % (ulong)b)));
        Pairs(tests, "DivideInt", static (a, b) => unchecked((int)b == 0 || ((int)b == -1 && (int)a == int.MinValue) ? 0 : (int)a / (int)b));
        Pairs(tests, "RemainderInt", static (a, b) => unchecked((int)b == 0 || ((int)b == -1 && (int)a == int.MinValue) ? 0 : (int)a % (int)b));
        Pairs(tests, "DivideUInt", static (a, b) => unchecked((uint)b == 0 ? 0 : (uint)a / (uint)b));
        Pairs(tests, "DivideShort", static (a, b) => unchecked((short)b == 0 ? 0 : (short)a / (short)b));
        Pairs(tests, "DivideSByte", static (a, b) => unchecked((sbyte)b == 0 ? 0 : (sbyte)a % (sbyte)b));
        Pairs(tests, "ShiftLeft", static (a, b) => unchecked((a << (int)b) ^ ((int)a << (int)b)));
        Pairs(tests, "ShiftRight", static (a, b) => unchecked((a >> (int)b) ^ ((int)a >> (int)b)));
        Pairs(tests, "ShiftRightUnsigned", static (a, b) => unchecked((a >>> (int)b) ^ ((int)a >>> (int)b)));
        Pairs(tests, "ShiftSmall", static (a, b) => unchecked(((byte)a << (int)b) + ((sbyte)a >> (int)b) + ((ushort)a >>> (int)b)));
        Pairs(tests, "Compare", static (a, b) => (a < b ? 1 : 0) + (a <= b ? 2 : 0) + unchecked((ulong)a < (ulong)b ? 4 : 0) + unchecked((int)a < (int)b ? 8 : 0) + unchecked((uint)a > (uint)b ? 16 : 0));
        Pairs(tests, "Bits", static (a, b) => (a & b) ^ (a | ~b) ^ unchecked((int)a ^ (byte)b));
        Checked(tests, "AddInt", static (a, b) => checked((int)a + (int)b));
        Checked(tests, "AddLong", static (a, b) => checked(a + b));
        Checked(tests, "AddULong", static (a, b) => checked((long)((ulong)a + (ulong)b)));
        Checked(tests, "SubtractLong", static (a, b) => checked(a - b));
        Checked(tests, "SubtractUInt", static (a, b) => checked((uint)a - (uint)b));
        Checked(tests, "MultiplyInt", static (a, b) => checked((int)a * (int)b));
        Checked(tests, "MultiplyLong", static (a, b) => checked(a * b));
        Checked(tests, "MultiplyULong", static (a, b) => checked((long)(unchecked((ulong)a) * unchecked((ulong)b))));
        Checked(tests, "Negate", static (a, b) => checked(-a));
        Checked(tests, "ToByte", static (a, b) => checked((byte)a));
        Checked(tests, "ToSByte", static (a, b) => checked((sbyte)a));
        Checked(tests, "ToUShort", static (a, b) => checked((ushort)a));
        Checked(tests, "ToInt", static (a, b) => checked((int)a));
        Checked(tests, "ToUInt", static (a, b) => checked((uint)a));
        Checked(tests, "ToULong", static (a, b) => checked((long)(ulong)a));
        Checked(tests, "FromULong", static (a, b) => checked((int)unchecked((ulong)a)));
        Checked(tests, "Increment", static (a, b) => checked(++a));
        Checked(tests, "DivideByZero", static (a, b) => a / b);
        Checked(tests, "RemainderByZero", static (a, b) => unchecked((uint)a % (uint)b));
        Converted(tests, "ToInt", static value => unchecked((int)value));
        Converted(tests, "ToUInt", static value => unchecked((uint)value));
        Converted(tests, "ToLong", static value => unchecked((long)value));
        Converted(tests, "ToULong", static value => unchecked((long)(ulong)value));
        Converted(tests, "ToShort", static value => unchecked((short)value));
        Converted(tests, "ToUShort", static value => unchecked((ushort)value));
        Converted(tests, "ToByte", static value => unchecked((byte)value));
        Converted(tests, "ToSByte", static value => unchecked((sbyte)value));
        Converted(tests, "ToChar", static value => unchecked((char)value));
        Converted(tests, "FloatToInt", static value => unchecked((int)(float)value));
        Converted(tests, "FloatToLong", static value => unchecked((long)(float)value));
        Converted(tests, "FloatToULong", static value => unchecked((long)(ulong)(float)value));
        Converted(tests, "CheckedToInt", static value => checked((int)value));
        Converted(tests, "CheckedToUInt", static value => checked((uint)value));
        Converted(tests, "CheckedToLong", static value => checked((long)value));
        Converted(tests, "CheckedToULong", static value => checked((long)((ulong)value & long.MaxValue)));
        Converted(tests, "CheckedToByte", static value => checked((byte)value));
        Converted(tests, "CheckedToSByte", static value => checked((sbyte)value));

        tests.Add("Arithmetic.IntegersToFloats", static () =>
        {
            foreach (long value in s_integers)
            {
                Check.Record((double)value);
                Check.Record((double)(float)value);
                Check.Record((double)unchecked((ulong)value));
                Check.Record((double)(float)unchecked((ulong)value));
                Check.Record((double)unchecked((uint)value));
                Check.Record((double)(float)unchecked((int)value));
            }
        });
        tests.Add("Arithmetic.DoubleOperators", static () =>
        {
            foreach (double a in s_doubles)
            {
                foreach (double b in s_doubles)
                {
                    Check.Record(a + b);
                    Check.Record(a - b);
                    Check.Record(a * b);
                    Check.Record(a / b);
                    Check.Record((a < b ? 1 : 0) + (a <= b ? 2 : 0) + (a == b ? 4 : 0) + (a != b ? 8 : 0) + (a > b ? 16 : 0) + (!(a >= b) ? 32 : 0));
                }
            }
        });
        tests.Add("Arithmetic.DoubleRemainder", static () =>
        {
            foreach (double a in s_doubles)
            {
                foreach (double b in s_doubles)
                    Check.Record(a % b);
            }
        });
        tests.Add("Arithmetic.FloatOperators", static () =>
        {
            foreach (double a in s_doubles)
            {
                foreach (double b in s_doubles)
                {
                    Check.Record((float)a + (float)b);
                    Check.Record((float)a * (float)b);
                    Check.Record((float)a / (float)b);
                    Check.Record((float)a % (float)b);
                }
            }
        });
        tests.Add("Arithmetic.ConstantDivisors", static () =>
        {
            long sum = 0;
            foreach (long value in s_integers)
            {
                int small = unchecked((int)value);
                sum = unchecked(sum * 31 + small / 3 + small % 3 + small / 7 + small / -5 + small / 10 + small % 10 + small / 16 + small % 16 + small / 1000);
                sum = unchecked(sum * 31 + value / 3 + value % 7 + value / 10 + value / 1000 + value / -8 + value % 60);
                sum = unchecked(sum * 31 + (long)((ulong)value / 10 + (ulong)value % 7 + (uint)small / 3 + (uint)small % 100));
            }
            Check.Record(sum);
        });
        tests.Add("Arithmetic.CompoundOnSmallTypes", static () =>
        {
            byte b = 250;
            b += 10;
            sbyte s = 127;
            s++;
            short h = short.MinValue;
            h--;
            ushort u = 3;
            u -= 5;
            char c = 'z';
            c++;
            Check.Equal(4, b);
            Check.Equal(-128, s);
            Check.Equal(32767, h);
            Check.Equal(65534, u);
            Check.Equal('{', c);
            b <<= 7;
            Check.Equal(0, b);
        });
        tests.Add("Arithmetic.OrderOfEvaluation", static () =>
        {
            string log = "";
            int[] array = [1, 2, 3];
            int Note(int value)
            {
                log += value;
                return value;
            }
            array[Note(0)] += Note(1) * Note(2) + Note(3);
            int i = 1;
            i = i++ + ++i;
            Check.Equal("0123", log);
            Check.Equal(6, array[0]);
            Check.Equal(4, i);
            bool both = Note(4) > 10 && Note(5) > 0;
            bool either = Note(6) > 1 || Note(7) > 0;
            Check.False(both);
            Check.True(either);
            Check.Equal("012346", log);
        });
        tests.Add("Arithmetic.NativeIntegers", static () =>
        {
            nint a = nint.MaxValue;
            nuint b = 0;
            Check.Equal(long.MinValue, unchecked(a + 1));
            Check.Equal(ulong.MaxValue, unchecked(b - 1));
            Check.Throws<OverflowException>(() => _ = checked(a + 1));
            Check.Throws<OverflowException>(() => _ = checked(b - 1));
        });
    }

    private static void Pairs(TestList tests, string name, Func<long, long, long> operation) => tests.Add("Arithmetic." + name, () =>
    {
        foreach (long a in s_integers)
        {
            foreach (long b in s_integers)
                Check.Record(operation(a, b));
        }
    });

    private static void Checked(TestList tests, string name, Func<long, long, long> operation) => tests.Add("Checked." + name, () =>
    {
        foreach (long a in s_integers)
        {
            foreach (long b in s_integers)
                Check.Record(Outcome(operation, a, b));
        }
    });

    private static void Converted(TestList tests, string name, Func<double, long> operation) => tests.Add("FloatConversion." + name, () =>
    {
        foreach (double value in s_doubles)
            Check.Record(Outcome((a, _) => operation(BitConverter.Int64BitsToDouble(a)), BitConverter.DoubleToInt64Bits(value), 0));
    });

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Outcome(Func<long, long, long> operation, long a, long b)
    {
        try
        {
            return operation(a, b);
        }
        catch (DivideByZeroException)
        {
            return 0x0d1f_0000_0000;
        }
        catch (OverflowException)
        {
            return 0x0f10_0000_0000;
        }
    }
}
