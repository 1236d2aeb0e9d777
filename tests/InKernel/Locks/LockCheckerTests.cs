using Diesis.Platform.Locks;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Tests.InKernel;

/// <summary>Planted bugs, each of which the checker of spin locks must find.</summary>
internal static class LockCheckerTests
{
    private static SpinLock s_outer = new(LockRank.Console);
    private static SpinLock s_inner = new(LockRank.Log);
    private static SpinLock s_first = new(LockRank.Console, order: 1);
    private static SpinLock s_second = new(LockRank.Console, order: 2);
    private static SpinLock s_unranked = new(LockRank.None);
    private static McsLock s_queued = new(LockRank.Console);

    internal static void Register(TestList tests)
    {
        tests.Add("Locks.Checker.CorrectUseIsNotReported", () => Check.Equal((int)LockFault.None, (int)LockFindings.During(() =>
        {
            using SpinLock.Scope outer = s_outer.Enter();
            using SpinLock.Scope inner = s_inner.Enter();
        })));
        tests.Add("Locks.Checker.FindsRanksAgainstTheOrder", () =>
        {
            Check.Equal((int)LockFault.RankOrder, (int)LockFindings.During(() =>
            {
                using SpinLock.Scope inner = s_inner.Enter();
                using SpinLock.Scope outer = s_outer.Enter();
            }));
            Check.Equal(1, LockFindings.Count);
            Check.Equal(0, SpinLockChecker.HeldCount);
        });
        tests.Add("Locks.Checker.LocksOfOneRankNestInTheirOrder", () =>
        {
            Check.Equal((int)LockFault.None, (int)LockFindings.During(() =>
            {
                using SpinLock.Scope first = s_first.Enter();
                using SpinLock.Scope second = s_second.Enter();
            }));
            Check.Equal((int)LockFault.RankOrder, (int)LockFindings.During(() =>
            {
                using SpinLock.Scope second = s_second.Enter();
                using SpinLock.Scope first = s_first.Enter();
            }));
        });
        tests.Add("Locks.Checker.FindsARecursionAndDoesNotHang", () =>
        {
            bool before = SpinLockTests.InterruptsAreOn();
            Check.Equal((int)LockFault.Recursive, (int)LockFindings.During(() =>
            {
                using SpinLock.Scope held = s_outer.Enter();
                using SpinLock.Scope again = s_outer.Enter();
            }));
            Check.Equal(before, SpinLockTests.InterruptsAreOn());
        });
        tests.Add("Locks.Checker.FindsARecursionOfQueuedLocks", () => Check.Equal((int)LockFault.Recursive, (int)LockFindings.During(() =>
        {
            using McsLock.Scope held = s_queued.Enter();
            using McsLock.Scope again = s_queued.Enter();
        })));
        tests.Add("Locks.Checker.FindsAReleaseOfWhatIsNotHeld", () =>
        {
            Check.Equal((int)LockFault.NotHeld, (int)LockFindings.During(() =>
            {
                SpinLock.Scope held = s_outer.Enter();
                held.Dispose();
                held.Dispose();
            }));
            using SpinLock.Scope works = s_outer.Enter();
        });
        tests.Add("Locks.Checker.FindsASleepUnderASpinLock", () =>
        {
            Check.Equal((int)LockFault.SleepsUnderSpinLock, (int)LockFindings.During(() =>
            {
                using SpinLock.Scope held = s_outer.Enter();
                SpinLockChecker.CheckMaySleep();
            }));
            Check.Equal((int)LockFault.None, (int)LockFindings.During(SpinLockChecker.CheckMaySleep));
        });
        tests.Add("Locks.Checker.ALockWithoutRankIsHeldAlone", () =>
        {
            Check.Equal((int)LockFault.RankOrder, (int)LockFindings.During(() =>
            {
                using SpinLock.Scope outer = s_outer.Enter();
                using SpinLock.Scope unranked = s_unranked.Enter();
            }));
            Check.Equal((int)LockFault.RankOrder, (int)LockFindings.During(() =>
            {
                using SpinLock.Scope unranked = s_unranked.Enter();
                using SpinLock.Scope outer = s_outer.Enter();
            }));
        });
    }
}
