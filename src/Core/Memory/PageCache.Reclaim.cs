using System.Numerics;
using Diesis.Abi;
using Diesis.Core.Synchronization;
using Diesis.Platform.Memory;

namespace Diesis.Core.Memory;

/// <summary>Pages that go back to the source, and pages that are given up because the source has them.</summary>
public sealed partial class PageCache
{
    /// <summary>Whether <see cref="PageReclaim"/> knows the cache; guarded by its lock.</summary>
    internal bool IsReclaimed;

    /// <summary>Gives up clean pages that nobody maps and nobody has used since the last look.</summary>
    internal long GiveUp(long wanted)
    {
        if (!_lock.TryEnter(0, out Mutex.Scope held))
            return 0;
        using (held)
        {
            long freed = 0;
            for (long page = 0; freed < wanted && _tree.FindNext(page) is PageLeaf leaf;)
            {
                page = leaf.First + PageLeaf.Pages;
                ulong candidates = leaf.Present & ~leaf.Dirty & ~leaf.Busy & ~leaf.Referenced;
                leaf.Referenced = 0;
                ulong victims = 0;
                for (; candidates != 0; candidates &= candidates - 1)
                {
                    int slot = BitOperations.TrailingZeroCount(candidates);
                    if (Frames.ReferencesOf(new FrameNumber(leaf.Frames[slot])) == 1)
                        victims |= 1UL << slot;
                }
                freed += BitOperations.PopCount(victims);
                if (victims != 0)
                    Drop(leaf, victims);
            }
            return freed;
        }
    }

    /// <summary>Stores the dirty pages of a range (fsync(2), msync(2)). Writes through mappings are noticed anew afterwards.</summary>
    /// <returns>The first error; the other pages are tried nevertheless.</returns>
    public Errno WriteBack(long offset = 0, long bytes = long.MaxValue)
    {
        if (_source is null || DirtyCount == 0)
            return Errno.None;
        long end = bytes > long.MaxValue - offset ? long.MaxValue : offset + bytes;
        Errno result = Errno.None;
        for (long page = offset >> PageShift; TryTakeDirty(ref page, (end - 1) >> PageShift, out FrameNumber frame); page++)
        {
            Errno error = _source.WritePage(page, frame);
            using Mutex.Scope held = _lock.Enter();
            PageLeaf leaf = _tree.Find(page)!;
            leaf.Busy &= ~PageLeaf.Bit(page);
            if (error != Errno.None)
            {
                MarkDirtyHeld(page);
                result = result == Errno.None ? error : result;
            }
            _filled?.Broadcast();
            Frames.Release(frame);
        }
        return result;
    }

    /// <summary>The next dirty page up to a last one: busy now, clean, and write-protected wherever it is mapped.</summary>
    private bool TryTakeDirty(ref long page, long last, out FrameNumber frame)
    {
        using Mutex.Scope held = _lock.Enter();
        frame = FrameNumber.None;
        while (page <= last && _tree.FindNext(page) is PageLeaf leaf)
        {
            ulong dirty = leaf.Dirty;
            if (leaf.First < page)
                dirty &= ulong.MaxValue << PageLeaf.Slot(page);
            if (dirty == 0)
            {
                page = leaf.First + PageLeaf.Pages;
                continue;
            }
            page = leaf.First + BitOperations.TrailingZeroCount(dirty);
            if (page > last)
                return false;
            ulong bit = PageLeaf.Bit(page);
            if ((leaf.Busy & bit) != 0)
            {
                WaitForFilling();
                continue;
            }
            leaf.Dirty &= ~bit;
            _dirtyCount--;
            leaf.Busy |= bit;
            for (Mapping? mapping = _mappings; mapping is not null; mapping = mapping.NextOfCache)
            {
                if (mapping.MayBeWrittenShared && mapping.TryFindPages(page, page + 1, out ulong from, out ulong to))
                    mapping.Owner.Space.ProtectFromWriting(from, to);
            }
            frame = new FrameNumber(leaf.Frames[PageLeaf.Slot(page)]);
            Frames.Retain(frame);
            return true;
        }
        return false;
    }
}
