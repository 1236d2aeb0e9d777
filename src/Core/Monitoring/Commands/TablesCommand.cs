using System;
using Diesis.Platform.Diagnostics.Figures;

namespace Diesis.Core.Monitoring.Commands;

internal sealed class TablesCommand() : MonitorCommand("tables", "the kernel's page tables, held against their rules")
{
    protected internal override void Run(MonitorOutput output, ReadOnlySpan<string> arguments)
    {
        MappingFigures figures = MappingFigures.Take();
        output.WriteLine(figures.Fault is null
            ? "no page is writable and executable, none in the user half, page 0 is not mapped"
            : $"the page at {Address(figures.Culprit)} is {figures.Fault}");
        TextTable table = new TextTable().Column("pages").Number("number or size");
        table.Row("mapped", Quantity.Grouped((long)figures.Pages));
        table.Row("executable", Quantity.Bytes(figures.ExecutableBytes));
        table.Row("writable", Quantity.Bytes(figures.WritableBytes));
        table.Row("interruptions of others for stale translations", Quantity.Grouped(MappingFigures.ShootDowns));
        table.Row("full flushes", Quantity.Grouped(MappingFigures.FullFlushes));
        table.WriteTo(output);
    }
}
