using System.Threading;
using Diesis.Platform.Locks;
using Diesis.Platform.Memory.Paging;
using Diesis.Platform.Memory.Physical;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Platform.Memory.User;

/// <summary>Changes of ranges. Ends are the first address after a range; all are multiples of 4 KiB.</summary>
public sealed unsafe partial class UserSpace
{
    /// <summary>Takes all pages of a range away.</summary>
    /// <remarks>Preconditions: no spin lock is held.</remarks>
    public void Unmap(ulong start, ulong end, UserUnmapKind kind = UserUnmapKind.Everything)
    {
        RequireRange(start, end);
        UserPageGather gather = default;
        for (ulong at = start; at < end;)
        {
            using (SpinLock.Scope held = _lock.Enter())
                UnmapPiece(ref at, end, kind, ref gather);
            if (gather.IsFull || at >= end)
                FinishGather(ref gather);
        }
    }

    /// <summary>Unmaps up to the end of one table, or until the gather is full.</summary>
    private void UnmapPiece(ref ulong at, ulong end, UserUnmapKind kind, ref UserPageGather gather)
    {
        ulong* entry = FindFrom(ref at, end);
        if (entry == null)
        {
            at = end;
            return;
        }
        ulong first = at;
        ulong pieceEnd = PieceEnd(at, end);
        uint removed = 0;
        ulong page = first;
        for (; page < pieceEnd; page += PageBytes, entry++)
        {
            // Most of a table that is shared with neighbours is often empty.
            if (*entry == 0)
                continue;
            if (gather.IsFull)
                break;
            if (kind == UserUnmapKind.CachedOnly && !IsCached(*entry))
                continue;
            ulong old = Interlocked.Exchange(ref *entry, 0);
            removed++;
            if (!UserEntry.Owns(old))
                continue;
            CountPage(old, -1);
            gather.AddFrame(UserEntry.FrameOf(old));
        }
        at = page;
        if (removed == 0)
            return;
        gather.AddRange(first, at);
        EntryCount(_leafTable) -= removed;
        if (EntryCount(_leafTable) == 0)
            DropEmptyTables(first, ref gather);
    }

    private static bool IsCached(ulong entry) => UserEntry.Owns(entry) && Frames.Descriptor(UserEntry.FrameOf(entry))->Owner == FrameOwner.PageCache;

    /// <summary>Gives back tables that a failed <see cref="Map"/> may have left without entries.</summary>
    public void Trim(ulong address)
    {
        UserPageGather gather = default;
        using (SpinLock.Scope held = _lock.Enter())
        {
            gather.AddRange(address, address + PageBytes);
            DropEmptyTables(address, ref gather);
        }
        FinishGather(ref gather);
    }

    /// <summary>Gives the pages of a range other rights.</summary>
    /// <param name="sharing">Private pages become writable only where that needs no copy.</param>
    /// <remarks>Preconditions: no spin lock is held.</remarks>
    public void Protect(ulong start, ulong end, UserPageRights rights, UserSharing sharing)
    {
        RequireRange(start, end);
        bool narrowed = false;
        for (ulong at = start; at < end;)
        {
            using SpinLock.Scope held = _lock.Enter();
            ulong* entry = FindFrom(ref at, end);
            if (entry == null)
                break;
            ulong pieceEnd = PieceEnd(at, end);
            for (; at < pieceEnd; at += PageBytes, entry++)
            {
                ulong old = *entry;
                if (old == 0)
                    continue;
                UserPageRights wanted = rights;
                if (sharing == UserSharing.Private && (rights & UserPageRights.Write) != 0 && !(UserEntry.Owns(old) && IsExclusive(UserEntry.FrameOf(old))))
                    wanted = (rights & ~UserPageRights.Write) | UserPageRights.Read;
                if (UserEntry.WithRights(old, wanted) == old)
                    continue;
                narrowed |= PageEntry.IsPresent(old);
                Change(entry, wanted);
            }
        }
        if (narrowed)
            Forget(start, end);
    }

    /// <summary>Takes write access away from pages of a range, so that the next write is noticed.</summary>
    public void ProtectFromWriting(ulong start, ulong end)
    {
        RequireRange(start, end);
        bool changed = false;
        for (ulong at = start; at < end;)
        {
            using SpinLock.Scope held = _lock.Enter();
            ulong* entry = FindFrom(ref at, end);
            if (entry == null)
                break;
            ulong pieceEnd = PieceEnd(at, end);
            for (; at < pieceEnd; at += PageBytes, entry++)
                changed |= ClearWritable(entry);
        }
        if (changed)
            Forget(start, end);
    }

