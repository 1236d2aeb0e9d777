using System.Threading;
using Diesis.Core.Scheduling;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;

namespace Diesis.Tests.InKernel;

/// <summary>The running kernel's policy, measured; and all policies' queues, compiled for the kernel.</summary>
internal static class PolicyTests
{
    private sealed class Item : Schedulable;

    internal static void Register(TestList tests)
    {
        tests.Add("Scheduling.Policy.EqualThreadsShareAProcessor", () =>
        {
            long[] used = Compete([0, 0, 0], 1);
            for (int i = 0; i < used.Length; i++)
                Check.True(used[i] > 0.7 * Average(used) && used[i] < 1.3 * Average(used), "thread " + i.ToString() + " got " + used[i].ToString() + " ns");
        });
        tests.Add("Scheduling.Policy.SharesFollowTheNiceValues", () =>
        {
            if (Scheduler.PolicyName != "fair")
                throw new NotHereException();

            // Five steps are a factor of three.
            long[] used = Compete([0, 5], 1);
            double ratio = (double)used[0] / used[1];
            Check.True(ratio > 2 && ratio < 4.5, "ratio " + ((long)(ratio * 100)).ToString() + " %");
        });
        tests.Add("Scheduling.Policy.ARealTimeThreadGoesFirst", () =>
        {
            int stop = 0;
            int ran = 0;
            Crew crew = new();
            for (int i = 0; i < 4; i++)
            {
                crew.Start(
                    () =>
                    {
                        while (Volatile.Read(ref stop) == 0)
                        {
                        }
                    },
                    1);
            }

            crew.Start(
                () =>
                {
                    Scheduler.SetRealTimePriority(KernelThread.Current!, 50);
                    for (int i = 0; i < 20; i++)
                    {
                        Thread.Sleep(2);
                        ran++;
                    }

                    Scheduler.SetRealTimePriority(KernelThread.Current!, 0);
                    Volatile.Write(ref stop, 1);
                },
                1);
            crew.Join();
            Check.Equal(20, ran);
        });
        foreach (string name in (string[])["rr", "mlfq", "fair"])
        {
            tests.Add("Scheduling.Queue." + name + ".GivesBackWhatItIsGiven", () =>
            {
                RunQueue queue = SchedulerPolicies.ByName(name)!.CreateQueue(0);
                HashSet<Schedulable> waiting = new();
                long now = 1;
                for (int i = 0; i < 100; i++)
                {
                    Item item = new() { Nice = i % 40 - 20 };
                    queue.Enqueue(item, EnqueueReason.New, now);
                    waiting.Add(item);
                }

                Check.Equal(100, queue.Count);
                while (queue.Dequeue(now) is { } next)
                {
                    Check.True(waiting.Remove(next));
                    now += 1000;
                    queue.Charge(next, 1000, now);
                    queue.Block(next, now);
                }

                Check.Equal(0, waiting.Count);
                Check.Equal(0L, queue.Load);
            });
            tests.Add("Scheduling.Queue." + name + ".AllocatesNothing", () =>
            {
                RunQueue queue = SchedulerPolicies.ByName(name)!.CreateQueue(0);
                Item[] items = new Item[50];
                for (int i = 0; i < items.Length; i++)
                    items[i] = new Item();
                long now = 1;
                foreach (Item item in items)
                    queue.Enqueue(item, EnqueueReason.New, now);
                long before = GC.GetTotalAllocatedBytes();
                for (int i = 0; i < 1000; i++)
                {
                    Schedulable running = queue.Dequeue(now)!;
                    now += 5_000_000;
                    queue.Charge(running, 5_000_000, now);
                    queue.Enqueue(running, EnqueueReason.Preempted, now);
                    queue.Steal(1, StealPurpose.Rotation, 0, now);
                    foreach (Item item in items)
                    {
                        if (!item.IsQueued)
                            queue.Enqueue(item, EnqueueReason.Migrated, now);
                    }
                }


                // Other threads may allocate a little meanwhile.
                Check.True(GC.GetTotalAllocatedBytes() - before < 16_000);
            });
            tests.Add("Scheduling.Queue." + name + ".RealTimeComesFirst", () =>
            {
                RunQueue queue = SchedulerPolicies.ByName(name)!.CreateQueue(0);
                Item ordinary = new();
                Item low = new() { RealTimePriority = 1 };
                Item high = new() { RealTimePriority = 99 };
                queue.Enqueue(ordinary, EnqueueReason.New, 1);
                queue.Enqueue(low, EnqueueReason.New, 1);
                queue.Enqueue(high, EnqueueReason.New, 1);
                Check.Same(high, queue.Dequeue(1));
                queue.Block(high, 1);
                Check.Same(low, queue.Dequeue(1));
                queue.Block(low, 1);
                Check.Same(ordinary, queue.Dequeue(1));
            });
        }

        tests.Add("Scheduling.Policy.UnknownNamesAreRefused", () => Check.Null(SchedulerPolicies.ByName("fastest")));
    }

    /// <summary>Threads with these nice values compete for one processor for a while. What each has used.</summary>
    private static long[] Compete(int[] nices, ulong affinity)
    {
        long[] used = new long[nices.Length];
        int stop = 0;
        int ready = 0;
        Crew crew = new();
        for (int i = 0; i < nices.Length; i++)
        {
            int index = i;
            crew.Start(
                () =>
                {
                    KernelThread self = KernelThread.Current!;
                    Scheduler.SetNice(self, nices[index]);
                    Interlocked.Increment(ref ready);
                    while (Volatile.Read(ref ready) < nices.Length)
                        Thread.Yield();
                    long before = self.UsedNanoseconds;
                    while (Volatile.Read(ref stop) == 0)
                    {
                    }

                    Thread.Yield();
                    used[index] = self.UsedNanoseconds - before;
                },
                affinity);
        }

        Thread.Sleep(600);
        Volatile.Write(ref stop, 1);
        crew.Join();
        return used;
    }

    private static double Average(long[] values)
    {
        long sum = 0;
        foreach (long value in values)
            sum += value;
        return (double)sum / values.Length;
    }
}
