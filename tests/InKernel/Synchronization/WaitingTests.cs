using System.Threading;
using Diesis.Core.Synchronization;
using Diesis.Platform.Locks;
using Diesis.Platform.Processors;
using Diesis.Platform.Time;
using Mutex = Diesis.Core.Synchronization.Mutex;
using ReaderWriterLock = Diesis.Core.Synchronization.ReaderWriterLock;
using Semaphore = Diesis.Core.Synchronization.Semaphore;

namespace Diesis.Tests.InKernel;

/// <summary>Semaphores, condition variables, reader-writer and sequence locks, counters.</summary>
internal static class WaitingTests
{
    internal static void Register(TestList tests)
    {
        RegisterSemaphores(tests);
        RegisterConditions(tests);
        RegisterReadersAndWriters(tests);
        RegisterLockFree(tests);
    }

    private static void RegisterSemaphores(TestList tests)
    {
        tests.Add("Semaphore.BoundsWhoIsInside", () =>
        {
            Semaphore semaphore = new(2);
            int inside = 0;
            Crew.Run(6, _ =>
            {
                for (int i = 0; i < 50; i++)
                {
                    Check.True(semaphore.Wait());
                    Check.True(Interlocked.Increment(ref inside) <= 2);
                    Thread.Yield();
                    Interlocked.Decrement(ref inside);
                    Check.True(semaphore.Release());
                }
            });
            Check.Equal(2, semaphore.Permits);
        });
        tests.Add("Semaphore.AWaitEndsInTime", () =>
        {
            Semaphore semaphore = new(0);
            Check.False(semaphore.Wait(0));
            long start = Clock.Monotonic;
            Check.False(semaphore.Wait(5 * Crew.Millisecond));
            Check.True(Clock.Monotonic - start >= 5 * Crew.Millisecond);
            Check.Equal(0, semaphore.Permits);
        });
        tests.Add("Semaphore.HasAMaximum", () =>
        {
            Semaphore semaphore = new(1, 2);
            Check.True(semaphore.Release());
            Check.False(semaphore.Release());
        });
        tests.Add("Semaphore.IsReleasedByAnInterrupt", () =>
        {
            Semaphore semaphore = new(0);
            ActingTimer timer = new(() => semaphore.Release());
            for (int i = 0; i < 10; i++)
            {
                Timers.Arm(timer, Clock.Monotonic + 300_000);
                Check.True(semaphore.Wait(Crew.Patience * Crew.Millisecond));
            }
        });
    }

    private static void RegisterConditions(TestList tests)
    {
        tests.Add("ConditionVariable.CarriesABoundedBuffer", () =>
        {
            Mutex mutex = new(LockRank.Services);
            ConditionVariable changed = new();
            Queue<int> buffer = new();
            int sum = 0;
            Crew.Run(4, index =>
            {
                for (int i = 0; i < 200; i++)
                {
                    using Mutex.Scope held = mutex.Enter();
                    if (index % 2 == 0)
                    {
                        while (buffer.Count == 3)
                            changed.Wait(mutex);
                        buffer.Enqueue(i);
                    }
                    else
                    {
                        while (buffer.Count == 0)
                            changed.Wait(mutex);
                        sum += buffer.Dequeue();
                    }

                    changed.Broadcast();
                }
            });
            Check.Equal(2 * 199 * 200 / 2, sum);
        });
        tests.Add("ConditionVariable.AWaitEndsInTimeWithTheMutex", () =>
        {
            Mutex mutex = new(LockRank.Services);
            using Mutex.Scope held = mutex.Enter();
            Check.False(new ConditionVariable().Wait(mutex, 5 * Crew.Millisecond));
            Check.True(mutex.IsHeldByCurrentThread);
        });
        tests.Add("ConditionVariable.ASignalWakesOneAndABroadcastAll", () =>
        {
            Mutex mutex = new(LockRank.Services);
            ConditionVariable condition = new();
            int waiting = 0;
            int woken = 0;
            Crew crew = new();
            for (int i = 0; i < 4; i++)
            {
                crew.Start(() =>
                {
                    using Mutex.Scope held = mutex.Enter();
                    waiting++;
                    Check.True(condition.Wait(mutex));
                    woken++;
                });
            }

            Crew.Until(() => Volatile.Read(ref waiting) == 4, "all wait");
            using (mutex.Enter())
                condition.Signal();
            Crew.Until(() => Volatile.Read(ref woken) == 1, "one wakes");
            Thread.Sleep(5);
            Check.Equal(1, woken);
            condition.Broadcast();
            crew.Join();
            Check.Equal(4, woken);
        });
    }

