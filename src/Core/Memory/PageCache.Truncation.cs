using System.Threading;
using Diesis.Abi;
using Diesis.Core.Synchronization;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.User;
using Diesis.Platform.Users;

namespace Diesis.Core.Memory;

/// <summary>Content that goes: ends of files, holes. What is taken out disappears from all page tables before the call returns.</summary>
public sealed partial class PageCache
{
    /// <summary>Gives the file another length (ftruncate(2)). What lies behind it goes, from mappings too, private copies among them; the rest of the last page becomes zero.</summary>
    /// <remarks>Preconditions: the inode's lock is held.</remarks>
    public void Truncate(long size)
    {
        using Mutex.Scope held = _lock.Enter();
        long before = Size;
        SetSize(size);
        // What a program has written behind the end through a mapping comes to light when the file grows, on Linux' tmpfs too.
        if (size > before)
            return;
        ClearTail(size);
        long first = (size + PageBytes - 1) >> PageShift;
        DropRange(first, long.MaxValue >> PageShift);
        HideRange(first, long.MaxValue >> PageShift, UserUnmapKind.Everything);
    }

    /// <summary>Makes a range read as zeros and frees its pages (fallocate(2), FALLOC_FL_PUNCH_HOLE; madvise(2), MADV_REMOVE).</summary>
    /// <remarks>Preconditions: the inode's lock is held.</remarks>
    public void PunchHole(long offset, long bytes)
    {
        using Mutex.Scope held = _lock.Enter();
        long end = offset + bytes;
        long first = (offset + PageBytes - 1) >> PageShift;
        long last = end >> PageShift;
        if (first > last)
        {
            ClearPart(offset, (int)bytes);
            return;
        }
        ClearPart(offset, (int)((first << PageShift) - offset));
        ClearPart(last << PageShift, (int)(end - (last << PageShift)));
        DropRange(first, last);
        HideRange(first, last, UserUnmapKind.CachedOnly);
    }

    private void ClearTail(long size)
    {
        int inPage = (int)(size & (PageBytes - 1));
        if (inPage != 0)
            ClearPart(size, (int)PageBytes - inPage);
    }

    /// <summary>A part of one page becomes zero, if the page is there. The lock is held.</summary>
    private void ClearPart(long offset, int count)
    {
        if (count == 0)
            return;
        long page = offset >> PageShift;
        while (_tree.Find(page) is PageLeaf busy && (busy.Filling & PageLeaf.Bit(page)) != 0)
            WaitForFilling();
        if (!FindReady(page, out FrameNumber frame))
            return;
        FrameMemory.Clear(frame, (int)(offset & (PageBytes - 1)), count);
        MarkDirtyHeld(page);
    }

    /// <summary>Drops pages from one up to another (not included). The lock is held, but for the time of waiting for busy ones.</summary>
    private void DropRange(long first, long end)
    {
        for (long page = first; page < end && _tree.FindNext(page) is PageLeaf leaf;)
        {
            ulong bits = ulong.MaxValue;
            if (leaf.First < page)
                bits &= ulong.MaxValue << PageLeaf.Slot(page);
            if (end - leaf.First < PageLeaf.Pages)
                bits &= (1UL << (int)(end - leaf.First)) - 1;
            if ((leaf.Busy & bits) != 0)
            {
                WaitForFilling();
                continue;
            }
            page = leaf.First + PageLeaf.Pages;
            Drop(leaf, bits);
        }
    }
}
