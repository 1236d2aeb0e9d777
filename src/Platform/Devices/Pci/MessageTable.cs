namespace Diesis.Platform.Devices.Pci;

/// <summary>Where a function's MSI-X table is (PCI Local Bus 3.0, section 6.8.2).</summary>
/// <param name="Entries">1 to 2048.</param>
/// <param name="Bar">The range that holds it.</param>
/// <param name="Offset">In that range.</param>
internal readonly record struct MessageTable(int Entries, int Bar, uint Offset)
{
    internal const int EntryBytes = 16;

    private const ushort EnableBit = 1 << 15;
    private const ushort MaskAllBit = 1 << 14;
    private const int ControlOffset = 2;
    private const int TableOffset = 4;

    /// <summary>Reads where it is; false when it would lie beyond its range.</summary>
    internal static bool TryRead(PciConfigurationSpace space, PciFunction function, out MessageTable table)
    {
        table = default;
        int capability = function.OffsetOf(PciCapabilityId.MessageX);
        if (capability == 0)
            return false;
        int entries = (space.Read16(function.Address, capability + ControlOffset) & 0x7ff) + 1;
        uint place = space.Read32(function.Address, capability + TableOffset);
        int bar = (int)(place & 7);
        uint offset = place & ~7u;
        if (bar >= function.Bars.Length || !function.Bars[bar].IsMemory || offset + (ulong)(entries * EntryBytes) > function.Bars[bar].Length)
            return false;
        table = new MessageTable(entries, bar, offset);
        return true;
    }

    internal static void Enable(PciConfigurationSpace space, PciAddress address, int capability) =>
        Change(space, address, capability, EnableBit, MaskAllBit);

    internal static void Disable(PciConfigurationSpace space, PciAddress address, int capability) =>
        Change(space, address, capability, 0, EnableBit);

    private static void Change(PciConfigurationSpace space, PciAddress address, int capability, ushort set, ushort clear)
    {
        ushort control = space.Read16(address, capability + ControlOffset);
        space.Write16(address, capability + ControlOffset, (ushort)(control & ~clear | set));
    }
}
