using Diesis.Abi;
using Diesis.Platform.Users;
using ReaderWriterLock = Diesis.Core.Synchronization.ReaderWriterLock;

namespace Diesis.Core.Memory;

/// <summary>The heap that brk(2) makes: one mapping behind the executable.</summary>
public sealed partial class AddressSpace
{
    private const MappingFlags HeapFlags = MappingFlags.Read | MappingFlags.Write | MappingFlags.MayAccess;

    private ulong _break;

    /// <summary>The heap's end.</summary>
    public UserAddress Break => new(_break);

    /// <summary>Says where the heap begins; it is empty. For the loader.</summary>
    public void SetBreakStart(UserAddress start)
    {
        Layout.BreakStart = start.Value;
        _break = start.Value;
    }

    /// <summary>Moves the heap's end (brk(2)).</summary>
    /// <returns>The end as it is now: as before where it could not be moved.</returns>
    public UserAddress SetBreak(UserAddress wanted)
    {
        Mapping? dead = null;
        ulong populateFrom = 0;
        ulong end;
        using (ReaderWriterLock.Scope held = _lock.EnterWrite())
        {
            ulong before = RoundUp(_break);
            if (TrySetBreak(wanted.Value, ref dead) && (LockFutureFlags & MappingFlags.LockOnFault) == 0 && (LockFutureFlags & MappingFlags.Locked) != 0)
                populateFrom = before;
            end = _break;
        }
        ReleaseAll(dead);
        if (populateFrom != 0 && populateFrom < end)
            _ = Populate(populateFrom, RoundUp(end));
        return new UserAddress(end);
    }

    private bool TrySetBreak(ulong wanted, ref Mapping? dead)
    {
        if (wanted < Layout.BreakStart || wanted >= UserAddress.End)
            return false;
        if (wanted - Layout.BreakStart + (Layout.DataEnd - Layout.DataStart) > MemoryLimits.Data)
            return false;
        ulong oldEnd = RoundUp(_break);
        ulong newEnd = RoundUp(wanted);
        if (newEnd < oldEnd && Remove(newEnd, oldEnd, ref dead) != Errno.None)
            return false;
        if (newEnd > oldEnd && !TryExtendHeap(oldEnd, newEnd, ref dead))
            return false;
        _break = wanted;
        return true;
    }

    private bool TryExtendHeap(ulong start, ulong end, ref Mapping? dead)
    {
        // A page stays free behind the heap, as elsewhere.
        if (!IsFreeWithGuard(start, end + PageBytes) || _mappings.Count >= MaximumMappings)
            return false;
        MappingFlags flags = HeapFlags | LockFutureFlags;
        long pages = (long)((end - start) >> PageShift);
        if (MayExpand(flags, pages) != Errno.None || MayLock(flags, pages) != Errno.None)
            return false;
        if (MemoryCommitment.TryTake(pages) != Errno.None)
            return false;
        flags |= MappingFlags.Accounted;
        CountPages(flags, pages);
        Mapping? last = _mappings.FindBefore(start);
        if (last is not null && last.End == start && last.CanMergeWith(flags, null, null, "[heap]", 0))
            _mappings.Move(last, last.Start, end);
        else
            InsertOrExtend(new Mapping(this, start, end, flags) { Name = "[heap]" }, ref dead);
        return true;
    }
}
