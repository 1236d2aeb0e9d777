using Diesis.Core.Scheduling;
using Diesis.Platform.Threads;
using static Diesis.Unit.Tests.Scheduling.SchedulerSimulation;

namespace Diesis.Unit.Tests.Scheduling;

/// <summary>What every policy must hold to, in simulations with many threads, several processors and seeds.</summary>
public sealed class PolicyTests
{
    public static TheoryData<string, int, int> PoliciesProcessorsSeeds
    {
        get
        {
            TheoryData<string, int, int> rows = [];
            foreach (string policy in (string[])["rr", "mlfq", "fair"])
            {
                foreach (int processors in (int[])[1, 2, 4, 7])
                {
                    for (int seed = 1; seed <= 3; seed++)
                        rows.Add(policy, processors, seed * 1000 + processors);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(PoliciesProcessorsSeeds))]
    public void NobodyStarvesAmongThousands(string policy, int processors, int seed)
    {
        const int Count = 2000;
        SchedulerSimulation simulation = Make(policy, processors, seed);
        for (int i = 0; i < Count; i++)
            simulation.Start(new SimulatedThread { Id = i });

        // The longest turn at one level is 4 ms; everyone has had one when each processor has been round twice.
        long round = Count / processors * 4 * Millisecond;
        simulation.RunUntil(2 * round);
        simulation.BeginMeasuring();
        simulation.RunUntil(6 * round);
        Assert.All(simulation.Threads, thread =>
        {
            Assert.True(thread.Turns > 0, simulation.Describe($"thread {thread.Id} never ran"));
            Assert.True(thread.WorstWait < 3 * round, simulation.Describe($"thread {thread.Id} waited {thread.WorstWait / Millisecond} ms; a round takes {round / Millisecond}"));
        });
        Assert.True(simulation.IdleTime == 0, simulation.Describe($"idle for {simulation.IdleTime} ns although there was work"));
    }

    [Theory]
    [MemberData(nameof(PoliciesProcessorsSeeds))]
    public void AllKindsOfThreadsGetOn(string policy, int processors, int seed)
    {
        SchedulerSimulation simulation = Make(policy, processors, seed);
        Random random = new(seed);
        for (int i = 0; i < 300; i++)
            simulation.Start(RandomThread(i, random), random.NextInt64(200 * Millisecond));
        simulation.RunUntil(20 * Second);
        Assert.All(simulation.Threads, thread => Assert.True(thread.Turns > 3, simulation.Describe($"thread {thread.Id} ran {thread.Turns} times only")));
        Assert.All(simulation.Threads, thread => Assert.True(
            thread.WorstWait < 6 * Second, simulation.Describe($"thread {thread.Id} (nice {thread.Nice}) waited {thread.WorstWait / Millisecond} ms")));
    }

    [Theory]
    [MemberData(nameof(PoliciesProcessorsSeeds))]
    public void AffinityIsHonoured(string policy, int processors, int seed)
    {
        // The simulation checks each turn. Pinned and free threads; the free ones must use what the pinned ones leave.
        SchedulerSimulation simulation = Make(policy, processors, seed);
        Random random = new(seed);
        for (int i = 0; i < 20 * processors; i++)
        {
            ulong affinity = (ulong)random.NextInt64() & ((1UL << processors) - 1);
            simulation.Start(new SimulatedThread { Id = i, Affinity = affinity == 0 ? 1 : affinity, Burst = SimulatedThread.Around(3 * Millisecond) });
        }

        for (int i = 0; i < processors; i++)
            simulation.Start(new SimulatedThread { Id = 1000 + i });
        simulation.RunUntil(5 * Second);
        Assert.All(simulation.Threads, thread => Assert.True(thread.Turns > 0, simulation.Describe($"thread {thread.Id} never ran")));
        Assert.True(simulation.IdleTime < 5 * Millisecond, simulation.Describe($"idle for {simulation.IdleTime} ns although there was work"));
    }

    [Theory]
    [InlineData("rr")]
    [InlineData("mlfq")]
    [InlineData("fair")]
    public void TheSameSeedGivesTheSameRun(string policy)
    {
        Assert.Equal(Run(11), Run(11));
        Assert.NotEqual(Run(11), Run(12));

        int Run(int seed)
        {
            SchedulerSimulation simulation = Make(policy, 3, seed);
            Random random = new(seed);
            for (int i = 0; i < 100; i++)
                simulation.Start(RandomThread(i, random));
            simulation.RunUntil(2 * Second);
            return simulation.Trace.ToHashCode();
        }
    }

    [Theory]
    [InlineData("rr", 3, 2)]
    [InlineData("rr", 5, 4)]
    [InlineData("rr", 7, 4)]
    [InlineData("rr", 1000, 4)]
    [InlineData("fair", 3, 2)]
    [InlineData("fair", 5, 4)]
    [InlineData("fair", 7, 4)]
    [InlineData("fair", 9, 7)]
    [InlineData("fair", 61, 8)]
    [InlineData("fair", 1000, 4)]
    [InlineData("fair", 3000, 16)]
    [InlineData("mlfq", 3, 1)]
    [InlineData("mlfq", 100, 4)]
    public void EqualThreadsGetEqualShares(string policy, int count, int processors)
    {
        for (int seed = 1; seed <= 3; seed++)
        {
            SchedulerSimulation simulation = Make(policy, processors, seed);
            for (int i = 0; i < count; i++)
                simulation.Start(new SimulatedThread { Id = i });
            simulation.RunUntil(5 * Second);
            simulation.BeginMeasuring();
            long time = Math.Max(20, count / processors) * Second;
            simulation.RunUntil(simulation.Now + time);
            double share = (double)time * processors / count;
            double tolerance = policy == "mlfq" ? 0.15 : 0.05;
            Assert.All(simulation.Threads, thread => AssertShare(simulation, thread, share, tolerance));
        }
    }

    [Theory]
    [InlineData("rr")]
    [InlineData("mlfq")]
    [InlineData("fair")]
    public void RealTimeThreadsRunBeforeAllOthers(string policy)
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            SchedulerSimulation simulation = Make(policy, 2, seed);
            for (int i = 0; i < 50; i++)
                simulation.Start(new SimulatedThread { Id = i });
            SimulatedThread urgent = simulation.Start(new SimulatedThread
            {
                Id = 100,
                RealTimePriority = 50,
                Burst = SimulatedThread.Around(Millisecond),
                Pause = SimulatedThread.Around(5 * Millisecond),
            });
            simulation.RunUntil(10 * Second);
            Assert.True(urgent.WorstWait == 0, simulation.Describe($"the real-time thread waited {urgent.WorstWait} ns"));
            Assert.True(urgent.Turns > 1000);
        }
    }

