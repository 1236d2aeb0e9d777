using Diesis.Platform.Interrupts;

namespace Diesis.Platform.Time;

/// <summary>Channel 0 of the 8254 interrupts by ISA line 0: for machines of one processor that has no local APIC.</summary>
internal sealed class IntervalTimerEvent() : ClockEvent("pit", 100)
{
    private const int Line = 0;

    /// <remarks>A count in the counter that nobody waits for would interrupt for nothing, which is harmless.</remarks>
    private sealed class Handler() : InterruptHandler("pit")
    {
        protected internal override bool OnInterrupt()
        {
            Timers.OnClockEvent();
            return true;
        }
    }

    internal override void InitializeCurrent() => IsaInterrupts.Claim(Line, new Handler());

    internal override void Program(long nanoseconds) => IntervalTimer.SetAlarm((nanoseconds + 999) / 1000);
}
