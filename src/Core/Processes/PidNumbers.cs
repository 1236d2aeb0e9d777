using System.Numerics;

namespace Diesis.Core.Processes;

/// <summary>Which numbers are in use for processes, threads, groups and sessions: one bit each, given out upwards and around.</summary>
/// <remarks>
/// A number that has become free is given again as late as possible, since programs remember numbers. The lowest ones are used once, at the
/// start, and not again, as on Linux. Guarded by its owner's lock.
/// </remarks>
public sealed class PidNumbers
{
    /// <summary>After the first round the search begins here.</summary>
    public const int Reserved = 300;

    private const int BitsPerWord = 64;

    private readonly ulong[] _used;
    private int _last;

    /// <param name="maximum">The first number that is too high: pid_max.</param>
    public PidNumbers(int maximum)
    {
        Maximum = maximum;
        _used = new ulong[(maximum + BitsPerWord - 1) / BitsPerWord];
        _used[0] = 1;
    }

    public int Maximum { get; }

    public int Count { get; private set; }

    /// <summary>The number given out last.</summary>
    public int Last => _last;

    /// <summary>The next free number; 0 when there is none.</summary>
    public int Take()
    {
        int number = Find(_last + 1, Maximum);
        if (number == 0)
            number = Find(Reserved, _last + 1);
        if (number == 0)
            return 0;
        _used[number / BitsPerWord] |= 1UL << number % BitsPerWord;
        _last = number;
        Count++;
        return number;
    }

    /// <summary>Takes a certain number. False if it is in use or out of range.</summary>
    public bool TryTake(int number)
    {
        if (number <= 0 || number >= Maximum || IsUsed(number))
            return false;
        _used[number / BitsPerWord] |= 1UL << number % BitsPerWord;
        Count++;
        return true;
    }

    public void Free(int number)
    {
        _used[number / BitsPerWord] &= ~(1UL << number % BitsPerWord);
        Count--;
    }

    public bool IsUsed(int number) => (_used[number / BitsPerWord] >> number % BitsPerWord & 1) != 0;

    /// <summary>The first free number from one up to, but not including, another; 0 if there is none.</summary>
    private int Find(int from, int end)
    {
        int number = from;
        while (number < end)
        {
            ulong free = ~_used[number / BitsPerWord] >> number % BitsPerWord;
            if (free != 0)
            {
                number += BitOperations.TrailingZeroCount(free);
                return number < end ? number : 0;
            }
            number = (number / BitsPerWord + 1) * BitsPerWord;
        }
        return 0;
    }
}
