using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Platform.Memory;
using Diesis.Platform.Users;
using ReaderWriterLock = Diesis.Core.Synchronization.ReaderWriterLock;

namespace Diesis.Core.Memory;

/// <summary>New mappings: where they go, what they show, what they become one with.</summary>
public sealed partial class AddressSpace
{
    private const ulong LowStart = 0x4000_0000;
    private const ulong LowEnd = 0x8000_0000;

    private const MappingFlags ExtraMask = MappingFlags.GrowsDown | MappingFlags.NoReserve | MappingFlags.Locked | MappingFlags.LockOnFault
        | MappingFlags.Sealed | MappingFlags.DontDump;

    /// <summary>Maps memory or a file (mmap(2)). No page is fetched yet: <see cref="Populate"/>.</summary>
    /// <returns>
    /// EINVAL for no length or an odd address; ENOMEM for want of room, promises or mappings; EEXIST where something is already; EPERM below the
    /// lowest address; EACCES, EPERM, ENODEV from the file; EAGAIN for too much locked memory.
    /// </returns>
    public Result<UserAddress> Map(in MapParameters parameters)
    {
        if (parameters.Bytes == 0)
            return Errno.EINVAL;
        ulong bytes = RoundUp(parameters.Bytes);
        if (bytes == 0 || bytes > UserAddress.End)
            return Errno.ENOMEM;
        if (parameters.Offset + (long)bytes < parameters.Offset)
            return Errno.EOVERFLOW;
        if (!Describe(in parameters, bytes).TryGet(out Mapping? mapping, out Errno error))
            return error;
        Mapping? dead = null;
        using (ReaderWriterLock.Scope held = _lock.EnterWrite())
            error = Place(mapping, in parameters, bytes, ref dead);
        ReleaseAll(dead);
        if (error != Errno.None)
        {
            mapping.ReleaseObjects();
            return error;
        }
        return new UserAddress(mapping.Start);
    }

    internal static ulong RoundUp(ulong bytes) => (bytes + PageBytes - 1) & ~(PageBytes - 1);

    /// <summary>A mapping as asked for, with its references, without a place.</summary>
    private Result<Mapping> Describe(in MapParameters parameters, ulong bytes)
    {
        MappingFlags flags = (MappingFlags)(int)parameters.Access | (parameters.Extra & ExtraMask) | MappingFlags.MayAccess;
        if (parameters.Sharing == MapSharing.Shared)
            flags |= MappingFlags.Shared;
        if (parameters.File is OpenFile file)
            return DescribeFile(in parameters, file, flags, bytes);
        SharedMemory? memory = parameters.Memory;
        if (memory is not null)
        {
            memory.Retain();
        }
        else if (parameters.Sharing == MapSharing.Shared)
        {
            MemoryReservation reservation = (flags & MappingFlags.NoReserve) != 0 ? MemoryReservation.None : MemoryReservation.Promised;
            if (!SharedMemory.Create(bytes, reservation).TryGet(out memory, out Errno error))
                return error;
        }
        return new Mapping(this, 0, bytes, flags)
        {
            Cache = memory?.Pages,
            Memory = memory,
            FirstPage = parameters.Offset >> PageShift,
            Name = parameters.Name,
        };
    }

    private Result<Mapping> DescribeFile(in MapParameters parameters, OpenFile file, MappingFlags flags, ulong bytes)
    {
        bool isShared = parameters.Sharing == MapSharing.Shared;
        if (!file.CanRead || (isShared && (parameters.Access & UserAccess.Write) != 0 && !file.CanWrite))
            return Errno.EACCES;
        MapRequest request = new(parameters.Offset, (nuint)bytes, parameters.Access, parameters.Sharing);
        if (isShared && !file.CanWrite)
            request.MaximumAccess &= ~UserAccess.Write;
        Errno error = file.Map(ref request);
        if (error != Errno.None)
            return error;
        if ((flags & MappingFlags.GrowsDown) != 0 && request.Source != MapSource.Anonymous)
            return Errno.EINVAL;
        flags = (flags & ~MappingFlags.MayAccess) | (MappingFlags)((int)request.MaximumAccess << 4);
        PageCache? cache = null;
        SharedMemory? memory = null;
        switch (request.Source)
        {
            case MapSource.Pages:
                cache = file.Inode.Pages;
                break;
            case MapSource.Device:
                flags |= MappingFlags.Borrowed;
                break;
            case MapSource.Anonymous when isShared:
                if (!SharedMemory.Create(bytes, MemoryReservation.Promised).TryGet(out memory, out error))
                    return error;
                cache = memory.Pages;
                break;
            case MapSource.Anonymous:
                return new Mapping(this, 0, bytes, flags);
            default:
                return Errno.ENODEV;
        }
        file.Retain();
        return new Mapping(this, 0, bytes, flags)
        {
            Cache = cache,
            File = file,
            Memory = memory,
            FirstPage = memory is null ? parameters.Offset >> PageShift : 0,
            FirstFrame = request.FirstFrame,
        };
    }

