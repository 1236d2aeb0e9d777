namespace System;

/// <summary>A decimal number taken apart: 0.d₁d₂d₃… × 10^Scale, with digits as ASCII.</summary>
// SAFETY: the digits are on the stack of the method that makes the buffer, which never returns or stores it; Digits carries their length. A
// pointer, because a span would tie the lifetime of every FormatBuffer that a method takes besides to this one's.
internal unsafe struct NumberBuffer
{
    /// <summary>Digits that a 64-bit integer can need, and one for the carry of rounding.</summary>
    internal const int IntegerLength = 21;

    private readonly byte* _digits;
    private readonly int _length;
    internal int Count;
    internal int Scale;
    internal bool IsNegative;

    /// <summary>Whether it came from a double or float: those are rounded when their digits are made, and keep the sign of zero.</summary>
    internal bool IsFloat;

    internal NumberBuffer(byte* digits, int length)
    {
        _digits = digits;
        _length = length;
    }

    internal readonly Span<byte> Digits => new(_digits, _length);

    /// <summary>The digit at a place, zero beyond the last.</summary>
    internal readonly char DigitAt(int index) => index < Count ? (char)Digits[index] : '0';

    internal void SetInteger(ulong magnitude, bool isNegative)
    {
        IsNegative = isNegative;
        Count = 0;
        Scale = 0;
        if (magnitude != 0)
        {
            Count = Number.CountDigits(magnitude);
            Scale = Count;
            Number.WriteDecimal(magnitude, Digits.Slice(0, Count));
        }
    }

    /// <summary>Rounds half up to the given number of digits and drops trailing zeros.</summary>
    /// <param name="isExact">The digits were made with just this precision, so the next one must not round again.</param>
    internal void Round(int position, bool isExact)
    {
        int i = 0;
        while (i < position && i < Count)
        {
            i++;
        }

        if (i == position && i >= 0 && i < Count && !isExact && Digits[i] >= '5')
        {
            while (i > 0 && Digits[i - 1] == '9')
            {
                i--;
            }

            if (i > 0)
            {
                Digits[i - 1]++;
            }
            else
            {
                Scale++;
                Digits[0] = (byte)'1';
                i = 1;
            }
        }
        else
        {
            while (i > 0 && Digits[i - 1] == '0')
            {
                i--;
            }
        }

        Count = i;
        if (i == 0)
        {
            Scale = 0;
            if (!IsFloat)
            {
                IsNegative = false;
            }
        }
    }
}
