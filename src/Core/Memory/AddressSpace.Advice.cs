using Diesis.Abi;
using Diesis.Platform.Users;
using ReaderWriterLock = Diesis.Core.Synchronization.ReaderWriterLock;

namespace Diesis.Core.Memory;

/// <summary>madvise(2), and what else asks about or changes ranges without changing what is mapped.</summary>
public sealed partial class AddressSpace
{
    /// <summary>Takes a program's advice. Parts that are not mapped are passed over.</summary>
    /// <returns>ENOMEM if there are such parts; EINVAL where the advice does not fit a mapping; EACCES, EFAULT.</returns>
    public Errno Advise(UserAddress start, ulong bytes, MemoryAdvice advice)
    {
        ulong length = RoundUp(bytes);
        ulong end = start.Value + length;
        if ((start.Value & (PageBytes - 1)) != 0 || (bytes != 0 && length == 0) || end < start.Value || !IsKnown(advice))
            return Errno.EINVAL;
        if (length == 0)
            return Errno.None;
        if (advice is MemoryAdvice.MADV_POPULATE_READ or MemoryAdvice.MADV_POPULATE_WRITE)
            return PopulateFor(start.Value, end, advice == MemoryAdvice.MADV_POPULATE_WRITE ? UserAccess.Write : UserAccess.Read);
        if (TryFlags(advice, out MappingFlags set, out MappingFlags cleared))
            return AdviseFlags(start.Value, end, advice, set, cleared);
        Errno result = Errno.None;
        using ReaderWriterLock.Scope held = _lock.EnterRead();
        ulong at = start.Value;
        for (Mapping? mapping = _mappings.Find(at); mapping is not null && mapping.Start < end; mapping = mapping.Next)
        {
            if (mapping.Start > at)
                result = Errno.ENOMEM;
            Errno error = AdviseOne(mapping, ulong.Max(mapping.Start, at), ulong.Min(mapping.End, end), advice);
            if (error != Errno.None)
                return error;
            at = mapping.End;
        }
        return at < end ? Errno.ENOMEM : result;
    }

    private static bool IsKnown(MemoryAdvice advice) =>
        advice is >= MemoryAdvice.MADV_NORMAL and <= MemoryAdvice.MADV_DONTNEED or >= MemoryAdvice.MADV_FREE and <= MemoryAdvice.MADV_DONTNEED_LOCKED;

    private Errno AdviseOne(Mapping mapping, ulong start, ulong end, MemoryAdvice advice)
    {
        bool isFixed = (mapping.Flags & (MappingFlags.Locked | MappingFlags.Borrowed)) != 0;
        switch (advice)
        {
            case MemoryAdvice.MADV_DONTNEED_LOCKED when (mapping.Flags & MappingFlags.Borrowed) == 0:
            case MemoryAdvice.MADV_DONTNEED when !isFixed:
                NotePeak();
                Space.Unmap(start, end);
                return Errno.None;
            // Whoever frees pages must not count on their content: it may go at once.
            case MemoryAdvice.MADV_FREE when mapping.IsAnonymous && !isFixed:
                NotePeak();
                Space.Unmap(start, end);
                return Errno.None;
            case MemoryAdvice.MADV_REMOVE when !isFixed && mapping.Cache is { IsMemoryOnly: true } cache:
                if ((mapping.Flags & (MappingFlags.Shared | MappingFlags.Write)) != (MappingFlags.Shared | MappingFlags.Write))
                    return Errno.EACCES;
                cache.PunchHole(mapping.PageAt(start) << PageShift, (long)(end - start));
                return Errno.None;
            case MemoryAdvice.MADV_COLD or MemoryAdvice.MADV_PAGEOUT when !isFixed:
            case MemoryAdvice.MADV_WILLNEED:
                return Errno.None;
            default:
                return Errno.EINVAL;
        }
    }

    /// <summary>Advice that is a property of the mapping.</summary>
    private static bool TryFlags(MemoryAdvice advice, out MappingFlags set, out MappingFlags cleared)
    {
        const MappingFlags Order = MappingFlags.SequentialAccess | MappingFlags.RandomAccess;
        (set, cleared) = advice switch
        {
            MemoryAdvice.MADV_NORMAL => (MappingFlags.None, Order),
            MemoryAdvice.MADV_RANDOM => (MappingFlags.RandomAccess, Order),
            MemoryAdvice.MADV_SEQUENTIAL => (MappingFlags.SequentialAccess, Order),
            MemoryAdvice.MADV_DONTFORK => (MappingFlags.DontFork, MappingFlags.None),
            MemoryAdvice.MADV_DOFORK => (MappingFlags.None, MappingFlags.DontFork),
            MemoryAdvice.MADV_MERGEABLE => (MappingFlags.Mergeable, MappingFlags.None),
            MemoryAdvice.MADV_UNMERGEABLE => (MappingFlags.None, MappingFlags.Mergeable),
            MemoryAdvice.MADV_HUGEPAGE => (MappingFlags.HugePages, MappingFlags.NoHugePages),
            MemoryAdvice.MADV_NOHUGEPAGE => (MappingFlags.NoHugePages, MappingFlags.HugePages),
            MemoryAdvice.MADV_DONTDUMP => (MappingFlags.DontDump, MappingFlags.None),
            MemoryAdvice.MADV_DODUMP => (MappingFlags.None, MappingFlags.DontDump),
            MemoryAdvice.MADV_WIPEONFORK => (MappingFlags.WipeOnFork, MappingFlags.None),
            MemoryAdvice.MADV_KEEPONFORK => (MappingFlags.None, MappingFlags.WipeOnFork),
            _ => (MappingFlags.None, MappingFlags.None),
        };
        return (set | cleared) != MappingFlags.None;
    }

