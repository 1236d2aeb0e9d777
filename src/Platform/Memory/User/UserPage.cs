using System;

namespace Diesis.Platform.Memory.User;

/// <summary>What a program may do with a page, and whose the frame behind it is.</summary>
[Flags]
public enum UserPageRights : byte
{
    /// <summary>The frame is kept for the page, but every access faults (PROT_NONE).</summary>
    None = 0,
    Read = 1,

    /// <summary>Implies <see cref="Read"/>, as the processor does.</summary>
    Write = 2,

    /// <summary>Implies <see cref="Read"/>.</summary>
    Execute = 4,

    /// <summary>The page holds no reference to its frame: the page of zeros, the kernel's own pages, devices.</summary>
    Borrowed = 8,
}

/// <summary>A page of a program as it is in the tables.</summary>
/// <param name="Frame">None where nothing is.</param>
/// <param name="Accessed">The processor has used the page since the mark was cleared last.</param>
public readonly record struct UserPage(FrameNumber Frame, UserPageRights Rights, bool Accessed, bool Dirty)
{
    public bool IsPresent => !Frame.IsNone;
}

/// <summary>What came of a change of a program's page tables.</summary>
public enum UserMapResult
{
    Done,

    /// <summary>Something is there already; nothing was changed.</summary>
    Occupied,

    /// <summary>There is no memory for a table.</summary>
    NoMemory,
}

/// <summary>What a write to a page that is there needs.</summary>
public enum UserWriteResult
{
    /// <summary>Nothing is there any more: the fault begins anew.</summary>
    Absent,

    /// <summary>The page was this space's alone and can be written now, or could be already.</summary>
    Writable,

    /// <summary>The frame has other owners and must be copied. The caller has got a reference to it, unless it was borrowed.</summary>
    MustCopy,
}

/// <summary>Whether pages of a range are a program's own, with copies made at the first write, or the object's that is mapped.</summary>
public enum UserSharing
{
    Private,
    Shared,
}

/// <summary>Which pages are to be taken out of a space.</summary>
public enum UserUnmapKind
{
    Everything,

    /// <summary>Only what shows a file's own page; copies that programs have made stay.</summary>
    CachedOnly,
}

/// <summary>Sees the pages of a range that are there, in the order of their addresses. Under the space's lock: no allocation, no waiting.</summary>
public interface IUserPageVisitor
{
    void Visit(ulong address, in UserPage page);
}
