using Diesis.Platform.Locks;
using Diesis.Platform.Processors;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Tests.InKernel;

/// <summary>Spin locks of both kinds, on one processor.</summary>
internal static class SpinLockTests
{
    private static SpinLock s_lock = new(LockRank.Console);
    private static SpinLock s_inner = new(LockRank.Log);
    private static McsLock s_queued = new(LockRank.Console);
    private static McsLock s_queuedInner = new(LockRank.Log);

    internal static void Register(TestList tests)
    {
        tests.Add("Locks.SpinLock.KeepsInterruptsOff", () =>
        {
            bool before = InterruptsAreOn();
            using (SpinLock.Scope held = s_lock.Enter())
                Check.False(InterruptsAreOn());
            Check.Equal(before, InterruptsAreOn());
        });
        tests.Add("Locks.SpinLock.CanBeTakenAgain", () =>
        {
            for (int i = 0; i < 1000; i++)
            {
                using SpinLock.Scope held = s_lock.Enter();
            }
        });
        tests.Add("Locks.SpinLock.InterruptsStayOffUntilTheOutermostEnds", () =>
        {
            bool before = InterruptsAreOn();
            using (SpinLock.Scope outer = s_lock.Enter())
            {
                using (SpinLock.Scope inner = s_inner.Enter())
                {
                }

                Check.False(InterruptsAreOn());
            }

            Check.Equal(before, InterruptsAreOn());
        });
        tests.Add("Locks.SpinLock.IsReleasedByAnException", () =>
        {
            bool before = InterruptsAreOn();
            try
            {
                using SpinLock.Scope held = s_lock.Enter();
                throw new InvalidOperationException();
            }
            catch (InvalidOperationException)
            {
            }

            Check.Equal(before, InterruptsAreOn());
            Check.Equal(0, SpinLockChecker.HeldCount);
            using SpinLock.Scope again = s_lock.Enter();
        });
        tests.Add("Locks.McsLock.KeepsInterruptsOff", () =>
        {
            bool before = InterruptsAreOn();
            using (McsLock.Scope held = s_queued.Enter())
                Check.False(InterruptsAreOn());
            Check.Equal(before, InterruptsAreOn());
        });
        tests.Add("Locks.McsLock.Nests", () =>
        {
            for (int i = 0; i < 100; i++)
            {
                using McsLock.Scope outer = s_queued.Enter();
                using McsLock.Scope inner = s_queuedInner.Enter();
                Check.Equal(2, SpinLockChecker.HeldCount);
            }

            Check.Equal(0, SpinLockChecker.HeldCount);
        });
        tests.Add("Locks.McsLock.IsReleasedByAnException", () =>
        {
            try
            {
                using McsLock.Scope held = s_queued.Enter();
                throw new InvalidOperationException();
            }
            catch (InvalidOperationException)
            {
            }

            using McsLock.Scope again = s_queued.Enter();
        });
        tests.Add("Locks.Statistics.CountAcquisitionsAndTheLongestHold", () =>
        {
            LockStatistics before = SpinLockChecker.StatisticsOf(LockRank.Console);
            ulong start = 0;
            for (int i = 0; i < 10; i++)
            {
                using SpinLock.Scope held = s_lock.Enter();
                start = Instructions.ReadTimeStampCounter();
                while (Instructions.ReadTimeStampCounter() - start < 10_000)
                    Instructions.Pause();
            }

            LockStatistics after = SpinLockChecker.StatisticsOf(LockRank.Console);
            Check.True(after.Acquisitions - before.Acquisitions >= 10);
            Check.True(after.LongestHold >= 10_000);
        });
    }

    internal static bool InterruptsAreOn()
    {
        const nuint InterruptFlag = 1 << 9;
        nuint flags = Instructions.SaveAndDisableInterrupts();
        Instructions.RestoreInterrupts(flags);
        return (flags & InterruptFlag) != 0;
    }
}
