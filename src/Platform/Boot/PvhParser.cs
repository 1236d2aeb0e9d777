namespace Diesis.Platform.Boot;

/// <summary>Reads hvm_start_info ("x86/HVM direct boot ABI", Xen's public/arch-x86/hvm/start_info.h).</summary>
internal static class PvhParser
{
    private const uint Magic = 0x336e_c578;

    /// <summary>Older ones have no memory map.</summary>
    private const uint FirstVersionWithMap = 1;

    /// <summary>More entries than any machine has: a larger number is damage.</summary>
    private const uint MaxMapEntries = 4096;
    private const uint MaxModules = 64;

    private struct StartInfo
    {
        public uint Magic;
        public uint Version;
        public uint Flags;
        public uint ModuleCount;
        public ulong Modules;
        public ulong CommandLine;
        public ulong AcpiRoot;
        public ulong MemoryMap;
        public uint MemoryMapCount;
        public uint Reserved;
    }

    private struct MapEntry
    {
        public ulong Start;
        public ulong Length;
        public uint Kind;
        public uint Reserved;
    }

    private struct Module
    {
        public ulong Address;
        public ulong Length;
        public ulong CommandLine;
        public ulong Reserved;
    }

    internal static unsafe BootError Parse(in PhysicalWindow memory, ulong address, ref BootInfo info)
    {
        // SAFETY: sizeof of structures of our own.
        if (!memory.TryRead(address, out StartInfo start))
            return BootError.OutOfBounds;
        if (start.Magic != Magic)
            return BootError.BadMagic;
        if (start.Version < FirstVersionWithMap || start.MemoryMapCount == 0)
            return BootError.NoMemoryMap;
        if (start.MemoryMapCount > MaxMapEntries || start.ModuleCount > MaxModules)
            return BootError.OutOfBounds;

        info.Protocol = BootProtocol.Pvh;
        info.SetLoaderName("PVH"u8);
        info.AcpiRoot = start.AcpiRoot;
        for (uint i = 0; i < start.MemoryMapCount; i++)
        {
            if (!memory.TryRead(start.MemoryMap + i * (ulong)sizeof(MapEntry), out MapEntry entry))
                return BootError.OutOfBounds;
            info.AddRange(new BootMemoryRange(entry.Start, entry.Length, (BootMemoryKind)entry.Kind));
        }
        for (uint i = 0; i < start.ModuleCount; i++)
        {
            if (!memory.TryRead(start.Modules + i * (ulong)sizeof(Module), out Module module))
                return BootError.OutOfBounds;
            info.AddModule(module.Address, module.Length);
        }
        if (start.CommandLine != 0)
            info.SetCommandLine(memory.Text(start.CommandLine, BootInfo.MaxCommandLine + 1));
        return info.RangeCount > 0 ? BootError.None : BootError.NoMemoryMap;
    }
}
