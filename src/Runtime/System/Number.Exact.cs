using System.Numerics;
using System.Runtime.CompilerServices;

namespace System;

// Any number of digits of a double or float, exactly: for formats with a precision. A double is an integer times a power of two, so its
// decimal expansion ends; digits are taken from it in blocks, and the last is rounded to nearest, ties to the even digit.
internal static partial class Number
{
    /// <summary>Decimal digits taken from a multi-word number at a time.</summary>
    private const int BlockDigits = 9;
    private const uint Block = 1_000_000_000;

    /// <summary>Digits of the longest expansion: 767 significant ones of the smallest normal double, and some blocks' slack.</summary>
    private const int ExpansionLength = 800;

    /// <summary>
    /// Fills the number's digits with the expansion of mantissa × 2^exponent, rounded to so many digits: significant ones, or ones after the
    /// decimal point. Digits past the end of the expansion are left out (they are zeros).
    /// </summary>
    private static void MakeDigits(scoped ref NumberBuffer number, ulong mantissa, int exponent, int precision, bool isSignificant)
    {
        if (mantissa == 0)
        {
            number.Count = 0;
            number.Scale = 0;
            return;
        }

        int zeros = BitOperations.TrailingZeroCount(mantissa);
        mantissa >>= zeros;
        exponent += zeros;

        if (exponent >= 0 && exponent <= BitOperations.LeadingZeroCount(mantissa))
        {
            ulong integer = mantissa << exponent;
            int count = CountDigits(integer);
            number.Scale = count;
            WriteDecimal(integer, number.Digits.Slice(0, count));
            RoundDigits(ref number, count, isSignificant ? precision : count, moreFollows: false);
        }
        else if (exponent < 0 && exponent >= -64)
        {
            MakeDigitsInWords(ref number, mantissa, exponent, precision, isSignificant);
        }
        else
        {
            MakeDigitsAtLength(ref number, mantissa, exponent, precision, isSignificant);
        }
    }

    /// <summary>The common magnitudes: integer part and fraction fit one word each.</summary>
    private static void MakeDigitsInWords(scoped ref NumberBuffer number, ulong mantissa, int exponent, int precision, bool isSignificant)
    {
        ulong integer = exponent == -64 ? 0 : mantissa >> -exponent;
        ulong fraction = mantissa << (64 + exponent);
        Span<byte> digits = number.Digits;
        int count = 0;
        int scale = 0;
        if (integer != 0)
        {
            count = CountDigits(integer);
            scale = count;
            WriteDecimal(integer, digits.Slice(0, count));
        }

        int wanted = isSignificant ? precision : LimitedSum(scale, precision);
        if (wanted < count)
        {
            number.Scale = scale;
            RoundDigits(ref number, count, wanted, moreFollows: fraction != 0);
            return;
        }

        while (fraction != 0 && count < wanted)
        {
            ulong block = Math.BigMul(fraction, (ulong)Block, out fraction);
            if (count == 0)
            {
                if (block == 0)
                {
                    scale -= BlockDigits;
                    wanted = isSignificant ? precision : LimitedSum(scale, precision);
                    continue;
                }

                int length = CountDigits((uint)block);
                scale -= BlockDigits - length;
                wanted = isSignificant ? precision : LimitedSum(scale, precision);
                WriteDecimal(block, digits.Slice(0, length));
                count = length;
            }
            else
            {
                WriteDecimal(block, digits.Slice(count, BlockDigits));
                count += BlockDigits;
            }
        }

        number.Scale = scale;
        if (count > wanted)
        {
            RoundDigits(ref number, count, wanted, moreFollows: fraction != 0);
        }
        else if (fraction == 0)
        {
            number.Count = count;
        }
        else
        {
            // Exactly the wanted digits are there: the fraction left decides.
            FinishAtFraction(ref number, count, wanted, fraction.CompareTo(1UL << 63));
        }
    }

