namespace Diesis.Platform.Devices.Pci;

/// <summary>Message signalled interrupts, MSI (PCI Local Bus 3.0, section 6.8.1). One message for each function is used.</summary>
/// <param name="space">Where the function's registers are.</param>
/// <param name="address">The function.</param>
/// <param name="offset">Of the capability.</param>
internal readonly struct MessageCapability(PciConfigurationSpace space, PciAddress address, int offset)
{
    private const ushort Enabled = 1 << 0;
    private const ushort MessagesEnabledMask = 7 << 4;
    private const ushort Has64Bits = 1 << 7;
    private const ushort HasMasks = 1 << 8;
    private const int ControlOffset = 2;

    private ushort Control
    {
        get => space.Read16(address, offset + ControlOffset);
        set => space.Write16(address, offset + ControlOffset, value);
    }

    internal bool IsEnabled => (Control & Enabled) != 0;

    internal void Enable(MessageAddress message)
    {
        ushort control = (ushort)(Control & ~(Enabled | MessagesEnabledMask));
        Control = control;
        bool isWide = (control & Has64Bits) != 0;
        space.Write32(address, offset + 4, (uint)message.Address);
        if (isWide)
            space.Write32(address, offset + 8, (uint)(message.Address >> 32));
        int data = offset + (isWide ? 12 : 8);
        space.Write16(address, data, (ushort)message.Data);
        if ((control & HasMasks) != 0)
            space.Write32(address, data + 4, 0);
        Control = (ushort)(control | Enabled);
    }

    internal void Disable() => Control = (ushort)(Control & ~Enabled);
}
