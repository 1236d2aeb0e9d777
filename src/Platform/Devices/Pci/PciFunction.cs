using System.Collections.Generic;

namespace Diesis.Platform.Devices.Pci;

/// <summary>What the configuration space says of one function.</summary>
internal sealed class PciFunction
{
    internal const byte BridgeClass = 0x06;
    internal const byte HostBridge = 0x00;
    internal const int MostBars = 6;

    internal required PciAddress Address { get; init; }

    internal required ushort Vendor { get; init; }

    internal required ushort Device { get; init; }

    internal byte Class { get; init; }

    internal byte Subclass { get; init; }

    internal byte Interface { get; init; }

    internal byte Revision { get; init; }

    /// <summary>0 for devices, 1 for bridges to another PCI bus, 2 for CardBus.</summary>
    internal byte HeaderKind { get; init; }

    internal ushort SubsystemVendor { get; init; }

    internal ushort SubsystemDevice { get; init; }

    /// <summary>1 to 4 for INTA to INTD, 0 for none.</summary>
    internal byte InterruptPin { get; init; }

    /// <summary>The ISA line that the firmware routed the pin to; 255 for none.</summary>
    internal byte InterruptLine { get; init; }

    /// <summary>For bridges: the bus behind it.</summary>
    internal byte SecondaryBus { get; init; }

    internal PciBar[] Bars { get; init; } = [];

    internal List<PciCapability> Capabilities { get; init; } = [];

    internal bool IsBridge => HeaderKind == 1;

    /// <summary>The offset of the first capability of a kind that is no extended one, or 0.</summary>
    internal int OffsetOf(PciCapabilityId id)
    {
        foreach (PciCapability capability in Capabilities)
        {
            if (!capability.IsExtended && capability.Id == (ushort)id)
                return capability.Offset;
        }
        return 0;
    }
}
