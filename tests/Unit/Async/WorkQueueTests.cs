using Diesis.Core.Async;

namespace Diesis.Unit.Tests.Async;

/// <summary>Work queues, deferred work and awaiting interrupts, with threads of stock .NET as workers.</summary>
public sealed class WorkQueueTests
{
    [Fact]
    public async Task WorkRunsInOrder()
    {
        using ThreadedWakeSet set = new();
        WorkQueue queue = new("order", set);
        List<int> order = [];
        for (int i = 0; i < 1000; i++)
        {
            int number = i;
            if (i % 3 == 0)
            {
                queue.Enqueue(async () =>
                {
                    await Task.Yield();
                    order.Add(number);
                });
            }
            else
            {
                queue.Enqueue(() => order.Add(number));
            }
        }

        await queue.DrainAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(Enumerable.Range(0, 1000), order);
        Assert.Equal(0, queue.Pending);
    }

    [Fact]
    public async Task NoMoreRunAtATimeThanAllowed()
    {
        using ThreadedWakeSet set = new();
        WorkQueue queue = new("bounded", set, maximumConcurrency: 3);
        int running = 0;
        int most = 0;
        int done = 0;
        for (int i = 0; i < 60; i++)
        {
            queue.Enqueue(async () =>
            {
                int now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                await Task.Delay(2);
                Interlocked.Decrement(ref running);
                Interlocked.Increment(ref done);
            });
        }

        await queue.DrainAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(60, done);
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task AnExceptionEndsTheItemNotTheQueue()
    {
        using ThreadedWakeSet set = new();
        WorkQueue queue = new("faults", set);
        bool ranAfter = false;
        queue.Enqueue(() => throw new InvalidOperationException("first"));
        queue.Enqueue(async () =>
        {
            await Task.Yield();
            throw new InvalidOperationException("second");
        });
        queue.Enqueue(() => ranAfter = true);
        await queue.DrainAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.True(ranAfter);
        Assert.Equal(["first", "second"], TaskFaults.Reports.Where(report => report.Name == "faults").Select(report => report.Exception.Message));
    }

    [Fact]
    public async Task DeferredWorkRunsOnceForManyCallsBeforeItBegins()
    {
        using ThreadedWakeSet set = new();
        WorkQueue queue = new("deferred", set);
        using ManualResetEventSlim gate = new(false);
        queue.Enqueue(gate.Wait);
        int runs = 0;
        DeferredWork work = new(queue, () => runs++);
        Assert.True(work.Schedule());
        Assert.False(work.Schedule());
        Assert.False(work.Schedule());
        gate.Set();
        await queue.DrainAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(1, runs);
        Assert.True(work.Schedule());
        await queue.DrainAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(2, runs);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task EveryScheduleIsFollowedByARun(int concurrency)
    {
        using ThreadedWakeSet set = new(2);
        WorkQueue queue = new("stress", set, concurrency);
        int[] notes = new int[8];
        DeferredWork[] works = [.. Enumerable.Range(0, notes.Length).Select(number => new DeferredWork(queue, () => { Interlocked.Exchange(ref notes[number], 0); }))];
        Parallel.For(0, 4, thread =>
        {
            Random random = new(thread);
            for (int i = 0; i < 10_000; i++)
            {
                int number = random.Next(works.Length);
                Interlocked.Increment(ref notes[number]);
                works[number].Schedule();
            }
        });
        await queue.DrainAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.All(notes, note => Assert.Equal(0, note));
    }

    [Fact]
    public async Task AnInterruptEventCountsItsNotes()
    {
        using ThreadedWakeSet set = new();
        InterruptEvent signal = new(set);
        signal.Note();
        signal.Note();
        Assert.Equal(2, await signal.WaitAsync());
        Task<long> wait = signal.WaitAsync().AsTask();
        Assert.False(wait.IsCompleted);
        signal.Note();
        Assert.Equal(1, await wait.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task AnInterruptEventLosesNoNotes()
    {
        using ThreadedWakeSet set = new();
        InterruptEvent signal = new(set);
        const int Notes = 100_000;
        Thread interrupts = new(() =>
        {
            for (int i = 0; i < Notes; i++)
                signal.Note();
        });
        interrupts.Start();
        long seen = 0;
        while (seen < Notes)
            seen += await signal.WaitAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(Notes, seen);
        interrupts.Join();
    }

    [Fact]
    public async Task ACancelledWaitKeepsTheNotes()
    {
        using ThreadedWakeSet set = new();
        InterruptEvent signal = new(set);
        using CancellationTokenSource source = new();
        Task<long> cancelled = signal.WaitAsync(source.Token).AsTask();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await signal.WaitAsync());
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        signal.Note();
        Assert.Equal(1, await signal.WaitAsync());
    }

    [Fact]
    public async Task ABackgroundTaskContainsItsFaults()
    {
        await BackgroundTask.Start("background", () => throw new InvalidOperationException("planted"));
        await BackgroundTask.Start("background", () => Task.FromCanceled(new CancellationToken(true)));
        Assert.Single(TaskFaults.Reports, report => report.Name == "background");
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