    private Errno AdviseFlags(ulong start, ulong end, MemoryAdvice advice, MappingFlags set, MappingFlags cleared)
    {
        Mapping? dead = null;
        Errno error;
        using (ReaderWriterLock.Scope held = _lock.EnterWrite())
            error = ChangeFlags(start, end, set, cleared, advice, ref dead);
        ReleaseAll(dead);
        return error;
    }

    /// <summary>Sets and clears flags of all mappings of a range. The lock is held for writing.</summary>
    private Errno ChangeFlags(ulong start, ulong end, MappingFlags set, MappingFlags cleared, MemoryAdvice advice, ref Mapping? dead)
    {
        Errno result = Errno.None;
        ulong at = start;
        for (Mapping? mapping = _mappings.Find(at); mapping is not null && mapping.Start < end; mapping = mapping.Next)
        {
            if (mapping.Start > at)
                result = Errno.ENOMEM;
            bool isBorrowed = (mapping.Flags & MappingFlags.Borrowed) != 0;
            if ((advice == MemoryAdvice.MADV_WIPEONFORK && !(mapping.IsAnonymous && !mapping.IsShared))
                || (isBorrowed && advice is MemoryAdvice.MADV_DOFORK or MemoryAdvice.MADV_DODUMP))
            {
                result = Errno.EINVAL;
                break;
            }
            MappingFlags changed = (mapping.Flags & ~cleared) | set;
            if (changed != mapping.Flags)
            {
                Mapping part = mapping;
                Errno error = SplitAround(ref part, ulong.Max(mapping.Start, at), ulong.Min(mapping.End, end));
                if (error != Errno.None)
                {
                    result = error;
                    break;
                }
                mapping = part;
                long pages = (long)(mapping.Bytes >> PageShift);
                CountPages(mapping.Flags, -pages);
                mapping.Flags = changed;
                CountPages(changed, pages);
            }
            at = mapping.End;
        }
        MergeRange(start, end, ref dead);
        return result == Errno.None && at < end ? Errno.ENOMEM : result;
    }

    private Errno PopulateFor(ulong start, ulong end, UserAccess access)
    {
        for (ulong at = start; at < end; at += PageBytes)
        {
            UserFault fault = Fault(new UserAddress(at), access);
            if (fault != UserFault.Resolved)
                return fault switch
                {
                    UserFault.NoData => Errno.EFAULT,
                    UserFault.Forbidden => Errno.EINVAL,
                    _ => Errno.ENOMEM,
                };
        }
        return Errno.None;
    }

    /// <summary>Which pages are in memory (mincore(2)): a byte each, 1 for those that are.</summary>
    /// <param name="start">A multiple of the page size.</param>
    /// <returns>ENOMEM where something is not mapped.</returns>
    public Errno FindResident(UserAddress start, System.Span<byte> pages)
    {
        using ReaderWriterLock.Scope held = _lock.EnterRead();
        for (int i = 0; i < pages.Length; i++)
        {
            ulong at = start.Value + (ulong)i * PageBytes;
            Mapping? mapping = Find(at);
            if (mapping is null || mapping.Start > at)
                return Errno.ENOMEM;
            bool isResident = Space.Query(at).IsPresent || (mapping.Cache is not null && mapping.Cache.Contains(mapping.PageAt(at)));
            pages[i] = isResident ? (byte)1 : (byte)0;
        }
        return Errno.None;
    }

    /// <summary>Stores what has been written through shared mappings of files (msync(2)).</summary>
    /// <returns>ENOMEM where something is not mapped, after the rest has been done; EBUSY for locked memory with MS_INVALIDATE; EIO.</returns>
    public Errno Synchronize(UserAddress start, ulong bytes, MsyncFlags flags)
    {
        ulong end = start.Value + bytes;
        Errno result = Errno.None;
        using ReaderWriterLock.Scope held = _lock.EnterRead();
        ulong at = start.Value;
        for (Mapping? mapping = _mappings.Find(at); mapping is not null && mapping.Start < end; mapping = mapping.Next)
        {
            if (mapping.Start > at)
                result = Errno.ENOMEM;
            if ((flags & MsyncFlags.MS_INVALIDATE) != 0 && (mapping.Flags & MappingFlags.Locked) != 0)
                return Errno.EBUSY;
            ulong from = ulong.Max(mapping.Start, at);
            ulong to = ulong.Min(mapping.End, end);
            if ((flags & MsyncFlags.MS_SYNC) != 0 && mapping.IsShared && mapping.Cache is PageCache cache)
            {
                Errno error = cache.WriteBack(mapping.PageAt(from) << PageShift, (long)(to - from));
                if (error != Errno.None)
                    return error;
            }
            at = mapping.End;
        }
        return at < end ? Errno.ENOMEM : result;
    }
}
