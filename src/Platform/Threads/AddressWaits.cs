using System.Threading;
using Diesis.Platform.Locks;
using Diesis.Platform.Processors;
using Diesis.Platform.Time;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Platform.Threads;

/// <summary>Threads that wait for a word in memory to change: what every lock and event of the core library blocks on (as futex(2) does).</summary>
/// <remarks>
/// A table of buckets by address. A waiter looks at the word under its bucket's lock, and a waker takes that lock after it has changed the
/// word, so no wake is lost. Whoever takes a waiter off its list, waker or timer, wakes it, once. Locks: a bucket's (rank WaitTable), then a run queue's.
/// SAFETY: the caller keeps the word alive while somebody waits on it.
/// </remarks>
internal static unsafe class AddressWaits
{
    private const int BucketBits = 8;

    private sealed class Bucket
    {
        internal SpinLock Lock = new(LockRank.WaitTable);
        internal KernelThread? First;
        internal KernelThread? Last;

        /// <summary>Threads that wait, or are about to look at their word. Changed without the lock, so that a waker need not take it.</summary>
        internal int Waiters;
    }

    private static Bucket[]? s_buckets;

    internal static void Initialize()
    {
        s_buckets = new Bucket[1 << BucketBits];
        for (int i = 0; i < s_buckets.Length; i++)
            s_buckets[i] = new Bucket();
    }

    private static Bucket BucketOf(nint address)
    {
        // Fibonacci hashing (Knuth, The Art of Computer Programming, volume 3, section 6.4).
        const ulong GoldenRatio = 0x9e37_79b9_7f4a_7c15;
        return s_buckets![((ulong)address >> 2) * GoldenRatio >> (64 - BucketBits)];
    }

    /// <summary>Blocks the current thread while the word has the expected value. False at the time-out.</summary>
    /// <param name="timeoutNanoseconds">Negative: for ever.</param>
    internal static bool Wait(int* address, int expected, long timeoutNanoseconds)
    {
        SpinLockChecker.CheckMaySleep();
        KernelThread self = KernelThread.Current!;
        Bucket bucket = BucketOf((nint)address);
        nuint flags = Instructions.SaveAndDisableInterrupts();
        // Counted before the look at the word: a waker changes the word before it looks at the count, so one of the two sees the other.
        Interlocked.Increment(ref bucket.Waiters);
        bucket.Lock.Acquire();
        if (Volatile.Read(ref *address) != expected)
        {
            Interlocked.Decrement(ref bucket.Waiters);
            bucket.Lock.Release();
            Instructions.RestoreInterrupts(flags);
            return true;
        }
        self.WaitAddress = (nint)address;
        self.TimedOut = false;
        self.WaitDeadline = timeoutNanoseconds < 0 ? long.MaxValue : Clock.Monotonic + timeoutNanoseconds;
        if (self.WaitDeadline < 0)
            self.WaitDeadline = long.MaxValue;
        Append(bucket, self);
        self.State = KernelThreadState.Blocking;
        bucket.Lock.Release();
        if (self.WaitDeadline != long.MaxValue)
            Timers.Arm(self.WaitTimer, self.WaitDeadline);
        Scheduler.Block();
        if (self.WaitDeadline != long.MaxValue && !self.TimedOut)
            Timers.Cancel(self.WaitTimer);
        Instructions.RestoreInterrupts(flags);
        return !self.TimedOut;
    }

    /// <summary>Wakes at most so many threads that wait on an address, those first that came first. From any context.</summary>
    internal static void Wake(int* address, int count, EnqueueReason reason = EnqueueReason.Woken)
    {
        Bucket bucket = BucketOf((nint)address);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref bucket.Waiters) == 0)
            return;
        nuint flags = Instructions.SaveAndDisableInterrupts();
        KernelThread? woken = null;
        KernelThread? lastWoken = null;
        bucket.Lock.Acquire();
        KernelThread? next;
        for (KernelThread? thread = bucket.First; thread is not null && count > 0; thread = next)
        {
            next = thread.NextWaiter;
            if (thread.WaitAddress != (nint)address)
                continue;
            Unlink(bucket, thread);
            if (lastWoken is null)
                woken = thread;
            else
                lastWoken.NextWaiter = thread;
            lastWoken = thread;
            count--;
        }
        bucket.Lock.Release();
        while (woken is not null)
        {
            next = woken.NextWaiter;
            woken.NextWaiter = null;
            Scheduler.WakeOnly(woken, reason);
            woken = next;
        }
        Scheduler.Settle(flags);
    }

    /// <summary>A wait's timer has rung, perhaps for a wait that is over, while another one goes on.</summary>
    internal static void OnTimeout(KernelThread thread)
    {
        nint address = Volatile.Read(ref thread.WaitAddress);
        if (address == 0)
            return;
        Bucket bucket = BucketOf(address);
        bucket.Lock.Acquire();
        bool ends = thread.WaitAddress == address && Clock.Monotonic >= thread.WaitDeadline;
        if (ends)
        {
            Unlink(bucket, thread);
            thread.TimedOut = true;
        }
        bucket.Lock.Release();
        if (ends)
            Scheduler.Wake(thread);
    }

    private static void Append(Bucket bucket, KernelThread thread)
    {
        thread.NextWaiter = null;
        thread.PreviousWaiter = bucket.Last;
        if (bucket.Last is null)
            bucket.First = thread;
        else
            bucket.Last.NextWaiter = thread;
        bucket.Last = thread;
    }

    private static void Unlink(Bucket bucket, KernelThread thread)
    {
        if (thread.PreviousWaiter is null)
            bucket.First = thread.NextWaiter;
        else
            thread.PreviousWaiter.NextWaiter = thread.NextWaiter;
        if (thread.NextWaiter is null)
            bucket.Last = thread.PreviousWaiter;
        else
            thread.NextWaiter.PreviousWaiter = thread.PreviousWaiter;
        thread.NextWaiter = null;
        thread.PreviousWaiter = null;
        thread.WaitAddress = 0;
        Interlocked.Decrement(ref bucket.Waiters);
    }
}
