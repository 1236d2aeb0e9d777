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

    /// <summary>A number for a new thread. Room for its return is made now: a thread that ends must not want memory.</summary>
    /// <exception cref="OutOfMemoryException">As many threads live as there are numbers, or memory is short.</exception>
    internal static int Rent()
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

            int length = s_returned.Length;
            bool isNew = s_returnedCount == 0;
            int id = isNew ? s_next : s_returned[--s_returnedCount];
            bool fits = !isNew || s_next <= length;
            if (isNew && fits)
                s_next++;
            s_lock.Release();
            if (id > ObjectHeader.MaximumThreadId)
                throw new OutOfMemoryException();
            if (fits)
                return id;

            // Allocated without the lock: a collection must not stop a thread that another one waits for here.
            larger = new int[length == 0 ? 16 : length * 2];
        }
    }

    internal static void Return(int id)
    {
        s_lock.Acquire();
        s_returned[s_returnedCount++] = id;
        s_lock.Release();
    }
}
