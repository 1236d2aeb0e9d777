using System.Runtime;

namespace Diesis.Runtime.Hosted;

/// <summary>Clocks from clock_gettime(2).</summary>
internal static unsafe class HostedTime
{
    // SAFETY: the kernel writes to a local variable of the right size.

    [RuntimeExport("HomeMonotonicNanoseconds")]
    private static long Monotonic() => Now(Linux.ClockMonotonic);

    [RuntimeExport("HomeUnixNanoseconds")]
    private static long RealTime() => Now(Linux.ClockRealTime);

    [RuntimeExport("HomeProcessorNanoseconds")]
    private static long ProcessorTime() => Now(Linux.ClockProcessCpuTime);

    private static long Now(int clock)
    {
        TimeSpecification time = default;
        Linux.Invoke(Linux.Call.ClockGetTime, clock, (long)&time);
        return time.TotalNanoseconds;
    }
}
