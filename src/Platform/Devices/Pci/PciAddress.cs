namespace Diesis.Platform.Devices.Pci;

/// <summary>Where a function is on PCI.</summary>
/// <param name="Segment">The segment group; 0 without PCI Express.</param>
/// <param name="Bus">0 to 255.</param>
/// <param name="Device">0 to 31.</param>
/// <param name="Function">0 to 7.</param>
public readonly record struct PciAddress(ushort Segment, byte Bus, byte Device, byte Function)
{
    public const int DevicesOnBus = 32;
    public const int FunctionsOfDevice = 8;

    /// <summary>Bus, device and function as requests carry them.</summary>
    public ushort Requester => (ushort)(Bus << 8 | Device << 3 | Function);
}
