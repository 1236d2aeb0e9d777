using System.Threading;
using Diesis.Abi;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Memory.User;
using Diesis.Platform.Users;
using ReaderWriterLock = Diesis.Core.Synchronization.ReaderWriterLock;

namespace Diesis.Core.Memory;

/// <summary>What a touch of a page leads to.</summary>
public sealed partial class AddressSpace
{
    private long _minorFaults;
    private long _majorFaults;

    /// <summary>Faults that needed no file to be read.</summary>
    public long MinorFaults => Volatile.Read(ref _minorFaults);

    public long MajorFaults => Volatile.Read(ref _majorFaults);

    protected override UserFault Resolve(UserAddress address, UserAccess access) => Fault(address, access);

    /// <summary>Makes a page present for an access, or says why not.</summary>
    /// <remarks>Thread context, interrupts on; may sleep. The space need not be the one in use.</remarks>
    public UserFault Fault(UserAddress address, UserAccess access)
    {
        ulong page = address.Value & ~(PageBytes - 1);
        if (page >= UserAddress.End)
            return UserFault.NotMapped;
        while (true)
        {
            if (!MemoryPressure.HasRoom && !MemoryPressure.Relieve())
                return UserFault.OutOfMemory;
            bool mustGrow = false;
            Errno error = Errno.None;
            using (ReaderWriterLock.Scope held = _lock.EnterRead())
            {
                Mapping? mapping = Find(page);
                if (mapping is null)
                    return UserFault.NotMapped;
                if (page < mapping.Start)
                {
                    if ((mapping.Flags & MappingFlags.GrowsDown) == 0)
                        return UserFault.NotMapped;
                    mustGrow = true;
                }
                else if (!mapping.Allows(access))
                {
                    return UserFault.Forbidden;
                }
                else
                {
                    error = FaultIn(mapping, page, access);
                }
            }
            if (mustGrow)
            {
                if (!TryGrowStack(page))
                    return UserFault.NotMapped;
                continue;
            }
            switch (error)
            {
                case Errno.None:
                    Interlocked.Increment(ref _minorFaults);
                    return UserFault.Resolved;
                case Errno.ENOMEM:
                    if (!MemoryPressure.Relieve())
                        return UserFault.OutOfMemory;
                    break;
                default:
                    return UserFault.NoData;
            }
        }
    }

    /// <summary>The lock is held for reading, and the mapping allows the access.</summary>
    /// <returns>ENOMEM to try again when there is memory; anything else means that the object has no such page.</returns>
    private Errno FaultIn(Mapping mapping, ulong page, UserAccess access)
    {
        bool isWrite = (access & UserAccess.Write) != 0;
        if (mapping.Cache is not null)
            return mapping.IsShared ? FaultInShared(mapping, page, isWrite) : FaultInPrivate(mapping, page, isWrite);
        if ((mapping.Flags & MappingFlags.Borrowed) != 0)
        {
            FrameNumber frame = mapping.FirstFrame + (uint)((page - mapping.Start) >> PageShift);
            return ErrorOf(Space.Map(page, frame, mapping.Rights | UserPageRights.Borrowed));
        }
        if (!isWrite)
            return ErrorOf(Space.Map(page, ZeroPage.Frame, (mapping.Rights & ~UserPageRights.Write) | UserPageRights.Borrowed));
        return Space.FillOrMakeWritable(page, mapping.Rights, out FrameNumber shared) switch
        {
            UserWriteResult.Writable => Errno.None,
            UserWriteResult.MustCopy => Copy(mapping, page, shared),
            _ => Errno.ENOMEM,
        };
    }

    private static Errno ErrorOf(UserMapResult result) => result == UserMapResult.NoMemory ? Errno.ENOMEM : Errno.None;

    private Errno FaultInShared(Mapping mapping, ulong page, bool isWrite)
    {
        // Where dirty pages have to be stored somewhere the first write is to be noticed.
        UserPageRights rights = mapping.Rights;
        if (!isWrite && !mapping.Cache!.IsMemoryOnly)
            rights &= ~UserPageRights.Write;
        if (!isWrite)
            return ShowAround(mapping, page, rights);
        Errno error = mapping.Cache!.Show(Space, page, mapping.PageAt(page), 0, 0, rights, PageUse.Write, out bool wasRead);
        CountMajor(wasRead);
        return error;
    }

