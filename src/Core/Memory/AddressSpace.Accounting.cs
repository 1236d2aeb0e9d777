using Diesis.Abi;

namespace Diesis.Core.Memory;

/// <summary>Figures and limits. All are guarded by the lock; who only wants to show them reads without.</summary>
public sealed partial class AddressSpace
{
    private long _peakPages;
    private long _peakResident;

    public int MappingCount => _mappings.Count;

    /// <summary>Walks all mappings; false if they contradict each other. For tests.</summary>
    internal bool IsConsistent()
    {
        using Synchronization.ReaderWriterLock.Scope held = _lock.EnterRead();
        return _mappings.IsConsistent();
    }

    /// <summary>Pages of all mappings.</summary>
    public long TotalPages { get; private set; }

    /// <summary>Private writable pages that are no stack (VmData).</summary>
    public long DataPages { get; private set; }

    public long StackPages { get; private set; }

    public long ExecutablePages { get; private set; }

    public long LockedPages { get; private set; }

    /// <summary>Pages promised (<see cref="MemoryCommitment"/>).</summary>
    public long AccountedPages { get; private set; }

    public long PeakPages => long.Max(_peakPages, TotalPages);

    /// <summary>Pages that are in memory.</summary>
    public long ResidentPages => Space.AnonymousPages + Space.CachedPages;

    public long PeakResidentPages
    {
        get
        {
            NotePeak();
            return _peakResident;
        }
    }

    /// <summary>Remembers the highest resident figure, before pages go.</summary>
    private void NotePeak()
    {
        long resident = ResidentPages;
        if (resident > _peakResident)
            _peakResident = resident;
    }

    private void CountPages(MappingFlags flags, long pages)
    {
        TotalPages += pages;
        if (TotalPages > _peakPages)
            _peakPages = TotalPages;
        if ((flags & MappingFlags.GrowsDown) != 0)
            StackPages += pages;
        else if ((flags & (MappingFlags.Write | MappingFlags.Shared)) == MappingFlags.Write)
            DataPages += pages;
        if ((flags & (MappingFlags.Execute | MappingFlags.Write | MappingFlags.GrowsDown)) == MappingFlags.Execute)
            ExecutablePages += pages;
        if ((flags & MappingFlags.Locked) != 0)
            LockedPages += pages;
        if ((flags & MappingFlags.Accounted) != 0)
            AccountedPages += pages;
    }

    /// <summary>Whether so many pages more keep within RLIMIT_AS and RLIMIT_DATA.</summary>
    private Errno MayExpand(MappingFlags flags, long pages)
    {
        if ((ulong)(TotalPages + pages) > MemoryLimits.AddressSpace >> PageShift)
            return Errno.ENOMEM;
        bool isData = (flags & (MappingFlags.Write | MappingFlags.Shared | MappingFlags.GrowsDown)) == MappingFlags.Write;
        return isData && (ulong)(DataPages + pages) > MemoryLimits.Data >> PageShift ? Errno.ENOMEM : Errno.None;
    }

    /// <summary>Whether so many pages more keep within RLIMIT_MEMLOCK, if they are locked.</summary>
    /// <returns>EAGAIN.</returns>
    private Errno MayLock(MappingFlags flags, long pages) =>
        (flags & MappingFlags.Locked) != 0 && (ulong)(LockedPages + pages) > MemoryLimits.Locked >> PageShift ? Errno.EAGAIN : Errno.None;

    /// <summary>Whether a mapping's pages count as promised memory: those that may become private copies.</summary>
    private static bool IsAccountable(MappingFlags flags)
    {
        if ((flags & MappingFlags.NoReserve) != 0 && MemoryCommitment.Mode != OvercommitMode.Never)
            return false;
        return (flags & (MappingFlags.Write | MappingFlags.Shared | MappingFlags.Borrowed)) == MappingFlags.Write;
    }

    private void Uncharge()
    {
        MemoryCommitment.Give(AccountedPages);
        AccountedPages = 0;
    }
}
