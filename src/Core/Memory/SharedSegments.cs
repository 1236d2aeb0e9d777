using System.Threading;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Core.Synchronization;
using Diesis.Platform.Locks;
using Diesis.Platform.Memory;
using Diesis.Platform.Time;
using Diesis.Platform.Users;

namespace Diesis.Core.Memory;

/// <summary>All System V shared memory segments.</summary>
/// <remarks>An id is the segment's place in the table, plus <see cref="Maximum"/> times how often the place was used. Locks: <c>s_lock</c> (rank Resources).</remarks>
public static class SharedSegments
{
    /// <summary>kernel.shmmni.</summary>
    public const int Maximum = 4096;

    private const ulong PageMask = AddressSpace.PageBytes - 1;
    private const int Sequences = 32768;

    private static Mutex? s_lock;
    private static SharedSegment?[]? s_segments;
    private static int s_used;
    private static int s_sequence;

    private static Mutex Lock => Volatile.Read(ref s_lock) ?? Interlocked.CompareExchange(ref s_lock, new Mutex(LockRank.Resources, "shared segments"), null) ?? s_lock;

    private static long Now => Clock.Unix / Clock.NanosecondsPerSecond;

    /// <summary>Finds or makes a segment (shmget(2)).</summary>
    public static Result<int> Get(UserThread caller, int key, ulong bytes, IpcFlags flags)
    {
        using Mutex.Scope held = Lock.Enter();
        DropUnused();
        if (key != 0 && FindKey(key) is SharedSegment found)
        {
            if ((flags & (IpcFlags.IPC_CREAT | IpcFlags.IPC_EXCL)) == (IpcFlags.IPC_CREAT | IpcFlags.IPC_EXCL))
                return Errno.EEXIST;
            if (bytes > found.Bytes)
                return Errno.EINVAL;
            uint wanted = (uint)flags >> 6 | (uint)flags >> 3 | (uint)flags;
            return found.Allows(caller.Credentials, wanted & 7) ? found.Id : Errno.EACCES;
        }
        if (key != 0 && (flags & IpcFlags.IPC_CREAT) == 0)
            return Errno.ENOENT;
        if (bytes == 0 || bytes > (ulong)long.MaxValue)
            return Errno.EINVAL;
        if ((flags & IpcFlags.SHM_HUGETLB) != 0)
            return Errno.ENOMEM;
        return Make(caller, key, bytes, flags);
    }

    private static Result<int> Make(UserThread caller, int key, ulong bytes, IpcFlags flags)
    {
        s_segments ??= new SharedSegment?[Maximum];
        int slot = 0;
        while (slot < Maximum && s_segments[slot] is not null)
            slot++;
        if (slot == Maximum)
            return Errno.ENOSPC;
        MemoryReservation reservation = (flags & IpcFlags.SHM_NORESERVE) != 0 ? MemoryReservation.None : MemoryReservation.Promised;
        if (!SharedMemory.Create(bytes, reservation).TryGet(out SharedMemory? memory, out Errno error))
            return error;
        int id = s_sequence * Maximum + slot;
        s_sequence = (s_sequence + 1) % Sequences;
        s_segments[slot] = new SharedSegment(id, key, bytes, memory, caller.Credentials, (uint)flags & 0x1ff, caller.Process.Id, Now);
        s_used++;
        return id;
    }

    private static SharedSegment? FindKey(int key)
    {
        for (int i = 0, left = s_used; left > 0 && i < Maximum; i++)
        {
            if (s_segments![i] is not SharedSegment segment)
                continue;
            left--;
            if (segment.Key == key)
                return segment;
        }
        return null;
    }

    private static SharedSegment? Find(int id) =>
        id >= 0 && s_segments is not null && s_segments[id % Maximum] is SharedSegment segment && segment.Id == id ? segment : null;

    /// <summary>Removed segments are in the table until it is seen that nobody has them any more.</summary>
    private static void DropUnused()
    {
        for (int i = 0, left = s_used; left > 0 && i < Maximum; i++)
        {
            if (s_segments![i] is not SharedSegment segment)
                continue;
            left--;
            if (!segment.IsRemoved || segment.Attachments > 0)
                continue;
            s_segments[i] = null;
            s_used--;
        }
    }

