using Diesis.Platform.Time;

namespace Diesis.Unit.Tests.Time;

/// <summary>The timers' heap against a sorted set, and what it costs.</summary>
public sealed class TimerHeapTests
{
    private sealed class Timer(int number) : KernelTimer
    {
        internal int Number { get; } = number;

        protected internal override void OnTimer()
        {
        }
    }

    [Fact]
    public void GivesTheEarliestFirst()
    {
        TimerHeap heap = new();
        long[] deadlines = [50, 10, 40, 20, 30];
        foreach (long deadline in deadlines)
            heap.Insert(new Timer(0), deadline);
        Assert.Equal(deadlines.Order(), Drain(heap).Select(timer => timer.Deadline));
    }

    [Fact]
    public void KeepsTheOrderOfArmingForOneDeadline()
    {
        TimerHeap heap = new();
        for (int i = 0; i < 100; i++)
            heap.Insert(new Timer(i), 7);
        Assert.Equal(Enumerable.Range(0, 100), Drain(heap).Select(timer => timer.Number));
    }

    [Fact]
    public void IsEmptyAfterItsOnlyTimerIsRemoved()
    {
        TimerHeap heap = new();
        Timer timer = new(0);
        heap.Insert(timer, 5);
        Assert.True(timer.IsQueued);
        heap.Remove(timer);
        Assert.False(timer.IsQueued);
        Assert.Null(heap.Earliest);
        Assert.Equal(0, heap.Count);
    }

    [Fact]
    public void LeavesNoReferencesInARemovedTimer()
    {
        TimerHeap heap = new();
        Timer[] timers = [.. Enumerable.Range(0, 20).Select(i => new Timer(i))];
        foreach (Timer timer in timers)
            heap.Insert(timer, timer.Number);
        foreach (Timer timer in timers)
        {
            heap.Remove(timer);
            Assert.Null(timer.Parent);
            Assert.Null(timer.Left);
            Assert.Null(timer.Right);
        }
    }

    [Fact]
    public void OrdersDeadlinesAtTheEndsOfTime()
    {
        TimerHeap heap = new();
        heap.Insert(new Timer(1), long.MaxValue);
        heap.Insert(new Timer(2), long.MinValue);
        heap.Insert(new Timer(3), 0);
        Assert.Equal([2, 3, 1], Drain(heap).Select(timer => timer.Number));
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 100)]
    [InlineData(3, 1000)]
    [InlineData(4, 3)]
    public void AgreesWithASortedSet(int seed, int timers)
    {
        Random random = new(seed);
        TimerHeap heap = new();
        Timer[] all = [.. Enumerable.Range(0, timers).Select(i => new Timer(i))];
        SortedSet<(long Deadline, long Order, int Number)> model = [];
        for (int step = 0; step < 30_000; step++)
        {
            Timer timer = all[random.Next(timers)];
            if (timer.IsQueued && random.Next(2) == 0)
            {
                Assert.True(model.Remove((timer.Deadline, timer.Order, timer.Number)));
                heap.Move(timer, random.Next(200));
                model.Add((timer.Deadline, timer.Order, timer.Number));
            }
            else if (timer.IsQueued)
            {
                Assert.True(model.Remove((timer.Deadline, timer.Order, timer.Number)));
                heap.Remove(timer);
            }
            else if (random.Next(8) != 0)
            {
                heap.Insert(timer, random.Next(200));
                model.Add((timer.Deadline, timer.Order, timer.Number));
            }
            if (random.Next(3) == 0 && heap.Earliest is Timer earliest)
            {
                Assert.Equal(model.Min.Number, earliest.Number);
                model.Remove(model.Min);
                heap.Remove(earliest);
            }
            Assert.True(heap.Count == model.Count && (heap.Earliest as Timer)?.Number == (model.Count == 0 ? null : model.Min.Number), $"seed {seed}, step {step}");
        }
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public void CostsALogarithm(int timers)
    {
        Random random = new(timers);
        TimerHeap heap = new();
        Timer[] all = [.. Enumerable.Range(0, timers).Select(i => new Timer(i))];
        int height = (int)Math.Ceiling(Math.Log2(timers + 1));
        foreach (Timer timer in all)
            Assert.InRange(Cost(heap, () => heap.Insert(timer, random.NextInt64())), 0, height);
        for (int i = 0; i < 20_000; i++)
        {
            Timer timer = all[random.Next(timers)];
            Assert.InRange(Cost(heap, () => heap.Move(timer, random.NextInt64())), 0, 2 * height + 1);
            Assert.InRange(Cost(heap, () => heap.Remove(timer)), 0, 2 * height + 1);
            Assert.InRange(Cost(heap, () => heap.Insert(timer, random.NextInt64())), 0, height);
        }
        while (heap.Earliest is KernelTimer earliest)
            Assert.InRange(Cost(heap, () => heap.Remove(earliest)), 0, 2 * height + 1);
    }

    [Fact]
    public void CostsOneComparisonForTheLatestOf100000()
    {
        TimerHeap heap = new();
        for (int i = 0; i < 100_000; i++)
            heap.Insert(new Timer(i), i);
        Assert.Equal(1, Cost(heap, () => heap.Insert(new Timer(0), 100_000)));
    }

    [Fact]
    public void MovesATimerBehindThoseOfTheSameDeadline()
    {
        TimerHeap heap = new();
        Timer[] timers = [new(0), new(1), new(2)];
        foreach (Timer timer in timers)
            heap.Insert(timer, 5);
        heap.Move(timers[0], 5);
        Assert.Equal([1, 2, 0], Drain(heap).Select(timer => timer.Number));
    }

    [Fact]
    public void TakesNoMemory()
    {
        TimerHeap heap = new();
        Timer[] all = [.. Enumerable.Range(0, 1000).Select(i => new Timer(i))];
        Churn(heap, all);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Churn(heap, all);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Churn(TimerHeap heap, Timer[] all)
    {
        for (int i = 0; i < all.Length; i++)
            heap.Insert(all[i], i * 7919 % 1000);
        for (int i = 0; i < all.Length; i++)
            heap.Remove(all[i]);
    }

    private static long Cost(TimerHeap heap, Action operation)
    {
        long before = heap.Comparisons;
        operation();
        return heap.Comparisons - before;
    }

    private static List<Timer> Drain(TimerHeap heap)
    {
        List<Timer> drained = [];
        while (heap.Earliest is Timer earliest)
        {
            heap.Remove(earliest);
            drained.Add(earliest);
        }
        return drained;
    }
}
