using Diesis.Platform.Boot;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Firmware;
using Diesis.Platform.Interrupts;

namespace Diesis.Platform.Time;

/// <summary>The kinds of clock events that this machine has, and the one that is used on all of its processors.</summary>
internal static class ClockEvents
{
    private static ClockEvent? s_current;

    /// <summary>Null before one has been chosen.</summary>
    internal static ClockEvent? Current => s_current;

    /// <summary>Chooses the best, or the one that the command line names, and prepares the boot processor's.</summary>
    internal static unsafe void Initialize()
    {
        string? wanted = CommandLine.Text("clockevent"u8);
        s_current = Find(wanted) ?? Find(null);
        if (wanted is not null && s_current?.Name != wanted)
            KernelLog.Write(LogLevel.Warning, "time"u8, "the clock event on the command line is not to be had"u8);

        // SAFETY: the function is ours and stays.
        InterruptVectors.SetFixed(Vector.Timer, &Timers.OnClockEvent);
        s_current?.InitializeCurrent();
    }

    /// <summary>Prepares a further processor's.</summary>
    internal static void InitializeCurrent() => s_current?.InitializeCurrent();

    private static ClockEvent? Find(string? name)
    {
        if (name is null or "tsc-deadline" && DeadlineTimerEvent.IsSupported)
            return new DeadlineTimerEvent();
        if (name is null or "lapic" && LocalTimerEvent.Start() is LocalTimerEvent local)
            return local;

        // It interrupts one processor only.
        return name is null or "pit" && (!LocalApic.IsPresent || MachineDescription.Processors.Count <= 1) ? new IntervalTimerEvent() : null;
    }
}
