namespace Diesis.Loaders.Uefi;

/// <summary>Why a kernel file cannot be started.</summary>
internal enum ElfError
{
    None,
    NotElf,
    WrongMachine,

    /// <summary>A header or segment lies outside the file.</summary>
    Truncated,

    /// <summary>Segments are larger in the file than in memory, wrap around, or lie above 4 GiB.</summary>
    BadSegment,

    /// <summary>The entry is in no segment's code.</summary>
    BadEntry,
}

/// <summary>A program to load: a 64-bit ELF file ("System V ABI", chapters 4 and 5). Everything is checked against the file's length.</summary>
/// <remarks>
/// First <see cref="Check"/>, which finds the range of physical memory and the entry; then, when that memory is there, <see cref="Load"/>.
/// Pure: it calls no firmware, so it is tested on the host. SAFETY: every access to the file lies within its length, which Check has seen to; what Load
/// writes lies between Start and End.
/// </remarks>
internal unsafe struct ElfImage(byte* file, ulong length)
{
    private const ulong HeaderBytes = 64;
    private const ulong SegmentBytes = 56;
    private const uint Loadable = 1;
    private const uint Executable = 1;
    private const ushort ExecutableFile = 2;
    private const ushort MachineX64 = 62;
    private const ulong PageBytes = 4096;
    private const ulong Highest = uint.MaxValue;

    private readonly byte* _file = file;
    private readonly ulong _length = length;
    private ulong _segments;
    private int _segmentCount;

    /// <summary>Physical address of the first page.</summary>
    internal ulong Start { get; private set; }

    /// <summary>Physical address of the byte behind the last page.</summary>
    internal ulong End { get; private set; }

    /// <summary>Physical address of the first instruction.</summary>
    internal ulong Entry { get; private set; }

    internal ElfError Check()
    {
        if (_length < HeaderBytes || *(uint*)_file != 0x464c_457f || _file[4] != 2 || _file[5] != 1)
            return ElfError.NotElf;
        if (Read16(16) != ExecutableFile || Read16(18) != MachineX64)
            return ElfError.WrongMachine;
        _segments = Read64(32);
        _segmentCount = Read16(56);
        if (Read16(54) != SegmentBytes || _segments > _length || (_length - _segments) / SegmentBytes < (ulong)_segmentCount)
            return ElfError.Truncated;

        ulong entry = Read64(24);
        ulong first = ulong.MaxValue;
        ulong end = 0;
        for (int i = 0; i < _segmentCount; i++)
        {
            Segment segment = ReadSegment(i);
            if (segment.Kind != Loadable || segment.MemoryBytes == 0)
                continue;
            if (segment.Offset > _length || segment.FileBytes > _length - segment.Offset)
                return ElfError.Truncated;
            if (segment.FileBytes > segment.MemoryBytes || segment.Address > Highest || segment.MemoryBytes > Highest - segment.Address)
                return ElfError.BadSegment;
            if ((segment.Flags & Executable) != 0 && entry >= segment.VirtualAddress && entry - segment.VirtualAddress < segment.FileBytes)
                Entry = segment.Address + (entry - segment.VirtualAddress);
            first = segment.Address < first ? segment.Address : first;
            end = segment.Address + segment.MemoryBytes > end ? segment.Address + segment.MemoryBytes : end;
        }
        if (end == 0)
            return ElfError.BadSegment;
        Start = first & ~(PageBytes - 1);
        End = (end + PageBytes - 1) & ~(PageBytes - 1);
        return Entry == 0 ? ElfError.BadEntry : ElfError.None;
    }

    /// <summary>Puts the segments where they belong. Preconditions: Check found no error; the memory from Start to End is ours.</summary>
    /// <param name="memory">Where the physical address Start is reached.</param>
    internal readonly void Load(byte* memory)
    {
        for (ulong i = 0; i < End - Start; i++)
            memory[i] = 0;
        for (int number = 0; number < _segmentCount; number++)
        {
            Segment segment = ReadSegment(number);
            if (segment.Kind != Loadable || segment.MemoryBytes == 0)
                continue;
            byte* target = memory + (segment.Address - Start);
            for (ulong i = 0; i < segment.FileBytes; i++)
                target[i] = _file[segment.Offset + i];
        }
    }

    private readonly Segment ReadSegment(int index)
    {
        ulong at = _segments + (ulong)index * SegmentBytes;
        return new Segment
        {
            Kind = *(uint*)(_file + at),
            Flags = *(uint*)(_file + at + 4),
            Offset = Read64(at + 8),
            VirtualAddress = Read64(at + 16),
            Address = Read64(at + 24),
            FileBytes = Read64(at + 32),
            MemoryBytes = Read64(at + 40),
        };
    }

    private readonly ushort Read16(ulong offset) => *(ushort*)(_file + offset);

    private readonly ulong Read64(ulong offset) => *(ulong*)(_file + offset);

    private struct Segment
    {
        public uint Kind;
        public uint Flags;
        public ulong Offset;
        public ulong VirtualAddress;
        public ulong Address;
        public ulong FileBytes;
        public ulong MemoryBytes;
    }
}