    [SkipLocalsInit]
    private static void MakeDigitsAtLength(scoped ref NumberBuffer number, ulong mantissa, int exponent, int precision, bool isSignificant)
    {
        Span<uint> words = stackalloc uint[LongNumber.Capacity];
        Span<byte> digits = number.Digits;
        LongNumber value = new(words, mantissa);
        if (exponent >= 0)
        {
            // An integer: blocks come off its low end, so they are written from the back.
            value.ShiftLeft(exponent);
            int position = ExpansionLength;
            Span<byte> backwards = stackalloc byte[ExpansionLength];
            while (value.Length != 0)
            {
                uint block = value.DivideSmall(Block);
                position -= BlockDigits;
                WriteDecimal(block, backwards.Slice(position, BlockDigits));
            }

            while (backwards[position] == '0')
            {
                position++;
            }

            int length = ExpansionLength - position;
            backwards.Slice(position).CopyTo(digits);
            number.Scale = length;
            int wantedOfInteger = isSignificant ? precision : length;
            RoundDigits(ref number, length, wantedOfInteger, moreFollows: false);
            return;
        }

        // A fraction, possibly with an integer part (never here: that fits MakeDigitsInWords): the words right of a binary point.
        int bits = -exponent;
        int fractionWords = (bits + 31) / 32;
        value.ShiftLeft(fractionWords * 32 - bits);
        int count = 0;
        int scale = 0;
        int wanted = isSignificant ? precision : LimitedSum(scale, precision);
        while (value.Length != 0 && count < wanted)
        {
            value.MultiplySmall(Block);
            uint block = value.TakeWordsFrom(fractionWords);
            if (count == 0)
            {
                int length = block == 0 ? 0 : CountDigits(block);
                scale -= BlockDigits - length;
                wanted = isSignificant ? precision : LimitedSum(scale, precision);
                if (length != 0)
                {
                    WriteDecimal(block, digits.Slice(0, length));
                    count = length;
                }
            }
            else
            {
                WriteDecimal(block, digits.Slice(count, BlockDigits));
                count += BlockDigits;
            }
        }

        number.Scale = scale;
        if (count > wanted)
        {
            RoundDigits(ref number, count, wanted, moreFollows: value.Length != 0);
        }
        else if (value.Length == 0)
        {
            number.Count = count;
        }
        else
        {
            FinishAtFraction(ref number, count, wanted, value.CompareToHalf(fractionWords));
        }
    }

    private static int LimitedSum(int left, int right) => (int)Math.Min((long)left + right, int.MaxValue);

    /// <summary>Rounds at the end of the digits written, by what the remainder is to one half of their last place.</summary>
    private static void FinishAtFraction(scoped ref NumberBuffer number, int count, int wanted, int comparedWithHalf)
    {
        if (wanted < 0 || (wanted == 0 && count == 0 && comparedWithHalf <= 0))
        {
            number.Count = 0;
            return;
        }

        bool isUp = comparedWithHalf > 0 || (comparedWithHalf == 0 && count > 0 && ((number.Digits[count - 1] - '0') & 1) != 0);
        FinishRounding(ref number, count, isUp);
    }

    /// <summary>Cuts the digits written to the wanted count; ties go to the even digit.</summary>
    private static void RoundDigits(scoped ref NumberBuffer number, int count, int wanted, bool moreFollows)
    {
        if (wanted >= count)
        {
            number.Count = count;
            return;
        }

        if (wanted < 0)
        {
            number.Count = 0;
            return;
        }

        Span<byte> digits = number.Digits;
        bool isUp = digits[wanted] > '5';
        if (digits[wanted] == '5')
        {
            isUp = moreFollows;
            for (int i = wanted + 1; !isUp && i < count; i++)
            {
                isUp = digits[i] != '0';
            }

            isUp |= wanted > 0 && ((digits[wanted - 1] - '0') & 1) != 0;
        }

        FinishRounding(ref number, wanted, isUp);
    }

    private static void FinishRounding(scoped ref NumberBuffer number, int count, bool isUp)
    {
        Span<byte> digits = number.Digits;
        if (isUp)
        {
            while (count > 0 && digits[count - 1] == '9')
            {
                count--;
            }

            if (count == 0)
            {
                digits[0] = (byte)'1';
                number.Scale++;
                count = 1;
            }
            else
            {
                digits[count - 1]++;
            }
        }

        number.Count = count;
    }
}
