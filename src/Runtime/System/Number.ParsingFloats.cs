using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

// Double and float from text, correctly rounded: exact arithmetic of the hardware where operands are small, else Lemire's algorithm ("Number
// parsing at a gigabyte per second", 2021), and comparison of long numbers where more than nineteen digits leave a doubt.
internal static partial class Number
{
    /// <summary>More digits than any middle between two doubles has; the rest only tells whether it is zero.</summary>
    private const int ParsedDigits = 769;

    private static ReadOnlySpan<double> ExactPowersOfTen =>
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    internal static bool TryParseDouble<TCharacter>(ReadOnlySpan<TCharacter> text, NumberStyles style, IFormatProvider? provider, out double value)
        where TCharacter : unmanaged
    {
        if (NumberFormatInfo.IsInvariant(provider) && TryParsePlain(text, style, out ulong mantissa, out int exponent, out bool isNegative))
        {
            double magnitude = mantissa <= 1UL << 53 && (uint)(exponent + 22) <= 44
                ? (exponent < 0 ? mantissa / ExactPowersOfTen[-exponent] : mantissa * ExactPowersOfTen[exponent])
                : BitConverter.UInt64BitsToDouble(ToFloatBits(mantissa, exponent, isSingle: false));
            value = isNegative ? -magnitude : magnitude;
            return true;
        }

        if (TryParseGeneral(text, style, NumberFormatInfo.GetInstance(provider), isSingle: false, out ulong bits))
        {
            value = BitConverter.UInt64BitsToDouble(bits);
            return true;
        }

        return TryParseSpecial(text, NumberFormatInfo.GetInstance(provider), out value);
    }

    internal static bool TryParseSingle<TCharacter>(ReadOnlySpan<TCharacter> text, NumberStyles style, IFormatProvider? provider, out float value)
        where TCharacter : unmanaged
    {
        if (NumberFormatInfo.IsInvariant(provider) && TryParsePlain(text, style, out ulong mantissa, out int exponent, out bool isNegative))
        {
            float magnitude = mantissa <= 1UL << 24 && (uint)(exponent + 10) <= 20
                ? (exponent < 0 ? mantissa / (float)ExactPowersOfTen[-exponent] : mantissa * (float)ExactPowersOfTen[exponent])
                : BitConverter.UInt32BitsToSingle((uint)ToFloatBits(mantissa, exponent, isSingle: true));
            value = isNegative ? -magnitude : magnitude;
            return true;
        }

        if (TryParseGeneral(text, style, NumberFormatInfo.GetInstance(provider), isSingle: true, out ulong bits))
        {
            value = BitConverter.UInt32BitsToSingle((uint)bits);
            return true;
        }

        bool isSpecial = TryParseSpecial(text, NumberFormatInfo.GetInstance(provider), out double special);
        value = (float)special;
        return isSpecial;
    }

    /// <summary>Sign, up to nineteen digits, point, exponent; white space around. Anything else is left to the general scanner.</summary>
    // SAFETY: every element read has an index that was compared with the length.
    private static bool TryParsePlain<TCharacter>(
        ReadOnlySpan<TCharacter> text, NumberStyles style, out ulong mantissa, out int exponent, out bool isNegative)
        where TCharacter : unmanaged
    {
        mantissa = 0;
        exponent = 0;
        isNegative = false;
        if ((style & NumberStyles.Float) != NumberStyles.Float)
        {
            return false;
        }

        ref TCharacter start = ref MemoryMarshal.GetReference(text);
        int length = text.Length;
        int i = 0;
        while (i < length && IsWhite(Get(ref Unsafe.Add(ref start, i))))
        {
            i++;
        }

        if (i < length && Get(ref Unsafe.Add(ref start, i)) is '-' or '+')
        {
            isNegative = Get(ref Unsafe.Add(ref start, i)) == '-';
            i++;
        }

        int digitsStart = i;
        ulong value = 0;
        uint digit;
        while (i < length && (digit = Get(ref Unsafe.Add(ref start, i)) - '0') <= 9)
        {
            value = value * 10 + digit;
            i++;
        }

        int digits = i - digitsStart;
        if (i < length && Get(ref Unsafe.Add(ref start, i)) == '.')
        {
            int fractionStart = ++i;
            while (i < length && (digit = Get(ref Unsafe.Add(ref start, i)) - '0') <= 9)
            {
                value = value * 10 + digit;
                i++;
            }

            exponent = fractionStart - i;
            digits -= exponent;
        }

        // With more digits the value may have wrapped around.
        if (digits is 0 or > 19)
        {
            return false;
        }

        if (i < length && (Get(ref Unsafe.Add(ref start, i)) | 0x20) == 'e')
        {
            i++;
            bool isDown = false;
            if (i < length && Get(ref Unsafe.Add(ref start, i)) is '-' or '+')
            {
                isDown = Get(ref Unsafe.Add(ref start, i)) == '-';
                i++;
            }

            int exponentStart = i;
            int written = 0;
            while (i < length && i < exponentStart + 5 && (digit = Get(ref Unsafe.Add(ref start, i)) - '0') <= 9)
            {
                written = written * 10 + (int)digit;
                i++;
            }

            if (i == exponentStart)
            {
                return false;
            }

            exponent += isDown ? -written : written;
        }

        while (i < length && IsWhite(Get(ref Unsafe.Add(ref start, i))))
        {
            i++;
        }

        mantissa = value;
        return i == length;
    }

