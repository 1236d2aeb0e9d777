using System;
using System.Text;
using Diesis.Platform.Diagnostics.Figures;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;

namespace Diesis.Core.Monitoring.Commands;

internal sealed class MemoryCommand() : MonitorCommand("memory", "frames by zone and by owner")
{
    protected internal override void Run(MonitorOutput output, ReadOnlySpan<string> arguments)
    {
        ulong frame = FrameNumber.FrameBytes;
        TextTable table = new TextTable().Column("zone").Number("frames").Number("free").Number("used").Number("free in bytes");
        for (FrameZone zone = FrameZone.Dma; zone <= FrameZone.Normal; zone++)
        {
            FrameZoneStatistics figures = Frames.Statistics(zone);
            table.Row(
                zone.ToString(),
                Quantity.Grouped(figures.Total),
                Quantity.Grouped(figures.Free),
                Quantity.Grouped(figures.Total - figures.Free),
                Quantity.Bytes(figures.Free * frame));
        }
        table.WriteTo(output);
        output.WriteLine("");
        TextTable owners = new TextTable().Column("owner").Number("frames").Number("size");
        for (FrameOwner owner = FrameOwner.PageTable; owner <= FrameOwner.Other; owner++)
        {
            if (Frames.InUse(owner) != 0)
                owners.Row(owner.ToString(), Quantity.Grouped(Frames.InUse(owner)), Quantity.Bytes((ulong)Frames.InUse(owner) * frame));
        }
        owners.WriteTo(output);
        output.WriteLine("");
        output.WriteLine($"allocator: {Encoding.UTF8.GetString(Frames.AllocatorName)}; descriptors take {Quantity.Bytes(MemoryFigures.FrameOverhead)}");
    }
}
