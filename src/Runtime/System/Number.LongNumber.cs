namespace System;

internal static partial class Number
{
    /// <summary>An unsigned integer of up to 6,016 bits in the caller's words, least significant first, without leading zero words.</summary>
    /// <remarks>
    /// Large enough for what parsing compares: 769 decimal digits against 5^1112 × 2^54, and both sides' powers of two.
    /// </remarks>
    private ref struct LongNumber
    {
        internal const int Capacity = 188;

        private readonly Span<uint> _words;
        private int _length;

        internal LongNumber(Span<uint> words, ulong value)
        {
            _words = words;
            words[0] = (uint)value;
            words[1] = (uint)(value >> 32);
            _length = 2;
            Trim();
        }

        internal readonly int Length => _length;

        internal void MultiplySmall(uint factor, uint addend = 0)
        {
            ulong carry = addend;
            Span<uint> words = _words.Slice(0, _length);
            for (int i = 0; i < words.Length; i++)
            {
                carry += (ulong)words[i] * factor;
                words[i] = (uint)carry;
                carry >>= 32;
            }

            if (carry != 0)
            {
                _words[_length++] = (uint)carry;
            }
        }

        internal void MultiplyPowerOfFive(int exponent)
        {
            const uint FiveToThe13th = 1_220_703_125;
            for (; exponent >= 13; exponent -= 13)
            {
                MultiplySmall(FiveToThe13th);
            }

            uint rest = 1;
            for (; exponent > 0; exponent--)
            {
                rest *= 5;
            }

            MultiplySmall(rest);
        }

        /// <summary>Divides in place and gives the remainder.</summary>
        internal uint DivideSmall(uint divisor)
        {
            ulong remainder = 0;
            for (int i = _length - 1; i >= 0; i--)
            {
                ulong part = (remainder << 32) | _words[i];
                ulong quotient = part / divisor;
                remainder = part - quotient * divisor;
                _words[i] = (uint)quotient;
            }

            Trim();
            return (uint)remainder;
        }

        internal void ShiftLeft(int bits)
        {
            int whole = bits >> 5;
            int part = bits & 31;
            if (_length == 0)
            {
                return;
            }

            if (part != 0)
            {
                uint carry = 0;
                for (int i = 0; i < _length; i++)
                {
                    uint word = _words[i];
                    _words[i] = (word << part) | carry;
                    carry = word >> (32 - part);
                }

                if (carry != 0)
                {
                    _words[_length++] = carry;
                }
            }

            if (whole != 0)
            {
                _words.Slice(0, _length).CopyTo(_words.Slice(whole));
                _words.Slice(0, whole).Clear();
                _length += whole;
            }
        }

        /// <summary>Takes the one word at and above an index away and gives it: the integer part over a binary point.</summary>
        internal uint TakeWordsFrom(int index)
        {
            if (_length <= index)
            {
                Trim();
                return 0;
            }

            uint word = _words[index];
            _length = index;
            Trim();
            return word;
        }

        /// <summary>Compares the fraction in the lowest words with one half.</summary>
        internal readonly int CompareToHalf(int fractionWords)
        {
            if (_length < fractionWords || _words[fractionWords - 1] < 0x8000_0000)
            {
                return -1;
            }

            if (_words[fractionWords - 1] > 0x8000_0000)
            {
                return 1;
            }

            for (int i = fractionWords - 2; i >= 0; i--)
            {
                if (_words[i] != 0)
                {
                    return 1;
                }
            }

            return 0;
        }

        internal readonly int CompareTo(scoped LongNumber other)
        {
            if (_length != other._length)
            {
                return _length < other._length ? -1 : 1;
            }

            for (int i = _length - 1; i >= 0; i--)
            {
                if (_words[i] != other._words[i])
                {
                    return _words[i] < other._words[i] ? -1 : 1;
                }
            }

            return 0;
        }

        private void Trim()
        {
            while (_length > 0 && _words[_length - 1] == 0)
            {
                _length--;
            }
        }
    }
}