    [SkipLocalsInit]
    private static unsafe bool TryParseGeneral<TCharacter>(
        ReadOnlySpan<TCharacter> text, NumberStyles style, NumberFormatInfo info, bool isSingle, out ulong bits)
        where TCharacter : unmanaged
    {
        // SAFETY: the number does not outlive this method, and only digits that were written are read.
        byte* digits = stackalloc byte[ParsedDigits];
        NumberBuffer number = new(digits, ParsedDigits) { IsFloat = true };
        bits = 0;
        if (!TryScan(text, style, info, ref number, out bool hasTail))
        {
            return false;
        }

        bits = RoundToFloat(ref number, hasTail, isSingle);
        if (number.IsNegative)
        {
            bits |= isSingle ? 1UL << 31 : 1UL << 63;
        }

        return true;
    }

    private static ulong RoundToFloat(scoped ref NumberBuffer number, bool hasTail, bool isSingle)
    {
        const int ScaleLimit = 400;
        if (number.Count == 0 || number.Scale < -ScaleLimit)
        {
            return 0;
        }

        int leading = Math.Min(number.Count, 19);
        ulong mantissa = 0;
        for (int i = 0; i < leading; i++)
        {
            mantissa = mantissa * 10 + number.Digits[i] - '0';
        }

        int exponent = Math.Min(number.Scale, ScaleLimit) - leading;
        ulong bits = ToFloatBits(mantissa, exponent, isSingle);
        if (number.Count > leading || hasTail)
        {
            ulong above = ToFloatBits(mantissa + 1, exponent, isSingle);
            if (above != bits && IsAboveMiddle(ref number, hasTail, bits, isSingle))
            {
                return above;
            }
        }

        return bits;
    }

    /// <summary>Whether the number rounds up from the float with these bits: compares it with the middle between that and the next.</summary>
    [SkipLocalsInit]
    private static bool IsAboveMiddle(scoped ref NumberBuffer number, bool hasTail, ulong bits, bool isSingle)
    {
        ulong mantissa;
        int exponent;
        if (isSingle)
        {
            FloatParts parts = new(BitConverter.UInt32BitsToSingle((uint)bits));
            mantissa = parts.Mantissa;
            exponent = parts.Exponent;
        }
        else
        {
            FloatParts parts = new(BitConverter.UInt64BitsToDouble(bits));
            mantissa = parts.Mantissa;
            exponent = parts.Exponent;
        }

        LongNumber middle = new(stackalloc uint[LongNumber.Capacity], 2 * mantissa + 1);
        LongNumber value = new(stackalloc uint[LongNumber.Capacity], 0);
        for (int i = 0; i < number.Count; i++)
        {
            value.MultiplySmall(10, (uint)number.Digits[i] - '0');
        }

        int decimalExponent = number.Scale - number.Count;
        if (hasTail)
        {
            value.MultiplySmall(10, 1);
            decimalExponent--;
        }

        // value × 10^decimalExponent against middle × 2^(exponent - 1), brought to integers.
        int valueShift = 1 - exponent + decimalExponent;
        if (decimalExponent >= 0)
        {
            value.MultiplyPowerOfFive(decimalExponent);
        }
        else
        {
            middle.MultiplyPowerOfFive(-decimalExponent);
        }

        if (valueShift >= 0)
        {
            value.ShiftLeft(valueShift);
        }
        else
        {
            middle.ShiftLeft(-valueShift);
        }

        int order = value.CompareTo(middle);
        return order > 0 || (order == 0 && (mantissa & 1) != 0);
    }

