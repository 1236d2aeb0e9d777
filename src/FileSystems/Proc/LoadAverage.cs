using System.Threading;
using Diesis.Core.Processes;
using Diesis.Platform.Time;

namespace Diesis.FileSystems.Proc;

/// <summary>How many threads wanted a processor lately, over 1, 5 and 15 minutes (getloadavg(3)).</summary>
/// <remarks>
/// Reckoned when somebody asks: for each five seconds since the last time, with the number of threads that run now. Linux looks every five seconds; the
/// figures agree while the load does not change between questions.
/// </remarks>
internal static class LoadAverage
{
    private const long StepNanoseconds = 5_000_000_000;
    private const int MostSteps = 720;
    private const long One = 2048;

    private static Lock? s_lock;
    private static long s_last;
    private static long s_minute;
    private static long s_fiveMinutes;
    private static long s_quarter;

    /// <param name="which">0 for one minute, 1 for five, 2 for fifteen.</param>
    internal static long Hundredths(int which)
    {
        using Lock.Scope held = (s_lock ?? Interlocked.CompareExchange(ref s_lock, new Lock(), null) ?? s_lock!).EnterScope();
        Update();
        long load = which switch
        {
            0 => s_minute,
            1 => s_fiveMinutes,
            _ => s_quarter,
        };
        return (load * 100 + One / 2) / One;
    }

    private static void Update()
    {
        long now = Clock.Monotonic;
        long steps = (now - s_last) / StepNanoseconds;
        if (steps <= 0)
            return;
        s_last += steps * StepNanoseconds;
        long active = ProcessReport.RunnableThreads() * One;
        for (long i = long.Min(steps, MostSteps); i > 0; i--)
        {
            // e to the power of -5/60, -5/300 and -5/900, as Linux rounds them.
            Decay(ref s_minute, active, 1884);
            Decay(ref s_fiveMinutes, active, 2014);
            Decay(ref s_quarter, active, 2037);
        }
    }

    private static void Decay(ref long load, long active, long factor) => load = (load * factor + active * (One - factor)) / One;
}
