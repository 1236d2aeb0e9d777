using System;

namespace Internal.Runtime;

/// <summary>The numbers by which thread locals find their values in each thread's array. Returned ones are used again.</summary>
internal static class LocalSlots
{
    private static BlockingLock s_lock;

    // Guarded by s_lock.
    private static int[] s_returned = [];
    private static int s_returnedCount;
    private static int s_next;

    internal static int Rent()
    {
        s_lock.Acquire();
        int slot = s_returnedCount > 0 ? s_returned[--s_returnedCount] : s_next++;
        s_lock.Release();
        return slot;
    }

    internal static void Return(int slot)
    {
        int[]? larger = null;
        while (true)
        {
            s_lock.Acquire();
            if (larger is not null && larger.Length > s_returned.Length)
            {
                Array.Copy(s_returned, 0, larger, 0, s_returnedCount);
                s_returned = larger;
            }

            int capacity = s_returned.Length;
            bool fits = s_returnedCount < capacity;
            if (fits)
                s_returned[s_returnedCount++] = slot;
            s_lock.Release();
            if (fits)
                return;

            // Allocated without the lock: memory may be short.
            larger = new int[Math.Max(8, capacity * 2)];
        }
    }
}
