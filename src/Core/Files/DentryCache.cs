using System;
using System.Threading;
using Diesis.Platform.Locks;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Core.Files;

/// <summary>All dentries by directory and name: what makes a path walk cheap.</summary>
/// <remarks>
/// Readers take no lock and write nothing but a mark of use: chains consist of places that never change, which the collector keeps for as long
/// as somebody stands on one. A reader may miss a name that is being renamed; whoever misses one asks again under the directory's lock, so a
/// miss costs time and is never wrong. Bounded: when it is full, dentries go that nobody holds and that were not used since the last round.
/// Locks: its own (rank Dentries), for all changes.
/// </remarks>
public static class DentryCache
{
    private const int LeastBuckets = 1024;
    private const int MostBuckets = 1 << 16;
    private const int PerBucket = 4;
    private const int Batch = 32;

    private static SpinLock s_lock = new(LockRank.Dentries);
    private static DentryPlace?[]? s_buckets;
    private static uint s_mask;
    private static int s_count;
    private static int s_limit;
    private static int s_hand;

    /// <summary>Dentries in the cache.</summary>
    public static int Count => Volatile.Read(ref s_count);

    public static int Limit => s_limit;

    /// <param name="frames">Frames of memory in the machine, by which the bound is chosen.</param>
    /// <param name="key">A random number for <see cref="FileName.HashOf"/>.</param>
    public static void Initialize(uint frames, ulong key)
    {
        uint buckets = LeastBuckets;
        while (buckets < MostBuckets && buckets < frames / 8)
            buckets *= 2;
        s_buckets = new DentryPlace?[buckets];
        s_mask = buckets - 1;
        s_limit = (int)buckets * PerBucket;
        FileName.Key = key;
    }

    /// <summary>The dentry of a name, which may be negative; null if the cache does not know. No lock.</summary>
    internal static Dentry? Find(Dentry parent, ReadOnlySpan<byte> name, uint hash)
    {
        uint combined = hash ^ parent.Seed;
        for (DentryPlace? place = Volatile.Read(ref s_buckets![combined & s_mask]); place is not null; place = place.Next)
        {
            if (place.Hash == combined && place.Parent == parent && place.Name.Equals(name))
            {
                Dentry found = place.Owner;
                if (!found.WasUsed)
                    found.WasUsed = true;
                return found;
            }
        }
        return null;
    }

    /// <summary>Adds a dentry whose name is not in the cache. Preconditions: the directory's lock is held.</summary>
    /// <returns>False if the cache has dropped the directory: walk again.</returns>
    internal static bool Add(Dentry dentry)
    {
        if (!dentry.Parent!.TryPin())
            return false;
        using (SpinLock.Scope held = s_lock.Enter())
            Insert(dentry.Place);
        if (Count > s_limit)
            Shrink(Batch);
        return true;
    }

    /// <summary>A negative dentry gets its inode, and comes into the cache if it is not there. Preconditions: the directory's lock is held.</summary>
    /// <returns>As <see cref="Add"/>.</returns>
    internal static bool Complete(Dentry dentry, Inode inode)
    {
        dentry.Instantiate(inode);
        return dentry.Place.IsInCache || Add(dentry);
    }

    /// <summary>A name has been removed: nobody finds it any more. Preconditions: the directory's lock is held.</summary>
    internal static void Remove(Dentry dentry)
    {
        dentry.IsRemoved = true;
        Forget(dentry);
    }

    /// <summary>Drops what the cache knows of a name, which may exist all the same.</summary>
    internal static void Forget(Dentry dentry)
    {
        bool wasInCache;
        using (SpinLock.Scope held = s_lock.Enter())
            wasInCache = TakeOut(dentry.Place);
        if (wasInCache)
            dentry.Parent!.Unpin();
    }

    /// <summary>A dentry gets another name. Preconditions: both directories' locks are held.</summary>
    internal static void Move(Dentry dentry, Dentry newParent, FileName newName)
    {
        DentryPlace from = dentry.Place;
        DentryPlace to = new(dentry, newParent, newName);
        bool isKept = newParent.TryPin();
        bool wasInCache;
        using (SpinLock.Scope held = s_lock.Enter())
        {
            wasInCache = TakeOut(from);
            dentry.Place = to;
            if (isKept)
                Insert(to);
        }
        if (wasInCache)
            from.Parent!.Unpin();
    }

    /// <summary>Two dentries change places (RENAME_EXCHANGE). Preconditions: both directories' locks are held.</summary>
    internal static void Exchange(Dentry first, Dentry second)
    {
        (Dentry Parent, FileName Name) place = (first.Parent!, first.Name);
        Move(first, second.Parent!, second.Name);
        Move(second, place.Parent, place.Name);
    }

    /// <summary>Drops dentries that nobody holds, those first that were not used lately.</summary>
    /// <returns>How many went.</returns>
    public static int Shrink(int count)
    {
        int dropped = 0;
        // The second round finds what the first has marked as unused.
        for (int looked = 0; looked < 2 * s_buckets!.Length && dropped < count; looked++)
        {
            int bucket = Interlocked.Increment(ref s_hand) & (int)s_mask;
            if (Volatile.Read(ref s_buckets[bucket]) is null)
                continue;
            using SpinLock.Scope held = s_lock.Enter();
            DentryPlace? next;
            for (DentryPlace? place = s_buckets[bucket]; place is not null; place = next)
            {
                next = place.Next;
                Dentry dentry = place.Owner;
                if (dentry.WasUsed)
                {
                    dentry.WasUsed = false;
                }
                else if (dentry.TryDrop())
                {
                    TakeOut(place);
                    place.Parent!.Unpin();
                    dropped++;
                }
            }
        }
        return dropped;
    }

    private static void Insert(DentryPlace place)
    {
        ref DentryPlace? bucket = ref s_buckets![place.Hash & s_mask];
        place.Next = bucket;
        place.IsInCache = true;
        Volatile.Write(ref bucket, place);
        s_count++;
    }

    private static bool TakeOut(DentryPlace place)
    {
        if (!place.IsInCache)
            return false;
        place.IsInCache = false;
        s_count--;
        ref DentryPlace? bucket = ref s_buckets![place.Hash & s_mask];
        if (bucket == place)
        {
            Volatile.Write(ref bucket, place.Next);
            return true;
        }
        DentryPlace before = bucket!;
        while (before.Next != place)
            before = before.Next!;
        before.Next = place.Next;
        return true;
    }
}
