using Diesis.Abi;
using Diesis.Platform.Memory;

namespace Diesis.Core.Memory;

/// <summary>Where the pages of a file come from and go to: a file system on a disk. One object for each file.</summary>
/// <remarks>
/// Called without any lock of the page cache, by threads, and may sleep. For one page there is only one call at a time; while a page is read or
/// written it stays in the cache. Locks that an implementation takes stand below <see cref="Platform.Locks.LockRank.MemoryMap"/> in the order: a fault may be what asks.
/// </remarks>
public abstract class PageSource
{
    /// <summary>Fills a frame that holds zeros with a page's content. What lies behind the file's end stays zero.</summary>
    /// <returns>EIO and the like; the page is not kept then.</returns>
    public abstract Errno ReadPage(long page, FrameNumber frame);

    /// <summary>Stores a page's content. It may change meanwhile, and is dirty again then.</summary>
    public abstract Errno WritePage(long page, FrameNumber frame);
}
