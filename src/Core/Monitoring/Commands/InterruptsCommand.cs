using System;
using System.Collections.Generic;
using Diesis.Platform.Diagnostics.Figures;
using Diesis.Platform.Processors;

namespace Diesis.Core.Monitoring.Commands;

internal sealed class InterruptsCommand() : MonitorCommand("interrupts", "sources of interrupts, and how often each came")
{
    /// <summary>More columns do not fit on a screen; the rest is in the sum.</summary>
    private const int MostColumns = 8;

    protected internal override void Run(MonitorOutput output, ReadOnlySpan<string> arguments)
    {
        int columns = Math.Min(Processor.Count, MostColumns);
        TextTable table = new TextTable().Column("vector").Column("source");
        for (int i = 0; i < columns; i++)
            table.Number("cpu " + i.ToString());
        if (columns > 1)
            table.Number("together");

        foreach (InterruptFigure figure in InterruptFigures.Read())
        {
            List<string> cells = [figure.Vector.ToString("x2"), figure.Name];
            long sum = 0;
            for (int i = 0; i < Processor.Count; i++)
            {
                sum += figure.Count(i);
                if (i < columns)
                    cells.Add(Quantity.Grouped(figure.Count(i)));
            }
            if (columns > 1)
                cells.Add(Quantity.Grouped(sum));
            table.Row(cells.ToArray());
        }
        table.WriteTo(output);
        if (InterruptFigures.Unclaimed != 0)
            output.WriteLine($"taken by nobody: {Quantity.Grouped(InterruptFigures.Unclaimed)}");
    }
}
