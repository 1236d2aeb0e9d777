using System.Threading;
using Diesis.Platform.Locks;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Tests.InKernel;

/// <summary>Spin locks that threads on several processors, and interrupts, want at once.</summary>
internal static class LockContentionTests
{
    /// <summary>Few: a fair lock goes to a waiter whose processor, under emulation, may wait for its own turn on the host.</summary>
    private const int Rounds = 200;

    private static SpinLock s_ticket = new(LockRank.Console);
    private static McsLock s_queued = new(LockRank.Console);
    private static SpinLock s_low = new(LockRank.Console, order: 1);
    private static SpinLock s_high = new(LockRank.Console, order: 2);
    private static long s_counter;
    private static int s_inside;

    internal static void Register(TestList tests)
    {
        tests.Add("Locks.SpinLock.ExcludesThreadsOfAllProcessors", () =>
        {
            s_counter = 0;
            Crew.Run(Processor.Count + 1, _ =>
            {
                for (int i = 0; i < Rounds; i++)
                {
                    using SpinLock.Scope held = s_ticket.Enter();
                    Check.Equal(1, ++s_inside);
                    s_counter++;
                    s_inside--;
                }
            });
            Check.Equal((long)(Processor.Count + 1) * Rounds, s_counter);
        });
        tests.Add("Locks.McsLock.ExcludesThreadsOfAllProcessors", () =>
        {
            s_counter = 0;
            Crew.Run(Processor.Count + 1, _ =>
            {
                for (int i = 0; i < Rounds; i++)
                {
                    using McsLock.Scope held = s_queued.Enter();
                    Check.Equal(1, ++s_inside);
                    s_counter++;
                    s_inside--;
                }
            });
            Check.Equal((long)(Processor.Count + 1) * Rounds, s_counter);
        });
        tests.Add("Locks.SpinLock.NestsUnderContention", () => Crew.Run(Processor.Count, _ =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                using SpinLock.Scope low = s_low.Enter();
                using SpinLock.Scope high = s_high.Enter();
            }
        }));
        tests.Add("Locks.SpinLock.ExcludesInterrupts", () =>
        {
            LockingTimer timer = new();
            s_counter = 0;
            int rounds = 0;
            timer.Start();
            while (timer.Rings < 20)
            {
                using (SpinLock.Scope held = s_ticket.Enter())
                {
                    Check.Equal(1, ++s_inside);
                    s_counter++;
                    s_inside--;
                }

                rounds++;
            }

            timer.Stop();
            Check.Equal((long)rounds + timer.Rings, s_counter);
            Check.False(timer.FoundInside);
        });
        tests.Add("Locks.SpinLock.WaitersAnswerCrossCalls", () =>
        {
            // One processor holds the lock and asks the others, who wait for the lock with interrupts off, for something.
            int asked = 0;
            Crew.Run(Processor.Count, index =>
            {
                for (int i = 0; i < 50; i++)
                {
                    using SpinLock.Scope held = s_ticket.Enter();
                    ulong quiet = QuiescentStates.Ask(ulong.MaxValue, question: 1_000_000 + Interlocked.Increment(ref asked));
                    Check.True(quiet != 0);
                }
            });
        });
        tests.Add("Locks.Statistics.CountContention", () =>
        {
            LockStatistics before = SpinLockChecker.StatisticsOf(LockRank.Console);
            int holding = 0;
            Crew crew = new();
            crew.Start(() =>
            {
                using SpinLock.Scope held = s_ticket.Enter();
                Volatile.Write(ref holding, 1);
                Crew.Compute(5 * Crew.Millisecond);
            });
            crew.Start(() =>
            {
                while (Volatile.Read(ref holding) == 0)
                    Thread.Yield();
                using SpinLock.Scope held = s_ticket.Enter();
            });
            crew.Join();
            LockStatistics after = SpinLockChecker.StatisticsOf(LockRank.Console);
            Check.True(after.Acquisitions >= before.Acquisitions + 2);
            Check.True(Processor.Count == 1 || after.Contended >= before.Contended);
        });
    }

    private sealed class LockingTimer : KernelTimer
    {
        private int _stopped;

        internal int Rings;

        internal bool FoundInside;

        internal void Start() => Timers.Arm(this, Clock.Monotonic + 100_000);

        internal void Stop()
        {
            Volatile.Write(ref _stopped, 1);
            Timers.CancelAndWait(this);
        }

        protected internal override void OnTimer()
        {
            using (SpinLock.Scope held = s_ticket.Enter())
            {
                if (s_inside != 0)
                    FoundInside = true;
                s_counter++;
                Rings++;
            }

            if (Volatile.Read(ref _stopped) == 0 && Rings < 20)
                Timers.Arm(this, Clock.Monotonic + 200_000);
        }
    }
}
