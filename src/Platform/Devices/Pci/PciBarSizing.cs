using System.Numerics;

namespace Diesis.Platform.Devices.Pci;

/// <summary>Reads base address registers and finds their sizes: bits that stay zero when ones are written are below the size.</summary>
internal static class PciBarSizing
{
    private const uint IsPorts = 1;
    private const uint TypeMask = 6;
    private const uint Type64 = 4;
    private const uint Prefetchable = 8;
    private const uint PortMask = ~3u;
    private const uint MemoryMask = ~15u;

    /// <summary>The registers as they are now; everything is left as it was. Ranges are switched off meanwhile.</summary>
    /// <param name="count">6 for devices, 2 for bridges.</param>
    internal static PciBar[] Read(PciConfigurationSpace space, PciAddress address, int count)
    {
        PciBar[] bars = new PciBar[count];
        ushort command = space.Read16(address, PciRegister.Command);
        space.Write16(address, PciRegister.Command, (ushort)(command & ~(ushort)(PciCommands.Ports | PciCommands.Memory)));
        for (int i = 0; i < count; i++)
        {
            int offset = PciRegister.FirstBar + i * 4;
            uint low = Size(space, address, offset, out uint lowMask);
            if ((low & IsPorts) != 0)
            {
                // The upper 16 bits may be wired to zero, since ports need only the lower.
                uint mask = lowMask & PortMask;
                if (mask != 0)
                    bars[i] = Make(PciBarKind.Ports, low & PortMask & 0xffff, ~(ulong)(mask | 0xffff_0000) & uint.MaxValue, isPrefetchable: false);
                continue;
            }

            bool isPrefetchable = (low & Prefetchable) != 0;
            if ((low & TypeMask) != Type64 || i + 1 == count)
            {
                uint mask = lowMask & MemoryMask;
                if (mask != 0)
                    bars[i] = Make(PciBarKind.Memory32, low & MemoryMask, ~mask, isPrefetchable);
                continue;
            }

            uint high = Size(space, address, offset + 4, out uint highMask);
            ulong wideMask = (ulong)highMask << 32 | (lowMask & MemoryMask);
            if (wideMask != 0)
                bars[i] = Make(PciBarKind.Memory64, (ulong)high << 32 | (low & MemoryMask), ~wideMask, isPrefetchable);
            i++;
        }
        space.Write16(address, PciRegister.Command, command);
        return bars;
    }

    /// <param name="last">The offset of the range's last byte: its length less one.</param>
    private static PciBar Make(PciBarKind kind, ulong address, ulong last, bool isPrefetchable)
    {
        ulong length = last + 1;
        bool isSane = BitOperations.IsPow2(length) && (address & last) == 0;
        return isSane ? new PciBar(kind, address, length, isPrefetchable) : default;
    }

    private static uint Size(PciConfigurationSpace space, PciAddress address, int offset, out uint mask)
    {
        uint value = space.Read32(address, offset);
        space.Write32(address, offset, uint.MaxValue);
        mask = space.Read32(address, offset);
        space.Write32(address, offset, value);
        return value;
    }
}
