using System.Threading;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Time;

/// <summary>Channel 2 of the 8254 interval timer, counting round and round: in every PC, slow to read, wraps in 55 ms.</summary>
internal sealed class IntervalTimerSource : ClockSource
{
    private int _busy;

    private IntervalTimerSource() : base("pit", 110, bits: 16) => Scale = new TickScale(IntervalTimer.Hertz);

    /// <summary>Starts the counter. Null where there is none.</summary>
    internal static IntervalTimerSource? Start()
    {
        const int Attempts = 10_000;
        IntervalTimer.StartCounting();
        IntervalTimerSource source = new();
        ulong first = source.Read();
        for (int i = 0; i < Attempts; i++)
        {
            if (source.Read() != first)
                return source;
        }
        return null;
    }

    /// <remarks>Latch and two reads belong together. A lock of its own, outside of the order: time is told under any other lock.</remarks>
    internal override ulong Read()
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        while (Interlocked.Exchange(ref _busy, 1) != 0)
            Instructions.Pause();
        ushort count = IntervalTimer.ReadCount();
        Volatile.Write(ref _busy, 0);
        Instructions.RestoreInterrupts(flags);
        return (ushort)-count;
    }
}
