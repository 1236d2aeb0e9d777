using System.Threading;

namespace Internal.Runtime;

/// <summary>How many foreground threads run beside Main's; the program ends when none is left.</summary>
internal static class ForegroundThreads
{
    private static int s_count;

    internal static void Add() => Interlocked.Increment(ref s_count);

    internal static void Remove()
    {
        if (Interlocked.Decrement(ref s_count) == 0)
            Blocking.WakeAll(ref s_count);
    }

    /// <summary>Called after Main. Not through executors, which a small program does not contain.</summary>
    internal static void WaitForAll()
    {
        while (true)
        {
            int count = Volatile.Read(ref s_count);
            if (count == 0)
                return;
            Blocking.WaitUncounted(ref s_count, count, Deadline.Infinite);
        }
    }
}
