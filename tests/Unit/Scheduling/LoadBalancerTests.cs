using Diesis.Core.Scheduling;
using Diesis.Platform.Threads;

namespace Diesis.Unit.Tests.Scheduling;

/// <summary>On which processor threads wake, and from where processors take them.</summary>
public sealed class LoadBalancerTests
{
    [Fact]
    public void AThreadReturnsToItsIdleProcessor()
    {
        (LoadBalancer balancer, _) = Make(4);
        Assert.Equal(2, balancer.ChooseProcessor(new SimulatedThread { Processor = 2 }, waker: 0));
    }

    [Fact]
    public void AThreadMovesToAnIdleProcessor()
    {
        (LoadBalancer balancer, RunQueue[] queues) = Make(4);
        Fill(queues[2], 1);
        Fill(queues[3], 1);
        Assert.Equal(0, balancer.ChooseProcessor(new SimulatedThread { Processor = 2 }, waker: 1));
    }

    [Fact]
    public void AThreadStaysWhereItsCachesAreWhenOthersAreHardlyBetter()
    {
        (LoadBalancer balancer, RunQueue[] queues) = Make(2);
        Fill(queues[0], 1);
        Fill(queues[1], 2);
        Assert.Equal(1, balancer.ChooseProcessor(new SimulatedThread { Processor = 1 }, waker: 0));
        Fill(queues[1], 1);
        Assert.Equal(0, balancer.ChooseProcessor(new SimulatedThread { Processor = 1 }, waker: 0));
    }

    [Fact]
    public void AffinityDecidesFirst()
    {
        (LoadBalancer balancer, RunQueue[] queues) = Make(4);
        Fill(queues[1], 5);
        Assert.Equal(1, balancer.ChooseProcessor(new SimulatedThread { Processor = 3, Affinity = 2 }, waker: 0));
    }

    [Fact]
    public void AnAffinityWithoutProcessorsIsOverruled()
    {
        (LoadBalancer balancer, _) = Make(2);
        Assert.InRange(balancer.ChooseProcessor(new SimulatedThread { Processor = 40, Affinity = 1UL << 40 }, waker: 1), 0, 1);
    }

    [Fact]
    public void ProcessorsThatAreOffGetNothing()
    {
        (LoadBalancer balancer, RunQueue[] queues) = Make(4);
        balancer.Online = 0b0011;
        Fill(queues[0], 3);
        Fill(queues[1], 3);
        Assert.InRange(balancer.ChooseProcessor(new SimulatedThread { Processor = 3 }, waker: 0), 0, 1);
    }

    [Fact]
    public void ARealTimeThreadAvoidsProcessorsOfMoreImportantOnes()
    {
        (LoadBalancer balancer, RunQueue[] queues) = Make(3);
        Start(queues[0], new SimulatedThread { RealTimePriority = 80 });
        Start(queues[1], new SimulatedThread());
        Start(queues[2], new SimulatedThread { RealTimePriority = 20 });
        Assert.Equal(1, balancer.ChooseProcessor(new SimulatedThread { Processor = 0, RealTimePriority = 50 }, waker: 0));
    }

    [Fact]
    public void AnIdleProcessorAsksTheMostLoadedFirst()
    {
        (LoadBalancer balancer, RunQueue[] queues) = Make(4);
        Fill(queues[1], 2);
        Fill(queues[2], 5);
        ulong tried = 0;
        Assert.Equal(2, balancer.FindSource(0, ref tried));
        Assert.Equal(1, balancer.FindSource(0, ref tried));
        Assert.Equal(-1, balancer.FindSource(0, ref tried));
    }

    [Fact]
    public void AnIdleProcessorTakesAWaitingThread()
    {
        (LoadBalancer balancer, RunQueue[] queues) = Make(2);
        Fill(queues[1], 3);
        Schedulable running = queues[1].Dequeue(0)!;
        Schedulable moved = balancer.Pull(1, 0, BalanceOccasion.Idle, 0)!;
        Assert.NotSame(running, moved);
        Assert.Equal(0, moved.Processor);
        Assert.Equal((1, 1), (queues[0].Count, queues[1].Count));
    }

    [Fact]
    public void PinnedThreadsAreLeft()
    {
        (LoadBalancer balancer, RunQueue[] queues) = Make(2);
        for (int i = 0; i < 5; i++)
            queues[1].Enqueue(new SimulatedThread { Affinity = 2 }, EnqueueReason.New, 0);
        Assert.Null(balancer.Pull(1, 0, BalanceOccasion.Idle, 0));
        Assert.Equal(5, queues[1].Count);
    }

    [Fact]
    public void EqualLoadsAreLeftAlone()
    {
        (LoadBalancer balancer, RunQueue[] queues) = Make(2);
        Fill(queues[0], 3);
        Fill(queues[1], 3);
        Assert.Null(balancer.Pull(1, 0, BalanceOccasion.Periodic, 0));
    }

    [Fact]
    public void ManyThreadsOnOneProcessorAreSpread()
    {
        (LoadBalancer balancer, RunQueue[] queues) = Make(4);
        Fill(queues[0], 400);
        long now = 0;
        for (int round = 0; round < 2000; round++)
        {
            now += 4_000_000;
            for (int from = 0; from < 4; from++)
            {
                if (queues[from].Dequeue(now) is { } running)
                {
                    queues[from].Charge(running, 4_000_000, now);
                    queues[from].Enqueue(running, EnqueueReason.Preempted, now);
                }

                if (balancer.FindTarget(from, now) is >= 0 and int to)
                    balancer.Pull(from, to, BalanceOccasion.Periodic, now);
            }
        }

        Assert.All(queues.Take(4), queue => Assert.InRange(queue.Count, 95, 105));
    }

    private static (LoadBalancer Balancer, RunQueue[] Queues) Make(int processors)
    {
        FairPolicy policy = new();
        RunQueue[] queues = [.. Enumerable.Range(0, 64).Select(policy.CreateQueue)];
        return (new LoadBalancer(queues) { Online = (1UL << processors) - 1 }, queues);
    }

    private static void Fill(RunQueue queue, int count)
    {
        for (int i = 0; i < count; i++)
            queue.Enqueue(new SimulatedThread(), EnqueueReason.New, 0);
    }

    private static void Start(RunQueue queue, SimulatedThread thread)
    {
        queue.Enqueue(thread, EnqueueReason.New, 0);
        queue.Dequeue(0);
    }
}
