using System;
using Diesis.Platform.Diagnostics.Figures;
using Diesis.Platform.Processors;
using Diesis.Platform.Time;

namespace Diesis.Core.Monitoring.Commands;

internal sealed class TimersCommand() : MonitorCommand("timers", "clocks, and armed timers by processor")
{
    protected internal override void Run(MonitorOutput output, ReadOnlySpan<string> arguments)
    {
        TextTable sources = new TextTable().Column("clock source").Number("rating").Number("bits");
        foreach (ClockSourceFigure source in TimeFigures.Sources)
            sources.Row(source.Name, source.Rating.ToString(), source.Bits.ToString());
        sources.WriteTo(output);
        output.WriteLine("");
        output.WriteLine($"clock events by {TimeFigures.EventName ?? "nothing"}");
        if (!TimeFigures.HasTimers)
            return;

        long now = Clock.Monotonic;
        TextTable timers = new TextTable().Number("cpu").Number("armed").Number("run").Number("interrupts").Number("next in");
        for (int i = 0; i < Processor.Count; i++)
        {
            long next = Timers.NextDeadline(i);
            timers.Row(
                i.ToString(),
                Quantity.Grouped(Timers.Count(i)),
                Quantity.Grouped(Timers.FiredCount(i)),
                Quantity.Grouped(Timers.InterruptCount(i)),
                Timers.Count(i) == 0 ? "-" : Quantity.Duration(Math.Max(next - now, 0)));
        }
        timers.WriteTo(output);
    }
}