    /// <summary>The bits of the double or float nearest to mantissa × 10^exponent, ties to even; infinity beyond the largest.</summary>
    private static ulong ToFloatBits(ulong mantissa, int exponent, bool isSingle)
    {
        int fieldBits = isSingle ? 23 : 52;
        int infinity = isSingle ? 0xFF : 0x7FF;
        int bias = isSingle ? 127 : 1023;
        if (mantissa == 0 || exponent < SmallestPower)
        {
            return 0;
        }

        if (exponent > 308)
        {
            return (ulong)infinity << fieldBits;
        }

        int leadingZeros = BitOperations.LeadingZeroCount(mantissa);
        mantissa <<= leadingZeros;

        // SAFETY: the exponent is in [-342, 308], the table's in [-342, 324].
        ref ulong power = ref Unsafe.Add(ref MemoryMarshal.GetReference(ScaledPowersOfTen), 2 * (exponent - SmallestPower));
        ulong powerLow = Unsafe.Add(ref power, 1);
        if (exponent is < 0 and >= -27)
        {
            // Rounded up, so that quotients which are exact come out with a low word of zero or one.
            powerLow++;
        }

        ulong upper = Math.BigMul(mantissa, power, out ulong lower);
        ulong mask = ulong.MaxValue >> (fieldBits + 3);
        if ((upper & mask) == mask)
        {
            ulong carry = Math.BigMul(mantissa, powerLow, out _);
            lower += carry;
            upper += lower < carry ? 1u : 0u;
        }

        int upperBit = (int)(upper >> 63);
        int shift = upperBit + 64 - fieldBits - 3;
        ulong result = upper >> shift;
        int field = FloorLog2OfPowerOfTen(exponent) + 63 + upperBit - leadingZeros + bias;
        if (field <= 0)
        {
            if (1 - field >= 64)
            {
                return 0;
            }

            result >>= 1 - field;
            result += result & 1;

            // One that rounds up to the smallest normal number carries into the exponent field by itself.
            return result >> 1;
        }

        // Halfway between two: only possible where 5^|exponent| fits the spare bits.
        bool mayTie = isSingle ? exponent is >= -17 and <= 10 : exponent is >= -4 and <= 23;
        if (lower <= 1 && mayTie && (result & 3) == 1 && result << shift == upper)
        {
            result &= ~1UL;
        }

        result = (result + (result & 1)) >> 1;
        if (result >= 2UL << fieldBits)
        {
            result = 1UL << fieldBits;
            field++;
        }

        if (field >= infinity)
        {
            return (ulong)infinity << fieldBits;
        }

        return (result & ((1UL << fieldBits) - 1)) | ((ulong)field << fieldBits);
    }

    /// <summary>The symbols of infinity and NaN, in any case, with a sign in front where .NET takes one.</summary>
    private static bool TryParseSpecial<TCharacter>(ReadOnlySpan<TCharacter> text, NumberFormatInfo info, out double value)
        where TCharacter : unmanaged
    {
        int start = 0;
        int end = text.Length;
        while (start < end && IsWhite(Get(in text[start])))
        {
            start++;
        }

        while (end > start && IsWhite(Get(in text[end - 1])))
        {
            end--;
        }

        text = text.Slice(start, end - start);
        value = 0;
        if (EqualsSymbol(text, info.PositiveInfinitySymbol))
        {
            value = double.PositiveInfinity;
        }
        else if (EqualsSymbol(text, info.NegativeInfinitySymbol))
        {
            value = double.NegativeInfinity;
        }
        else if (EqualsSymbol(text, info.NaNSymbol))
        {
            value = double.NaN;
        }
        else if (StartsWithSymbol(text, info.PositiveSign))
        {
            text = text.Slice(info.PositiveSign.Length);
            value = EqualsSymbol(text, info.PositiveInfinitySymbol) ? double.PositiveInfinity : EqualsSymbol(text, info.NaNSymbol) ? double.NaN : 0;
        }
        else if (StartsWithSymbol(text, info.NegativeSign) && EqualsSymbol(text.Slice(info.NegativeSign.Length), info.NaNSymbol))
        {
            value = double.NaN;
        }

        return value != 0;
    }

    private static bool EqualsSymbol<TCharacter>(ReadOnlySpan<TCharacter> text, string symbol)
        where TCharacter : unmanaged
    {
        return text.Length == symbol.Length && StartsWithSymbol(text, symbol);
    }

    private static bool StartsWithSymbol<TCharacter>(ReadOnlySpan<TCharacter> text, string symbol)
        where TCharacter : unmanaged
    {
        if (text.Length < symbol.Length)
        {
            return false;
        }

        for (int i = 0; i < symbol.Length; i++)
        {
            uint actual = Get(in text[i]);
            uint expected = symbol[i];
            if (actual != expected && !(IsAsciiLetter(expected) && (actual | 0x20) == (expected | 0x20)))
            {
                return false;
            }
        }

        return true;
    }
}
