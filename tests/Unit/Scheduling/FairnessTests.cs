using Diesis.Core.Scheduling;
using Diesis.Platform.Threads;
using static Diesis.Unit.Tests.Scheduling.SchedulerSimulation;

namespace Diesis.Unit.Tests.Scheduling;

/// <summary>What the fair policy promises beyond the others: shares by weight, and quick answers for those that wait a lot.</summary>
public sealed class FairnessTests
{
    [Theory]
    [InlineData(new[] { 0, 0, 5 }, 1)]
    [InlineData(new[] { -5, 0, 5, 10 }, 1)]
    [InlineData(new[] { -10, 10 }, 1)]
    [InlineData(new[] { -10, -5, 0, 5, 10 }, 1)]
    [InlineData(new[] { 1, 0, 0 }, 2)]
    [InlineData(new[] { -1, 0, 0 }, 2)]
    [InlineData(new[] { 0, 0, 0, 3, 3, 3 }, 2)]
    [InlineData(new[] { -3, -3, 0, 0, 0, 0, 3, 3, 3, 3 }, 4)]
    [InlineData(new[] { -1, 0, 1, 2, 3, 0, 0 }, 4)]
    public void SharesFollowTheWeights(int[] nices, int processors)
    {
        for (int seed = 1; seed <= 3; seed++)
        {
            SchedulerSimulation simulation = PolicyTests.Make("fair", processors, seed);
            for (int i = 0; i < nices.Length; i++)
                simulation.Start(new SimulatedThread { Id = i, Nice = nices[i] });
            AssertShares(simulation, processors, 40 * Second);
        }
    }

    [Theory]
    [InlineData(100, 2)]
    [InlineData(200, 4)]
    [InlineData(2000, 4)]
    public void SharesFollowTheWeightsOfMany(int count, int processors)
    {
        for (int seed = 1; seed <= 3; seed++)
        {
            SchedulerSimulation simulation = PolicyTests.Make("fair", processors, seed);
            Random random = new(seed);
            for (int i = 0; i < count; i++)
                simulation.Start(new SimulatedThread { Id = i, Nice = random.Next(-4, 5) });
            AssertShares(simulation, processors, Math.Max(60, count / processors / 2) * Second);
        }
    }

    [Fact]
    public void WhoSleepsBeforeTheTurnEndsGainsNothing()
    {
        SchedulerSimulation simulation = PolicyTests.Make("fair", 1, 1);
        SimulatedThread honest = simulation.Start(new SimulatedThread { Id = 0 });
        SimulatedThread sly = simulation.Start(new SimulatedThread { Id = 1, Burst = _ => 2_900_000, Pause = _ => 1000 });
        simulation.RunUntil(20 * Second);
        Assert.True(sly.UsedNanoseconds < 10.5 * Second, simulation.Describe($"the sly thread got {sly.UsedNanoseconds / 1e9:F2} of 20 s"));
        Assert.True(honest.UsedNanoseconds < 11.5 * Second, simulation.Describe($"the honest thread got {honest.UsedNanoseconds / 1e9:F2} of 20 s"));
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(40, 4)]
    public void ThreadsThatWaitALotAnswerQuickly(int hogs, int processors)
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            SchedulerSimulation simulation = PolicyTests.Make("fair", processors, seed);
            for (int i = 0; i < hogs; i++)
                simulation.Start(new SimulatedThread { Id = i });
            for (int i = 0; i < processors; i++)
            {
                simulation.Start(new SimulatedThread
                {
                    Id = 100 + i,
                    Burst = SimulatedThread.Around(200_000),
                    Pause = SimulatedThread.Around(30 * Millisecond),
                });
            }

