using System.Collections.Generic;
using Diesis.Platform.Firmware;

namespace Diesis.Platform.Devices.Pci;

/// <summary>Every PCI function of the machine.</summary>
public static class PciDevices
{
    private static List<PciDevice>? s_all;

    /// <summary>In order of bus, device and function. Empty before they have been looked for.</summary>
    public static IReadOnlyList<PciDevice> All => s_all ?? (IReadOnlyList<PciDevice>)[];

    /// <summary>The way to the registers that is used.</summary>
    internal static PciConfigurationSpace? Space { get; private set; }

    /// <summary>Finds them, by memory where the MCFG table names a window, else by ports.</summary>
    internal static void Initialize()
    {
        PciConfigurationSpace space = MemoryConfigurationSpace.Open(MachineDescription.ConfigurationWindows, segment: 0) ?? (PciConfigurationSpace)new PortConfigurationSpace();
        List<PciDevice> devices = [];
        foreach (PciFunction function in PciEnumeration.Run(space, segment: 0))
            devices.Add(new PciDevice(space, function));
        Space = space;
        s_all = devices;
    }

    /// <summary>The first function of a maker and model; null where there is none.</summary>
    public static PciDevice? Find(ushort vendor, ushort device)
    {
        foreach (PciDevice candidate in All)
        {
            if (candidate.Vendor == vendor && candidate.Device == device)
                return candidate;
        }
        return null;
    }
}
