using System.Diagnostics.CodeAnalysis;

namespace System;

// What the compiler calls for checked conversions and products that no instruction checks.
public static partial class Math
{
    // The comparisons are false for NaN, which so overflows too.
    private static int ConvertToInt32Checked(double value)
    {
        if (!(value > -2147483649.0 && value < 2147483648.0))
        {
            ThrowArithmeticOverflow();
        }

        return (int)value;
    }

    private static uint ConvertToUInt32Checked(double value)
    {
        if (!(value > -1.0 && value < 4294967296.0))
        {
            ThrowArithmeticOverflow();
        }

        return (uint)value;
    }

    private static long ConvertToInt64Checked(double value)
    {
        if (!(value >= -9223372036854775808.0 && value < 9223372036854775808.0))
        {
            ThrowArithmeticOverflow();
        }

        return (long)value;
    }

    private static ulong ConvertToUInt64Checked(double value)
    {
        if (!(value > -1.0 && value < 18446744073709551616.0))
        {
            ThrowArithmeticOverflow();
        }

        return (ulong)value;
    }

    private static long MultiplyChecked(long left, long right)
    {
        long high = BigMul(left, right, out long low);
        if (high != low >> 63)
        {
            ThrowArithmeticOverflow();
        }

        return low;
    }

    private static ulong MultiplyChecked(ulong left, ulong right)
    {
        if (BigMul(left, right, out ulong low) != 0)
        {
            ThrowArithmeticOverflow();
        }

        return low;
    }

    [DoesNotReturn]
    private static void ThrowArithmeticOverflow() => throw new OverflowException();
}
