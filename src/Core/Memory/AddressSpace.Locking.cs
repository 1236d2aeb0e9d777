using Diesis.Abi;
using Diesis.Platform.Users;
using ReaderWriterLock = Diesis.Core.Synchronization.ReaderWriterLock;

namespace Diesis.Core.Memory;

/// <summary>Locked memory: without a place to swap to it is only counted, and fetched at once (mlock(2)).</summary>
public sealed partial class AddressSpace
{
    private const MappingFlags LockMask = MappingFlags.Locked | MappingFlags.LockOnFault;

    /// <summary>What further mappings get (mlockall(2), MCL_FUTURE).</summary>
    private MappingFlags LockFutureFlags { get; set; }

    /// <summary>Locks a range.</summary>
    /// <param name="flags">Locked, with LockOnFault for pages to be left until they are touched.</param>
    /// <returns>EPERM for those who may lock nothing; ENOMEM for more than the limit, or where something is not mapped; EAGAIN when a page could not be had.</returns>
    public Errno Lock(UserAddress start, ulong bytes, MappingFlags flags)
    {
        if (MemoryLimits.Locked == 0)
            return Errno.EPERM;
        if (!TryRound(start, bytes, out ulong from, out ulong to))
            return Errno.EINVAL;
        if (from == to)
            return Errno.None;
        Mapping? dead = null;
        Errno error;
        using (ReaderWriterLock.Scope held = _lock.EnterWrite())
        {
            long wanted = (long)((to - from) >> PageShift);
            ulong limit = MemoryLimits.Locked >> PageShift;
            if ((ulong)(LockedPages + wanted) > limit && (ulong)(LockedPages + wanted - LockedIn(from, to)) > limit)
                return Errno.ENOMEM;
            error = ChangeFlags(from, to, flags & LockMask, LockMask, MemoryAdvice.MADV_NORMAL, ref dead);
        }
        ReleaseAll(dead);
        if (error != Errno.None || (flags & MappingFlags.LockOnFault) != 0)
            return error;
        return Populate(from, to) switch
        {
            Errno.None => Errno.None,
            Errno.EFAULT => Errno.ENOMEM,
            _ => Errno.EAGAIN,
        };
    }

    /// <returns>ENOMEM where something is not mapped.</returns>
    public Errno Unlock(UserAddress start, ulong bytes)
    {
        if (!TryRound(start, bytes, out ulong from, out ulong to))
            return Errno.EINVAL;
        Mapping? dead = null;
        Errno error = Errno.None;
        using (ReaderWriterLock.Scope held = _lock.EnterWrite())
        {
            if (from != to)
                error = ChangeFlags(from, to, MappingFlags.None, LockMask, MemoryAdvice.MADV_NORMAL, ref dead);
        }
        ReleaseAll(dead);
        return error;
    }

    /// <summary>Locks all there is, all that will be, or both (mlockall(2)).</summary>
    /// <returns>EPERM, ENOMEM as <see cref="Lock"/>.</returns>
    public Errno LockAll(MlockAllFlags flags)
    {
        ulong limit = MemoryLimits.Locked;
        if (limit == 0)
            return Errno.EPERM;
        bool isCurrent = (flags & MlockAllFlags.MCL_CURRENT) != 0;
        MappingFlags set = MappingFlags.Locked | ((flags & MlockAllFlags.MCL_ONFAULT) != 0 ? MappingFlags.LockOnFault : 0);
        using (ReaderWriterLock.Scope held = _lock.EnterWrite())
        {
            if (isCurrent && (ulong)TotalPages > limit >> PageShift)
                return Errno.ENOMEM;
            LockFutureFlags = (flags & MlockAllFlags.MCL_FUTURE) != 0 ? set : MappingFlags.None;
            if (isCurrent)
                SetAll(set);
        }
        if (isCurrent && (set & MappingFlags.LockOnFault) == 0)
            PopulateAll();
        return Errno.None;
    }

    /// <summary>munlockall(2).</summary>
    public void UnlockAll()
    {
        using ReaderWriterLock.Scope held = _lock.EnterWrite();
        LockFutureFlags = MappingFlags.None;
        SetAll(MappingFlags.None);
    }

    private void SetAll(MappingFlags set)
    {
        for (Mapping? at = _mappings.First; at is not null; at = at.Next)
        {
            if ((at.Flags & MappingFlags.Borrowed) != 0)
                continue;
            long pages = (long)(at.Bytes >> PageShift);
            CountPages(at.Flags, -pages);
            at.Flags = (at.Flags & ~LockMask) | set;
            CountPages(at.Flags, pages);
        }
    }

    private void PopulateAll()
    {
        for (ulong at = 0; ;)
        {
            ulong start;
            ulong end;
            using (ReaderWriterLock.Scope held = _lock.EnterRead())
            {
                if (_mappings.Find(at) is not Mapping mapping)
                    return;
                start = ulong.Max(mapping.Start, at);
                end = mapping.End;
            }
            // What cannot be had does not matter here.
            _ = Populate(start, end);
            at = end;
        }
    }

    private long LockedIn(ulong start, ulong end)
    {
        long pages = 0;
        for (Mapping? at = _mappings.Find(start); at is not null && at.Start < end; at = at.Next)
        {
            if ((at.Flags & MappingFlags.Locked) != 0)
                pages += (long)((ulong.Min(at.End, end) - ulong.Max(at.Start, start)) >> PageShift);
        }
        return pages;
    }

    /// <summary>The pages that a range of bytes touches.</summary>
    private static bool TryRound(UserAddress start, ulong bytes, out ulong from, out ulong to)
    {
        from = start.Value & ~(PageBytes - 1);
        to = from + RoundUp(bytes + (start.Value - from));
        return to >= from && start.Value + bytes >= start.Value;
    }
}
