using System;
using Diesis.Platform.Diagnostics.Figures;
using Diesis.Platform.Locks;

namespace Diesis.Core.Monitoring.Commands;

internal sealed class LocksCommand() : MonitorCommand("locks", "spin locks by rank, outermost first")
{
    protected internal override void Run(MonitorOutput output, ReadOnlySpan<string> arguments)
    {
        TextTable table = new TextTable().Column("rank").Number("acquisitions").Number("contended").Number("longest hold (ticks)");
        for (LockRank rank = LockRank.None; rank <= LockRank.Log; rank++)
        {
            LockStatistics figures = LockFigures.SpinLocks(rank);
            if (figures.Acquisitions != 0)
                table.Row(rank.ToString(), Quantity.Grouped(figures.Acquisitions), Quantity.Grouped(figures.Contended), Quantity.Grouped(figures.LongestHold));
        }
        table.WriteTo(output);
    }
}
