using System;
using Diesis.Platform.Diagnostics.Figures;

namespace Diesis.Core.Monitoring.Commands;

internal sealed class HeapCommand() : MonitorCommand("heap", "the collected heap and its collector")
{
    protected internal override void Run(MonitorOutput output, ReadOnlySpan<string> arguments)
    {
        CollectorFigures figures = CollectorFigures.Read();
        TextTable table = new TextTable().Column("collected heap").Number("value");
        table.Row("in use", Quantity.Bytes((ulong)figures.UsedBytes));
        table.Row("alive at the last collection", Quantity.Bytes((ulong)figures.LiveBytes));
        table.Row("objects alive then", Quantity.Grouped(figures.LiveObjects));
        table.Row("allocated since the start", Quantity.Bytes((ulong)figures.AllocatedBytes));
        table.Row("allowed between collections", Quantity.Bytes((ulong)figures.BudgetBytes));
        table.Row("collections", figures.Collections.ToString());
        if (figures.Collections != 0)
        {
            table.Row("longest stop", Quantity.Duration(figures.LongestStop));
            table.Row("half of the stops within", Quantity.Duration(CollectorFigures.StopPercentile(500)));
            table.Row("stops together", Quantity.Duration(figures.TotalStop));
        }
        table.WriteTo(output);
    }
}
