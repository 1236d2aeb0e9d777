using System.Threading;
using Diesis.Core.Synchronization;
using Diesis.Platform.Locks;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>Grace periods.</summary>
internal static class RcuTests
{
    private sealed class Record
    {
        internal int Value;
        internal bool IsGone;
    }

    internal static void Register(TestList tests)
    {
        tests.Add("Rcu.SynchronizeEndsWithoutReaders", () =>
        {
            long before = Rcu.GracePeriods;
            Rcu.Synchronize();
            Check.True(Rcu.GracePeriods > before);
        });
        tests.Add("Rcu.SynchronizeWaitsForAReader", () =>
        {
            int reading = 0;
            int finished = 0;
            Crew crew = new();
            crew.Start(
                () =>
                {
                    using Preemption.Scope read = Rcu.Read();
                    Volatile.Write(ref reading, 1);
                    Crew.Compute(30 * Crew.Millisecond);
                    Volatile.Write(ref finished, 1);
                },
                1UL << Crew.LastProcessor);
            Crew.Until(() => Volatile.Read(ref reading) != 0, "the reader begins");
            Rcu.Synchronize();
            Check.Equal(1, Volatile.Read(ref finished));
            crew.Join();
        });
        tests.Add("Rcu.SectionsNest", () =>
        {
            using (Rcu.Read())
            {
                using (Rcu.Read())
                {
                }

                Check.Equal((int)LockFault.SleepsUnderSpinLock, (int)LockFindings.During(SpinLockChecker.CheckMaySleep));
            }

            Check.Equal((int)LockFault.None, (int)LockFindings.During(SpinLockChecker.CheckMaySleep));
            Rcu.Synchronize();
        });
        tests.Add("Rcu.CallbacksRunAfterTheGracePeriodInOrder", () =>
        {
            int order = 0;
            int[] places = new int[5];
            for (int i = 0; i < 5; i++)
            {
                int index = i;
                Rcu.CallAfterGrace(() => places[index] = Interlocked.Increment(ref order));
            }

            Crew.Until(() => Volatile.Read(ref order) == 5, "all callbacks run");
            for (int i = 0; i < 5; i++)
                Check.Equal(i + 1, places[i]);
        });
        tests.Add("Rcu.NobodyReadsWhatIsGone", () =>
        {
            Record current = new();
            int stop = 0;
            int bad = 0;
            Crew crew = new();
            for (int i = 0; i < Processor.Count; i++)
            {
                crew.Start(() =>
                {
                    while (Volatile.Read(ref stop) == 0)
                    {
                        using Preemption.Scope read = Rcu.Read();
                        Record seen = Volatile.Read(ref current);
                        Thread.SpinWait(50);
                        if (Volatile.Read(ref seen.IsGone))
                            Interlocked.Increment(ref bad);
                    }
                });
            }

            for (int i = 1; i <= 8; i++)
            {
                Record old = current;
                Volatile.Write(ref current, new Record { Value = i });
                Rcu.Synchronize();
                Volatile.Write(ref old.IsGone, true);
            }

            Volatile.Write(ref stop, 1);
            crew.Join();
            Check.Equal(0, bad);
        });
        tests.Add("Rcu.InterruptsMayRead", () =>
        {
            int reads = 0;
            ActingTimer timer = new(() =>
            {
                using Preemption.Scope read = Rcu.Read();
                reads++;
            });
            Timers.Arm(timer, Clock.Monotonic + 100_000);
            Crew.Until(() => Volatile.Read(ref reads) == 1, "the interrupt came");
            Rcu.Synchronize();
        });
        tests.Add("Rcu.ManyUpdatersShareGracePeriods", () =>
        {
            long before = Rcu.GracePeriods;
            Crew.Run(10, _ => Rcu.Synchronize());
            Check.True(Rcu.GracePeriods - before <= 10);
        });
        // With one processor the thread of grace periods can only ask when the reader is through.
        tests.AddOnSeveral("Rcu.AReaderThatDoesNotEndIsReported", () =>
        {
            long limit = Rcu.StallLimit;
            int before = Rcu.Stalls;
            Rcu.StallLimit = 5 * Crew.Millisecond;
            int reading = 0;
            Crew crew = new();
            crew.Start(
                () =>
                {
                    using Preemption.Scope read = Rcu.Read();
                    Volatile.Write(ref reading, 1);
                    long end = Clock.Monotonic + 500 * Crew.Millisecond;
                    while (Clock.Monotonic < end && Rcu.Stalls == before)
                    {
                    }
                },
                1UL << Crew.LastProcessor);
            Crew.Until(() => Volatile.Read(ref reading) != 0, "the reader begins");
            Rcu.Synchronize();
            crew.Join();
            Rcu.StallLimit = limit;
            Check.Equal(before + 1, Rcu.Stalls);
        });
    }
}