    /// <summary>Maps frames of the kernel's own, such as the vDSO's. They are not counted and never freed by this.</summary>
    /// <param name="first">The first of as many frames in a row.</param>
    public Result<UserAddress> MapFrames(UserAddress hint, FrameNumber first, ulong bytes, UserAccess access, string name)
    {
        Mapping mapping = new(this, 0, RoundUp(bytes), (MappingFlags)(int)access | MappingFlags.MayRead | MappingFlags.MayExecute | MappingFlags.Borrowed | MappingFlags.DontDump)
        {
            FirstFrame = first,
            Name = name,
        };
        MapParameters parameters = new() { Address = hint, Bytes = bytes };
        Mapping? dead = null;
        using ReaderWriterLock.Scope held = _lock.EnterWrite();
        Errno error = Place(mapping, in parameters, RoundUp(bytes), ref dead);
        return error == Errno.None ? new UserAddress(mapping.Start) : error;
    }

    /// <summary>Finds the place and puts the mapping there. The lock is held for writing.</summary>
    /// <param name="mapping">Its place is set in any case; its references are used up if it becomes part of a neighbour.</param>
    private Errno Place(Mapping mapping, in MapParameters parameters, ulong bytes, ref Mapping? dead)
    {
        if (_mappings.Count >= MaximumMappings)
            return Errno.ENOMEM;
        Errno error = ChoosePlace(parameters.Address.Value, parameters.Placement, bytes, out ulong start);
        if (error != Errno.None)
            return error;
        mapping.Flags |= LockFutureFlags;
        long pages = (long)(bytes >> PageShift);
        error = MayLock(mapping.Flags, pages);
        if (error == Errno.None)
            error = MayExpand(mapping.Flags, pages - PagesIn(start, start + bytes));
        if (error != Errno.None)
            return error;
        bool isAccountable = IsAccountable(mapping.Flags);
        if (isAccountable && MemoryCommitment.TryTake(pages) != Errno.None)
            return Errno.ENOMEM;
        if (parameters.Placement == MapPlacement.Replace)
            error = Remove(start, start + bytes, ref dead);
        if (error != Errno.None)
        {
            MemoryCommitment.Give(isAccountable ? pages : 0);
            return error;
        }
        mapping.Flags |= isAccountable ? MappingFlags.Accounted : 0;
        mapping.Start = start;
        mapping.End = start + bytes;
        CountPages(mapping.Flags, pages);
        InsertOrExtend(mapping, ref dead);
        return Errno.None;
    }

    private Errno ChoosePlace(ulong address, MapPlacement placement, ulong bytes, out ulong start)
    {
        start = address;
        if (placement is MapPlacement.Replace or MapPlacement.IfFree)
        {
            if (address > UserAddress.End - bytes)
                return Errno.ENOMEM;
            if ((address & (PageBytes - 1)) != 0)
                return Errno.EINVAL;
            if (address < UserAddress.Lowest)
                return Errno.EPERM;
            return placement == MapPlacement.IfFree && !IsFree(address, address + bytes) ? Errno.EEXIST : Errno.None;
        }
        if (placement == MapPlacement.Low)
        {
            start = _mappings.FindLowestGap(LowStart, LowEnd, bytes);
            return start == 0 ? Errno.ENOMEM : Errno.None;
        }
        start = address & ~(PageBytes - 1);
        if (address != 0 && start < UserAddress.Lowest)
            start = UserAddress.Lowest;
        if (start != 0 && start <= UserAddress.End - bytes && IsFreeWithGuard(start, start + bytes))
            return Errno.None;
        start = _mappings.FindHighestGap(UserAddress.Lowest, Layout.MapTop, bytes);
        if (start == 0)
            start = _mappings.FindLowestGap(UserAddress.Lowest, UserAddress.End, bytes);
        return start == 0 ? Errno.ENOMEM : Errno.None;
    }

    private bool IsFree(ulong start, ulong end) => _mappings.Find(start) is not Mapping next || next.Start >= end;

    private bool IsFreeWithGuard(ulong start, ulong end) => _mappings.Find(start) is not Mapping next || MappingTree.GapEnd(next) >= end;

    /// <summary>Pages in a range that are mapped already.</summary>
    private long PagesIn(ulong start, ulong end)
    {
        long pages = 0;
        for (Mapping? at = _mappings.Find(start); at is not null && at.Start < end; at = at.Next)
            pages += (long)((ulong.Min(at.End, end) - ulong.Max(at.Start, start)) >> PageShift);
        return pages;
    }

    /// <summary>Puts a mapping into its place, or lets a neighbour grow over it. The lock is held for writing.</summary>
    private void InsertOrExtend(Mapping mapping, ref Mapping? dead)
    {
        Mapping? previous = _mappings.FindBefore(mapping.Start);
        if (previous is not null && previous.CanMergeWith(mapping))
        {
            using (EnterCache(previous))
                _mappings.Move(previous, previous.Start, mapping.End);
            AddDead(mapping, ref dead);
            TryMergeWithNext(previous, ref dead);
            return;
        }
        using (EnterCache(mapping))
        {
            _mappings.Insert(mapping);
            mapping.Cache?.Add(mapping);
        }
        TryMergeWithNext(mapping, ref dead);
    }

    private static Synchronization.Mutex.Scope EnterCache(Mapping mapping) => mapping.Cache is null ? default : mapping.Cache.EnterForMapping();
}
