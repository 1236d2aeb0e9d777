using System.Threading;

namespace Diesis.Platform.Time;

/// <summary>Makes a counter of few bits one of 64 that never goes back, for all processors at once and without a lock.</summary>
/// <remarks>It must be read at least once in half of the counter's period.</remarks>
internal struct CounterExtension
{
    private readonly ulong _mask;
    private ulong _last;

    /// <param name="bits">1 to 64.</param>
    /// <param name="start">The count to begin with.</param>
    internal CounterExtension(int bits, ulong start = 0)
    {
        _mask = bits >= 64 ? ulong.MaxValue : (1UL << bits) - 1;
        _last = start;
    }

    /// <summary>The extended count for what has just been read.</summary>
    internal ulong Extend(ulong counter)
    {
        while (true)
        {
            ulong last = Volatile.Read(ref _last);
            ulong step = (counter - last) & _mask;

            // More than half a period forwards is a little backwards: another processor has read later and noted it sooner.
            if (step > _mask >> 1)
                return last;
            if (step == 0 || Interlocked.CompareExchange(ref _last, last + step, last) == last)
                return last + step;
        }
    }
}
