using Diesis.Core.Synchronization;
using Diesis.Platform.Locks;
using Mutex = Diesis.Core.Synchronization.Mutex;
using ReaderWriterLock = Diesis.Core.Synchronization.ReaderWriterLock;
using Semaphore = Diesis.Core.Synchronization.Semaphore;

namespace Diesis.Unit.Tests.Synchronization;

/// <summary>The sleeping locks with stock .NET's threads.</summary>
public sealed class LockTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void AMutexExcludes(int threads)
    {
        Mutex mutex = new(LockRank.Services);
        int inside = 0;
        long sum = 0;
        Run(threads, thread =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                using Mutex.Scope held = mutex.Enter();
                Assert.Equal(1, ++inside);
                sum++;
                inside--;
            }
        });
        Assert.Equal(threads * 20_000, sum);
        Assert.Equal(0, mutex.OwnerId);
    }

    [Fact]
    public void AMutexKnowsItsOwner()
    {
        Mutex mutex = new(LockRank.Services);
        Assert.False(mutex.IsHeldByCurrentThread);
        using (mutex.Enter())
        {
            Assert.True(mutex.IsHeldByCurrentThread);
            Assert.Equal(Environment.CurrentManagedThreadId, mutex.OwnerId);
            Run(1, _ => Assert.False(mutex.IsHeldByCurrentThread));
        }
    }

    [Fact]
    public void ATryGivesUpInTime()
    {
        Mutex mutex = new(LockRank.Services);
        using Mutex.Scope held = mutex.Enter();
        Run(1, _ =>
        {
            Assert.False(mutex.TryEnter(0, out Mutex.Scope none));
            none.Dispose();
            Assert.False(mutex.TryEnter(20, out none));
            none.Dispose();
        });
        Assert.True(mutex.IsHeldByCurrentThread);
    }

    [Fact]
    public void EveryoneGetsAMutexThatOthersTakeAgainAtOnce()
    {
        Mutex mutex = new(LockRank.Services);
        bool ends = false;
        Thread greedy = new(() =>
        {
            while (!Volatile.Read(ref ends))
            {
                using Mutex.Scope held = mutex.Enter();
                Thread.SpinWait(1000);
            }
        });
        greedy.Start();
        for (int i = 0; i < 50; i++)
        {
            using Mutex.Scope held = mutex.Enter();
        }

        Volatile.Write(ref ends, true);
        Assert.True(greedy.Join(s_limit));
    }

    [Fact]
    public void RealTimeThreadsWaitInFront()
    {
        WaiterQueue queue = default;
        int[] priorities = [0, 0, 5, 0, 9, 5];
        for (int i = 0; i < priorities.Length; i++)
            queue.Add(new Waiter { ThreadId = i, Priority = priorities[i] });
        List<int> order = [];
        while (queue.Grant() is { } waiter)
            order.Add(waiter.ThreadId);
        Assert.Equal([4, 2, 5, 0, 1, 3], order);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TheWaitersQueueAgreesWithAList(int seed)
    {
        Random random = new(seed);
        WaiterQueue queue = default;
        List<Waiter> model = [];
        for (int step = 0; step < 5000; step++)
        {
            if (random.Next(2) == 0)
            {
                Waiter waiter = new() { ThreadId = step, Priority = random.Next(3) };
                queue.Add(waiter);
                int at = model.FindIndex(other => other.Priority < waiter.Priority);
                model.Insert(at < 0 ? model.Count : at, waiter);
            }
            else if (model.Count != 0)
            {
                Waiter gone = model[random.Next(3) == 0 ? 0 : random.Next(model.Count)];
                model.Remove(gone);
                queue.Remove(gone);
                Assert.False(gone.IsQueued);
            }

            Assert.True(ReferenceEquals(model.FirstOrDefault(), queue.First), $"seed {seed}, step {step}");
            Assert.Equal(model.Count == 0, queue.IsEmpty);
        }
    }

    [Fact]
    public void ASemaphoreBoundsWhoIsInside()
    {
        Semaphore semaphore = new(3);
        int inside = 0;
        int most = 0;
        Run(8, _ =>
        {
            for (int i = 0; i < 2000; i++)
            {
                Assert.True(semaphore.Wait());
                int now = Interlocked.Increment(ref inside);
                if (now > Volatile.Read(ref most))
                    Volatile.Write(ref most, now);
                Interlocked.Decrement(ref inside);
                Assert.True(semaphore.Release());
            }
        });
        Assert.InRange(most, 1, 3);
        Assert.Equal(3, semaphore.Permits);
    }

    [Fact]
    public void ASemaphoreHasAMaximumAndTimeOuts()
    {
        Semaphore semaphore = new(1, 1);
        Assert.False(semaphore.Release());
        Assert.True(semaphore.Wait(0));
        Assert.False(semaphore.Wait(0));
        Assert.False(semaphore.Wait(5_000_000));
        Assert.True(semaphore.Release());
        Assert.True(semaphore.Wait(5_000_000));
    }

    [Fact]
    public void AConditionVariableCarriesABoundedBuffer()
    {
        Mutex mutex = new(LockRank.Services);
        ConditionVariable changed = new();
        Queue<int> buffer = new();
        const int Items = 5000;
        long sum = 0;
        Run(4, thread =>
        {
            for (int i = 0; i < Items; i++)
            {
                using Mutex.Scope held = mutex.Enter();
                if (thread % 2 == 0)
                {
                    while (buffer.Count == 4)
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
        Assert.Equal(2L * Items * (Items - 1) / 2, sum);
    }

    [Fact]
    public void AConditionVariablesWaitEndsInTime()
    {
        Mutex mutex = new(LockRank.Services);
        using Mutex.Scope held = mutex.Enter();
        Assert.False(new ConditionVariable().Wait(mutex, 10_000_000));
        Assert.True(mutex.IsHeldByCurrentThread);
    }

    [Fact]
    public void ASignalWakesOne()
    {
        Mutex mutex = new(LockRank.Services);
        ConditionVariable condition = new();
        int woken = 0;
        Thread[] threads = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            using Mutex.Scope held = mutex.Enter();
            condition.Wait(mutex);
            woken++;
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        Thread.Sleep(50);
        condition.Signal();
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref woken) == 1, s_limit));
        Thread.Sleep(20);
        Assert.Equal(1, woken);
        condition.Broadcast();
        Assert.All(threads, thread => Assert.True(thread.Join(s_limit)));
        Assert.Equal(3, woken);
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(1, 4)]
    [InlineData(6, 1)]
    public void WritersAreAloneAndReadersSeeWhatIsWhole(int readers, int writers)
    {
        ReaderWriterLock held = new(LockRank.Services);
        long one = 0;
        long two = 0;
        Run(readers + writers, thread =>
        {
            for (int i = 0; i < 5000; i++)
            {
                if (thread < writers)
                {
                    using ReaderWriterLock.Scope write = held.EnterWrite();
                    one++;
                    two++;
                }
                else
                {
                    using ReaderWriterLock.Scope read = held.EnterRead();
                    Assert.Equal(one, two);
                    Assert.True(held.Readers >= 1);
                }
            }
        });
        Assert.Equal(writers * 5000, one);
        Assert.Equal(0, held.Readers);
    }

    [Fact]
    public void ReadersReadTogether()
    {
        ReaderWriterLock held = new(LockRank.Services);
        using Barrier barrier = new(3);
        Run(3, _ =>
        {
            using ReaderWriterLock.Scope read = held.EnterRead();
            Assert.True(barrier.SignalAndWait(s_limit));
        });
    }

    [Fact]
    public void NeitherReadersNorWritersStarve()
    {
        ReaderWriterLock held = new(LockRank.Services);
        bool ends = false;
        int[] turns = new int[6];
        Thread[] threads = [.. Enumerable.Range(0, turns.Length).Select(number => new Thread(() =>
        {
            while (!Volatile.Read(ref ends))
            {
                using ReaderWriterLock.Scope scope = number < 3 ? held.EnterRead() : held.EnterWrite();
                turns[number]++;
                Thread.SpinWait(200);
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        Assert.True(SpinWait.SpinUntil(() => turns.All(count => count > 100), s_limit), string.Join(", ", turns));
        Volatile.Write(ref ends, true);
        Assert.All(threads, thread => Assert.True(thread.Join(s_limit)));
    }

    [Fact]
    public void ASequenceLockIsReadWhole()
    {
        SequenceLock<(long One, long Two, long Three, long Four)> value = new((0, 0, 0, 0));
        bool ends = false;
        Thread writer = new(() =>
        {
            for (long i = 1; !Volatile.Read(ref ends); i++)
                value.Write((i, 2 * i, 3 * i, 4 * i));
        });
        writer.Start();
        Run(3, _ =>
        {
            long last = 0;
            for (int i = 0; i < 200_000; i++)
            {
                (long one, long two, long three, long four) = value.Read();
                Assert.Equal((2 * one, 3 * one, 4 * one), (two, three, four));
                Assert.True(one >= last);
                last = one;
            }
        });
        Volatile.Write(ref ends, true);
        writer.Join();
        Assert.Equal(0, value.Sequence & 1);
    }

    private static void Run(int threads, Action<int> body)
    {
        List<Exception> failures = [];
        Thread[] started = [.. Enumerable.Range(0, threads).Select(number => new Thread(() =>
        {
            try
            {
                body(number);
            }
            catch (Exception exception)
            {
                lock (failures)
                    failures.Add(exception);
            }
        }) { IsBackground = true })];
        foreach (Thread thread in started)
            thread.Start();
        Assert.All(started, thread => Assert.True(thread.Join(s_limit), "a thread hangs"));
        Assert.Empty(failures);
    }
}
