using System.Threading;
using Diesis.Platform.Processors;
using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>Timers on the processors' clock events.</summary>
internal static unsafe class KernelTimerTests
{
    private const long Millisecond = 1_000_000;
    private const long Patience = 2_000_000_000;

    private class Probe : KernelTimer
    {
        internal int Calls;
        internal long FiredAt;
        internal int FiredOn;

        protected internal override void OnTimer()
        {
            FiredAt = Clock.Monotonic;
            FiredOn = Processor.CurrentIndex;
            Volatile.Write(ref Calls, Calls + 1);
        }
    }

    /// <summary>Notes the order in which several fire.</summary>
    private sealed class Ordered(int[] order, int number) : KernelTimer
    {
        internal int Number { get; } = number;

        protected internal override void OnTimer()
        {
            int place = order[0];
            order[place + 1] = Number;
            Volatile.Write(ref order[0], place + 1);
        }
    }

    /// <summary>Arms itself some times over.</summary>
    private sealed class Repeating(int times, long interval) : Probe
    {
        protected internal override void OnTimer()
        {
            base.OnTimer();
            if (Calls < times)
                Timers.Arm(this, Clock.Monotonic + interval);
        }
    }

    /// <summary>Does not end before it is told, or after a second: whoever should tell it may have to wait for this processor.</summary>
    private sealed class Blocking : Probe
    {
        internal int MayEnd;

        protected internal override void OnTimer()
        {
            base.OnTimer();
            long limit = Clock.Monotonic + 1000 * Millisecond;
            while (Volatile.Read(ref MayEnd) == 0 && Clock.Monotonic < limit)
                Instructions.Pause();
            Volatile.Write(ref MayEnd, 2);
        }
    }

    private static KernelTimer? s_armedElsewhere;

    internal static void Register(TestList tests)
    {
        AddFiring(tests);
        AddCancelling(tests);
        AddMany(tests);
        AddProcessors(tests);
    }

    private static void AddFiring(TestList tests)
    {
        tests.Add("Timers.FireAndNeverEarly", static () =>
        {
            for (int i = 1; i <= 20; i++)
            {
                Probe probe = new();
                long deadline = Clock.Monotonic + i * 50_000;
                Timers.Arm(probe, deadline);
                WaitFor(probe, 1);
                Check.True(probe.FiredAt >= deadline, "not early");
            }
        });
        tests.Add("Timers.FireSoonAfterTheirTime", static () =>
        {
            // The best of many: the host may stop this machine at any time.
            long best = long.MaxValue;
            for (int i = 0; i < 20; i++)
            {
                Probe probe = new();
                long deadline = Clock.Monotonic + Millisecond;
                Timers.Arm(probe, deadline);
                WaitFor(probe, 1);
                best = Math.Min(best, probe.FiredAt - deadline);
            }
            Check.True(best < 5 * Millisecond, "best lateness " + best.ToString() + " ns");
        });
        tests.Add("Timers.FireAtOnceWhenTheirTimeIsUp", static () =>
        {
            Probe past = new();
            Timers.Arm(past, Clock.Monotonic - Millisecond);
            Probe never = new();
            Timers.Arm(never, long.MinValue);
            WaitFor(past, 1);
            WaitFor(never, 1);
        });
        tests.Add("Timers.FireOnce", static () =>
        {
            Probe probe = new();
            Timers.Arm(probe, Clock.Monotonic + 100_000);
            WaitFor(probe, 1);
            Spin(3 * Millisecond);
            Check.Equal(1, probe.Calls);
            Check.False(Timers.IsArmed(probe));
        });
        tests.Add("Timers.FireInTheOrderOfTheirTimes", static () =>
        {
            int[] order = new int[6];
            Ordered[] timers = [new(order, 4), new(order, 1), new(order, 5), new(order, 3), new(order, 2)];
            nuint flags = Instructions.SaveAndDisableInterrupts();
            long start = Clock.Monotonic + Millisecond;
            foreach (Ordered timer in timers)
                Timers.Arm(timer, start + timer.Number * 10_000);
            Instructions.RestoreInterrupts(flags);
            WaitUntil(() => Volatile.Read(ref order[0]) == 5);
            for (int i = 1; i <= 5; i++)
                Check.Equal(i, order[i]);
        });
        tests.Add("Timers.FireInTheOrderOfArmingAtOneTime", static () =>
        {
            int[] order = new int[6];
            Ordered[] timers = [new(order, 1), new(order, 2), new(order, 3), new(order, 4), new(order, 5)];
            nuint flags = Instructions.SaveAndDisableInterrupts();
            long deadline = Clock.Monotonic + Millisecond;
            foreach (Ordered timer in timers)
                Timers.Arm(timer, deadline);
            Instructions.RestoreInterrupts(flags);
            WaitUntil(() => Volatile.Read(ref order[0]) == 5);
            for (int i = 1; i <= 5; i++)
                Check.Equal(i, order[i]);
        });
        tests.Add("Timers.CanBeArmedWhileTheyRun", static () =>
        {
            Repeating repeating = new(10, 50_000);
            Timers.Arm(repeating, Clock.Monotonic);
            WaitFor(repeating, 10);
            Spin(Millisecond);
            Check.Equal(10, repeating.Calls);
        });
        tests.Add("Timers.ThatAreAlwaysDueLetOthersRun", static () =>
        {
            // More than fire in one interrupt.
            Repeating repeating = new(1000, -Millisecond);
            Timers.Arm(repeating, Clock.Monotonic);
            WaitFor(repeating, 1000);
        });
        tests.Add("Timers.FireWhileNothingElseHappens", static () =>
        {
            Probe probe = new();
            Timers.Arm(probe, Clock.Monotonic + 5 * Millisecond);
            long limit = Clock.Monotonic + Patience;
            while (Volatile.Read(ref probe.Calls) == 0 && Clock.Monotonic < limit)
                Instructions.Halt();
            Check.Equal(1, probe.Calls);
        });
    }

