using System;

namespace Internal.Runtime;

/// <summary>Small numbers for threads, used again after a thread's end so that they fit in an object's lock word.</summary>
internal static class ThreadIds
{
    private static BlockingLock s_lock;

    // Guarded by s_lock: a stack of returned numbers, and the next one never used.
    private static int[] s_returned = [];
    private static int s_returnedCount;
    private static int s_next = 1;

    /// <exception cref="OutOfMemoryException">As many threads live as there are numbers.</exception>
    internal static int Rent()
    {
        s_lock.Acquire();
        int id = s_returnedCount > 0 ? s_returned[--s_returnedCount] : s_next++;
        s_lock.Release();
        if (id > ObjectHeader.MaximumThreadId)
            throw new OutOfMemoryException();
        return id;
    }

    internal static void Return(int id)
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

            bool fits = s_returnedCount < s_returned.Length;
            if (fits)
                s_returned[s_returnedCount++] = id;
            int length = s_returned.Length;
            s_lock.Release();
            if (fits)
                return;

            // Allocated without the lock: a collection must not stop a thread that another one waits for here.
            larger = new int[length == 0 ? 16 : length * 2];
        }
    }
}
