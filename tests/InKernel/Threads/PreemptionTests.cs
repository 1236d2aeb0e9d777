using System.Threading;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>Who runs when: preemption, priorities, places.</summary>
internal static class PreemptionTests
{
    private const int Patience = 60_000;
    private const ulong FirstProcessor = 1;

    internal static void Register(TestList tests)
    {
        tests.Add("Preemption.SpinningThreadsShareAProcessor", () =>
        {
            // Neither gives the processor up by itself, and each waits for the other.
            int turn = 0;
            Thread first = Pinned("ping", () => Alternate(ref turn, mine: 0));
            Thread second = Pinned("pong", () => Alternate(ref turn, mine: 1));
            Check.True(first.Join(Patience) && second.Join(Patience), "both end");
        });
        tests.Add("Preemption.DisabledKeepsOthersAway", () =>
        {
            int other = 0;
            bool disturbed = false;
            Thread holder = Pinned("holder", () =>
            {
                using Preemption.Scope held = Preemption.Disable();
                int before = Volatile.Read(ref other);
                KernelTest.Spin(30);
                disturbed = Volatile.Read(ref other) != before;
            });
            int stop = 0;
            Thread counter = Pinned("counter", () =>
            {
                while (Volatile.Read(ref stop) == 0)
                    Interlocked.Increment(ref other);
            });
            Check.True(holder.Join(Patience), "the holder ends");
            Volatile.Write(ref stop, 1);
            Check.True(counter.Join(Patience), "the counter ends");
            Check.False(disturbed, "the other ran meanwhile");
        });
        tests.Add("Preemption.InterruptsStillComeWhileDisabled", () =>
        {
            Probe timer = new();
            using Preemption.Scope held = Preemption.Disable();
            Timers.Arm(timer, Clock.Monotonic + 1_000_000);
            long end = Clock.Monotonic + 10_000_000_000;
            while (Volatile.Read(ref timer.Calls) == 0 && Clock.Monotonic < end)
            {
            }
            Check.Equal(1, timer.Calls);
        });
        tests.Add("Preemption.RealTimeRunsFirst", () =>
        {
            int stop = 0;
            long ordinary = 0;
            long seenByUrgent = -1;
            long after = -2;
            Thread spinner = Pinned("ordinary", () =>
            {
                while (Volatile.Read(ref stop) == 0)
                    Interlocked.Increment(ref ordinary);
            });
            Thread urgent = Pinned("urgent", () =>
            {
                Scheduler.SetRealTimePriority(KernelThread.Current!, 50);
                Scheduler.Yield();
                seenByUrgent = Interlocked.Read(ref ordinary);
                KernelTest.Spin(30);
                after = Interlocked.Read(ref ordinary);
            });
            Check.True(urgent.Join(Patience), "the urgent one ends");
            Volatile.Write(ref stop, 1);
            Check.True(spinner.Join(Patience), "the ordinary one ends");
            Check.Equal(seenByUrgent, after);
        });
        tests.Add("Preemption.AWokenUrgentThreadPreempts", () =>
        {
            int stop = 0;
            SemaphoreSlim wake = new(0);
            int woken = 0;
            Thread urgent = Pinned("urgent", () =>
            {
                Scheduler.SetRealTimePriority(KernelThread.Current!, 10);
                wake.Wait();
                Volatile.Write(ref woken, 1);
                Volatile.Write(ref stop, 1);
            });
            Thread spinner = Pinned("spinner", () =>
            {
                wake.Release();
                while (Volatile.Read(ref stop) == 0)
                {
                }
            });
            Check.True(spinner.Join(Patience) && urgent.Join(Patience), "both end");
            Check.Equal(1, woken);
        });
        tests.Add("Preemption.SleepersWakeBesideSpinners", () =>
        {
            int stop = 0;
            Thread spinner = Pinned("spinner", () =>
            {
                while (Volatile.Read(ref stop) == 0)
                {
                }
            });
            int naps = 0;
            Thread sleeper = Pinned("sleeper", () =>
            {
                for (int i = 0; i < 10; i++)
                {
                    Thread.Sleep(1);
                    naps++;
                }
            });
            Check.True(sleeper.Join(Patience), "the sleeper ends");
            Volatile.Write(ref stop, 1);
            spinner.Join(Patience);
            Check.Equal(10, naps);
        });
        tests.Add("Preemption.HeavierThreadsGetMore", () =>
        {
            // By charged time, not by the wall's: the machine below may be busy.
            int stop = 0;
            KernelThread light = null!;
            KernelThread heavy = null!;
            light = KernelThread.Start("light", () => SpinUntil(ref stop), ThreadPriority.Lowest, FirstProcessor);
            heavy = KernelThread.Start("heavy", () => SpinUntil(ref stop), ThreadPriority.Normal, FirstProcessor);
            KernelTest.WaitUntil(() => heavy.UsedNanoseconds > 400_000_000, "the heavy one runs");
            long used = light.UsedNanoseconds;
            Volatile.Write(ref stop, 1);
            light.Managed.Join(Patience);
            heavy.Managed.Join(Patience);
            if (Scheduler.PolicyName == "fair")
                Check.True(used < heavy.UsedNanoseconds / 2, "the light one got " + used.ToString());
        });
        tests.Add("Affinity.ThreadsRunWhereTheyMay", () =>
        {
            for (int target = 0; target < Processor.Count; target++)
            {
                int strays = 0;
                int wanted = target;
                Thread thread = KernelThread.Start("placed", () =>
                {
                    for (int i = 0; i < 20; i++)
                    {
                        if (Processor.CurrentIndex != wanted)
                            strays++;
                        Thread.Sleep(i % 2);
                    }
                }, ThreadPriority.Normal, 1UL << target).Managed;
                Check.True(thread.Join(Patience), "ends");
                Check.Equal(0, strays);
            }
        });
        tests.Add("Affinity.ARunningThreadMoves", () =>
        {
            int[] seen = new int[Processor.Count];
            KernelThread.Start("traveller", () =>
            {
                for (int target = 0; target < seen.Length; target++)
                {
                    Scheduler.SetAffinity(KernelThread.Current!, 1UL << target);
                    seen[target] = Processor.CurrentIndex;
                }
            }).Managed.Join(Patience);
            for (int i = 0; i < seen.Length; i++)
                Check.Equal(i, seen[i]);
        });
        tests.Add("Affinity.ASpinningThreadIsMovedByAnother", () =>
        {
            int stop = 0;
            int where = -1;
            KernelThread spinner = KernelThread.Start("spinner", () =>
            {
                while (Volatile.Read(ref stop) == 0)
                    Volatile.Write(ref where, Processor.CurrentIndex);
            }, ThreadPriority.Normal, FirstProcessor);
            int target = Processor.Count - 1;
            Scheduler.SetAffinity(spinner, 1UL << target);
            KernelTest.WaitUntil(() => Volatile.Read(ref where) == target, "it has moved");
            Volatile.Write(ref stop, 1);
            Check.True(spinner.Managed.Join(Patience), "ends");
        });
        tests.Add("Affinity.NoneOfThoseThereIsRefused", () =>
            Check.Throws<System.ArgumentException>(() => Scheduler.SetAffinity(KernelThread.Current!, 1UL << 63), null));
        tests.Add("Balancing.SpinnersSpreadOut", () =>
        {
            int[] ranOn = new int[Processor.Count];
            int stop = 0;
            Thread[] threads = new Thread[Processor.Count];
            for (int i = 0; i < threads.Length; i++)
            {
                threads[i] = KernelThread.Start("spread", () =>
                {
                    while (Volatile.Read(ref stop) == 0)
                        Volatile.Write(ref ranOn[Processor.CurrentIndex], 1);
                }).Managed;
            }
            KernelTest.WaitUntil(() => Sum(ranOn) == ranOn.Length, "every processor has had one");
            Volatile.Write(ref stop, 1);
            foreach (Thread thread in threads)
                Check.True(thread.Join(Patience), "ends");
        });
    }

    private sealed class Probe : KernelTimer
    {
        internal int Calls;

        protected internal override void OnTimer() => Calls++;
    }

    private static Thread Pinned(string name, System.Action body) => KernelThread.Start(name, body, ThreadPriority.Normal, FirstProcessor).Managed;

    private static void SpinUntil(ref int stop)
    {
        while (Volatile.Read(ref stop) == 0)
        {
        }
    }

    private static void Alternate(ref int turn, int mine)
    {
        for (int i = 0; i < 5; i++)
        {
            while (Volatile.Read(ref turn) != mine)
            {
            }
            Volatile.Write(ref turn, 1 - mine);
        }
    }

    private static int Sum(int[] values)
    {
        int sum = 0;
        foreach (int value in values)
            sum += value;
        return sum;
    }
}
