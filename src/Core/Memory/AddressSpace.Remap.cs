using Diesis.Abi;
using Diesis.Platform.Memory.User;
using Diesis.Platform.Users;
using ReaderWriterLock = Diesis.Core.Synchronization.ReaderWriterLock;

namespace Diesis.Core.Memory;

/// <summary>mremap(2): mappings that grow, shrink and move, with their pages.</summary>
public sealed partial class AddressSpace
{
    /// <summary>Gives a part of a mapping another length, or another place.</summary>
    /// <param name="old">A multiple of the page size.</param>
    /// <param name="oldBytes">0 for a second mapping of shared pages.</param>
    /// <param name="target">With MREMAP_FIXED the new address.</param>
    /// <returns>The address afterwards. EINVAL, EFAULT where it is not one mapping, ENOMEM where it cannot grow, EAGAIN for too much locked memory.</returns>
    public Result<UserAddress> Remap(UserAddress old, ulong oldBytes, ulong newBytes, MremapFlags flags, UserAddress target)
    {
        oldBytes = RoundUp(oldBytes);
        newBytes = RoundUp(newBytes);
        bool isFixed = (flags & MremapFlags.MREMAP_FIXED) != 0;
        bool keepsOld = (flags & MremapFlags.MREMAP_DONTUNMAP) != 0;
        bool mayMove = (flags & MremapFlags.MREMAP_MAYMOVE) != 0;
        if (((int)flags & ~7) != 0 || ((isFixed || keepsOld) && !mayMove) || (keepsOld && oldBytes != newBytes))
            return Errno.EINVAL;
        if ((old.Value & (PageBytes - 1)) != 0 || newBytes == 0)
            return Errno.EINVAL;
        if (isFixed && !IsGoodTarget(old.Value, oldBytes, target.Value, newBytes))
            return Errno.EINVAL;
        Mapping? dead = null;
        RemapPlan plan = new() { From = old.Value, OldBytes = oldBytes, NewBytes = newBytes, KeepsOld = keepsOld };
        Errno error;
        using (ReaderWriterLock.Scope held = _lock.EnterWrite())
            error = RemapHeld(ref plan, flags, target.Value, ref dead);
        ReleaseAll(dead);
        if (error != Errno.None)
            return error;
        if (plan.MustPopulate)
            _ = Populate(plan.To, plan.To + newBytes);
        return new UserAddress(plan.To);
    }

    private struct RemapPlan
    {
        internal ulong From;
        internal ulong OldBytes;
        internal ulong NewBytes;
        internal ulong To;
        internal bool KeepsOld;
        internal bool MustPopulate;
    }

    private static bool IsGoodTarget(ulong old, ulong oldBytes, ulong target, ulong newBytes)
    {
        if ((target & (PageBytes - 1)) != 0 || newBytes > UserAddress.End || target > UserAddress.End - newBytes || target < UserAddress.Lowest)
            return false;
        return target + newBytes <= old || old + oldBytes <= target;
    }

    private Errno RemapHeld(ref RemapPlan plan, MremapFlags flags, ulong target, ref Mapping? dead)
    {
        Errno error = Errno.None;
        Mapping? mapping = _mappings.Find(plan.From);
        if (mapping is null || mapping.Start > plan.From)
            return Errno.EFAULT;
        bool isFixed = (flags & MremapFlags.MREMAP_FIXED) != 0;
        if (isFixed)
            error = Remove(target, target + plan.NewBytes, ref dead);
        bool isPlaced = isFixed || plan.KeepsOld;
        if (error == Errno.None && plan.OldBytes > plan.NewBytes)
        {
            // Nothing has looked at the old length until here.
            error = plan.OldBytes > UserAddress.End - plan.From ? Errno.EINVAL : Remove(plan.From + plan.NewBytes, plan.From + plan.OldBytes, ref dead);
            plan.OldBytes = plan.NewBytes;
        }
        if (error != Errno.None)
            return error;
        plan.To = plan.From;
        if (!isPlaced && plan.OldBytes == plan.NewBytes)
            return Errno.None;

        mapping = _mappings.Find(plan.From);
        error = CheckResize(mapping, in plan);
        if (error != Errno.None)
            return error;
        if (!isPlaced && TryExtendInPlace(mapping!, ref plan, ref dead))
            return Errno.None;
        if ((flags & MremapFlags.MREMAP_MAYMOVE) == 0)
            return Errno.ENOMEM;
        error = ChoosePlace(isFixed ? target : plan.KeepsOld ? target : 0, isFixed ? MapPlacement.IfFree : MapPlacement.Hint, plan.NewBytes, out plan.To);
        return error == Errno.None ? MoveMapping(mapping!, ref plan, ref dead) : error;
    }

