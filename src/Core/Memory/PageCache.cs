using System.Numerics;
using System.Threading;
using Diesis.Abi;
using Diesis.Core.Synchronization;
using Diesis.Platform.Locks;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Users;

namespace Diesis.Core.Memory;

/// <summary>
/// The content of one file in memory: the only copy, which read(2), write(2) and mappings share. Also the memory object behind shared anonymous
/// mappings, memfds and System V segments, which have no other home.
/// </summary>
/// <remarks>
/// The cache holds a reference to each frame, each mapped page another. <see cref="Size"/> is the file's length, of which there is no other note.
/// Whoever changes lengths and contents by calls (the inode's lock) is serialized by the owner; faults and reads are not.
/// Typical sequence: Read, Write, Truncate by the inode; map by <see cref="AddressSpace"/>; Release when the inode goes.
/// Locks: <c>_lock</c> (rank PageCache) guards pages, marks and the list of mappings, is held from finding a page until it stands in a page
/// table, and while a mapping's place changes. So whoever has taken a page out under it finds all page tables that show it.
/// </remarks>
public sealed partial class PageCache
{
    private const int PageShift = FrameNumber.FrameShift;
    private const long PageBytes = FrameNumber.FrameBytes;

    private static LockClass? s_lockClass;

    private readonly Mutex _lock = new(s_lockClass ??= LockClass.For(LockRank.PageCache));
    private readonly PageSource? _source;
    private readonly PageQuota? _quota;

    // Guarded by _lock.
    private PageTree _tree;
    private ConditionVariable? _filled;
    private long _count;
    private long _dirtyCount;

    private long _size;

    /// <param name="source">Where pages come from; null for a file that is only in memory, whose missing pages are zeros.</param>
    /// <param name="quota">What pages are taken from, or null.</param>
    public PageCache(PageSource? source = null, PageQuota? quota = null)
    {
        _source = source;
        _quota = quota;
    }

    /// <summary>The file's length in bytes.</summary>
    public long Size => Volatile.Read(ref _size);

    /// <summary>Whether the cache is the content's only home: its pages cannot be given up.</summary>
    public bool IsMemoryOnly => _source is null;

    /// <summary>Pages in memory.</summary>
    public long Count => Volatile.Read(ref _count);

    public long DirtyCount => Volatile.Read(ref _dirtyCount);

    /// <summary>Sets the length without touching pages: when a file is opened first, or grows.</summary>
    public void SetSize(long size) => Volatile.Write(ref _size, size);

    /// <summary>A page's frame, with a reference for the caller; read or made if it is not there.</summary>
    /// <returns>ENOMEM, ENOSPC when the quota is used up, or the source's error.</returns>
    public Result<FrameNumber> Get(long page)
    {
        while (true)
        {
            using (Mutex.Scope held = _lock.Enter())
            {
                if (FindReady(page, out FrameNumber frame))
                {
                    Frames.Retain(frame);
                    return frame;
                }
            }
            Errno error = Fill(page);
            if (error != Errno.None)
                return error;
        }
    }

    /// <summary>As <see cref="Get"/>, but only within the file's length.</summary>
    /// <param name="error">ENXIO behind the end.</param>
    internal bool TryGetWithin(long page, out FrameNumber frame, out Errno error)
    {
        frame = FrameNumber.None;
        error = Errno.ENXIO;
        return page < (Size + PageBytes - 1) >> PageShift && Get(page).TryGet(out frame, out error);
    }

    /// <summary>A page's frame with a reference for the caller, if it is in memory.</summary>
    public bool TryGet(long page, out FrameNumber frame)
    {
        using Mutex.Scope held = _lock.Enter();
        if (!FindReady(page, out frame))
            return false;
        Frames.Retain(frame);
        return true;
    }

    /// <summary>Whether a page is in memory (mincore(2)).</summary>
    public bool Contains(long page)
    {
        using Mutex.Scope held = _lock.Enter();
        return FindReady(page, out _);
    }

    /// <summary>The lock is held.</summary>
    private bool FindReady(long page, out FrameNumber frame)
    {
        PageLeaf? leaf = _tree.Find(page);
        ulong bit = PageLeaf.Bit(page);
        if (leaf is null || (leaf.Present & ~leaf.Filling & bit) == 0)
        {
            frame = FrameNumber.None;
            return false;
        }
        leaf.Referenced |= bit;
        frame = new FrameNumber(leaf.Frames[PageLeaf.Slot(page)]);
        return true;
    }

