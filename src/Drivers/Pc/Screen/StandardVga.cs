using Diesis.Platform.Boot;
using Diesis.Platform.Devices;
using Diesis.Platform.Devices.Pci;

namespace Diesis.Drivers.Pc.Screen;

/// <summary>The graphics card that Bochs invented and QEMU has as "std": a frame buffer and a few registers for its mode.</summary>
/// <remarks>QEMU, docs/specs/standard-vga: BAR 0 is the memory, BAR 2 has the mode registers at 500, 16 bits each.</remarks>
internal static class StandardVga
{
    private const ushort Vendor = 0x1234;
    private const ushort Device = 0x1111;
    private const int MemoryBar = 0;
    private const int RegisterBar = 2;

    private const uint FirstRegister = 0x500;
    private const uint Identity = FirstRegister;
    private const uint Width = FirstRegister + 2;
    private const uint Height = FirstRegister + 4;
    private const uint Depth = FirstRegister + 6;
    private const uint Enable = FirstRegister + 8;
    private const uint VirtualWidth = FirstRegister + 12;
    private const uint OffsetX = FirstRegister + 16;
    private const uint OffsetY = FirstRegister + 18;

    private const ushort Off = 0;
    private const ushort OnLinear = 0x41;

    /// <summary>What every version of the registers' identity has in common.</summary>
    private const int IdentityMask = 0xfff0;
    private const int IdentityBase = 0xb0c0;

    /// <summary>Sets a mode of 32 bits for each point.</summary>
    /// <returns>Null when there is no such card, or when it does not take the mode.</returns>
    internal static FrameBufferInfo? SetMode(int width, int height)
    {
        if (PciDevices.Find(Vendor, Device) is not PciDevice card || card.MapMemory(RegisterBar) is not MmioRegion registers)
            return null;
        PciBar memory = card.Bar(MemoryBar);
        if ((registers.Read16(Identity) & IdentityMask) != IdentityBase || !memory.IsMemory || memory.Length < (ulong)(width * height * 4))
            return null;
        card.Commands |= PciCommands.Memory;
        registers.Write16(Enable, Off);
        registers.Write16(Width, (ushort)width);
        registers.Write16(Height, (ushort)height);
        registers.Write16(Depth, 32);
        registers.Write16(VirtualWidth, (ushort)width);
        registers.Write16(OffsetX, 0);
        registers.Write16(OffsetY, 0);
        registers.Write16(Enable, OnLinear);
        if (registers.Read16(Width) != width || registers.Read16(Height) != height)
            return null;
        return new FrameBufferInfo(memory.Address, width, height, width * 4, 32, new ColorField(16, 8), new ColorField(8, 8), new ColorField(0, 8));
    }
}
