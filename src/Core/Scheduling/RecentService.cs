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

    private const int FractionBits = 20;
    private const long Linear = 726_817;
    private const long Square = 202_529;

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

    internal static long Of(Schedulable thread, long now) => Age(thread.RecentNanoseconds, now - thread.RecentAt);

    /// <summary>What is left of an amount after a time, both in nanoseconds.</summary>
    /// <remarks>
    /// Within a half-life 1 - ln 2 · x + (ln 2 - 1/2) · x² stands for 2^-x: right at both ends and as steep as it at the beginning, so that ageing in
    /// many small steps and in one come to the same.
    /// </remarks>
    internal static long Age(long amount, long passed)
    {
        if (passed <= 0)
            return amount;
        long halvings = passed >> HalfLifeBits;
        if (halvings >= 40)
            return 0;
        long aged = amount >> (int)halvings;
        long part = (passed & (HalfLife - 1)) >> (HalfLifeBits - FractionBits);
        long factor = (1 << FractionBits) - (part * Linear >> FractionBits) + ((part * part >> FractionBits) * Square >> FractionBits);

        // Amounts are below 2^43, so the product fits.
        return aged * factor >> FractionBits;
    }

    /// <summary>What somebody has who has had a whole processor for ever: half-lives divided by the logarithm of 2.</summary>
    internal const long OfWholeProcessor = HalfLife * 14427 / 10000;
}
