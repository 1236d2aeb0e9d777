using System.Collections.Generic;
using System.Threading;
using Diesis.Core.Synchronization;
using Diesis.Platform.Locks;

namespace Diesis.Core.Memory;

/// <summary>Gives up pages of files that can be read again, when memory is short: those first that were not used since the last look (a clock).</summary>
/// <remarks>Locks: <c>s_lock</c> guards the list of caches; a cache's own lock is only tried, since the one who is short of memory may hold it.</remarks>
public static class PageReclaim
{
    private static Mutex? s_lock;
    private static List<PageCache>? s_caches;
    private static int s_hand;

    /// <summary>A cache has pages that can be given up.</summary>
    internal static void Register(PageCache cache)
    {
        if (cache.IsReclaimed)
            return;
        Mutex made = Volatile.Read(ref s_lock) ?? Interlocked.CompareExchange(ref s_lock, new Mutex(LockRank.PageReclaim), null) ?? s_lock;
        using Mutex.Scope held = made.Enter();
        if (cache.IsReclaimed)
            return;
        cache.IsReclaimed = true;
        (s_caches ??= new List<PageCache>()).Add(cache);
    }

    internal static void Unregister(PageCache cache)
    {
        if (s_lock is null || !cache.IsReclaimed)
            return;
        using Mutex.Scope held = s_lock.Enter();
        cache.IsReclaimed = false;
        s_caches!.Remove(cache);
    }

    /// <summary>Tries to free so many pages. Returns how many it were.</summary>
    internal static long Reclaim(long wanted)
    {
        if (s_lock is null || !s_lock.TryEnter(0, out Mutex.Scope held))
            return 0;
        using (held)
        {
            if (s_caches is not List<PageCache> caches)
                return 0;
            long freed = 0;
            // Twice around: the first time may only clear the marks of use.
            for (int step = 0; step < 2 * caches.Count && freed < wanted; step++)
            {
                if (s_hand >= caches.Count)
                    s_hand = 0;
                freed += caches[s_hand++].GiveUp(wanted - freed);
            }
            return freed;
        }
    }
}
