namespace Diesis.Platform.Time;

/// <summary>The whole product of two numbers of 64 bits, to be divided again.</summary>
internal readonly struct UInt128Product
{
    private readonly ulong _high;
    private readonly ulong _low;

    internal UInt128Product(ulong left, ulong right)
    {
        ulong lowLow = (left & uint.MaxValue) * (right & uint.MaxValue);
        ulong lowHigh = (left & uint.MaxValue) * (right >> 32);
        ulong highLow = (left >> 32) * (right & uint.MaxValue);
        ulong middle = (lowLow >> 32) + (lowHigh & uint.MaxValue) + (highLow & uint.MaxValue);
        _low = middle << 32 | (lowLow & uint.MaxValue);
        _high = (left >> 32) * (right >> 32) + (lowHigh >> 32) + (highLow >> 32) + (middle >> 32);
    }

    /// <summary>The quotient, or the largest number where it does not fit. One bit at a time: for set-up, not for hot paths.</summary>
    internal ulong DividedBy(ulong divisor)
    {
        if (_high >= divisor)
            return ulong.MaxValue;
        ulong rest = _high;
        ulong quotient = 0;
        for (int bit = 63; bit >= 0; bit--)
        {
            bool carry = (rest & 1UL << 63) != 0;
            rest = rest << 1 | (_low >> bit & 1);
            quotient <<= 1;
            if (carry || rest >= divisor)
            {
                rest -= divisor;
                quotient |= 1;
            }
        }
        return quotient;
    }
}
