using System.Runtime.CompilerServices;

namespace System.Collections;

/// <summary>
/// Table sizes of the hash collections: primes that grow by about a fifth, and the division-free remainder. Callers see the sizes
/// (EnsureCapacity, Capacity), so they are .NET's.
/// </summary>
internal static class HashSizes
{
    /// <summary>The largest prime below Array.MaxLength.</summary>
    internal const int LargestPrime = 0x7FFFFFC3;

    private static ReadOnlySpan<int> Primes =>
    [
        3, 7, 11, 17, 23, 29, 37, 47, 59, 71, 89, 107, 131, 163, 197, 239, 293, 353, 431, 521, 631, 761, 919, 1103, 1327, 1597, 1931,
        2333, 2801, 3371, 4049, 4861, 5839, 7013, 8419, 10103, 12143, 14591, 17519, 21023, 25229, 30293, 36353, 43627, 52361, 62851,
        75431, 90523, 108631, 130363, 156437, 187751, 225307, 270371, 324449, 389357, 467237, 560689, 672827, 807403, 968897,
        1162687, 1395263, 1674319, 2009191, 2411033, 2893249, 3471899, 4166287, 4999559, 5999471, 7199369,
    ];

    /// <summary>The smallest table size that is at least <paramref name="least"/>.</summary>
    internal static int AtLeast(int least)
    {
        if (least < 0)
            throw new ArgumentException("Hashtable's capacity overflowed and went negative. Check load factor, capacity and the current size of the table.");

        foreach (int prime in Primes)
        {
            if (prime >= least)
                return prime;
        }

        for (int candidate = least | 1; candidate < int.MaxValue; candidate += 2)
        {
            // 101 was the step of double hashing once; the sizes still keep apart from it.
            if (IsPrime(candidate) && (candidate - 1) % 101 != 0)
                return candidate;
        }
        return least;
    }

    /// <summary>The size to grow to from <paramref name="size"/>.</summary>
    internal static int After(int size)
    {
        int doubled = 2 * size;
        if ((uint)doubled > LargestPrime && LargestPrime > size)
            return LargestPrime;
        return AtLeast(doubled);
    }

    /// <summary>The multiplier for <see cref="Remainder"/>: ceil(2^64 / divisor).</summary>
    internal static ulong Multiplier(uint divisor) => (ulong.MaxValue / divisor) + 1;

    /// <summary>value % divisor by two multiplications; exact for divisors up to 2^31 (Lemire, Kaser, Kurz: Faster remainder by direct computation).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Remainder(uint value, uint divisor, ulong multiplier) =>
        (uint)(((((multiplier * value) >> 32) + 1) * divisor) >> 32);

    private static bool IsPrime(int odd)
    {
        for (long factor = 3; factor * factor <= odd; factor += 2)
        {
            if (odd % factor == 0)
                return false;
        }
        return true;
    }
}
