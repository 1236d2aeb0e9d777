using Diesis.Abi;
using Diesis.Platform.Memory.User;
using Diesis.Platform.Users;
using ReaderWriterLock = Diesis.Core.Synchronization.ReaderWriterLock;

namespace Diesis.Core.Memory;

/// <summary>Changes of ranges, which split mappings at their ends and join what has become alike.</summary>
public sealed partial class AddressSpace
{
    private const int AccessShift = 4;

    /// <summary>Takes a range away (munmap(2)); what is not mapped there does not matter.</summary>
    /// <returns>EINVAL for an odd address or a range that cannot be a program's; ENOMEM when a mapping would have to be split and there are too many.</returns>
    public Errno Unmap(UserAddress start, ulong bytes)
    {
        ulong length = RoundUp(bytes);
        if ((start.Value & (PageBytes - 1)) != 0 || length == 0 || start.Value > UserAddress.End || length > UserAddress.End - start.Value)
            return Errno.EINVAL;
        Mapping? dead = null;
        Errno error;
        using (ReaderWriterLock.Scope held = _lock.EnterWrite())
            error = Remove(start.Value, start.Value + length, ref dead);
        ReleaseAll(dead);
        return error;
    }

    /// <summary>The lock is held for writing; the files of what has gone are released by <see cref="ReleaseAll"/>, without it.</summary>
    /// <returns>EPERM for sealed mappings, ENOMEM; nothing has been done then.</returns>
    private Errno Remove(ulong start, ulong end, ref Mapping? dead)
    {
        Mapping? first = _mappings.Find(start);
        if (first is null || first.Start >= end)
            return Errno.None;
        for (Mapping? at = first; at is not null && at.Start < end; at = at.Next)
        {
            if ((at.Flags & MappingFlags.Sealed) != 0)
                return Errno.EPERM;
        }
        if (first.Start < start && first.End > end && _mappings.Count >= MaximumMappings)
            return Errno.ENOMEM;
        NotePeak();
        SplitAt(start);
        SplitAt(end);
        Mapping? next;
        for (Mapping? at = _mappings.Find(start); at is not null && at.Start < end; at = next)
        {
            next = at.Next;
            long pages = (long)(at.Bytes >> PageShift);
            CountPages(at.Flags, -pages);
            if ((at.Flags & MappingFlags.Accounted) != 0)
                MemoryCommitment.Give(pages);
            LeaveCache(at);
            Forget(at);
            AddDead(at, ref dead);
        }
        Space.Unmap(start, end);
        return Errno.None;
    }

    /// <summary>Takes a mapping out of the tree.</summary>
    private void Forget(Mapping mapping)
    {
        _recent = null;
        _mappings.Remove(mapping);
    }

    private static void AddDead(Mapping mapping, ref Mapping? dead)
    {
        mapping.Next = dead;
        dead = mapping;
    }

    /// <summary>Gives back what mappings held that are gone. Preconditions: the lock is not held.</summary>
    private static void ReleaseAll(Mapping? dead)
    {
        for (; dead is not null; dead = dead.Next)
            dead.ReleaseObjects();
    }

    /// <summary>Makes a mapping begin at an address, if one lies across it.</summary>
    private void SplitAt(ulong address)
    {
        Mapping? mapping = _mappings.Find(address);
        if (mapping is not null && mapping.Start < address)
            Split(mapping, address);
    }

    /// <summary>Cuts a mapping in two. Returns the upper one.</summary>
    private Mapping Split(Mapping mapping, ulong address)
    {
        _recent = null;
        Mapping upper = mapping.CloneRange(this, address, mapping.End);
        using (EnterCache(mapping))
        {
            _mappings.Move(mapping, mapping.Start, address);
            _mappings.Insert(upper);
            mapping.Cache?.Add(upper);
        }
        return upper;
    }

    private void TryMergeWithNext(Mapping mapping, ref Mapping? dead)
    {
        if (mapping.Next is not Mapping next || !mapping.CanMergeWith(next))
            return;
        using (EnterCache(mapping))
        {
            next.Cache?.Remove(next);
            ulong end = next.End;
            Forget(next);
            _mappings.Move(mapping, mapping.Start, end);
        }
        AddDead(next, ref dead);
    }

    /// <summary>Joins what is alike from one address to another, and with the neighbours of both.</summary>
    private void MergeRange(ulong start, ulong end, ref Mapping? dead)
    {
        Mapping? at = _mappings.FindBefore(start) ?? _mappings.First;
        while (at is not null && at.Start <= end)
        {
            Mapping? next = at.Next;
            if (next is null || !at.CanMergeWith(next))
                at = next;
            else
                TryMergeWithNext(at, ref dead);
        }
    }