            simulation.RunUntil(Second);
            simulation.BeginMeasuring();
            simulation.RunUntil(20 * Second);
            Assert.All(simulation.Threads.Where(thread => thread.Id >= 100), thread => Assert.True(
                thread.WorstWakeLatency < 10 * Millisecond, simulation.Describe($"thread {thread.Id} answered after {thread.WorstWakeLatency / 1e6:F2} ms")));
        }
    }

    [Fact]
    public void ASleeperIsOwedNoMoreThanTwoRequests()
    {
        FairQueue queue = new();
        SimulatedThread sleeper = new() { Id = 0 };
        SimulatedThread hog = new() { Id = 1 };
        queue.Enqueue(sleeper, EnqueueReason.New, 0);
        queue.Enqueue(hog, EnqueueReason.New, 0);
        Assert.Same(sleeper, queue.Dequeue(0));
        queue.Block(sleeper, 0);
        Assert.Same(hog, queue.Dequeue(0));
        queue.Charge(hog, 100 * Second, 100 * Second);
        queue.Enqueue(sleeper, EnqueueReason.Woken, 100 * Second);
        Assert.InRange(queue.VirtualTime - sleeper.VirtualRuntime, 0, 2 * FairQueue.LongestRequest);
    }

    [Fact]
    public void ADebtIsKeptOverAShortSleepAndForgottenOverALongOne()
    {
        FairQueue queue = new();
        SimulatedThread greedy = new() { Id = 0 };
        SimulatedThread other = new() { Id = 1 };
        queue.Enqueue(greedy, EnqueueReason.New, 0);
        queue.Enqueue(other, EnqueueReason.New, 0);
        queue.Dequeue(0);
        queue.Charge(greedy, 2 * Millisecond, 2 * Millisecond);
        queue.Block(greedy, 2 * Millisecond);
        Assert.Equal(-Millisecond, greedy.Lag);
        queue.Dequeue(2 * Millisecond);

        queue.Enqueue(greedy, EnqueueReason.Woken, 2 * Millisecond + 1000);
        Assert.Equal(Millisecond, greedy.VirtualRuntime - queue.VirtualTime);
        queue.Remove(greedy);

        queue.Enqueue(greedy, EnqueueReason.Woken, Second);
        Assert.Equal(0, greedy.VirtualRuntime - queue.VirtualTime);
    }

    [Fact]
    public void WhoIsWokenWithALockComesBeforeACrowd()
    {
        FairQueue queue = new();
        SimulatedThread owner = new() { Id = 0 };
        queue.Enqueue(owner, EnqueueReason.New, 0);
        Assert.Same(owner, queue.Dequeue(0));
        queue.Block(owner, Millisecond);
        SimulatedThread[] crowd = [.. Enumerable.Range(1, 100).Select(id => new SimulatedThread { Id = id })];
        foreach (SimulatedThread thread in crowd)
        {
            queue.Enqueue(thread, EnqueueReason.New, Millisecond);
            Assert.NotNull(queue.Dequeue(Millisecond));
            queue.Charge(thread, 100_000, Millisecond);
            queue.Block(thread, Millisecond);
        }

        foreach (SimulatedThread thread in crowd)
            queue.Enqueue(thread, EnqueueReason.Woken, Second);
        queue.Enqueue(owner, EnqueueReason.WokenWithLock, Second);
        Assert.Same(owner, queue.Dequeue(Second));

        // It is no more than a place in the row: afterwards it has its share like the others.
        queue.Charge(owner, Millisecond, Second + Millisecond);
        Assert.True(queue.ShouldPreempt(owner, Second + Millisecond));
    }

    [Fact]
    public void ANewShareCountsAtOnce()
    {
        SchedulerSimulation simulation = PolicyTests.Make("fair", 1, 1);
        SimulatedThread one = simulation.Start(new SimulatedThread { Id = 0 });
        SimulatedThread other = simulation.Start(new SimulatedThread { Id = 1 });
        simulation.RunUntil(Second);
        simulation.SetNice(one, 5);
        simulation.SetNice(other, -5);
        AssertShares(simulation, 1, 10 * Second);
        simulation.SetNice(one, -5);
        simulation.SetNice(other, 5);
        AssertShares(simulation, 1, 10 * Second);
    }

    [Fact]
    public void NoThreadIsEverFurtherThanARequestFromItsShare()
    {
        // Theorem 1 of the paper for a fixed set of threads; timers come late here, hence the addition.
        SchedulerSimulation simulation = PolicyTests.Make("fair", 1, 5);
        for (int i = 0; i < 20; i++)
            simulation.Start(new SimulatedThread { Id = i, Nice = i % 5 });
        long weights = simulation.Threads.Sum(thread => thread.Weight);
        for (int step = 1; step <= 2000; step++)
        {
            simulation.RunUntil(step * Millisecond);
            Assert.All(simulation.Threads, thread =>
            {
                double lag = (double)simulation.Now * thread.Weight / weights - thread.UsedNanoseconds;
                Assert.True(Math.Abs(lag) < FairQueue.LongestRequest + 100_000, simulation.Describe($"thread {thread.Id} is {lag / 1e6:F2} ms from its share"));
            });
        }
    }

    private static void AssertShares(SchedulerSimulation simulation, int processors, long time)
    {
        simulation.RunUntil(simulation.Now + 5 * Second);
        simulation.BeginMeasuring();
        simulation.RunUntil(simulation.Now + time);
        double weights = simulation.Threads.Sum(thread => thread.Weight);
        Assert.All(simulation.Threads, thread => PolicyTests.AssertShare(simulation, thread, time * (processors * thread.Weight / weights)));
    }
}
