using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Internal.Runtime;

/// <summary>The monitors of objects whose lock was contended or waited on.</summary>
/// <remarks>
/// An entry belongs to its object until that dies: the collector reports the dead through <see cref="ReleaseDead"/>, and the entry serves
/// another object. So the table is as large as the number of live objects that ever were contended.
/// </remarks>
internal static unsafe class MonitorTable
{
    private const int InitialCapacity = 16;

    private static BlockingLock s_lock;

    // Guarded by s_lock for writing. An array once published keeps its entries, so readers need no lock.
    private static ObjectMonitor?[] s_monitors = [];
    private static int s_count;
    private static ObjectMonitor? s_free;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ObjectMonitor Get(int inflatedWord) =>
        Volatile.Read(ref s_monitors)[ObjectHeader.MonitorIndexOf(inflatedWord)]!;

    /// <summary>
    /// Gives the object a monitor that carries over the state of its thin lock. Returns null when the word has changed meanwhile.
    /// </summary>
    internal static ObjectMonitor? TryInflate(object o, int thinWord)
    {
        ObjectMonitor monitor = Rent();
        if (thinWord != 0)
            monitor.Lock.InitializeHeld(ObjectHeader.OwnerOf(thinWord), (uint)ObjectHeader.RecursionOf(thinWord));

        // SAFETY: the number is only compared with addresses of dead objects while everything stands still.
        monitor.Owner = (nuint)Unsafe.AsPointer(ref ObjectHeader.LockWord(o));
        int inflated = ObjectHeader.Inflated | monitor.Index;
        if (Interlocked.CompareExchange(ref ObjectHeader.LockWord(o), inflated, thinWord) == thinWord)
            return monitor;
        monitor.Lock.InitializeFree();
        Return(monitor);
        return null;
    }

    /// <summary>Called by the collector after marking, while all other threads stand still.</summary>
    /// <param name="isMarked">Says whether the object with its header at this address lives.</param>
    internal static void ReleaseDead(delegate*<nuint, bool> isMarked)
    {
        // A thread may stand still in the middle of a change; then the dead wait for the next collection.
        if (!s_lock.TryAcquire())
            return;
        ObjectMonitor?[] monitors = s_monitors;
        for (int i = 0; i < s_count; i++)
        {
            ObjectMonitor? monitor = monitors[i];
            if (monitor is null || monitor.Owner == 0 || isMarked(monitor.Owner))
                continue;
            monitor.Lock.InitializeFree();
            monitor.Owner = 0;
            monitor.NextFree = s_free;
            s_free = monitor;
        }

        s_lock.Release();
    }

    private static ObjectMonitor Rent()
    {
        // Allocated before the lock is taken: an allocation may start a collection, which walks this table.
        ObjectMonitor?[]? larger = null;
        while (true)
        {
            s_lock.Acquire();
            ObjectMonitor? monitor = s_free;
            if (monitor is not null)
            {
                s_free = monitor.NextFree;
                monitor.NextFree = null;
                s_lock.Release();
                return monitor;
            }

            int count = s_count;
            int capacity = s_monitors.Length;
            if (count == capacity && larger is not null && larger.Length > capacity)
            {
                Array.Copy(s_monitors, 0, larger, 0, capacity);
                Volatile.Write(ref s_monitors, larger);
                capacity = larger.Length;
            }

            s_lock.Release();
            if (count == capacity)
                larger = new ObjectMonitor?[capacity == 0 ? InitialCapacity : capacity * 2];
            else
                TryAdd(new ObjectMonitor(count));
        }
    }

    /// <summary>Adds to the free list, unless another thread has taken the index meanwhile.</summary>
    private static void TryAdd(ObjectMonitor monitor)
    {
        s_lock.Acquire();
        if (monitor.Index == s_count && s_count < s_monitors.Length)
        {
            s_monitors[s_count++] = monitor;
            monitor.NextFree = s_free;
            s_free = monitor;
        }

        s_lock.Release();
    }

    private static void Return(ObjectMonitor monitor)
    {
        s_lock.Acquire();
        monitor.Owner = 0;
        monitor.NextFree = s_free;
        s_free = monitor;
        s_lock.Release();
    }
}
