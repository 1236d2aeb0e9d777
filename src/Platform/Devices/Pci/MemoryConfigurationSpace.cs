using System.Collections.Generic;
using Diesis.Platform.Firmware.Tables;

namespace Diesis.Platform.Devices.Pci;

/// <summary>Configuration space in memory (PCI Express 5.0, section 7.2.2): 4096 bytes for each function, no lock.</summary>
internal sealed class MemoryConfigurationSpace : PciConfigurationSpace
{
    private const int Length = 4096;
    private const uint BytesOfBus = 1 << 20;
    private const int Buses = 256;

    private readonly ConfigurationWindow _window;
    private readonly MmioRegion?[] _buses = new MmioRegion?[Buses];

    private MemoryConfigurationSpace(ConfigurationWindow window) => _window = window;

    internal ushort Segment => _window.Segment;

    /// <summary>The window of a segment group that begins with bus 0; null where there is none or it cannot be mapped.</summary>
    internal static MemoryConfigurationSpace? Open(List<ConfigurationWindow> windows, ushort segment)
    {
        foreach (ConfigurationWindow window in windows)
        {
            if (window.Segment != segment || window.FirstBus != 0)
                continue;
            MemoryConfigurationSpace space = new(window);
            if (space.Bus(0) is not null)
                return space;
        }
        return null;
    }

    internal override int LengthOf(PciAddress address) => Length;

    internal override uint Read(PciAddress address, int offset, int bytes)
    {
        if (Bus(address.Bus) is not MmioRegion region)
            return bytes switch { 1 => byte.MaxValue, 2 => ushort.MaxValue, _ => uint.MaxValue };
        uint at = Offset(address, offset);
        return bytes switch { 1 => region.Read8(at), 2 => region.Read16(at), _ => region.Read32(at) };
    }

    internal override void Write(PciAddress address, int offset, int bytes, uint value)
    {
        if (Bus(address.Bus) is not MmioRegion region)
            return;
        uint at = Offset(address, offset);
        switch (bytes)
        {
            case 1:
                region.Write8(at, (byte)value);
                break;
            case 2:
                region.Write16(at, (ushort)value);
                break;
            default:
                region.Write32(at, value);
                break;
        }
    }

    private static uint Offset(PciAddress address, int offset) => (uint)(address.Device << 15 | address.Function << 12 | offset & (Length - 1));

    /// <summary>Mapped when first used: a window of 256 buses is a quarter of a gigabyte.</summary>
    private MmioRegion? Bus(byte bus)
    {
        if (bus < _window.FirstBus || bus > _window.LastBus)
            return null;
        return _buses[bus] ??= MmioRegion.Map(_window.Address + bus * (ulong)BytesOfBus, BytesOfBus);
    }
}
