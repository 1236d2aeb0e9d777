using System;
using System.Text;
using Diesis.Platform.Devices.Pci;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Firmware;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Time;

namespace Diesis.Platform.Devices;

/// <summary>What was found at start-up, for the kernel log.</summary>
internal static class DeviceReport
{
    private const ulong Kilohertz = 1000;

    internal static void Write()
    {
        Write("acpi"u8, $"{MachineDescription.TableCount} tables, {MachineDescription.DamagedTables} damaged, {MachineDescription.Processors.Count} processors");
        string controllers = LocalApic.Mode switch
        {
            LocalApicMode.Registers => "x2APIC",
            LocalApicMode.Memory => "xAPIC",
            _ => "8259",
        };
        Write("interrupts"u8, $"{controllers}, {InterruptLines.Controllers.Count} I/O APICs");
        foreach (ClockSource source in ClockSources.All)
            Write("time"u8, $"{source.Name}: {source.Scale.Hertz / Kilohertz} kHz, {source.Bits} bits, rating {source.Rating}");
        Write("time"u8, $"by {Clock.Source?.Name}, events by {ClockEvents.Current?.Name}");
        foreach (PciDevice device in PciDevices.All)
        {
            PciAddress address = device.Address;
            Write("pci"u8, $"{address.Bus:x2}:{address.Device:x2}.{address.Function} {device.Vendor:x4}:{device.Device:x4} class {device.ClassCode:x6}");
        }
    }

    private static void Write(ReadOnlySpan<byte> tag, string text) => KernelLog.Write(LogLevel.Information, tag, Encoding.UTF8.GetBytes(text));
}
