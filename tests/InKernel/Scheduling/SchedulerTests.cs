using System.Threading;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>Kernel threads as the scheduler runs them, whatever the policy.</summary>
internal static class SchedulerTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Scheduling.AThreadRunsAndEnds", () =>
        {
            bool ran = false;
            Crew.Run(1, _ => ran = true);
            Check.True(ran);
        });
        tests.Add("Scheduling.HundredsOfThreadsAllRun", () =>
        {
            int sum = 0;
            Crew.Run(200, index => Interlocked.Add(ref sum, index));
            Check.Equal(199 * 200 / 2, sum);
        });
        tests.Add("Scheduling.ThreadsStartThreads", () =>
        {
            int leaves = 0;
            Crew.Run(4, _ => Crew.Run(4, _ => Interlocked.Increment(ref leaves)));
            Check.Equal(16, leaves);
        });
        tests.Add("Scheduling.AThreadRunsOnlyWhereItMay", () =>
        {
            for (int processor = 0; processor < Processor.Count; processor++)
            {
                int expected = processor;
                Crew.Run(
                    3,
                    _ =>
                    {
                        for (int i = 0; i < 50; i++)
                        {
                            Check.Equal(expected, Processor.CurrentIndex);
                            Thread.Yield();
                        }
                    },
                    1UL << processor);
            }
        });
        tests.Add("Scheduling.ARunningThreadMovesWhenItsAffinityChanges", () => Crew.Run(1, _ =>
        {
            KernelThread self = KernelThread.Current!;
            for (int i = 0; i < 20; i++)
            {
                int target = i % Processor.Count;
                Scheduler.SetAffinity(self, 1UL << target);
                Check.Equal(target, Processor.CurrentIndex);
            }
        }));
        tests.Add("Scheduling.AnAffinityWithoutProcessorsIsRefused", () =>
            Check.Throws<ArgumentException>(() => Scheduler.SetAffinity(KernelThread.Current!, 1UL << 63)));
        tests.Add("Scheduling.AYieldLetsOthersRun", () =>
        {
            int turn = 0;
            Crew.Run(
                2,
                index =>
                {
                    for (int i = 0; i < 50; i++)
                    {
                        while (Volatile.Read(ref turn) % 2 != index)
                            Thread.Yield();
                        Interlocked.Increment(ref turn);
                    }
                },
                1);
            Check.Equal(100, turn);
        });
        tests.Add("Scheduling.AThreadThatComputesIsPreempted", () =>
        {
            // Both on one processor: the second could never run otherwise.
            int stop = 0;
            Crew crew = new();
            crew.Start(
                () =>
                {
                    while (Volatile.Read(ref stop) == 0)
                    {
                    }
                },
                1);
            crew.Start(() => Volatile.Write(ref stop, 1), 1);
            crew.Join();
        });
        tests.Add("Scheduling.ASleepTakesItsTime", () =>
        {
            long start = Clock.Monotonic;
            Thread.Sleep(20);
            Check.True(Clock.Monotonic - start >= 20 * Crew.Millisecond);
        });
        tests.Add("Scheduling.ASleeperUsesNoProcessorTime", () => Crew.Run(1, _ =>
        {
            // The least of several: what the host takes from a thread that runs counts as the thread's.
            long least = long.MaxValue;
            for (int i = 0; i < 5; i++)
            {
                long before = KernelThread.Current!.UsedNanoseconds;
                Thread.Sleep(100);
                least = Math.Min(least, KernelThread.Current.UsedNanoseconds - before);
            }

            Check.True(least < 50 * Crew.Millisecond);
        }));
        tests.Add("Scheduling.ManySleepersWakeNotBeforeTheirTimes", () =>
        {
            int order = 0;
            int[] places = new int[10];
            Crew.Run(10, index =>
            {
                long start = Clock.Monotonic;
                Thread.Sleep(5 + 20 * index);
                Check.True(Clock.Monotonic - start >= (5 + 20 * index) * Crew.Millisecond);
                places[index] = Interlocked.Increment(ref order);
            });
            Check.True(places[0] < places[9]);
        });
        tests.Add("Scheduling.TimeUsedIsCounted", () => Crew.Run(1, _ =>
        {
            KernelThread self = KernelThread.Current!;
            long before = self.UsedNanoseconds;
            Crew.Compute(30 * Crew.Millisecond);
            Thread.Yield();
            Thread.Sleep(1);
            Check.True(self.UsedNanoseconds - before > 5 * Crew.Millisecond);
        }));
        tests.Add("Scheduling.IdleProcessorsTakeWork", () =>
        {
            // All begin on one processor's queue; with others idle they must not all stay there.
            ulong seen = 0;
            Crew.Run(2 * Processor.Count, _ =>
            {
                for (int i = 0; i < 20; i++)
                {
                    Crew.Compute(2 * Crew.Millisecond);
                    Interlocked.Or(ref seen, 1UL << Processor.CurrentIndex);
                }
            });
            Check.Equal(Crew.AllProcessors, seen);
        });
        tests.Add("Scheduling.PreemptionCanBeKeptAway", () =>
        {
            int others = 0;
            Crew crew = new();
            crew.Start(
                () =>
                {
                    KernelThread other;
                    using (Preemption.Disable())
                    {
                        int before = Volatile.Read(ref others);
                        Crew.Compute(30 * Crew.Millisecond);
                        Check.Equal(before, Volatile.Read(ref others));
                    }

                    other = KernelThread.Current!;
                    Check.NotNull(other);
                },
                1);
            crew.Start(
                () =>
                {
                    for (int i = 0; i < 20; i++)
                    {
                        Interlocked.Increment(ref others);
                        Crew.Compute(Crew.Millisecond);
                    }
                },
                1);
            crew.Join();
        });
        tests.Add("Scheduling.AnExceptionEndsTheThreadOnly", () =>
        {
            int before = Oops.Count;
            KernelThread dying = KernelThread.Start("planted fault", () => throw new InvalidOperationException("planted"));
            Check.True(dying.Managed.Join(Crew.Patience));
            Check.Equal(before + 1, Oops.Count);
            Crew.Run(2, _ => Thread.Sleep(1));
        });
        tests.Add("Scheduling.ANullReferenceEndsTheThreadOnly", () =>
        {
            int before = Oops.Count;
            string? nothing = null;
            KernelThread dying = KernelThread.Start("planted null", () => Check.Equal(0, nothing!.Length));
            Check.True(dying.Managed.Join(Crew.Patience));
            Check.Equal(before + 1, Oops.Count);
        });
        tests.Add("Scheduling.AWokenThreadRunsSoonBesideOneThatComputes", () =>
        {
            int stop = 0;
            // The quickest of many: a busy host holds the whole machine up now and then, but a scheduler that lets the other one finish first is late each time.
            long best = long.MaxValue;
            Crew crew = new();
            crew.Start(
                () =>
                {
                    while (Volatile.Read(ref stop) == 0)
                    {
                    }
                },
                1);
            crew.Start(
                () =>
                {
                    for (int i = 0; i < 20; i++)
                    {
                        long start = Clock.Monotonic;
                        Thread.Sleep(5);
                        best = Math.Min(best, Clock.Monotonic - start);
                    }

                    Volatile.Write(ref stop, 1);
                },
                1);
            crew.Join();
            Check.True(best < 500 * Crew.Millisecond, "woken after " + (best / Crew.Millisecond).ToString() + " ms");
        });
        tests.Add("Scheduling.ASignalIsNotLost", () =>
        {
            ThreadSignal there = new();
            ThreadSignal back = new();
            Crew crew = new();
            crew.Start(() =>
            {
                for (int i = 0; i < 100; i++)
                {
                    there.Wait();
                    back.Set();
                }
            });
            crew.Start(() =>
            {
                for (int i = 0; i < 100; i++)
                {
                    there.Set();
                    Check.True(back.Wait(Crew.Patience * Crew.Millisecond));
                }
            });
            crew.Join();
        });
        tests.Add("Scheduling.ASignalsWaitEndsInTime", () =>
        {
            ThreadSignal signal = new();
            long start = Clock.Monotonic;
            Check.False(signal.Wait(10 * Crew.Millisecond));
            Check.True(Clock.Monotonic - start >= 10 * Crew.Millisecond);
            signal.Set();
            Check.True(signal.Wait(0));
        });
        tests.Add("Scheduling.ThreadsAreNamed", () =>
        {
            string? name = null;
            KernelThread thread = KernelThread.Start("a name", () => name = KernelThread.Current!.Name);
            Check.True(thread.Managed.Join(Crew.Patience));
            Check.Equal("a name", name);
        });
    }
}
