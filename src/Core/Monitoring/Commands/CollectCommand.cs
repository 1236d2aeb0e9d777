using System;
using Diesis.Platform.Diagnostics.Figures;

namespace Diesis.Core.Monitoring.Commands;

internal sealed class CollectCommand() : MonitorCommand("collect", "collects garbage now")
{
    protected internal override void Run(MonitorOutput output, ReadOnlySpan<string> arguments)
    {
        GC.Collect();
        CollectorFigures figures = CollectorFigures.Read();
        output.WriteLine($"{Quantity.Grouped(figures.LiveObjects)} objects of {Quantity.Bytes((ulong)figures.LiveBytes)} are alive");
    }
}