    private static bool ClearWritable(ulong* entry)
    {
        if ((*entry & PageEntry.Writable) == 0)
            return false;
        Interlocked.And(ref *entry, ~PageEntry.Writable);
        return true;
    }

    /// <summary>Gives another space the same frames at the same addresses, for fork(2). Private pages become read-only in both.</summary>
    /// <returns>Done, or NoMemory; what was copied until then stays in the child.</returns>
    /// <remarks>Preconditions: nobody else uses or changes the child's range. <see cref="FinishCopying"/> follows, before the parent's program goes on.</remarks>
    public UserMapResult CopyTo(UserSpace child, ulong start, ulong end, UserSharing sharing)
    {
        for (ulong at = start; at < end;)
        {
            using SpinLock.Scope held = _lock.Enter();
            ulong* entry = FindFrom(ref at, end);
            if (entry == null)
                break;
            ulong* target = null;
            uint copied = 0;
            ulong pieceEnd = PieceEnd(at, end);
            for (; at < pieceEnd; at += PageBytes, entry++)
            {
                ulong value = *entry;
                if (value == 0)
                    continue;
                if (target == null)
                {
                    target = child.FindOrMake(at);
                    if (target == null)
                        return UserMapResult.NoMemory;
                    target -= PageEntry.IndexOf(at, 1);
                }
                if (sharing == UserSharing.Private && (value & PageEntry.Writable) != 0)
                {
                    Interlocked.And(ref *entry, ~PageEntry.Writable);
                    value &= ~PageEntry.Writable;
                }
                if (UserEntry.Owns(value))
                {
                    Frames.Retain(UserEntry.FrameOf(value));
                    child.CountPage(value, 1);
                }
                target[PageEntry.IndexOf(at, 1)] = value & ~(PageEntry.Accessed | PageEntry.Dirty);
                copied++;
            }
            if (copied != 0)
                EntryCount(child._leafTable) += copied;
        }
        return UserMapResult.Done;
    }

    /// <summary>Makes all processors see what <see cref="CopyTo"/> has made read-only.</summary>
    public void FinishCopying() => Forget(0, End);

    /// <summary>Moves the pages of a range, for mremap(2). The target's range is empty.</summary>
    /// <returns>Done, or NoMemory after some pages have been moved: the caller moves those back.</returns>
    public UserMapResult Move(ulong from, ulong to, ulong bytes)
    {
        RequireRange(from, from + bytes);
        RequireRange(to, to + bytes);
        UserPageGather gather = default;
        UserMapResult result = UserMapResult.Done;
        for (ulong done = 0; done < bytes && result == UserMapResult.Done;)
        {
            using (SpinLock.Scope held = _lock.Enter())
                result = MovePiece(from, to, bytes, ref done, ref gather);
            if (gather.IsFull)
                FinishGather(ref gather);
        }
        // Empty tables come late: before, a processor could still walk through them.
        FinishGather(ref gather);
        if (bytes != 0)
            Forget(from, from + bytes);
        return result;
    }

    private UserMapResult MovePiece(ulong from, ulong to, ulong bytes, ref ulong done, ref UserPageGather gather)
    {
        ulong at = from + done;
        ulong* source = FindFrom(ref at, from + bytes);
        done = at - from;
        if (source == null)
        {
            done = bytes;
            return UserMapResult.Done;
        }
        ulong first = at;
        ulong* sourceTable = _leafTable;
        ulong pieceEnd = PieceEnd(at, from + bytes);
        for (; at < pieceEnd; at += PageBytes, source++)
        {
            if (*source == 0)
                continue;
            ulong* target = FindOrMake(to + (at - from));
            if (target == null)
                return UserMapResult.NoMemory;
            Volatile.Write(ref *target, Interlocked.Exchange(ref *source, 0));
            EntryCount(_leafTable)++;
            EntryCount(sourceTable)--;
            done = at - from;
        }
        done = at - from;
        if (EntryCount(sourceTable) == 0)
        {
            gather.AddRange(first, at);
            DropEmptyTables(first, ref gather);
        }
        return UserMapResult.Done;
    }

    /// <summary>A range beyond the program's half would be a change of the kernel's own tables.</summary>
    private static void RequireRange(ulong start, ulong end)
    {
        if (start > end || end > End)
            throw new System.ArgumentOutOfRangeException(nameof(end));
    }

    /// <summary>Makes processors forget what was gathered, and releases it.</summary>
    private void FinishGather(ref UserPageGather gather)
    {
        if (gather.End == 0)
            return;
        if (gather.HasTables)
            ForgetAll();
        else
            Forget(gather.First, gather.End);
        gather.ReleaseAll();
    }
}