    [Theory]
    [InlineData("rr")]
    [InlineData("mlfq")]
    [InlineData("fair")]
    public void ARunawayRealTimeThreadLeavesATwentieth(string policy)
    {
        SchedulerSimulation simulation = Make(policy, 1, 1);
        SimulatedThread ordinary = simulation.Start(new SimulatedThread { Id = 0 });
        SimulatedThread runaway = simulation.Start(new SimulatedThread { Id = 1, RealTimePriority = 99 });
        simulation.RunUntil(20 * Second);
        Assert.InRange(ordinary.UsedNanoseconds, Second * 9 / 10, Second * 11 / 10);
        Assert.InRange(runaway.UsedNanoseconds, Second * 189 / 10, Second * 191 / 10);
    }

    [Theory]
    [InlineData("rr")]
    [InlineData("mlfq")]
    [InlineData("fair")]
    public void AHigherRealTimePriorityWins(string policy)
    {
        SchedulerSimulation simulation = Make(policy, 1, 1);
        SimulatedThread low = simulation.Start(new SimulatedThread { Id = 0, RealTimePriority = 10 });
        SimulatedThread high = simulation.Start(new SimulatedThread { Id = 1, RealTimePriority = 11 }, at: Millisecond);
        SimulatedThread equal = simulation.Start(new SimulatedThread { Id = 2, RealTimePriority = 11 }, at: 2 * Millisecond);
        simulation.RunUntil(Second);
        Assert.Equal(Millisecond, low.UsedNanoseconds);
        Assert.Equal(999 * Millisecond, high.UsedNanoseconds);
        Assert.Equal(0, equal.UsedNanoseconds);
    }

    [Theory]
    [InlineData("rr")]
    [InlineData("mlfq")]
    [InlineData("fair")]
    public void AYieldLetsTheOthersGoFirst(string policy)
    {
        SchedulerSimulation simulation = Make(policy, 1, 1);
        SimulatedThread polite = simulation.Start(new SimulatedThread { Id = 0, Yields = true, Burst = _ => 10_000 });
        SimulatedThread other = simulation.Start(new SimulatedThread { Id = 1 });
        simulation.RunUntil(Second);
        Assert.True(other.UsedNanoseconds > 45 * Second / 100, simulation.Describe($"the other got {other.UsedNanoseconds} ns"));
        Assert.True(polite.Turns > 20, simulation.Describe($"the polite one had {polite.Turns} turns"));
    }

    [Theory]
    [InlineData("rr")]
    [InlineData("mlfq")]
    [InlineData("fair")]
    public void OneThreadAloneIsNotInterrupted(string policy)
    {
        SchedulerSimulation simulation = Make(policy, 1, 1);
        simulation.Start(new SimulatedThread { Id = 0 });
        simulation.RunUntil(10 * Second);
        Assert.Equal(1, simulation.Switches);
    }

    internal static SchedulerSimulation Make(string policy, int processors, int seed) => new(SchedulerPolicies.ByName(policy)!, processors, seed);

    internal static void AssertShare(SchedulerSimulation simulation, SimulatedThread thread, double share, double tolerance = 0.05) => Assert.True(
        Math.Abs(thread.Measured - share) <= tolerance * share,
        simulation.Describe($"thread {thread.Id} (nice {thread.Nice}) got {thread.Measured / share:P2} of its share"));

    /// <summary>Some compute, some wait a lot, some in between, some yield; various nice values.</summary>
    internal static SimulatedThread RandomThread(int id, Random random) => random.Next(4) switch
    {
        0 => new SimulatedThread { Id = id, Nice = random.Next(-5, 6) },
        1 => new SimulatedThread { Id = id, Burst = SimulatedThread.Around(100_000), Pause = SimulatedThread.Around(20 * Millisecond) },
        2 => new SimulatedThread { Id = id, Nice = random.Next(-10, 5), Burst = SimulatedThread.Around(5 * Millisecond), Pause = SimulatedThread.Around(3 * Millisecond) },
        _ => new SimulatedThread { Id = id, Yields = true, Burst = SimulatedThread.Around(50_000) },
    };
}