    /// <summary>Makes sure that a page is in memory, or was a moment ago. Preconditions: the lock is not held.</summary>
    private Errno Fill(long page)
    {
        if (_quota is not null && !_quota.TryTake(1))
            return Contains(page) ? Errno.None : Errno.ENOSPC;
        FrameNumber frame = MemoryPressure.Allocate(FrameOwner.PageCache, FrameContents.Zeroed);
        if (frame.IsNone)
        {
            _quota?.Give(1);
            return Errno.ENOMEM;
        }
        bool added = Add(page, frame);
        if (!added)
        {
            _quota?.Give(1);
            Frames.Release(frame);
            return Errno.None;
        }
        return _source is null ? Errno.None : FillFromSource(page, frame);
    }

    /// <summary>Adds a page, or waits until it is there.</summary>
    private bool Add(long page, FrameNumber frame)
    {
        using Mutex.Scope held = _lock.Enter();
        PageLeaf leaf = _tree.FindOrAdd(page);
        ulong bit = PageLeaf.Bit(page);
        if ((leaf.Present & bit) != 0)
        {
            if ((leaf.Filling & bit) != 0)
                WaitForFilling();
            return false;
        }
        leaf.Frames[PageLeaf.Slot(page)] = frame.Value;
        leaf.Present |= bit;
        leaf.Referenced |= bit;
        if (_source is not null)
        {
            leaf.Busy |= bit;
            leaf.Filling |= bit;
        }
        _count++;
        return true;
    }

    private void WaitForFilling()
    {
        _filled ??= new ConditionVariable();
        _filled.Wait(_lock);
    }

    private Errno FillFromSource(long page, FrameNumber frame)
    {
        Errno error = _source!.ReadPage(page, frame);
        using Mutex.Scope held = _lock.Enter();
        // Busy pages stay where they are, so the leaf is there.
        PageLeaf leaf = _tree.Find(page)!;
        ulong bit = PageLeaf.Bit(page);
        leaf.Busy &= ~bit;
        leaf.Filling &= ~bit;
        if (error != Errno.None)
            Drop(leaf, bit);
        _filled?.Broadcast();
        if (error == Errno.None)
            PageReclaim.Register(this);
        return error;
    }

    /// <summary>Takes pages of a leaf out and gives the cache's references back. The lock is held; none of them is busy.</summary>
    private void Drop(PageLeaf leaf, ulong bits)
    {
        int count = BitOperations.PopCount(bits & leaf.Present);
        for (ulong left = bits & leaf.Present; left != 0; left &= left - 1)
        {
            int slot = BitOperations.TrailingZeroCount(left);
            Frames.Release(new FrameNumber(leaf.Frames[slot]));
            leaf.Frames[slot] = 0;
        }
        _dirtyCount -= BitOperations.PopCount(bits & leaf.Dirty);
        _count -= count;
        _quota?.Give(count);
        leaf.Present &= ~bits;
        leaf.Dirty &= ~bits;
        leaf.Referenced &= ~bits;
        if (leaf.Present == 0)
            _tree.Remove(leaf);
    }

    /// <summary>Notes that a page's content is newer than the source's.</summary>
    public void MarkDirty(long page)
    {
        if (_source is null)
            return;
        using Mutex.Scope held = _lock.Enter();
        MarkDirtyHeld(page);
    }

    private void MarkDirtyHeld(long page)
    {
        PageLeaf? leaf = _tree.Find(page);
        ulong bit = PageLeaf.Bit(page);
        if (_source is null || leaf is null || (leaf.Present & ~leaf.Dirty & bit) == 0)
            return;
        leaf.Dirty |= bit;
        _dirtyCount++;
    }

    /// <summary>Gives all pages up: the file is gone. Preconditions: nothing maps it, nobody reads or writes it.</summary>
    public void Release()
    {
        using (Mutex.Scope held = _lock.Enter())
        {
            // Pages may lie behind the end (fallocate(2), FALLOC_FL_KEEP_SIZE).
            SetSize(0);
            DropRange(0, long.MaxValue >> PageShift);
        }
        PageReclaim.Unregister(this);
    }
}