    private static void RegisterReadersAndWriters(TestList tests)
    {
        tests.Add("ReaderWriterLock.WritersAreAlone", () =>
        {
            ReaderWriterLock guard = new(LockRank.Services);
            int one = 0;
            int two = 0;
            Crew.Run(5, index =>
            {
                for (int i = 0; i < 300; i++)
                {
                    if (index < 2)
                    {
                        using ReaderWriterLock.Scope write = guard.EnterWrite();
                        one++;
                        Thread.SpinWait(10);
                        two++;
                    }
                    else
                    {
                        using ReaderWriterLock.Scope read = guard.EnterRead();
                        Check.Equal(one, two);
                    }
                }
            });
            Check.Equal(600, one);
        });
        tests.Add("ReaderWriterLock.ReadersReadTogether", () =>
        {
            ReaderWriterLock guard = new(LockRank.Services);
            int together = 0;
            Crew.Run(3, _ =>
            {
                using ReaderWriterLock.Scope read = guard.EnterRead();
                Interlocked.Increment(ref together);
                Crew.Until(() => Volatile.Read(ref together) == 3, "all read at once");
            });
        });
        tests.Add("ReaderWriterLock.AWaitingWriterKeepsNewReadersOut", () =>
        {
            ReaderWriterLock guard = new(LockRank.Services);
            int order = 0;
            int writer = 0;
            int reader = 0;
            Crew crew = new();
            using (guard.EnterRead())
            {
                crew.Start(() =>
                {
                    using ReaderWriterLock.Scope write = guard.EnterWrite();
                    writer = Interlocked.Increment(ref order);
                });
                Thread.Sleep(20);
                crew.Start(() =>
                {
                    using ReaderWriterLock.Scope read = guard.EnterRead();
                    reader = Interlocked.Increment(ref order);
                });
                Thread.Sleep(20);
                Check.Equal(0, Volatile.Read(ref order));
            }

            crew.Join();
            Check.Equal(1, writer);
            Check.Equal(2, reader);
        });
        tests.Add("ReaderWriterLock.NeitherSideStarves", () =>
        {
            ReaderWriterLock guard = new(LockRank.Services);
            int stop = 0;
            int[] turns = new int[4];
            Crew crew = new();
            for (int i = 0; i < 4; i++)
            {
                int index = i;
                crew.Start(() =>
                {
                    while (Volatile.Read(ref stop) == 0)
                    {
                        using ReaderWriterLock.Scope held = index < 2 ? guard.EnterRead() : guard.EnterWrite();
                        Volatile.Write(ref turns[index], turns[index] + 1);
                    }
                });
            }

            Crew.Until(() => Volatile.Read(ref turns[0]) > 20 && Volatile.Read(ref turns[1]) > 20 && Volatile.Read(ref turns[2]) > 20 && Volatile.Read(ref turns[3]) > 20, "all get turns");
            Volatile.Write(ref stop, 1);
            crew.Join();
        });
        tests.Add("ReaderWriterLock.IsReleasedByAnException", () =>
        {
            ReaderWriterLock guard = new(LockRank.Services);
            Check.Throws<InvalidOperationException>(() =>
            {
                using ReaderWriterLock.Scope write = guard.EnterWrite();
                throw new InvalidOperationException();
            });
            Check.Throws<InvalidOperationException>(() =>
            {
                using ReaderWriterLock.Scope read = guard.EnterRead();
                throw new InvalidOperationException();
            });
            Check.Equal(0, guard.Readers);
            using ReaderWriterLock.Scope again = guard.EnterWrite();
        });
        tests.Add("ReaderWriterLock.Checker.FindsAReaderWhoReadsAgain", () =>
        {
            // It would hang as soon as a writer comes between the two.
            ReaderWriterLock guard = new(LockRank.Services);
            Check.Equal((int)LockFault.Recursive, (int)LockFindings.During(() =>
            {
                using ReaderWriterLock.Scope read = guard.EnterRead();
                Check.Throws<LockRecursionException>(() => guard.EnterRead().Dispose());
            }));
        });
    }

    private static void RegisterLockFree(TestList tests)
    {
        tests.Add("SequenceLock.IsReadWhole", () =>
        {
            SequenceLock<(long One, long Two, long Three)> value = new((0, 0, 0));
            int stop = 0;
            Crew crew = new();
            crew.Start(() =>
            {
                for (long i = 1; Volatile.Read(ref stop) == 0; i++)
                    value.Write((i, 2 * i, 3 * i));
            });
            crew.Start(() =>
            {
                for (int i = 0; i < 5000; i++)
                {
                    (long one, long two, long three) = value.Read();
                    Check.Equal(2 * one, two);
                    Check.Equal(3 * one, three);
                }

                Volatile.Write(ref stop, 1);
            });
            crew.Join();
        });
        tests.Add("SequenceLock.IsReadByInterrupts", () =>
        {
            SequenceLock<(long One, long Two)> value = new((0, 0));
            Diesis.Platform.Locks.SpinLock guard = new(LockRank.Console);
            int bad = 0;
            int reads = 0;
            ActingTimer? timer = null;
            timer = new ActingTimer(() =>
            {
                (long one, long two) = value.Read();
                if (one != two)
                    bad++;
                if (++reads < 20)
                    Timers.Arm(timer!, Clock.Monotonic + 100_000);
            });
            Timers.Arm(timer, Clock.Monotonic + 100_000);
            for (long i = 1; Volatile.Read(ref reads) < 20; i++)
            {
                using Diesis.Platform.Locks.SpinLock.Scope held = guard.Enter();
                value.Write((i, i));
            }

            Check.Equal(0, bad);
        });
        tests.Add("PerProcessorCounter.AddsUpFromAllProcessors", () =>
        {
            PerProcessorCounter counter = new();
            Crew.Run(Processor.Count * 2, _ =>
            {
                for (int i = 0; i < 1000; i++)
                    counter.Add(2);
            });
            Check.Equal(Processor.Count * 4000L, counter.Value);
            counter.Add(-1);
            Check.Equal(Processor.Count * 4000L - 1, counter.Value);
        });
        tests.Add("PerProcessorCounter.CountsInInterrupts", () =>
        {
            PerProcessorCounter counter = new();
            int rings = 0;
            ActingTimer? timer = null;
            timer = new ActingTimer(() =>
            {
                counter.Add(1);
                if (++rings < 20)
                    Timers.Arm(timer!, Clock.Monotonic + 100_000);
            });
            Timers.Arm(timer, Clock.Monotonic + 100_000);
            int added = 0;
            while (Volatile.Read(ref rings) < 20)
            {
                counter.Add(1);
                added++;
            }

            Check.Equal(added + 20L, counter.Value);
        });
    }
}
