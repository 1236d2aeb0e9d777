namespace Diesis.Tests.Runtime;

/// <summary>A generator that gives the same numbers in every home for one seed (SplitMix64), unlike System.Random, which is under test.</summary>
internal sealed class SeededRandom
{
    private ulong _state;

    internal SeededRandom(int seed)
    {
        _state = (ulong)seed * 0x9E37_79B9_7F4A_7C15 + 0x1234_5678_9ABC_DEF1;
    }

    internal ulong NextULong()
    {
        _state += 0x9E37_79B9_7F4A_7C15;
        ulong mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
        return mixed ^ (mixed >> 31);
    }

    internal long NextLong() => (long)NextULong();

    /// <summary>From zero to int.MaxValue.</summary>
    internal int Next() => (int)(NextULong() >> 33);

    /// <summary>From zero up to, not including, the limit, which must be positive.</summary>
    internal int Next(int limit) => (int)(NextULong() % (ulong)limit);

    /// <summary>From minimum up to, not including, limit.</summary>
    internal int Next(int minimum, int limit) => (int)(minimum + (long)(NextULong() % (ulong)((long)limit - minimum)));

    internal bool NextBool() => (NextULong() & 1) != 0;

    /// <summary>From 0.0 up to, not including, 1.0: 53 random bits.</summary>
    internal double NextDouble() => (NextULong() >> 11) * (1.0 / 9007199254740992.0);

    /// <summary>Any 64 bits taken as a double: subnormals, infinities and NaNs as well.</summary>
    internal double NextDoubleBits() => Bits.ToDouble(NextULong());

    /// <summary>Of random magnitude: small numbers are as likely as large ones, which plain 64 bits never are.</summary>
    internal ulong NextMagnitude() => NextULong() >> Next(64);

    internal void NextBytes(byte[] destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = (byte)(NextULong() >> 56);
        }
    }

    /// <summary>Printable ASCII, of a length from zero to maximumLength.</summary>
    internal string NextString(int maximumLength) => NextString(maximumLength, ' ', '~');

    /// <summary>Characters from first to last, of a length from zero to maximumLength.</summary>
    internal string NextString(int maximumLength, char first, char last)
    {
        char[] characters = new char[Next(maximumLength + 1)];
        for (int i = 0; i < characters.Length; i++)
        {
            characters[i] = (char)Next(first, last + 1);
        }

        return new string(characters);
    }

    /// <summary>
    /// UTF-16 of all sorts: ASCII, Latin-1, the rest of the plane, surrogate pairs and lone surrogates, up to maximumLength units.
    /// </summary>
    internal string NextUnicodeString(int maximumLength)
    {
        char[] characters = new char[Next(maximumLength + 1)];
        for (int i = 0; i < characters.Length; i++)
        {
            switch (Next(8))
            {
                case 0:
                    characters[i] = (char)Next(0x80, 0x800);
                    break;
                case 1:
                    characters[i] = (char)Next(0x800, 0xD800);
                    break;
                case 2:
                    characters[i] = (char)Next(0xD800, 0xE000);
                    break;
                case 3 when i + 1 < characters.Length:
                    characters[i++] = (char)Next(0xD800, 0xDC00);
                    characters[i] = (char)Next(0xDC00, 0xE000);
                    break;
                default:
                    characters[i] = (char)Next(' ', 0x7F);
                    break;
            }
        }

        return new string(characters);
    }
}