    private Errno CheckResize(Mapping? mapping, in RemapPlan plan)
    {
        if (mapping is null || mapping.Start > plan.From)
            return Errno.EFAULT;
        if ((mapping.Flags & MappingFlags.Sealed) != 0)
            return Errno.EPERM;
        if (plan.OldBytes == 0 && !mapping.IsShared)
            return Errno.EINVAL;
        if (plan.OldBytes > mapping.End - plan.From || ((mapping.Flags & MappingFlags.Borrowed) != 0 && plan.NewBytes > plan.OldBytes))
            return Errno.EFAULT;
        if (mapping.PageAt(plan.From) + (long)(plan.NewBytes >> PageShift) < 0)
            return Errno.EINVAL;
        long growth = (long)((plan.NewBytes - (plan.KeepsOld ? 0 : plan.OldBytes)) >> PageShift);
        Errno error = MayLock(mapping.Flags, growth);
        return error == Errno.None ? MayExpand(mapping.Flags, growth) : error;
    }

    private bool TryExtendInPlace(Mapping mapping, ref RemapPlan plan, ref Mapping? dead)
    {
        ulong end = plan.From + plan.NewBytes;
        if (plan.OldBytes == 0 || plan.From + plan.OldBytes != mapping.End || end > UserAddress.End || !IsFreeWithGuard(mapping.End, end))
            return false;
        long pages = (long)((plan.NewBytes - plan.OldBytes) >> PageShift);
        if ((mapping.Flags & MappingFlags.Accounted) != 0 && MemoryCommitment.TryTake(pages) != Errno.None)
            return false;
        CountPages(mapping.Flags, pages);
        using (EnterCache(mapping))
            _mappings.Move(mapping, mapping.Start, end);
        plan.MustPopulate = IsPopulatedWhenLocked(mapping.Flags);
        TryMergeWithNext(mapping, ref dead);
        return true;
    }

    private static bool IsPopulatedWhenLocked(MappingFlags flags) => (flags & (MappingFlags.Locked | MappingFlags.LockOnFault)) == MappingFlags.Locked;

    private Errno MoveMapping(Mapping source, ref RemapPlan plan, ref Mapping? dead)
    {
        // Splitting what is left behind may need two mappings more.
        if (_mappings.Count + 3 > MaximumMappings)
            return Errno.ENOMEM;
        long pages = (long)(plan.NewBytes >> PageShift);
        if ((source.Flags & MappingFlags.Accounted) != 0 && MemoryCommitment.TryTake(pages) != Errno.None)
            return Errno.ENOMEM;
        Mapping moved = source.CloneRange(this, plan.From, plan.From + plan.OldBytes);
        moved.Start = plan.To;
        moved.End = plan.To + plan.NewBytes;
        UserMapResult result;
        using (EnterCache(source))
        {
            _mappings.Insert(moved);
            moved.Cache?.Add(moved);
            result = Space.Move(plan.From, plan.To, plan.OldBytes);
            if (result != UserMapResult.Done)
            {
                // The tables on the way back are there.
                _ = Space.Move(plan.To, plan.From, plan.OldBytes);
                moved.Cache?.Remove(moved);
                Forget(moved);
            }
        }
        if (result != UserMapResult.Done)
        {
            MemoryCommitment.Give((moved.Flags & MappingFlags.Accounted) != 0 ? pages : 0);
            AddDead(moved, ref dead);
            return Errno.ENOMEM;
        }
        CountPages(moved.Flags, pages);
        plan.MustPopulate = IsPopulatedWhenLocked(moved.Flags);
        if (!plan.KeepsOld && plan.OldBytes != 0)
        {
            Errno error = Remove(plan.From, plan.From + plan.OldBytes, ref dead);
            if (error != Errno.None)
                return error;
        }
        MergeRange(plan.To, plan.To + plan.NewBytes, ref dead);
        return Errno.None;
    }
}
