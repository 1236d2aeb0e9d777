using Diesis.Platform.Threads;

namespace Diesis.Core.Scheduling;

/// <summary>Processor time of late: every <see cref="HalfLife"/> that passes halves it.</summary>
internal static class RecentService
{
    /// <summary>1.07 s, a power of two, so that ageing is a shift.</summary>
    internal const int HalfLifeBits = 30;
    internal const long HalfLife = 1L << HalfLifeBits;

    /// <summary>1 ms: what is added within it ages as one.</summary>
    private const long Grain = 1 << 20;

    internal static void Add(Schedulable thread, long used, long now)
    {
        if ((ulong)(now - thread.RecentAt) < Grain)
        {
            thread.RecentNanoseconds += used;
            return;
        }

        thread.RecentNanoseconds = Of(thread, now) + used;
        thread.RecentAt = now;
    }

    /// <remarks>Within a half-life a straight line stands for the curve.</remarks>
    internal static long Of(Schedulable thread, long now)
    {
        long passed = now - thread.RecentAt;
        if (passed <= 0)
            return thread.RecentNanoseconds;
        long halvings = passed >> HalfLifeBits;
        if (halvings >= 40)
            return 0;
        long aged = thread.RecentNanoseconds >> (int)halvings;
        long rest = passed & (HalfLife - 1);

        // The sum never exceeds a few half-lives, so 2^33 · 2^20 is the largest product.
        return aged - ((aged * (rest >> 10)) >> (HalfLifeBits - 10 + 1));
    }
}
