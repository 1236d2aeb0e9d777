using System;
using System.Collections.Generic;
using System.Threading;
using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Synchronization;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.User;
using Diesis.Platform.Users;

namespace Diesis.Core.Memory;

/// <summary>read(2) and write(2) of a file's pages. No lock is held while bytes are copied: the program's side may fault, even on the same file.</summary>
public sealed partial class PageCache
{
    /// <summary>Reads from a place in the file up to its end, or until the buffer is full.</summary>
    /// <returns>EFAULT, ENOMEM, EIO if nothing was read at all; what was read before an error counts in the buffer.</returns>
    public Errno Read(ref IoBuffer to, long offset)
    {
        nuint before = to.Transferred;
        while (!to.IsEmpty)
        {
            long size = Size;
            if (offset >= size)
                break;
            int inPage = (int)(offset & (PageBytes - 1));
            int count = (int)long.Min(long.Min(PageBytes - inPage, size - offset), (long)nuint.Min(to.Remaining, (nuint)PageBytes));
            Errno error = ReadPart(ref to, offset >> PageShift, inPage, count);
            if (error != Errno.None)
                return to.Transferred != before ? Errno.None : error;
            offset += count;
        }
        return Errno.None;
    }

    private Errno ReadPart(ref IoBuffer to, long page, int inPage, int count)
    {
        if (!TryGet(page, out FrameNumber frame))
        {
            // A hole stays one.
            if (_source is null)
                return to.PutZeros((nuint)count);
            if (!Get(page).TryGet(out frame, out Errno missing))
                return missing;
        }
        Errno error = to.PutFrame(frame, inPage, count);
        Frames.Release(frame);
        return error;
    }

    /// <summary>Writes all that the buffer has at a place in the file, which grows as needed.</summary>
    /// <returns>EFAULT, ENOMEM, ENOSPC, EIO if nothing was written at all; what was written before an error counts in the buffer.</returns>
    /// <remarks>Preconditions: the inode's lock is held, and the limits of size have been looked at.</remarks>
    public Errno Write(ref IoBuffer from, long offset)
    {
        nuint before = from.Transferred;
        while (!from.IsEmpty)
        {
            int inPage = (int)(offset & (PageBytes - 1));
            int count = (int)nuint.Min(from.Remaining, (nuint)(PageBytes - inPage));
            long page = offset >> PageShift;
            Errno error = Get(page).TryGet(out FrameNumber frame, out Errno missing) ? Errno.None : missing;
            nuint start = from.Transferred;
            if (error == Errno.None)
            {
                error = from.TakeFrame(frame, inPage, count);
                Frames.Release(frame);
            }
            nuint written = from.Transferred - start;
            if (written != 0)
            {
                MarkDirty(page);
                if (offset + (long)written > Size)
                    SetSize(offset + (long)written);
            }
            if (error != Errno.None)
                return from.Transferred != before ? Errno.None : error;
            offset += count;
        }
        return Errno.None;
    }

    /// <summary>Makes pages for a range, so that writes there need no more memory (fallocate(2), MADV_POPULATE).</summary>
    /// <returns>ENOSPC, ENOMEM, the source's error; EINTR when the caller has a signal to deal with. What was made is gone again then.</returns>
    public Errno Allocate(long offset, long bytes)
    {
        long end = ((offset + bytes - 1) >> PageShift) + 1;
        long page = offset >> PageShift;
        if (_quota is not null && end - page > _quota.Limit)
            return Errno.ENOSPC;
        // Runs of pages that were not there, since others' pages stay.
        List<(long First, long End)> made = [];
        Errno error = Errno.None;
        for (; page < end; page++)
        {
            bool isNew = !Contains(page);
            if (UserThread.Current is { HasSignalPending: true })
                error = Errno.EINTR;
            else if (Get(page).TryGet(out FrameNumber frame, out error))
                Frames.Release(frame);
            if (error != Errno.None)
                break;
            if (isNew && made.Count > 0 && made[^1].End == page)
                made[^1] = (made[^1].First, page + 1);
            else if (isNew)
                made.Add((page, page + 1));
        }
        if (error != Errno.None)
            TakeBack(made);
        return error;
    }

    private void TakeBack(List<(long First, long End)> runs)
    {
        using Mutex.Scope held = _lock.Enter();
        foreach ((long first, long end) in runs)
        {
            DropRange(first, end);
            HideRange(first, end, UserUnmapKind.CachedOnly);
        }
    }

    /// <summary>The next byte of content at or after an offset, or the next of a hole (lseek(2) with SEEK_DATA and SEEK_HOLE), of a file that is only in memory.</summary>
    /// <returns>ENXIO behind the end, and where there is no more content.</returns>
    public Result<long> Seek(long offset, PageContent wanted)
    {
        long size = Size;
        if (offset < 0 || offset >= size)
            return Errno.ENXIO;
        if (_source is not null)
            return wanted == PageContent.Data ? offset : size;
        using Mutex.Scope held = _lock.Enter();
        long page = offset >> PageShift;
        long end = (size + PageBytes - 1) >> PageShift;
        while (page < end && FindReady(page, out _) != (wanted == PageContent.Data))
        {
            if (wanted == PageContent.Data && _tree.FindNext(page) is not PageLeaf)
                return Errno.ENXIO;
            page++;
        }
        if (page >= end)
            return wanted == PageContent.Data ? Errno.ENXIO : size;
        return long.Max(offset, page << PageShift);
    }
}

/// <summary>What is looked for in a file with holes.</summary>
public enum PageContent
{
    Data,
    Hole,
}
