namespace Diesis.Platform.Devices.Pci;

/// <summary>The registers by which PCI functions are found and set up (PCI Local Bus 3.0, chapter 6; PCI Express 5.0, section 7.2).</summary>
/// <remarks>Of a function that is not there every read yields ones. Offsets are aligned to the width.</remarks>
internal abstract class PciConfigurationSpace
{
    /// <summary>Bytes of a function's registers: 256, or 4096 with PCI Express.</summary>
    internal abstract int LengthOf(PciAddress address);

    /// <summary>Reads an aligned register of 1, 2 or 4 bytes.</summary>
    internal abstract uint Read(PciAddress address, int offset, int bytes);

    /// <summary>Writes an aligned register of 1, 2 or 4 bytes.</summary>
    internal abstract void Write(PciAddress address, int offset, int bytes, uint value);

    internal byte Read8(PciAddress address, int offset) => (byte)Read(address, offset, 1);

    internal ushort Read16(PciAddress address, int offset) => (ushort)Read(address, offset, 2);

    internal uint Read32(PciAddress address, int offset) => Read(address, offset, 4);

    internal void Write16(PciAddress address, int offset, ushort value) => Write(address, offset, 2, value);

    internal void Write32(PciAddress address, int offset, uint value) => Write(address, offset, 4, value);
}
