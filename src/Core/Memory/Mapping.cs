using System;
using Diesis.Core.Files;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.User;
using Diesis.Platform.Users;

namespace Diesis.Core.Memory;

/// <summary>What is true of a mapping as a whole.</summary>
[Flags]
public enum MappingFlags : uint
{
    None = 0,

    // What programs may do, as mprotect(2) has it.
    Read = 1,
    Write = 2,
    Execute = 4,

    /// <summary>Writes are the object's, not the program's own.</summary>
    Shared = 8,

    // What mprotect(2) may allow.
    MayRead = 0x10,
    MayWrite = 0x20,
    MayExecute = 0x40,

    /// <summary>A stack: it grows at its lower end (MAP_GROWSDOWN).</summary>
    GrowsDown = 0x100,

    /// <summary>Counts in what is locked (mlock(2)).</summary>
    Locked = 0x200,

    /// <summary>Pages are not made present at once by mlock2(2).</summary>
    LockOnFault = 0x400,

    /// <summary>Not part of what a child gets (MADV_DONTFORK).</summary>
    DontFork = 0x800,

    /// <summary>Zeros in a child (MADV_WIPEONFORK).</summary>
    WipeOnFork = 0x1000,
    DontDump = 0x2000,

    /// <summary>Counts in the commitment of memory.</summary>
    Accounted = 0x4000,
    NoReserve = 0x8000,

    /// <summary>Frames of a device or the kernel's own, mapped as they are.</summary>
    Borrowed = 0x1_0000,

    /// <summary>Cannot be changed any more (mseal(2)), like what the kernel has put there.</summary>
    Sealed = 0x2_0000,
    SequentialAccess = 0x4_0000,
    RandomAccess = 0x8_0000,
    HugePages = 0x10_0000,
    NoHugePages = 0x20_0000,
    Mergeable = 0x40_0000,

    Access = Read | Write | Execute,
    MayAccess = MayRead | MayWrite | MayExecute,
}

/// <summary>A range of a program's addresses with one meaning: what Linux calls a VMA.</summary>
/// <remarks>
/// Changed under the address space's lock for writing; where it has a cache, its place also under that one's lock, which
/// those hold who come from the file. Nodes of <see cref="MappingTree"/>, and of the cache's list.
/// </remarks>
public sealed class Mapping
{
    internal Mapping(AddressSpace owner, ulong start, ulong end, MappingFlags flags)
    {
        Owner = owner;
        Start = start;
        End = end;
        Flags = flags;
    }

    public ulong Start { get; internal set; }

    /// <summary>The first address behind it.</summary>
    public ulong End { get; internal set; }

    public ulong Bytes => End - Start;

    public MappingFlags Flags { get; internal set; }

    /// <summary>Whose pages are shown; null for memory that is the program's own.</summary>
    public PageCache? Cache { get; internal init; }

    /// <summary>The file that was mapped; the mapping holds a reference.</summary>
    public OpenFile? File { get; internal init; }

    /// <summary>Of shared memory that only its mappings keep alive; the mapping holds a reference.</summary>
    internal SharedMemory? Memory { get; init; }

    /// <summary>Of a borrowed mapping: the frame of its first page.</summary>
    public FrameNumber FirstFrame { get; internal set; }

    /// <summary>The page of the object that is at <see cref="Start"/>.</summary>
    public long FirstPage { get; internal set; }

    /// <summary>Such as "[stack]", for what has no file; null for nothing.</summary>
    public string? Name { get; internal set; }

    public bool IsShared => (Flags & MappingFlags.Shared) != 0;

    public bool IsAnonymous => Cache is null && (Flags & MappingFlags.Borrowed) == 0;

    internal AddressSpace Owner { get; }

    /// <summary>It may be written, and writes are the file's.</summary>
    internal bool MayBeWrittenShared => (Flags & (MappingFlags.Shared | MappingFlags.MayWrite)) == (MappingFlags.Shared | MappingFlags.MayWrite);

    internal UserSharing Sharing => IsShared ? UserSharing.Shared : UserSharing.Private;

    // The tree's.
    internal Mapping? Left;
    internal Mapping? Right;
    internal Mapping? Previous;
    internal Mapping? Next;
    internal int Height;

    /// <summary>The largest gap before any mapping of the subtree.</summary>
    internal ulong LargestGap;

    // The cache's; guarded by its lock.
    internal Mapping? PreviousOfCache;
    internal Mapping? NextOfCache;

    internal bool Contains(ulong address) => address >= Start && address < End;

    internal long PageAt(ulong address) => FirstPage + (long)((address - Start) >> FrameNumber.FrameShift);

    /// <summary>A part of it, for a split or for another space; with references of its own to file and object.</summary>
    internal Mapping CloneRange(AddressSpace owner, ulong start, ulong end)
    {
        uint skipped = (uint)((start - Start) >> FrameNumber.FrameShift);
        File?.Retain();
        Memory?.Retain();
        return new Mapping(owner, start, end, Flags)
        {
            Cache = Cache,
            File = File,
            Memory = Memory,
            Name = Name,
            FirstPage = FirstPage + skipped,
            FirstFrame = FirstFrame.IsNone ? FirstFrame : FirstFrame + skipped,
        };
    }

    /// <summary>Gives the references back. Preconditions: no lock is held under which a file must not end.</summary>
    internal void ReleaseObjects()
    {
        File?.Release();
        Memory?.Release();
    }

    /// <summary>What an entry of the page table allows at most.</summary>
    internal UserPageRights Rights
    {
        get
        {
            UserPageRights rights = UserPageRights.None;
            if ((Flags & MappingFlags.Read) != 0)
                rights |= UserPageRights.Read;
            if ((Flags & MappingFlags.Write) != 0)
                rights |= UserPageRights.Read | UserPageRights.Write;
            if ((Flags & MappingFlags.Execute) != 0)
                rights |= UserPageRights.Read | UserPageRights.Execute;
            return rights;
        }
    }

    /// <summary>On this architecture what may be written or executed may be read as well.</summary>
    internal bool Allows(UserAccess access)
    {
        if ((access & UserAccess.Write) != 0)
            return (Flags & MappingFlags.Write) != 0;
        if ((access & UserAccess.Execute) != 0)
            return (Flags & MappingFlags.Execute) != 0;
        return (Flags & MappingFlags.Access) != 0;
    }

    /// <summary>Where pages of the object, from one up to another (not included), are seen.</summary>
    internal bool TryFindPages(long first, long end, out ulong from, out ulong to)
    {
        long pages = (long)(Bytes >> FrameNumber.FrameShift);
        long firstHere = long.Max(first - FirstPage, 0);
        long endHere = long.Min(end - FirstPage, pages);
        from = Start + ((ulong)firstHere << FrameNumber.FrameShift);
        to = Start + ((ulong)long.Max(endHere, 0) << FrameNumber.FrameShift);
        return firstHere < endHere;
    }

    /// <summary>Whether a mapping that begins where this one ends can be one with it.</summary>
    internal bool CanMergeWith(Mapping next) =>
        End == next.Start && CanMergeWith(next.Flags, next.Cache, next.File, next.Name, next.FirstPage);

    internal bool CanMergeWith(MappingFlags flags, PageCache? cache, OpenFile? file, string? name, long firstPage) =>
        Flags == flags && (Flags & MappingFlags.Borrowed) == 0 && ReferenceEquals(Cache, cache) && ReferenceEquals(File, file) && Name == name
        && (Cache is null || FirstPage + (long)(Bytes >> FrameNumber.FrameShift) == firstPage);
}
