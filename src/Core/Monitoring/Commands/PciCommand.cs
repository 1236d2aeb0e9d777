using System;
using System.Text;
using Diesis.Platform.Devices.Pci;

namespace Diesis.Core.Monitoring.Commands;

internal sealed class PciCommand() : MonitorCommand("pci", "PCI functions")
{
    private const int Bars = 6;

    protected internal override void Run(MonitorOutput output, ReadOnlySpan<string> arguments)
    {
        TextTable table = new TextTable().Column("address").Column("id").Column("class").Column("what").Column("interrupts").Column("ranges");
        foreach (PciDevice device in PciDevices.All)
        {
            PciAddress at = device.Address;
            table.Row(
                $"{at.Bus:x2}:{at.Device:x2}.{at.Function}",
                $"{device.Vendor:x4}:{device.Device:x4}",
                device.ClassCode.ToString("x6"),
                PciClassName.Of(device.ClassCode),
                device.TableEntries != 0 ? $"MSI-X {device.TableEntries}" : device.HasMessage ? "MSI" : "line",
                Ranges(device));
        }
        table.WriteTo(output);
    }

    private static string Ranges(PciDevice device)
    {
        StringBuilder text = new();
        for (int i = 0; i < Bars; i++)
        {
            PciBar bar = device.Bar(i);
            if (bar.Kind == PciBarKind.None)
                continue;
            if (text.Length != 0)
                text.Append(", ");
            text.Append(bar.Kind == PciBarKind.Ports ? "port " : "").Append(bar.Address.ToString("x")).Append('+').Append(bar.Length.ToString("x"));
        }
        return text.ToString();
    }
}
