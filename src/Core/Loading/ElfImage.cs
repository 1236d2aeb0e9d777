using System;
using System.Buffers.Binary;
using Diesis.Abi;

namespace Diesis.Core.Loading;

/// <summary>A part of a program that is mapped into memory: a PT_LOAD program header.</summary>
internal readonly struct ElfSegment
{
    /// <summary>Where it begins in memory, and how long it is there.</summary>
    public ulong Address { get; init; }

    public ulong MemoryBytes { get; init; }

    /// <summary>Where it begins in the file, and how much of it comes from there; the rest is zeros.</summary>
    public ulong Offset { get; init; }

    public ulong FileBytes { get; init; }

    public ElfRights Rights { get; init; }

    public ulong End => Address + MemoryBytes;
}

/// <summary>PF_X, PF_W, PF_R of a program header.</summary>
[Flags]
internal enum ElfRights : uint
{
    Execute = 1,
    Write = 2,
    Read = 4,
}

/// <summary>
/// What the headers of an executable or interpreter say (System V ABI, chapters 4 and 5; System V ABI for x86-64, section 4.1). All that the
/// loader relies on has been checked: whatever the file holds, segments lie in a program's half of the addresses, in order, without wrapping around.
/// </summary>
internal sealed class ElfImage
{
    internal const int HeaderBytes = 64;
    internal const int ProgramHeaderBytes = 56;

    /// <summary>Program headers have to fit a page, as on Linux.</summary>
    internal const int MaximumProgramHeaders = 4096 / ProgramHeaderBytes;

    private const ulong PageMask = 4095;
    private const ulong HighestAddress = 0x7fff_ffff_f000;
    private const int LongestInterpreter = 4096;

    private const uint Magic = 0x464c_457f;
    private const ushort ExecutableType = 2;
    private const ushort SharedType = 3;
    private const ushort MachineX64 = 62;
    private const uint LoadType = 1;
    private const uint InterpreterType = 3;
    private const uint HeadersType = 6;
    private const uint StackType = 0x6474_e551;

    private ElfImage(ElfSegment[] segments) => Segments = segments;

    /// <summary>In ascending order of their addresses; at least one.</summary>
    internal ElfSegment[] Segments { get; }

    /// <summary>Whether the addresses are distances from wherever it is put (ET_DYN).</summary>
    internal bool IsRelocatable { get; private init; }

    internal ulong Entry { get; private init; }

    /// <summary>Where the program headers are in memory, as addresses are in this image; 0 if no segment covers them.</summary>
    internal ulong HeadersAddress { get; private set; }

    internal int HeaderCount { get; private init; }

    /// <summary>Where the path of the interpreter is in the file; a length of 0 for none. The length counts the NUL.</summary>
    internal ulong InterpreterOffset { get; private set; }

    internal int InterpreterBytes { get; private set; }

    /// <summary>Whether the program asks for an executable stack: a PT_GNU_STACK with that right.</summary>
    internal bool WantsExecutableStack { get; private set; }

    /// <summary>The highest alignment that a segment wants, at least a page: a power of two.</summary>
    internal ulong Alignment { get; private set; } = PageMask + 1;

    /// <summary>First page of the image.</summary>
    internal ulong Start => Segments[0].Address & ~PageMask;

    /// <summary>End of the last segment in memory.</summary>
    internal ulong End => Segments[^1].End;

    /// <summary>Where the program headers are in the file, as the file's header says.</summary>
    /// <param name="header">The file's first <see cref="HeaderBytes"/> bytes.</param>
    /// <returns>ENOEXEC for what is not an executable for x86-64.</returns>
    internal static Errno ReadHeader(ReadOnlySpan<byte> header, out ulong offset, out int count)
    {
        offset = 0;
        count = 0;
        if (header.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(header) != Magic)
            return Errno.ENOEXEC;
        // The machine says the class; like Linux we do not look at the bytes that say it again.
        ushort type = BinaryPrimitives.ReadUInt16LittleEndian(header[16..]);
        if (type is not (ExecutableType or SharedType) || BinaryPrimitives.ReadUInt16LittleEndian(header[18..]) != MachineX64)
            return Errno.ENOEXEC;
        offset = BinaryPrimitives.ReadUInt64LittleEndian(header[32..]);
        count = BinaryPrimitives.ReadUInt16LittleEndian(header[56..]);
        bool hasRightSize = BinaryPrimitives.ReadUInt16LittleEndian(header[54..]) == ProgramHeaderBytes;
        return hasRightSize && count is > 0 and <= MaximumProgramHeaders && offset <= long.MaxValue ? Errno.None : Errno.ENOEXEC;
    }