    private static void AddCancelling(TestList tests)
    {
        tests.Add("Timers.ThatAreCancelledDoNotFire", static () =>
        {
            Probe probe = new();
            nuint flags = Instructions.SaveAndDisableInterrupts();
            Timers.Arm(probe, Clock.Monotonic + 2 * Millisecond);
            bool wasArmed = Timers.IsArmed(probe);
            bool wasCancelled = Timers.Cancel(probe);
            Instructions.RestoreInterrupts(flags);
            Spin(5 * Millisecond);
            Check.True(wasArmed && wasCancelled);
            Check.Equal(0, probe.Calls);
        });
        tests.Add("Timers.ThatHaveFiredCannotBeCancelled", static () =>
        {
            Probe probe = new();
            Timers.Arm(probe, Clock.Monotonic);
            WaitFor(probe, 1);
            Check.False(Timers.Cancel(probe));
        });
        tests.Add("Timers.ThatWereNeverArmedCannotBeCancelled", static () =>
        {
            Check.False(Timers.Cancel(new Probe()));
            Check.False(Timers.CancelAndWait(new Probe()));
        });
        tests.Add("Timers.CanBeMovedToLater", static () =>
        {
            Probe probe = new();
            nuint flags = Instructions.SaveAndDisableInterrupts();
            long deadline = Clock.Monotonic + 8 * Millisecond;
            Timers.Arm(probe, deadline - 4 * Millisecond);
            Timers.Arm(probe, deadline);
            Instructions.RestoreInterrupts(flags);
            WaitFor(probe, 1);
            Check.True(probe.FiredAt >= deadline);
        });
        tests.Add("Timers.CanBeMovedToSooner", static () =>
        {
            Probe probe = new();
            Timers.Arm(probe, Clock.Monotonic + 3600_000 * Millisecond);
            Timers.Arm(probe, Clock.Monotonic + Millisecond);
            WaitFor(probe, 1);
        });
        tests.Add("Timers.CanBeArmedAfterTheyWereCancelled", static () =>
        {
            Probe probe = new();
            Timers.Arm(probe, Clock.Monotonic + 3600_000 * Millisecond);
            Timers.Cancel(probe);
            Timers.Arm(probe, Clock.Monotonic);
            WaitFor(probe, 1);
        });
        tests.Add("Timers.EachArmingFiresOrIsCancelled", static () =>
        {
            Probe probe = new();
            int cancelled = 0;
            const int Rounds = 500;
            for (int i = 0; i < Rounds; i++)
            {
                Timers.Arm(probe, Clock.Monotonic + i % 50 * 1000);
                Spin(i % 37 * 1000);
                if (Timers.CancelAndWait(probe))
                    cancelled++;
            }
            Check.Equal(Rounds, cancelled + probe.Calls);
        });
    }

