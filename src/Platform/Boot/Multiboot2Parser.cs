using System;
using System.Runtime.InteropServices;

namespace Diesis.Platform.Boot;

/// <summary>Reads the boot information of Multiboot2 ("Multiboot2 Specification version 2.0", section 3.6): tags one after another.</summary>
internal static class Multiboot2Parser
{
    private const uint TagEnd = 0;
    private const uint TagCommandLine = 1;
    private const uint TagLoaderName = 2;
    private const uint TagModule = 3;
    private const uint TagMemoryMap = 6;
    private const uint TagFrameBuffer = 8;
    private const uint TagAcpiOld = 14;
    private const uint TagAcpiNew = 15;

    private const uint TagAlignment = 8;
    private const uint MaxBytes = 16 << 20;

    /// <summary>A frame buffer with direct colours, as opposed to a palette or text.</summary>
    private const byte DirectColor = 1;

    private struct Header
    {
        public uint TotalSize;
        public uint Reserved;
    }

    private struct Tag
    {
        public uint Type;
        public uint Size;
    }

    private struct ModuleTag
    {
        public Tag Tag;
        public uint Start;
        public uint End;
    }

    private struct MapTag
    {
        public Tag Tag;
        public uint EntrySize;
        public uint EntryVersion;
    }

    private struct MapEntry
    {
        public ulong Start;
        public ulong Length;
        public uint Kind;
        public uint Reserved;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct FrameBufferTag
    {
        public Tag Tag;
        public ulong Address;
        public uint Pitch;
        public uint Width;
        public uint Height;
        public byte BitsPerPixel;
        public byte Type;
        public ushort Reserved;
        public byte RedShift;
        public byte RedBits;
        public byte GreenShift;
        public byte GreenBits;
        public byte BlueShift;
        public byte BlueBits;
    }

    internal static unsafe BootError Parse(in PhysicalWindow memory, ulong address, ref BootInfo info)
    {
        // SAFETY: sizeof of structures of our own.
        if (!memory.TryRead(address, out Header header) || header.TotalSize > MaxBytes || !memory.Contains(address, header.TotalSize))
            return BootError.OutOfBounds;
        if (header.TotalSize < sizeof(Header) + sizeof(Tag))
            return BootError.BadMagic;

        info.Protocol = BootProtocol.Multiboot2;
        bool hasMap = false;
        ulong end = address + header.TotalSize;
        ulong at = address + (ulong)sizeof(Header);
        while (end - at >= (ulong)sizeof(Tag) && memory.TryRead(at, out Tag tag) && tag.Type != TagEnd)
        {
            if (tag.Size < sizeof(Tag) || tag.Size > end - at)
                return BootError.OutOfBounds;
            hasMap |= tag.Type == TagMemoryMap;
            BootError error = ReadTag(memory, at, tag, ref info);
            if (error != BootError.None)
                return error;

            // A size that is rounded up beyond the end ends the list as its end tag would.
            ulong next = (at + tag.Size + TagAlignment - 1) & ~(ulong)(TagAlignment - 1);
            if (next > end)
                break;
            at = next;
        }
        return hasMap && info.RangeCount > 0 ? BootError.None : BootError.NoMemoryMap;
    }

    private static unsafe BootError ReadTag(in PhysicalWindow memory, ulong at, Tag tag, ref BootInfo info)
    {
        int content = sizeof(Tag);
        if (!memory.TryGetBytes(at + (ulong)content, tag.Size - (ulong)content, out ReadOnlySpan<byte> bytes))
            return BootError.OutOfBounds;
        switch (tag.Type)
        {
            case TagCommandLine:
                info.SetCommandLine(Text(bytes));
                break;
            case TagLoaderName:
                info.SetLoaderName(Text(bytes));
                break;
            case TagAcpiOld or TagAcpiNew:
                info.SetAcpiRootCopy(bytes);
                break;
            case TagModule when Fits<ModuleTag>(tag) && memory.TryRead(at, out ModuleTag module) && module.End >= module.Start:
                info.AddModule(module.Start, module.End - module.Start);
                break;
            case TagFrameBuffer when Fits<FrameBufferTag>(tag) && memory.TryRead(at, out FrameBufferTag screen) && screen.Type == DirectColor:
                info.SetFrameBuffer(new FrameBufferInfo(
                    screen.Address, (int)screen.Width, (int)screen.Height, (int)screen.Pitch, screen.BitsPerPixel,
                    new ColorField(screen.RedShift, screen.RedBits),
                    new ColorField(screen.GreenShift, screen.GreenBits),
                    new ColorField(screen.BlueShift, screen.BlueBits)));
                break;
            case TagMemoryMap:
                return ReadMap(memory, at, tag, ref info);
        }
        return BootError.None;
    }

    /// <remarks>Entries may be longer than we know them: a later version of the protocol adds at their end.</remarks>
    private static unsafe BootError ReadMap(in PhysicalWindow memory, ulong at, Tag tag, ref BootInfo info)
    {
        if (!Fits<MapTag>(tag) || !memory.TryRead(at, out MapTag map) || map.EntrySize < sizeof(MapEntry))
            return BootError.OutOfBounds;
        ulong end = at + tag.Size;
        for (ulong entryAt = at + (ulong)sizeof(MapTag); entryAt <= end && end - entryAt >= map.EntrySize; entryAt += map.EntrySize)
        {
            if (!memory.TryRead(entryAt, out MapEntry entry))
                return BootError.OutOfBounds;
            info.AddRange(new BootMemoryRange(entry.Start, entry.Length, (BootMemoryKind)entry.Kind));
        }
        return BootError.None;
    }

    private static unsafe bool Fits<T>(Tag tag)
        where T : unmanaged => tag.Size >= (uint)sizeof(T);

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return end < 0 ? bytes : bytes[..end];
    }
}
