using System;
using System.Text;
using Diesis.Platform.Boot;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Diagnostics.Figures;
using Diesis.Platform.Memory;
using Diesis.Platform.Processors;
using Diesis.Platform.Time;

namespace Diesis.Core.Monitoring.Commands;

internal sealed class StatusCommand() : MonitorCommand("status", "the machine at a glance")
{
    protected internal override void Run(MonitorOutput output, ReadOnlySpan<string> arguments)
    {
        ref readonly BootInfo boot = ref BootInfo.Current;
        ulong frame = FrameNumber.FrameBytes;
        TextTable table = new TextTable().Column("what").Column("value");
        table.Row("up for", Quantity.Duration(Clock.Monotonic));
        table.Row("date", DateTime.UnixEpoch.AddTicks(Clock.Unix / 100).ToString("yyyy-MM-dd HH:mm:ss") + " UTC");
        table.Row("processors", Processor.Count.ToString());
        table.Row("memory", $"{Quantity.Bytes(Frames.FreeCount * frame)} free of {Quantity.Bytes(Frames.TotalCount * frame)}");
        table.Row("heap", Quantity.Bytes((ulong)CollectorFigures.Read().UsedBytes));
        table.Row("oopses", Oops.Count.ToString());
        table.Row("started by", boot.Protocol.ToString() + (boot.LoaderName.IsEmpty ? "" : ", " + Encoding.UTF8.GetString(boot.LoaderName)));
        table.Row("command line", Encoding.UTF8.GetString(boot.CommandLine));
        table.WriteTo(output);
    }
}
