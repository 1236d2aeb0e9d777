using System;
using System.Collections.Generic;
using Diesis.Platform.Diagnostics.Figures;

namespace Diesis.Core.Monitoring.Commands;

internal sealed class NativeCommand() : MonitorCommand("native", "native memory in use, by who asked for it")
{
    protected internal override void Run(MonitorOutput output, ReadOnlySpan<string> arguments)
    {
        output.WriteLine($"allocator: {NativeFigures.Allocator}; {Quantity.Grouped(NativeFigures.Blocks)} blocks in {Quantity.Bytes(NativeFigures.HeldBytes)} of frames");
        IReadOnlyList<NativeSiteFigure> sites = NativeFigures.Sites;
        if (sites.Count == 0)
            return;
        output.WriteLine("");
        TextTable table = new TextTable().Column("site").Number("blocks").Number("size");
        foreach (NativeSiteFigure site in sites)
            table.Row(site.Site, Quantity.Grouped(site.Blocks), Quantity.Bytes((ulong)site.Bytes));
        table.WriteTo(output);
    }
}
