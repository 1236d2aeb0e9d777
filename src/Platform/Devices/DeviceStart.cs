using Diesis.Platform.Boot;
using Diesis.Platform.Devices.Pci;
using Diesis.Platform.Firmware;
using Diesis.Platform.Firmware.Tables;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Time;

namespace Diesis.Platform.Devices;

/// <summary>Brings up what every driver stands on: firmware's tables, interrupt controllers, time, the list of PCI functions.</summary>
internal static class DeviceStart
{
    /// <summary>On the boot processor, once there is a heap, with interrupts off.</summary>
    internal static void Initialize()
    {
        MachineDescription.Initialize();
        Power.Initialize();
        InterruptVectors.Initialize();
        LocalApic.Initialize(WantedMode());
        ConnectNonMaskableLines();
        InterruptLines.Initialize();
        ClockSources.Initialize();
        Timers.Initialize();
        ClockEvents.Initialize();
        Clock.ReadDate(MachineDescription.Fixed?.CenturyRegister ?? 0);
        ClockWatchdog.Start();
        PciDevices.Initialize();
        DeviceReport.Write();
    }

    /// <summary>On each further processor, with interrupts off, before it takes any.</summary>
    internal static void InitializeCurrent(int processor)
    {
        LocalApic.InitializeCurrent(processor);
        ConnectNonMaskableLines();
        ClockEvents.InitializeCurrent();
    }

    /// <remarks>Without a MADT nobody tells how lines reach the APICs: the 8259s do, and a single processor.</remarks>
    private static LocalApicMode WantedMode()
    {
        if (MachineDescription.Topology is null || CommandLine.Is("apic"u8, "off"u8))
            return LocalApicMode.Absent;
        return CommandLine.Is("x2apic"u8, "off"u8) ? LocalApicMode.Memory : LocalApicMode.Registers;
    }

    /// <summary>Connects this processor's inputs as the firmware says that they are wired.</summary>
    private static void ConnectNonMaskableLines()
    {
        if (!LocalApic.IsPresent || MachineDescription.Topology is not InterruptTopology topology)
            return;
        uint firmwareId = LocalNonMaskable.AllProcessors;
        foreach (FirmwareProcessor processor in topology.Processors)
        {
            if (processor.ApicId == LocalApic.Id)
                firmwareId = processor.FirmwareId;
        }
        foreach (LocalNonMaskable wiring in topology.LocalNonMaskables)
        {
            if (wiring.FirmwareId == LocalNonMaskable.AllProcessors || wiring.FirmwareId == firmwareId)
                LocalApic.ConnectNonMaskable(wiring.Input == 0 ? LocalInterrupt.Line0 : LocalInterrupt.Line1, wiring.Polarity, wiring.Trigger);
        }
    }
}