    /// <summary>Maps a segment (shmat(2)).</summary>
    public static Result<UserAddress> Attach(UserThread caller, int id, UserAddress address, ShmatFlags flags)
    {
        using Mutex.Scope held = Lock.Enter();
        DropUnused();
        if (Find(id) is not SharedSegment segment)
            return Errno.EINVAL;
        ulong at = address.Value;
        if ((at & PageMask) != 0)
        {
            if ((flags & ShmatFlags.SHM_RND) == 0)
                return Errno.EINVAL;
            at &= ~PageMask;
        }
        if (at == 0 && (flags & ShmatFlags.SHM_REMAP) != 0)
            return Errno.EINVAL;
        bool isReadOnly = (flags & ShmatFlags.SHM_RDONLY) != 0;
        uint wanted = (isReadOnly ? 4U : 6U) | ((flags & ShmatFlags.SHM_EXEC) != 0 ? 1U : 0);
        if (!segment.Allows(caller.Credentials, wanted))
            return Errno.EACCES;
        if (segment.IsRemoved && segment.Attachments == 0)
            return Errno.EIDRM;
        MapParameters parameters = new()
        {
            Address = new UserAddress(at), Bytes = segment.Bytes, Memory = segment.Memory, Sharing = MapSharing.Shared,
            Placement = at == 0 ? MapPlacement.Hint : (flags & ShmatFlags.SHM_REMAP) != 0 ? MapPlacement.Replace : MapPlacement.IfFree,
            Access = UserAccess.Read | (isReadOnly ? 0 : UserAccess.Write) | ((flags & ShmatFlags.SHM_EXEC) != 0 ? UserAccess.Execute : 0),
            Name = $"/SYSV{segment.Key:x8} (deleted)",
        };
        Result<UserAddress> mapped = caller.Memory.Map(in parameters);
        if (mapped.Error == Errno.EEXIST)
            return Errno.EINVAL;
        if (mapped.IsSuccess)
        {
            segment.AttachTime = Now;
            segment.LastUser = caller.Process.Id;
        }
        return mapped;
    }

    /// <summary>Takes the mapping of a segment away (shmdt(2)).</summary>
    public static Errno Detach(UserThread caller, UserAddress address)
    {
        using Mutex.Scope held = Lock.Enter();
        SharedMemory? memory = caller.Memory.SharedMemoryAt(address);
        SharedSegment? found = null;
        for (int i = 0; memory is not null && found is null && s_segments is not null && i < Maximum; i++)
        {
            if (s_segments[i] is SharedSegment segment && ReferenceEquals(segment.Memory, memory))
                found = segment;
        }
        if (found is null)
            return Errno.EINVAL;
        found.DetachTime = Now;
        found.LastUser = caller.Process.Id;
        Errno error = caller.Memory.Unmap(address, found.Bytes);
        DropUnused();
        return error;
    }

    /// <summary>A segment's status (IPC_STAT; SHM_STAT and SHM_STAT_ANY by the place in the table).</summary>
    /// <param name="id">What SHM_STAT returns.</param>
    public static Errno GetStatus(UserThread caller, int which, ShmctlCommand command, out ShmStatus status, out int id)
    {
        using Mutex.Scope held = Lock.Enter();
        DropUnused();
        status = default;
        id = 0;
        SharedSegment? segment = command == ShmctlCommand.IPC_STAT ? Find(which)
            : s_segments is not null && (uint)which < Maximum ? s_segments[which] : null;
        if (segment is null)
            return Errno.EINVAL;
        if (command != ShmctlCommand.SHM_STAT_ANY && !segment.Allows(caller.Credentials, 4))
            return Errno.EACCES;
        status = segment.Status;
        id = segment.Id;
        return Errno.None;
    }

    /// <summary>Changes or removes a segment (IPC_SET, IPC_RMID, SHM_LOCK, SHM_UNLOCK).</summary>
    public static Errno Control(UserThread caller, int id, ShmctlCommand command, in ShmStatus wanted)
    {
        using Mutex.Scope held = Lock.Enter();
        DropUnused();
        if (Find(id) is not SharedSegment segment)
            return Errno.EINVAL;
        if (!segment.IsOwnedBy(caller.Credentials))
            return Errno.EPERM;
        switch (command)
        {
            case ShmctlCommand.IPC_SET:
                segment.Change(wanted.Permissions.User, wanted.Permissions.Group, wanted.Permissions.Mode, Now);
                return Errno.None;
            case ShmctlCommand.IPC_RMID:
                if (!segment.IsRemoved)
                    segment.Remove();
                DropUnused();
                return Errno.None;
            default:
                segment.SetLocked(command == ShmctlCommand.SHM_LOCK);
                return Errno.None;
        }
    }

    /// <summary>Totals (SHM_INFO) and the highest used place in the table.</summary>
    public static ShmTotals GetTotals(out int highest)
    {
        using Mutex.Scope held = Lock.Enter();
        DropUnused();
        ShmTotals totals = new() { Segments = s_used };
        highest = 0;
        for (int i = 0; s_segments is not null && i < Maximum; i++)
        {
            if (s_segments[i] is not SharedSegment segment)
                continue;
            highest = i;
            totals.Total += (segment.Bytes + PageMask) >> FrameNumber.FrameShift;
            totals.Resident += (ulong)segment.Memory.Pages.Count;
        }
        return totals;
    }
}
