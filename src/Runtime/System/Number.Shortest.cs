using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

// The shortest digits that parse back to the same number, and of those the nearest: Raffaello Giulietti's Schubfach ("The Schubfach way to
// render doubles", 2020). Float and double share it; only the mantissa and exponent differ.
internal static partial class Number
{
    /// <summary>A double or float taken apart: mantissa × 2^exponent.</summary>
    internal readonly struct FloatParts
    {
        internal readonly ulong Mantissa;
        internal readonly int Exponent;
        internal readonly bool IsNegative;
        internal readonly bool IsSingle;

        /// <summary>At a power of two the neighbour below is half as far as the one above.</summary>
        internal readonly bool IsLowerCloser;

        internal FloatParts(double value)
        {
            ulong bits = BitConverter.DoubleToUInt64Bits(value);
            IsNegative = (long)bits < 0;
            Mantissa = bits & ((1UL << 52) - 1);
            int field = (int)(bits >> 52) & 0x7FF;
            IsLowerCloser = Mantissa == 0 && field > 1;
            Exponent = Math.Max(field, 1) - 1075;
            Mantissa |= field == 0 ? 0 : 1UL << 52;
        }

        internal FloatParts(float value)
        {
            uint bits = BitConverter.SingleToUInt32Bits(value);
            IsSingle = true;
            IsNegative = (int)bits < 0;
            Mantissa = bits & ((1U << 23) - 1);
            int field = (int)(bits >> 23) & 0xFF;
            IsLowerCloser = Mantissa == 0 && field > 1;
            Exponent = Math.Max(field, 1) - 150;
            Mantissa |= field == 0 ? 0 : 1U << 23;
        }

        /// <summary>Digits that suffice to tell every number of the type from its neighbours.</summary>
        internal int RoundTripDigits => IsSingle ? 9 : 17;

        /// <summary>Digits that custom formats look at.</summary>
        internal int CustomDigits => IsSingle ? 7 : 15;
    }

    /// <summary>floor(exponent × log2(10)), for exponents of up to four digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FloorLog2OfPowerOfTen(int exponent) => (int)((exponent * 1741647L) >> 19);

    /// <summary>The shortest decimal: digits × 10^scale. The number must not be zero; the digits may end in zeros.</summary>
    private static ulong Shortest(in FloatParts parts, out int decimalExponent)
    {
        ulong mantissa = parts.Mantissa;
        int exponent = parts.Exponent;
        if (exponent <= 0 && exponent > -53 && (mantissa & ((1UL << -exponent) - 1)) == 0)
        {
            // An integer below 2^53 is its own shortest form.
            decimalExponent = 0;
            return mantissa >> -exponent;
        }

        // Work in quarters of the last mantissa bit: the value and the middles between it and its neighbours. An even mantissa owns them.
        ulong value = 4 * mantissa;
        ulong lower = value - 2 + (parts.IsLowerCloser ? 1u : 0u);
        ulong upper = value + 2;
        uint excluded = (uint)(mantissa & 1);

        // floor(log10(2^exponent)), or of three quarters of it where the lower neighbour is closer.
        int k = (int)((exponent * 1262611L - (parts.IsLowerCloser ? 524031 : 0)) >> 22);
        int shift = exponent + FloorLog2OfPowerOfTen(-k) + 1;

        // SAFETY: k is in [-324, 292] for every double, so the index is within the table.
        ref ulong power = ref Unsafe.Add(ref MemoryMarshal.GetReference(ScaledPowersOfTen), 2 * (-k - SmallestPower));
        ulong high = power;
        ulong low = Unsafe.Add(ref power, 1);
        if ((uint)-k > LargestExactPower)
        {
            // Cut powers are rounded up here.
            low++;
            high += low == 0 ? 1u : 0u;
        }

        ulong scaledLower = MultiplyToOdd(high, low, lower << shift) + excluded;
        ulong scaled = MultiplyToOdd(high, low, value << shift);
        ulong scaledUpper = MultiplyToOdd(high, low, upper << shift) - excluded;

        ulong digits = scaled >> 2;
        if (digits >= 10)
        {
            ulong tens = digits / 10;
            bool isLowerIn = scaledLower <= 40 * tens;
            bool isUpperIn = 40 * tens + 40 <= scaledUpper;
            if (isLowerIn != isUpperIn)
            {
                decimalExponent = k + 1;
                return tens + (isUpperIn ? 1u : 0u);
            }
        }

        decimalExponent = k;
        bool isFloorIn = scaledLower <= 4 * digits;
        bool isCeilingIn = 4 * digits + 4 <= scaledUpper;
        if (isFloorIn != isCeilingIn)
        {
            return digits + (isCeilingIn ? 1u : 0u);
        }

        ulong middle = 4 * digits + 2;
        bool isUp = scaled > middle || (scaled == middle && (digits & 1) != 0);
        return digits + (isUp ? 1u : 0u);
    }

    /// <summary>The upper 64 bits of the 192-bit product, the last of them set when anything but noise was cut off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MultiplyToOdd(ulong high, ulong low, ulong factor)
    {
        ulong carry = Math.BigMul(low, factor, out _);
        ulong upper = Math.BigMul(high, factor, out ulong middle);
        middle += carry;
        upper += middle < carry ? 1u : 0u;
        return upper | (middle > 1 ? 1u : 0u);
    }
}
