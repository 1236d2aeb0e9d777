using System;
using System.Collections.Generic;
using Diesis.Platform.Boot;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Firmware;
using Diesis.Platform.Firmware.Tables;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Time;

/// <summary>The counters of this machine, and which of them tells the time.</summary>
internal static class ClockSources
{
    private static List<ClockSource>? s_all;

    /// <summary>All that work, in no order. Empty before they have been looked for.</summary>
    internal static IReadOnlyList<ClockSource> All => s_all ?? (IReadOnlyList<ClockSource>)[];

    /// <summary>A counter to compare the time stamp counter with now and then: of known frequency, and wide enough not to wrap within moments. Null where there is none.</summary>
    internal static ClockSource? Reference { get; private set; }

    /// <summary>Finds the counters, measures the time stamp counter, and uses the best one, or the one that the command line names.</summary>
    internal static void Initialize()
    {
        List<ClockSource> all = [];
        if (MachineDescription.EventTimer is EventTimerTable table && EventTimerSource.Start(table) is EventTimerSource eventTimer)
            all.Add(eventTimer);
        if (MachineDescription.Fixed is FixedDescription description && PowerTimerSource.Start(description) is PowerTimerSource powerTimer)
            all.Add(powerTimer);
        Reference = Best(all);
        if (IntervalTimerSource.Start() is IntervalTimerSource intervalTimer)
            all.Add(intervalTimer);
        if (ParavirtualMemory.TryStart() is ParavirtualSource paravirtual)
            all.Add(paravirtual);
        all.Add(new TimeStampSource { Scale = TimeStampScale(Best(all)) });
        s_all = all;

        string? wanted = CommandLine.Text("clocksource"u8);
        ClockSource? chosen = wanted is null ? null : Find(wanted);
        if (wanted is not null && chosen is null)
            KernelLog.Write(LogLevel.Warning, "time"u8, "the clock source on the command line is not to be had"u8);
        Clock.Use(chosen ?? Best(all)!);
    }

    internal static ClockSource? Find(string name)
    {
        foreach (ClockSource source in All)
        {
            if (source.Name == name)
                return source;
        }
        return null;
    }

    /// <summary>A source is wrong: if it tells the time, the next best does so from now on.</summary>
    internal static void Distrust(ClockSource source)
    {
        source.Rating = 0;
        if (Clock.Source == source && Best(s_all!) is ClockSource better)
            Clock.Use(better);
    }

    /// <summary>Measures a counter against another for at least some time. 0 where that failed.</summary>
    internal static ulong Measure(ClockSource counter, ClockSource reference, long nanoseconds)
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        ulong referenceStart = reference.Read();
        ulong start = counter.Read();
        ulong wanted = reference.Scale.ToTicks(nanoseconds);
        ulong referenceTicks;
        do
        {
            referenceTicks = reference.Difference(reference.Read(), referenceStart);
        }
        while (referenceTicks < wanted);
        ulong ticks = counter.Difference(counter.Read(), start);
        Instructions.RestoreInterrupts(flags);
        return TickScale.Measured(ticks, referenceTicks, reference.Scale.Hertz).Hertz;
    }

    private static TickScale TimeStampScale(ClockSource? reference)
    {
        const int Tries = 3;
        const long Nanoseconds = 1_000_000;
        if (TimeStampSource.ReportedHertz is ulong reported and not 0)
            return new TickScale(reported);
        if (reference is null)
            return Clock.TimeStampScale;
        TimeStampSource counter = new();
        Span<ulong> measured = stackalloc ulong[Tries];
        for (int i = 0; i < Tries; i++)
            measured[i] = Measure(counter, reference, Nanoseconds);
        ulong hertz = Calibration.Choose(measured);
        return hertz == 0 ? Clock.TimeStampScale : new TickScale(hertz);
    }

    private static ClockSource? Best(List<ClockSource> sources)
    {
        ClockSource? best = null;
        foreach (ClockSource source in sources)
        {
            if (source.Rating > (best?.Rating ?? 0))
                best = source;
        }
        return best;
    }
}
