using Diesis.Core.Async;

namespace Diesis.Unit.Tests.Async;

/// <summary>Being woken: once for many wakes, never for none, never twice at a time.</summary>
public sealed class WakeableTests
{
    [Fact]
    public void ManyWakesBeforeTheRunAreOneRun()
    {
        ManualSet set = new();
        Counter counter = new(set);
        for (int i = 0; i < 10; i++)
            counter.Wake();
        Assert.Equal(1, set.Signals);
        set.RunAll();
        Assert.Equal(1, counter.Runs);
        Assert.True(set.IsEmpty);
    }

    [Fact]
    public void AWakeDuringTheRunIsAnotherRun()
    {
        ManualSet set = new();
        Counter counter = new(set);
        counter.During = () =>
        {
            if (counter.Runs == 1)
            {
                counter.Wake();
                counter.Wake();
                Assert.True(counter.IsQueued);
            }
        };
        counter.Wake();
        set.RunAll();
        Assert.Equal(2, counter.Runs);
    }

    [Fact]
    public void TheOrderOfWakesIsTheOrderOfRuns()
    {
        ManualSet set = new();
        List<int> order = [];
        Counter[] counters = [.. Enumerable.Range(0, 5).Select(number => new Counter(set) { During = () => order.Add(number) })];
        foreach (int number in (int[])[3, 1, 4, 0, 2, 3])
            counters[number].Wake();
        set.RunAll();
        Assert.Equal([3, 1, 4, 0, 2], order);
    }

    [Fact]
    public void AThrowingRunCanBeWokenAgain()
    {
        ManualSet set = new();
        Counter counter = new(set) { During = () => throw new InvalidOperationException() };
        counter.Wake();
        Assert.Throws<InvalidOperationException>(set.RunAll);
        counter.During = null;
        counter.Wake();
        set.RunAll();
        Assert.Equal(2, counter.Runs);
    }

    [Theory]
    [InlineData(1, 4, 1)]
    [InlineData(3, 4, 2)]
    [InlineData(2, 8, 3)]
    public void NoWakeIsLostAndNoRunOverlaps(int workers, int wakers, int seed)
    {
        using ThreadedWakeSet set = new(workers);
        Counter[] counters = [.. Enumerable.Range(0, 20).Select(_ => new Counter(set))];
        Parallel.For(0, wakers, new ParallelOptions { MaxDegreeOfParallelism = wakers }, waker =>
        {
            Random random = new(seed * 100 + waker);
            for (int i = 0; i < 20_000; i++)
            {
                Counter counter = counters[random.Next(counters.Length)];
                Interlocked.Increment(ref counter.Notes);
                counter.Wake();
            }
        });
        Assert.True(SpinWait.SpinUntil(() => set.IsEmpty && counters.All(counter => Volatile.Read(ref counter.Notes) == 0), 10_000), $"a wake was lost, seed {seed}");
        Assert.All(counters, counter => Assert.False(counter.Overlapped));
        Assert.Equal(wakers * 20_000, counters.Sum(counter => counter.Seen));
    }

    private sealed class ManualSet : WakeSet
    {
        internal int Signals { get; private set; }

        internal void RunAll()
        {
            while (Take() is { } woken)
                woken.Run();
        }

        protected override void OnFirstAdded() => Signals++;
    }

    private sealed class Counter(WakeSet home) : Wakeable(home)
    {
        internal int Notes;
        private int _inside;

        internal int Runs { get; private set; }

        internal long Seen { get; private set; }

        internal bool Overlapped { get; private set; }

        internal Action? During { get; set; }

        protected override void OnWake()
        {
            if (Interlocked.Increment(ref _inside) != 1)
                Overlapped = true;
            Runs++;
            Seen += Interlocked.Exchange(ref Notes, 0);
            Interlocked.Decrement(ref _inside);
            During?.Invoke();
        }
    }
}