    private Errno FaultInPrivate(Mapping mapping, ulong page, bool isWrite)
    {
        if (!isWrite)
            return ShowAround(mapping, page, mapping.Rights & ~UserPageRights.Write);
        switch (Space.TryMakeWritable(page, mapping.Rights, out FrameNumber frame))
        {
            case UserWriteResult.Writable:
                return Errno.None;
            case UserWriteResult.MustCopy:
                return Copy(mapping, page, frame);
        }
        // The page is written before it was read: its copy goes straight into the table.
        long number = mapping.PageAt(page);
        if (!mapping.Cache!.TryGetWithin(number, out frame, out Errno error))
            return error;
        FrameNumber copy = MemoryPressure.Allocate(FrameOwner.User, FrameContents.Any);
        if (!copy.IsNone)
            FrameMemory.Copy(frame, copy);
        Frames.Release(frame);
        if (copy.IsNone)
            return Errno.ENOMEM;
        UserMapResult result = Space.Map(page, copy, mapping.Rights);
        if (result != UserMapResult.Done)
            Frames.Release(copy);
        return ErrorOf(result);
    }

    /// <summary>Shows a page of a file, and its neighbours as far as they are in memory.</summary>
    private Errno ShowAround(Mapping mapping, ulong page, UserPageRights rights)
    {
        const ulong Window = FaultAround.Pages * PageBytes;
        ulong first = ulong.Max(page & ~(Window - 1), mapping.Start);
        ulong end = ulong.Min((page & ~(Window - 1)) + Window, mapping.End);
        Errno error = mapping.Cache!.Show(
            Space, page, mapping.PageAt(page), (int)((page - first) >> PageShift), (int)((end - page) >> PageShift) - 1, rights, PageUse.Read, out bool wasRead);
        CountMajor(wasRead);
        return error;
    }

    private void CountMajor(bool wasRead)
    {
        if (wasRead)
            Interlocked.Increment(ref _majorFaults);
    }

    /// <summary>Gives a private page a frame of its own, with the content of one that others have too.</summary>
    /// <param name="shared">As <see cref="UserWriteResult.MustCopy"/> gives it.</param>
    private Errno Copy(Mapping mapping, ulong page, FrameNumber shared)
    {
        bool isZero = shared == ZeroPage.Frame;
        FrameNumber copy = MemoryPressure.Allocate(FrameOwner.User, isZero ? FrameContents.Zeroed : FrameContents.Any);
        if (!copy.IsNone)
        {
            if (!isZero)
                FrameMemory.Copy(shared, copy);
            // Another thread may have been faster.
            if (!Space.Replace(page, shared, copy, mapping.Rights))
                Frames.Release(copy);
        }
        if (!isZero)
            Frames.Release(shared);
        return copy.IsNone ? Errno.ENOMEM : Errno.None;
    }

    /// <summary>Makes a stack reach down to a page (getrlimit(2), RLIMIT_STACK).</summary>
    private bool TryGrowStack(ulong page)
    {
        using ReaderWriterLock.Scope held = _lock.EnterWrite();
        Mapping? mapping = _mappings.Find(page);
        if (mapping is null || (mapping.Flags & MappingFlags.GrowsDown) == 0)
            return false;
        if (page >= mapping.Start)
            return true;
        if (page < UserAddress.Lowest || mapping.End - page > MemoryLimits.Stack)
            return false;
        Mapping? below = mapping.Previous;
        if (below is not null && (below.Flags & MappingFlags.Access) != 0 && (below.Flags & MappingFlags.GrowsDown) == 0 && page - below.End < MappingTree.GuardGap)
            return false;
        if (below is not null && below.End > page)
            return false;
        long pages = (long)((mapping.Start - page) >> PageShift);
        if (MayExpand(mapping.Flags, pages) != Errno.None || MayLock(mapping.Flags, pages) != Errno.None)
            return false;
        if ((mapping.Flags & MappingFlags.Accounted) != 0 && MemoryCommitment.TryTake(pages) != Errno.None)
            return false;
        CountPages(mapping.Flags, pages);
        _mappings.Move(mapping, page, mapping.End);
        return true;
    }
}