    private static void AddMany(TestList tests)
    {
        tests.Add("Timers.TenThousandFireInOrder", static () =>
        {
            const int Count = 10_000;
            int[] order = new int[Count + 1];
            SeededRandom random = new(42);
            Ordered[] timers = new Ordered[Count];
            int[] places = new int[Count];
            for (int i = 0; i < Count; i++)
            {
                timers[i] = new Ordered(order, i);
                places[i] = i;
            }
            for (int i = Count - 1; i > 0; i--)
            {
                int other = random.Next(0, i + 1);
                (places[i], places[other]) = (places[other], places[i]);
            }

            // All on this processor, in time before the first is due.
            nuint flags = Instructions.SaveAndDisableInterrupts();
            long start = Clock.Monotonic + Millisecond;
            for (int i = 0; i < Count; i++)
                Timers.Arm(timers[places[i]], start + places[i] * 100L);
            Instructions.RestoreInterrupts(flags);
            WaitUntil(() => Volatile.Read(ref order[0]) == Count);
            for (int i = 0; i < Count; i++)
                Check.Equal(i, order[i + 1]);
        });
        tests.Add("Timers.TakeNoMemoryWhenArmed", static () =>
        {
            Probe probe = new();
            Timers.Arm(probe, long.MaxValue);
            Timers.Cancel(probe);
            // Memory is counted by the block, and other threads take some too: so many rounds that one small object for each would stand out.
            const int Rounds = 20_000;
            const long SmallestObject = 24;
            long least = long.MaxValue;
            for (int attempt = 0; attempt < 3; attempt++)
            {
                long before = GC.GetTotalAllocatedBytes(precise: true);
                for (int i = 0; i < Rounds; i++)
                {
                    Timers.Arm(probe, long.MaxValue - i);
                    Timers.Cancel(probe);
                }
                least = long.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
            }
            Check.True(least < Rounds * SmallestObject / 2, least.ToString() + " bytes");
        });
        tests.Add("Timers.TheFarFutureDoesNotFire", static () =>
        {
            Probe probe = new();
            Timers.Arm(probe, long.MaxValue);
            Spin(3 * Millisecond);
            Check.True(Timers.Cancel(probe));
            Check.Equal(0, probe.Calls);
        });
        tests.Add("Timers.AreCounted", static () =>
        {
            Probe probe = new();
            nuint flags = Instructions.SaveAndDisableInterrupts();
            int processor = Processor.CurrentIndex;
            int before = Timers.Count(processor);
            Timers.Arm(probe, 1);
            int during = Timers.Count(processor);
            long next = Timers.NextDeadline(processor);
            Timers.Cancel(probe);
            int after = Timers.Count(processor);
            Instructions.RestoreInterrupts(flags);
            Check.Equal(before + 1, during);
            Check.Equal(before, after);
            Check.Equal(1L, next);
        });
    }

    private static void AddProcessors(TestList tests)
    {
        tests.Add("Timers.FireOnTheProcessorThatArmedThem", static () =>
        {
            for (int i = 0; i < Processor.Count; i++)
            {
                Probe probe = new();
                ArmOn(i, probe);
                WaitFor(probe, 1);
                Check.Equal(i, probe.FiredOn);
            }
        });
        tests.AddOnSeveral("Timers.OfAnotherProcessorCanBeCancelled", static () =>
        {
            Probe probe = new();
            ArmOn(Processor.Count - 1, probe);
            ArmLaterOn(Processor.Count - 1, probe);
            Check.True(Timers.Cancel(probe) || probe.Calls != 0);
        });
        tests.AddOnSeveral("Timers.AreWaitedForWhereTheyRun", static () =>
        {
            Blocking blocking = new();
            int other = Processor.CurrentIndex == 0 ? 1 : 0;
            ArmOn(other, blocking);
            WaitFor(blocking, 1);
            Check.False(Timers.IsArmed(blocking));
            Check.False(Timers.Cancel(blocking));
            Interlocked.CompareExchange(ref blocking.MayEnd, 1, 0);
            Timers.CancelAndWait(blocking);
            Check.Equal(2, blocking.MayEnd);
        });
        tests.AddOnSeveral("Timers.ArmedByOthersWhileTheyRunRunAfterwards", static () =>
        {
            Blocking blocking = new();
            int other = Processor.CurrentIndex == 0 ? 1 : 0;
            ArmOn(other, blocking);
            WaitFor(blocking, 1);
            Timers.Arm(blocking, Clock.Monotonic);
            Spin(Millisecond);
            int whileRunning = blocking.Calls;
            bool wasRunning = Interlocked.CompareExchange(ref blocking.MayEnd, 1, 0) == 0;
            WaitFor(blocking, 2);
            Timers.CancelAndWait(blocking);
            Check.True(whileRunning == 1 || !wasRunning);
            Check.Equal(other, blocking.FiredOn);
        });
    }

    private static void ArmOn(int processor, KernelTimer timer) => RunOn(processor, timer, &ArmNow);

    private static void ArmLaterOn(int processor, KernelTimer timer) => RunOn(processor, timer, &ArmLater);

    // SAFETY: the function is code of the image and uses a static, which keeps the timer alive.
    private static void RunOn(int processor, KernelTimer timer, delegate*<nint, void> function)
    {
        s_armedElsewhere = timer;
        nuint flags = Instructions.SaveAndDisableInterrupts();
        bool isHere = processor == Processor.CurrentIndex;
        if (isHere)
            function(0);
        Instructions.RestoreInterrupts(flags);
        if (!isHere)
            CrossCalls.Run(1UL << processor, function, 0, CrossCallWait.UntilDone, CrossCallLocks.MayBeTaken);
    }

    private static void ArmNow(nint unused) => Timers.Arm(s_armedElsewhere!, Clock.Monotonic);

    private static void ArmLater(nint unused) => Timers.Arm(s_armedElsewhere!, Clock.Monotonic + 1000 * Millisecond);

    private static void WaitFor(Probe probe, int calls) => WaitUntil(() => Volatile.Read(ref probe.Calls) == calls);

    private static void WaitUntil(Func<bool> condition)
    {
        long limit = Clock.Monotonic + Patience;
        while (!condition())
            Check.True(Clock.Monotonic < limit, "in time");
    }

    private static void Spin(long nanoseconds)
    {
        long limit = Clock.Monotonic + nanoseconds;
        while (Clock.Monotonic < limit)
            Instructions.Pause();
    }
}
