using System.Threading;

namespace Diesis.Core.Memory;

/// <summary>How many pages the files of one file system may have together, such as a tmpfs with size= (mount(8)).</summary>
/// <param name="limit">In pages; <see cref="long.MaxValue"/> for no limit.</param>
public sealed class PageQuota(long limit)
{
    private long _limit = limit;
    private long _used;

    public long Limit
    {
        get => Volatile.Read(ref _limit);
        set => Volatile.Write(ref _limit, value);
    }

    public long Used => Volatile.Read(ref _used);

    /// <summary>Takes pages if there are as many left.</summary>
    public bool TryTake(long pages)
    {
        if (Interlocked.Add(ref _used, pages) <= Limit)
            return true;
        Interlocked.Add(ref _used, -pages);
        return false;
    }

    public void Give(long pages) => Interlocked.Add(ref _used, -pages);
}
