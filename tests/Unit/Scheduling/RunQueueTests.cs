using Diesis.Core.Scheduling;
using Diesis.Platform.Threads;

namespace Diesis.Unit.Tests.Scheduling;

/// <summary>Every policy's queue under random calls, against sets of who waits, runs and sleeps.</summary>
public sealed class RunQueueTests
{
    public static TheoryData<string, int> PoliciesAndSeeds
    {
        get
        {
            TheoryData<string, int> rows = [];
            foreach (string policy in (string[])["rr", "mlfq", "fair"])
            {
                for (int seed = 1; seed <= 4; seed++)
                    rows.Add(policy, seed);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(PoliciesAndSeeds))]
    public void KeepsItsAccounts(string policy, int seed)
    {
        Random random = new(seed);
        RunQueue queue = SchedulerPolicies.ByName(policy)!.CreateQueue(0);
        List<SimulatedThread> sleeping = [.. Enumerable.Range(0, 100).Select(id => new SimulatedThread { Id = id, Nice = random.Next(-20, 20), RealTimePriority = id % 10 == 0 ? random.Next(1, 100) : 0 })];
        HashSet<SimulatedThread> started = [];
        HashSet<SimulatedThread> away = [];
        List<SimulatedThread> waiting = [];
        SimulatedThread? running = null;
        long now = 0;
        for (int step = 0; step < 20_000; step++)
        {
            string where = $"{policy}, seed {seed}, step {step}";
            long passed = random.NextInt64(3_000_000);
            now += passed;
            if (running is not null)
                queue.Charge(running, passed, now);
            switch (random.Next(10))
            {
                case < 4 when sleeping.Count != 0:
                    SimulatedThread woken = sleeping[random.Next(sleeping.Count)];
                    sleeping.Remove(woken);
                    waiting.Add(woken);
                    queue.Enqueue(woken, away.Remove(woken) ? EnqueueReason.Migrated : started.Add(woken) ? EnqueueReason.New : EnqueueReason.Woken, now);
                    break;
                case 4 when running is not null:
                    sleeping.Add(running);
                    queue.Block(running, now);
                    running = Next();
                    break;
                case 5 when waiting.Count != 0:
                    SimulatedThread removed = waiting[random.Next(waiting.Count)];
                    queue.Remove(removed);
                    waiting.Remove(removed);
                    sleeping.Add(removed);
                    away.Add(removed);
                    break;
                case 6:
                    SimulatedThread? stolen = (SimulatedThread?)queue.Steal(random.Next(64), (StealPurpose)random.Next(3), random.NextInt64(200_000), now);
                    if (stolen is not null)
                    {
                        Assert.True(waiting.Remove(stolen), where);
                        sleeping.Add(stolen);
                        away.Add(stolen);
                    }

                    break;
                case 7 when running is not null || waiting.Count != 0:
                    SimulatedThread changed = running is not null && random.Next(2) == 0 ? running : waiting.Count == 0 ? running! : waiting[random.Next(waiting.Count)];
                    if (random.Next(2) == 0)
                        queue.SetNice(changed, random.Next(-20, 20), now);
                    else
                        queue.SetRealTimePriority(changed, random.Next(3) == 0 ? random.Next(1, 100) : 0, now);
                    break;
                default:
                    if (running is null)
                    {
                        running = Next();
                    }
                    else if (queue.Count != 0 && (queue.ShouldPreempt(running, now) || queue.TimeLeft(running, now) == 0 || random.Next(4) == 0))
                    {
                        waiting.Add(running);
                        queue.Enqueue(running, random.Next(4) == 0 ? EnqueueReason.Yielded : EnqueueReason.Preempted, now);
                        running = Next();
                    }

                    break;
            }

            Assert.True(waiting.Count == queue.Count, where);
            Assert.Same(running, queue.Running);
            Assert.True(queue.TimeLeft(running ?? sleeping[0], now) >= 0, where);
            Assert.Equal(running?.RealTimePriority ?? -1, queue.RunningPriority);
            Assert.True(waiting.TrueForAll(thread => thread.IsQueued), where);
            long load = waiting.Append(running).Sum(thread => thread is null ? 0 : WeightIn(policy, thread));
            Assert.True(load == queue.Load, where);

            SimulatedThread? Next()
            {
                SimulatedThread? next = (SimulatedThread?)queue.Dequeue(now);
                Assert.True(next is not null ? waiting.Remove(next) : waiting.Count == 0, where);
                return next;
            }
        }
    }

    [Fact]
    public void FeedbackPutsThoseThatComputeBelowThoseThatWait()
    {
        RunQueue queue = new FeedbackPolicy().CreateQueue(0);
        SimulatedThread hog = new() { Id = 0 };
        SimulatedThread shy = new() { Id = 1 };
        queue.Enqueue(hog, EnqueueReason.New, 0);
        queue.Dequeue(0);
        queue.Charge(hog, 2_000_000, 2_000_000);
        queue.Enqueue(hog, EnqueueReason.Preempted, 2_000_000);
        queue.Dequeue(2_000_000);
        queue.Enqueue(shy, EnqueueReason.New, 2_500_000);
        Assert.True(queue.ShouldPreempt(hog, 2_500_000));
        queue.Enqueue(hog, EnqueueReason.Preempted, 2_500_000);
        Assert.Same(shy, queue.Dequeue(2_500_000));
        Assert.Equal(1, hog.Level);
        Assert.Equal(0, shy.Level);
    }

    [Fact]
    public void FeedbackCountsUpTheTimeOfManyShortTurns()
    {
        RunQueue queue = new FeedbackPolicy().CreateQueue(0);
        SimulatedThread sly = new() { Id = 0 };
        long now = 0;
        queue.Enqueue(sly, EnqueueReason.New, now);
        for (int i = 0; i < 3; i++)
        {
            queue.Dequeue(now);
            now += 900_000;
            queue.Charge(sly, 900_000, now);
            queue.Block(sly, now);
            queue.Enqueue(sly, EnqueueReason.Woken, now);
        }

        Assert.Equal(1, sly.Level);
    }

    [Fact]
    public void FeedbackLiftsAllFromTimeToTime()
    {
        RunQueue queue = new FeedbackPolicy().CreateQueue(0);
        SimulatedThread[] hogs = [.. Enumerable.Range(0, 3).Select(id => new SimulatedThread { Id = id })];
        foreach (SimulatedThread hog in hogs)
            queue.Enqueue(hog, EnqueueReason.New, 0);
        long now = 0;
        for (int i = 0; i < 12; i++)
        {
            Schedulable running = queue.Dequeue(now)!;
            now += 20_000_000;
            queue.Charge(running, 20_000_000, now);
            queue.Enqueue(running, EnqueueReason.Preempted, now);
        }

        Assert.All(hogs, hog => Assert.InRange(hog.Level, 2, 4));
        now += FeedbackPolicy.BoostPeriod;
        Assert.Equal(0, queue.Dequeue(now)!.Level);
    }

    [Fact]
    public void RecentServiceFades()
    {
        SimulatedThread thread = new();
        RecentService.Add(thread, 1_000_000, 0);
        Assert.Equal(1_000_000, RecentService.Of(thread, 0));
        Assert.InRange(RecentService.Of(thread, RecentService.HalfLife / 2), 700_000, 710_000);
        Assert.InRange(RecentService.Of(thread, RecentService.HalfLife), 499_000, 501_000);
        Assert.InRange(RecentService.Of(thread, 3 * RecentService.HalfLife), 124_000, 126_000);
        Assert.Equal(0, RecentService.Of(thread, 100 * RecentService.HalfLife));
    }

    [Fact]
    public void SharesFallByAQuarterAStep()
    {
        for (int nice = -20; nice <= 19; nice++)
            Assert.InRange(ProcessorShare.OfNice(nice), (long)(1024 * Math.Pow(1.25, -nice)) - 1, (long)(1024 * Math.Pow(1.25, -nice)) + 1);
        Assert.Equal(ProcessorShare.OfNice(19), ProcessorShare.OfNice(100));
        Assert.Equal(ProcessorShare.OfNice(-20), ProcessorShare.OfNice(-100));
    }

    private static long WeightIn(string policy, SimulatedThread thread) => thread.RealTimePriority > 0 ? 16 * 1024 : policy == "fair" ? thread.Weight : 1024;
}
