using System;

namespace Diesis.Platform.Devices.Pci;

/// <summary>Offsets in a function's configuration space (PCI Local Bus 3.0, section 6.1; PCI-to-PCI Bridge 1.2, section 3.2).</summary>
internal static class PciRegister
{
    internal const int Vendor = 0x00;
    internal const int Device = 0x02;
    internal const int Command = 0x04;
    internal const int Status = 0x06;
    internal const int Revision = 0x08;
    internal const int HeaderType = 0x0e;
    internal const int FirstBar = 0x10;
    internal const int SecondaryBus = 0x19;
    internal const int SubsystemVendor = 0x2c;
    internal const int SubsystemDevice = 0x2e;
    internal const int CapabilitiesPointer = 0x34;
    internal const int InterruptLine = 0x3c;
    internal const int InterruptPin = 0x3d;
    internal const int FirstExtended = 0x100;
}

/// <summary>Bits of the command register.</summary>
[Flags]
public enum PciCommands : ushort
{
    None = 0,

    /// <summary>The function answers at its I/O ports.</summary>
    Ports = 1 << 0,

    /// <summary>The function answers at its memory addresses.</summary>
    Memory = 1 << 1,

    /// <summary>The function may read and write memory, and so send messages.</summary>
    BusMaster = 1 << 2,

    /// <summary>The function must not use its interrupt line.</summary>
    LineDisabled = 1 << 10,
}

/// <summary>Identifiers of capabilities that we use.</summary>
public enum PciCapabilityId : byte
{
    PowerManagement = 0x01,
    Message = 0x05,
    Vendor = 0x09,
    Express = 0x10,
    MessageX = 0x11,
}