    /// <summary>Reads the program headers.</summary>
    /// <param name="header">The file's first bytes, for which <see cref="ReadHeader"/> has succeeded.</param>
    /// <param name="table">All program headers.</param>
    /// <param name="image">The image; null after an error.</param>
    /// <returns>ENOEXEC for nonsense; EINVAL where Linux has that.</returns>
    internal static Errno TryRead(ReadOnlySpan<byte> header, ReadOnlySpan<byte> table, out ElfImage? image)
    {
        image = null;
        int count = table.Length / ProgramHeaderBytes;
        int loads = 0;
        for (int i = 0; i < count; i++)
            loads += TypeOf(table, i) == LoadType ? 1 : 0;
        if (loads == 0)
            return Errno.ENOEXEC;
        ElfImage result = new(new ElfSegment[loads])
        {
            IsRelocatable = BinaryPrimitives.ReadUInt16LittleEndian(header[16..]) == SharedType,
            Entry = BinaryPrimitives.ReadUInt64LittleEndian(header[24..]),
            HeaderCount = count,
        };
        ulong tableOffset = BinaryPrimitives.ReadUInt64LittleEndian(header[32..]);
        int at = 0;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = table.Slice(i * ProgramHeaderBytes, ProgramHeaderBytes);
            Errno error = TypeOf(table, i) == LoadType ? result.AddSegment(entry, at++, tableOffset) : result.AddOther(entry, TypeOf(table, i));
            if (error != Errno.None)
                return error;
        }
        if (!result.IsRelocatable && result.Start < MinimumAddress)
            return Errno.EPERM;
        image = result;
        return Errno.None;
    }

    /// <summary>No fixed image lies below (vm.mmap_min_addr).</summary>
    private const ulong MinimumAddress = 0x1_0000;

    private static uint TypeOf(ReadOnlySpan<byte> table, int index) => BinaryPrimitives.ReadUInt32LittleEndian(table[(index * ProgramHeaderBytes)..]);

    private Errno AddSegment(ReadOnlySpan<byte> entry, int index, ulong tableOffset)
    {
        ElfSegment segment = new()
        {
            Rights = (ElfRights)BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]) & (ElfRights.Read | ElfRights.Write | ElfRights.Execute),
            Offset = BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]),
            Address = BinaryPrimitives.ReadUInt64LittleEndian(entry[16..]),
            FileBytes = BinaryPrimitives.ReadUInt64LittleEndian(entry[32..]),
            MemoryBytes = BinaryPrimitives.ReadUInt64LittleEndian(entry[40..]),
        };
        if (segment.FileBytes > segment.MemoryBytes || segment.Address > HighestAddress || segment.MemoryBytes > HighestAddress - segment.Address)
            return Errno.ENOEXEC;
        if (segment.Offset > long.MaxValue - segment.FileBytes || ((segment.Offset ^ segment.Address) & PageMask) != 0)
            return Errno.ENOEXEC;
        if (index > 0 && segment.Address < Segments[index - 1].End)
            return Errno.ENOEXEC;
        ulong alignment = BinaryPrimitives.ReadUInt64LittleEndian(entry[48..]);
        const ulong HighestAlignment = 1 << 30;
        if (alignment > Alignment && alignment <= HighestAlignment && (alignment & (alignment - 1)) == 0)
            Alignment = alignment;
        if (tableOffset >= segment.Offset && tableOffset - segment.Offset < segment.FileBytes)
            HeadersAddress = segment.Address + (tableOffset - segment.Offset);
        Segments[index] = segment;
        return Errno.None;
    }

    private Errno AddOther(ReadOnlySpan<byte> entry, uint type)
    {
        switch (type)
        {
            case InterpreterType when InterpreterBytes == 0:
                ulong length = BinaryPrimitives.ReadUInt64LittleEndian(entry[32..]);
                InterpreterOffset = BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]);
                if (length is < 2 or > LongestInterpreter || InterpreterOffset > long.MaxValue - length)
                    return Errno.ENOEXEC;
                InterpreterBytes = (int)length;
                break;
            case HeadersType:
                break;
            case StackType:
                WantsExecutableStack = ((ElfRights)BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]) & ElfRights.Execute) != 0;
                break;
        }
        return Errno.None;
    }
}
