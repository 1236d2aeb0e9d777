using System;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Time;

/// <summary>The local APIC's timer counts down from a value (Intel SDM, volume 3, section 11.5.4).</summary>
internal sealed class LocalTimerEvent : ClockEvent
{
    private readonly TickScale _scale;

    private LocalTimerEvent(ulong hertz) : base("lapic", 200) => _scale = new TickScale(hertz);

    internal ulong Hertz => _scale.Hertz;

    /// <summary>Measures the timer's frequency by the clock. Null where it does not count.</summary>
    internal static LocalTimerEvent? Start()
    {
        const int Tries = 3;
        if (!LocalApic.IsPresent)
            return null;
        nuint flags = Instructions.SaveAndDisableInterrupts();
        LocalApic.ConfigureTimer(LocalTimerMode.OneShot);
        LocalApic.MaskTimer();
        Span<ulong> measured = stackalloc ulong[Tries];
        for (int i = 0; i < Tries; i++)
            measured[i] = Measure();
        LocalApic.StartTimer(0);
        Instructions.RestoreInterrupts(flags);
        ulong hertz = Calibration.Choose(measured);
        return hertz == 0 ? null : new LocalTimerEvent(hertz);
    }

    internal override void InitializeCurrent() => LocalApic.ConfigureTimer(LocalTimerMode.OneShot);

    internal override void Program(long nanoseconds)
    {
        ulong ticks = _scale.ToTicks(nanoseconds);
        LocalApic.StartTimer((uint)Math.Clamp(ticks, 1, uint.MaxValue));
    }

    private static ulong Measure()
    {
        const long Nanoseconds = 500_000;
        LocalApic.StartTimer(uint.MaxValue);
        long start = Clock.Monotonic;
        uint first = LocalApic.TimerTicksLeft;
        long elapsed;
        do
        {
            elapsed = Clock.Monotonic - start;
        }
        while (elapsed < Nanoseconds);
        uint last = LocalApic.TimerTicksLeft;
        return (ulong)(first - last) * Clock.NanosecondsPerSecond / (ulong)elapsed;
    }
}
