using System.Threading;
using Diesis.Platform.Devices;
using Diesis.Platform.Firmware.Tables;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Paging;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Firmware;

/// <summary>A register that a table names, mapped beforehand, so that it can be written when little else works any more.</summary>
/// <remarks>SAFETY: the mapping is never taken away.</remarks>
internal readonly unsafe struct PowerRegister
{
    private readonly RegisterSpace _space;
    private readonly ushort _port;
    private readonly byte* _memory;

    private PowerRegister(RegisterSpace space, ushort port, byte* memory)
    {
        _space = space;
        _port = port;
        _memory = memory;
    }

    internal bool IsPresent => _port != 0 || _memory != null;

    /// <summary>Absent where the table names none, or it cannot be reached.</summary>
    internal static PowerRegister Map(RegisterAddress address)
    {
        const int LargestBytes = 4;
        if (!address.IsPresent)
            return default;
        if (address.Space == RegisterSpace.Port && address.Address <= ushort.MaxValue)
            return new PowerRegister(RegisterSpace.Port, (ushort)address.Address, null);
        if (address.Space != RegisterSpace.Memory)
            return default;
        return new PowerRegister(RegisterSpace.Memory, 0, KernelMemory.MapDevice(new PhysicalAddress(address.Address), LargestBytes, PageCaching.Uncached));
    }

    internal ushort Read16() => _space == RegisterSpace.Port ? DeviceInstructions.PortRead16(_port) : Volatile.Read(ref *(ushort*)_memory);

    internal void Write16(ushort value)
    {
        if (_space == RegisterSpace.Port)
            DeviceInstructions.PortWrite16(_port, value);
        else
            Volatile.Write(ref *(ushort*)_memory, value);
    }

    internal void Write8(byte value)
    {
        if (_space == RegisterSpace.Port)
            Instructions.PortWrite8(_port, value);
        else
            Volatile.Write(ref *_memory, value);
    }
}