    /// <summary>Changes what the program may do with a range (mprotect(2)).</summary>
    /// <returns>ENOMEM when a part is not mapped, EACCES when a mapping does not allow it; what lies before has been changed then.</returns>
    public Errno Protect(UserAddress start, ulong bytes, UserAccess access)
    {
        ulong length = RoundUp(bytes);
        if ((start.Value & (PageBytes - 1)) != 0)
            return Errno.EINVAL;
        if (bytes == 0)
            return Errno.None;
        if (length == 0 || !UserAddress.IsUserRange(start, (nuint)length))
            return Errno.ENOMEM;
        Mapping? dead = null;
        Errno error;
        using (ReaderWriterLock.Scope held = _lock.EnterWrite())
        {
            error = ProtectRange(start.Value, start.Value + length, access);
            MergeRange(start.Value, start.Value + length, ref dead);
        }
        ReleaseAll(dead);
        return error;
    }

    /// <summary>As <see cref="Protect"/>, from a growing stack's lower end on (PROT_GROWSDOWN).</summary>
    /// <returns>EINVAL where there is no such stack.</returns>
    public Errno ProtectStack(UserAddress start, ulong bytes, UserAccess access)
    {
        ulong from;
        using (ReaderWriterLock.Scope held = _lock.EnterRead())
        {
            Mapping? mapping = Find(start.Value);
            if (mapping is null || mapping.Start >= start.Value + RoundUp(bytes))
                return Errno.ENOMEM;
            if ((mapping.Flags & MappingFlags.GrowsDown) == 0)
                return Errno.EINVAL;
            from = ulong.Min(mapping.Start, start.Value);
        }
        return Protect(new UserAddress(from), bytes + (start.Value - from), access);
    }

    /// <summary>Makes a range unchangeable for good (mseal(2)).</summary>
    /// <returns>EINVAL for an odd address; ENOMEM where something is not mapped.</returns>
    public Errno Seal(UserAddress start, ulong bytes)
    {
        ulong end = start.Value + RoundUp(bytes);
        if ((start.Value & (PageBytes - 1)) != 0 || end < start.Value || RoundUp(bytes) < bytes)
            return Errno.EINVAL;
        if (end == start.Value)
            return Errno.None;
        Mapping? dead = null;
        Errno error;
        using (ReaderWriterLock.Scope held = _lock.EnterWrite())
        {
            error = PagesIn(start.Value, end) != (long)((end - start.Value) >> PageShift)
                ? Errno.ENOMEM
                : ChangeFlags(start.Value, end, MappingFlags.Sealed, MappingFlags.None, MemoryAdvice.MADV_NORMAL, ref dead);
        }
        ReleaseAll(dead);
        return error;
    }

    private Errno ProtectRange(ulong start, ulong end, UserAccess access)
    {
        MappingFlags wanted = (MappingFlags)(int)access;
        Mapping? at = _mappings.Find(start);
        while (true)
        {
            if (at is null || at.Start > start)
                return Errno.ENOMEM;
            if ((at.Flags & MappingFlags.Sealed) != 0)
                return Errno.EPERM;
            if (((int)wanted & ~((int)at.Flags >> AccessShift)) != 0)
                return Errno.EACCES;
            ulong last = ulong.Min(at.End, end);
            if ((at.Flags & MappingFlags.Access) != wanted)
            {
                Errno error = SplitAround(ref at, start, last);
                if (error == Errno.None)
                    error = ChangeAccess(at, wanted);
                if (error != Errno.None)
                    return error;
            }
            if (last >= end)
                return Errno.None;
            start = last;
            at = at.Next;
        }
    }

    /// <summary>Splits a mapping so that one covers just a range within it.</summary>
    /// <returns>ENOMEM when there are too many mappings.</returns>
    private Errno SplitAround(ref Mapping mapping, ulong start, ulong end)
    {
        int pieces = (mapping.Start < start ? 1 : 0) + (end < mapping.End ? 1 : 0);
        if (_mappings.Count + pieces > MaximumMappings)
            return Errno.ENOMEM;
        if (mapping.Start < start)
            mapping = Split(mapping, start);
        if (end < mapping.End)
            Split(mapping, end);
        return Errno.None;
    }

    private Errno ChangeAccess(Mapping mapping, MappingFlags access)
    {
        MappingFlags changed = (mapping.Flags & ~MappingFlags.Access) | access;
        long pages = (long)(mapping.Bytes >> PageShift);
        if ((changed & MappingFlags.Accounted) == 0 && IsAccountable(changed))
        {
            if (MemoryCommitment.TryTake(pages) != Errno.None)
                return Errno.ENOMEM;
            changed |= MappingFlags.Accounted;
        }
        CountPages(mapping.Flags, -pages);
        CountPages(changed, pages);
        mapping.Flags = changed;
        // Where dirty pages have to be stored somewhere, the first write to each is to be noticed.
        bool isNoticed = mapping.IsShared && mapping.Cache is { IsMemoryOnly: false };
        Space.Protect(mapping.Start, mapping.End, mapping.Rights, isNoticed ? UserSharing.Private : mapping.Sharing);
        return Errno.None;
    }
}
