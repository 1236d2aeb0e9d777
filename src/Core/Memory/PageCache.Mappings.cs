using System;
using Diesis.Abi;
using Diesis.Core.Synchronization;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.User;

namespace Diesis.Core.Memory;

/// <summary>Whoever shows the file's pages: mappings, and how pages come into their tables.</summary>
public sealed partial class PageCache
{
    private Mapping? _mappings;
    private int _writableMappings;

    /// <summary>Shared mappings that are writable or may become so: a memfd with such cannot be sealed against writing (fcntl(2), F_SEAL_WRITE).</summary>
    public int WritableMappings => System.Threading.Volatile.Read(ref _writableMappings);

    public bool IsMapped => System.Threading.Volatile.Read(ref _mappings) is not null;

    /// <summary>Holds the cache while a mapping's place or its pages change.</summary>
    internal Mutex.Scope EnterForMapping() => _lock.Enter();

    /// <summary>Preconditions: <see cref="EnterForMapping"/>.</summary>
    internal void Add(Mapping mapping)
    {
        mapping.NextOfCache = _mappings;
        mapping.PreviousOfCache = null;
        if (_mappings is not null)
            _mappings.PreviousOfCache = mapping;
        _mappings = mapping;
        if (mapping.MayBeWrittenShared)
            _writableMappings++;
    }

    /// <summary>Preconditions: <see cref="EnterForMapping"/>.</summary>
    internal void Remove(Mapping mapping)
    {
        if (mapping.PreviousOfCache is null)
            _mappings = mapping.NextOfCache;
        else
            mapping.PreviousOfCache.NextOfCache = mapping.NextOfCache;
        if (mapping.NextOfCache is not null)
            mapping.NextOfCache.PreviousOfCache = mapping.PreviousOfCache;
        mapping.NextOfCache = null;
        mapping.PreviousOfCache = null;
        if (mapping.MayBeWrittenShared)
            _writableMappings--;
    }

    /// <summary>Takes pages out of all page tables. The lock is held.</summary>
    private void HideRange(long first, long end, UserUnmapKind kind)
    {
        for (Mapping? mapping = _mappings; mapping is not null; mapping = mapping.NextOfCache)
        {
            if (mapping.TryFindPages(first, end, out ulong from, out ulong to))
                mapping.Owner.Space.Unmap(from, to, kind);
        }
    }

    /// <summary>Shows a page at an address, and those around it that are in memory, up to the window's borders.</summary>
    /// <param name="space">Whose table it is.</param>
    /// <param name="address">Of the page that is asked for.</param>
    /// <param name="page">Its number in the file.</param>
    /// <param name="before">Pages before it that may be shown as well.</param>
    /// <param name="after">As many after it.</param>
    /// <param name="rights">Of all of them.</param>
    /// <param name="use">Whether the page is going to be written.</param>
    /// <param name="wasRead">The source had to be asked: a major fault.</param>
    /// <returns>ENXIO behind the file's end; ENOMEM for want of a frame or a table; ENOSPC, EIO.</returns>
    internal Errno Show(UserSpace space, ulong address, long page, int before, int after, UserPageRights rights, PageUse use, out bool wasRead)
    {
        wasRead = false;
        while (true)
        {
            using (Mutex.Scope held = _lock.Enter())
            {
                if (page >= (Size + PageBytes - 1) >> PageShift)
                    return Errno.ENXIO;
                if (FindReady(page, out FrameNumber frame))
                {
                    if (use == PageUse.Write)
                        MarkDirtyHeld(page);
                    if (before + after != 0)
                        return ShowAround(space, address, page, before, after, rights);
                    Frames.Retain(frame);
                    UserMapResult result = space.Map(address, frame, rights);
                    if (result != UserMapResult.Done)
                        Frames.Release(frame);
                    if (result == UserMapResult.Occupied && use == PageUse.Write)
                        _ = space.TryWiden(address, frame, rights);
                    return result == UserMapResult.NoMemory ? Errno.ENOMEM : Errno.None;
                }
            }
            Errno error = Fill(page);
            if (error != Errno.None)
                return error;
            wasRead = !IsMemoryOnly;
        }
    }

    /// <summary>The lock is held, and the page is there.</summary>
    private Errno ShowAround(UserSpace space, ulong address, long page, int before, int after, UserPageRights rights)
    {
        Span<uint> frames = stackalloc uint[FaultAround.Pages];
        long first = long.Max(page - before, 0);
        long end = long.Min(page + after + 1, (Size + PageBytes - 1) >> PageShift);
        int count = (int)(end - first);
        PageLeaf? leaf = null;
        for (int i = 0; i < count; i++)
        {
            long at = first + i;
            if (leaf is null || at >= leaf.First + PageLeaf.Pages)
                leaf = _tree.Find(at);
            frames[i] = leaf is not null && (leaf.Present & ~leaf.Filling & PageLeaf.Bit(at)) != 0 ? leaf.Frames[PageLeaf.Slot(at)] : 0;
        }
        ulong start = address - (ulong)(page - first) * (ulong)PageBytes;
        return space.MapMany(start, frames[..count], rights) == UserMapResult.Done ? Errno.None : Errno.ENOMEM;
    }
}

/// <summary>What a page is shown for.</summary>
internal enum PageUse
{
    Read,
    Write,
}

/// <summary>A fault on a file's page shows its neighbours too, if they are in memory: the next faults are saved.</summary>
internal static class FaultAround
{
    /// <summary>64 KiB, as much as other systems show.</summary>
    internal const int Pages = 16;
}
