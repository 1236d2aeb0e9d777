using System;
using Diesis.Platform.Diagnostics.Figures;

namespace Diesis.Core.Monitoring.Commands;

internal sealed class MapCommand() : MonitorCommand("map", "physical memory by kind, and the kernel's address space by use")
{
    protected internal override void Run(MonitorOutput output, ReadOnlySpan<string> arguments)
    {
        TextTable physical = new TextTable().Column("from").Column("to").Number("size").Column("kind");
        foreach (PhysicalRangeFigure range in MemoryFigures.PhysicalMap)
            physical.Row(Address(range.Start), Address(range.End - 1), Quantity.Bytes(range.End - range.Start), range.Kind);
        physical.WriteTo(output);
        output.WriteLine("");

        TextTable spaces = new TextTable().Column("kernel addresses").Number("ranges").Number("size");
        foreach (VirtualUseFigure use in MemoryFigures.AddressSpace)
            spaces.Row(use.Use, use.Ranges.ToString(), Quantity.Bytes(use.Bytes));
        spaces.WriteTo(output);
    }
}
