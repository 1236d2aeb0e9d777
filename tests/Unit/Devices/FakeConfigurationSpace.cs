using System.Buffers.Binary;
using Diesis.Platform.Devices.Pci;

namespace Diesis.Unit.Tests.Devices;

/// <summary>Configuration registers of functions that a test describes.</summary>
internal sealed class FakeConfigurationSpace(int length = 256) : PciConfigurationSpace
{
    private readonly Dictionary<PciAddress, FakeFunction> _functions = [];

    /// <summary>Reads and writes so far, to bound what an enumeration does.</summary>
    internal long Accesses { get; private set; }

    internal FakeFunction Add(byte bus, byte device, byte function, ushort vendor = 0x1234, ushort id = 1)
    {
        FakeFunction added = new(length);
        added.Set16(PciRegister.Vendor, vendor);
        added.Set16(PciRegister.Device, id);
        _functions[new PciAddress(0, bus, device, function)] = added;
        return added;
    }

    internal FakeFunction AddBridge(byte bus, byte device, byte secondary)
    {
        FakeFunction bridge = Add(bus, device, 0);
        bridge.Set8(PciRegister.HeaderType, 1);
        bridge.Set8(PciRegister.SecondaryBus, secondary);
        bridge.Set32(PciRegister.Revision, 0x0604_0000);
        return bridge;
    }

    internal override int LengthOf(PciAddress address) => length;

    internal override uint Read(PciAddress address, int offset, int bytes)
    {
        Accesses++;
        Assert.Equal(0, offset % bytes);
        return _functions.TryGetValue(address, out FakeFunction? function) ? function.Read(offset, bytes) : uint.MaxValue >> (32 - bytes * 8);
    }

    internal override void Write(PciAddress address, int offset, int bytes, uint value)
    {
        Accesses++;
        Assert.Equal(0, offset % bytes);
        if (_functions.TryGetValue(address, out FakeFunction? function))
            function.Write(offset, bytes, value);
    }
}

/// <summary>One function: registers, and which of their bits can be written.</summary>
internal sealed class FakeFunction
{
    private readonly byte[] _values;
    private readonly byte[] _writable;

    internal FakeFunction(int length)
    {
        _values = new byte[length];
        _writable = new byte[length];
        MakeWritable(PciRegister.Command, 0x0407);
    }

    /// <summary>Whether ranges were ever changed while the function answered at them.</summary>
    internal bool WasSizedWhileOn { get; private set; }

    internal void Set8(int offset, byte value) => _values[offset] = value;

    internal void Set16(int offset, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(_values.AsSpan(offset), value);

    internal void Set32(int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(_values.AsSpan(offset), value);

    internal void MakeWritable(int offset, uint mask) => BinaryPrimitives.WriteUInt32LittleEndian(_writable.AsSpan(offset), mask);

    /// <summary>A base address register: its fixed low bits, its address, and a mask of the bits that can be written.</summary>
    internal void SetBar(int index, uint value, uint mask)
    {
        Set32(PciRegister.FirstBar + index * 4, value);
        MakeWritable(PciRegister.FirstBar + index * 4, mask);
    }

    internal uint Read(int offset, int bytes)
    {
        uint value = 0;
        for (int i = 0; i < bytes; i++)
            value |= (uint)_values[offset + i] << (i * 8);
        return value;
    }

    internal void Write(int offset, int bytes, uint value)
    {
        if (offset is >= PciRegister.FirstBar and < PciRegister.FirstBar + 24 && (_values[PciRegister.Command] & 3) != 0)
            WasSizedWhileOn = true;
        for (int i = 0; i < bytes; i++)
        {
            byte mask = _writable[offset + i];
            _values[offset + i] = (byte)(_values[offset + i] & ~mask | (byte)(value >> (i * 8)) & mask);
        }
    }
}
