using System;
using System.Threading;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Paging;
using Diesis.Platform.Memory.Physical;

namespace Diesis.Platform.Devices;

/// <summary>Registers of one device in memory: what a driver may touch, and no more.</summary>
/// <remarks>
/// Device memory is never a span: it changes under our feet, and each access is an event. Every read and write here is one instruction
/// of just that width, neither repeated, merged nor moved out of a loop. An offset that is misaligned or beyond the range is a bug of the
/// driver and throws. SAFETY: the range was mapped when the region was made and stays mapped for ever; offsets are checked.
/// </remarks>
public sealed unsafe class MmioRegion
{
    private readonly byte* _start;
    private readonly uint _length;

    private MmioRegion(byte* start, ulong physicalAddress, uint length)
    {
        _start = start;
        _length = length;
        PhysicalAddress = physicalAddress;
    }

    public ulong PhysicalAddress { get; }

    /// <summary>In bytes.</summary>
    public uint Length => _length;

    /// <summary>Makes registers reachable.</summary>
    /// <param name="physicalAddress">Of the first register.</param>
    /// <param name="length">In bytes.</param>
    /// <param name="caching">Registers are uncached; a frame buffer is write-combining.</param>
    /// <returns>Null when there is no way to map them, or when it is memory of ours: that no driver may reach past its owner.</returns>
    public static MmioRegion? Map(ulong physicalAddress, uint length, PageCaching caching = PageCaching.Uncached)
    {
        if (IsOurMemory(physicalAddress, length))
            return null;
        byte* start = KernelMemory.MapDevice(new PhysicalAddress(physicalAddress), length, caching);
        return start == null ? null : new MmioRegion(start, physicalAddress, length);
    }

    private static bool IsOurMemory(ulong start, uint length)
    {
        for (int i = 0; i < PhysicalMap.Count; i++)
        {
            MemoryRange range = PhysicalMap.Range(i);
            bool overlaps = range.Start < start + length && start < range.End;
            if (overlaps && range.Kind is >= MemoryKind.Usable and <= MemoryKind.KernelImage)
                return true;
        }
        return false;
    }

    public byte Read8(uint offset) => Volatile.Read(ref *At(offset, 1));

    public ushort Read16(uint offset) => Volatile.Read(ref *(ushort*)At(offset, 2));

    public uint Read32(uint offset) => Volatile.Read(ref *(uint*)At(offset, 4));

    public ulong Read64(uint offset) => Volatile.Read(ref *(ulong*)At(offset, 8));

    public void Write8(uint offset, byte value) => Volatile.Write(ref *At(offset, 1), value);

    public void Write16(uint offset, ushort value) => Volatile.Write(ref *(ushort*)At(offset, 2), value);

    public void Write32(uint offset, uint value) => Volatile.Write(ref *(uint*)At(offset, 4), value);

    public void Write64(uint offset, ulong value) => Volatile.Write(ref *(ulong*)At(offset, 8), value);

    /// <summary>Writes words one after another: for memory such as a frame buffer, where order and width do not matter.</summary>
    public void Write(uint offset, ReadOnlySpan<uint> words)
    {
        if (!words.IsEmpty)
            words.CopyTo(new Span<uint>(At(offset, sizeof(uint), (uint)words.Length), words.Length));
    }

    /// <summary>Writes bytes one after another: for memory such as a frame buffer, where order and width do not matter.</summary>
    public void Write(uint offset, ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
            bytes.CopyTo(new Span<byte>(At(offset, sizeof(byte), (uint)bytes.Length), bytes.Length));
    }

    private byte* At(uint offset, uint bytes, uint count)
    {
        if ((ulong)bytes * count > _length || offset > _length - bytes * count || (offset & (bytes - 1)) != 0)
            ThrowOutOfRange();
        return _start + offset;
    }

    private byte* At(uint offset, uint bytes)
    {
        if (_length < bytes || offset > _length - bytes || (offset & (bytes - 1)) != 0)
            ThrowOutOfRange();
        return _start + offset;
    }

    private static void ThrowOutOfRange() => throw new ArgumentOutOfRangeException("offset");
}
