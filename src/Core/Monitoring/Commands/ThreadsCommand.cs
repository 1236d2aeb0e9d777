using System;
using Diesis.Platform.Diagnostics.Figures;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;

namespace Diesis.Core.Monitoring.Commands;

internal sealed class ThreadsCommand() : MonitorCommand("threads", "threads, and how long each has run and waited")
{
    protected internal override void Run(MonitorOutput output, ReadOnlySpan<string> arguments)
    {
        long now = Clock.Monotonic;
        TextTable table = new TextTable().Number("id").Column("name").Column("state").Number("cpu").Number("nice").Number("has run").Number("waits for");
        foreach (KernelThread thread in ThreadFigures.All)
        {
            table.Row(
                thread.Id.ToString(),
                thread.Name,
                thread.State.ToString(),
                thread.Processor.ToString(),
                thread.Nice.ToString(),
                Quantity.Duration(thread.UsedNanoseconds),
                thread.State == KernelThreadState.Blocked ? Quantity.Duration(now - thread.BlockedSince) : "");
        }
        table.WriteTo(output);
        output.WriteLine("");
        output.WriteLine($"scheduler: {Scheduler.PolicyName}");
    }
}
