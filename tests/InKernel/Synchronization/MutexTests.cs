using System.Threading;
using Diesis.Core.Synchronization;
using Diesis.Platform.Locks;
using Diesis.Platform.Processors;
using Mutex = Diesis.Core.Synchronization.Mutex;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Tests.InKernel;

/// <summary>Mutexes, and the checks of sleeping locks, each with a planted bug.</summary>
internal static class MutexTests
{
    private static SpinLock s_spin = new(LockRank.Console);

    internal static void Register(TestList tests)
    {
        tests.Add("Mutex.Excludes", () =>
        {
            Mutex mutex = new(LockRank.Services);
            int inside = 0;
            int sum = 0;
            Crew.Run(Processor.Count + 3, _ =>
            {
                for (int i = 0; i < 500; i++)
                {
                    using Mutex.Scope held = mutex.Enter();
                    Check.Equal(1, ++inside);
                    sum++;
                    inside--;
                }
            });
            Check.Equal((Processor.Count + 3) * 500, sum);
        });
        tests.Add("Mutex.ExcludesAcrossSleeps", () =>
        {
            Mutex mutex = new(LockRank.Services);
            int inside = 0;
            Crew.Run(5, _ =>
            {
                using Mutex.Scope held = mutex.Enter();
                Check.Equal(1, ++inside);
                Thread.Sleep(3);
                inside--;
            });
        });
        tests.Add("Mutex.KnowsItsOwner", () =>
        {
            Mutex mutex = new(LockRank.Services);
            using (mutex.Enter())
            {
                Check.Equal(Environment.CurrentManagedThreadId, mutex.OwnerId);
                Crew.Run(1, _ => Check.False(mutex.IsHeldByCurrentThread));
            }

            Check.Equal(0, mutex.OwnerId);
        });
        tests.Add("Mutex.ATryGivesUpInTime", () =>
        {
            Mutex mutex = new(LockRank.Services);
            using Mutex.Scope held = mutex.Enter();
            Crew.Run(1, _ =>
            {
                Check.False(mutex.TryEnter(0, out Mutex.Scope _));
                Check.False(mutex.TryEnter(10, out Mutex.Scope _));
            });
        });
        tests.Add("Mutex.IsReleasedWhenItsHolderDies", () =>
        {
            Mutex mutex = new(LockRank.Services);
            Crew crew = new();
            crew.Start(() =>
            {
                using Mutex.Scope held = mutex.Enter();
                throw new InvalidOperationException("planted");
            });
            Check.Throws<InvalidOperationException>(crew.Join);
            Check.True(mutex.TryEnter(0, out Mutex.Scope scope));
            scope.Dispose();
        });
        tests.Add("Mutex.EveryoneGetsOneThatOthersTakeAgainAtOnce", () =>
        {
            Mutex mutex = new(LockRank.Services);
            int stop = 0;
            Crew crew = new();
            crew.Start(() =>
            {
                while (Volatile.Read(ref stop) == 0)
                {
                    using Mutex.Scope held = mutex.Enter();
                    Crew.Compute(100_000);
                }
            });
            for (int i = 0; i < 10; i++)
            {
                using Mutex.Scope held = mutex.Enter();
            }

            Volatile.Write(ref stop, 1);
            crew.Join();
        });
        tests.Add("Mutex.CountsItsUse", () =>
        {
            Mutex mutex = new(LockRank.Services, "counted mutex");
            for (int i = 0; i < 5; i++)
            {
                using Mutex.Scope held = mutex.Enter();
            }

            using (mutex.Enter())
                Thread.Sleep(3);
            Check.True(mutex.Class.Statistics.Acquisitions >= 6);
            Check.True(mutex.Class.Statistics.LongestHold >= 3 * Crew.Millisecond);
        });
        tests.Add("Mutex.Checker.FindsARecursion", () =>
        {
            Mutex mutex = new(LockRank.Services);
            Check.Equal((int)LockFault.Recursive, (int)LockFindings.During(() =>
            {
                using Mutex.Scope held = mutex.Enter();
                Check.Throws<LockRecursionException>(() => mutex.Enter().Dispose());
            }));
            Check.Equal(0, mutex.OwnerId);
        });
        tests.Add("Mutex.Checker.FindsRanksAgainstTheOrder", () =>
        {
            Mutex outer = new(LockRank.Services);
            Mutex inner = new(LockRank.Resources);
            Check.Equal((int)LockFault.None, (int)LockFindings.During(() => Nest(outer, inner)));
            Check.Equal((int)LockFault.RankOrder, (int)LockFindings.During(() => Nest(inner, outer)));
        });
        tests.Add("Mutex.Checker.FindsTwoOfOneClass", () =>
        {
            Mutex one = new(LockRank.Services, "twin");
            Mutex other = new(LockRank.Services, "twin");
            Check.Equal((int)LockFault.RankOrder, (int)LockFindings.During(() => Nest(one, other)));
            Check.Equal((int)LockFault.None, (int)LockFindings.During(() =>
            {
                using Mutex.Scope parent = one.Enter();
                using Mutex.Scope child = other.EnterNested();
            }));
        });
        tests.Add("Mutex.Checker.LearnsTheOrderOfClasses", () =>
        {
            Mutex one = new(LockRank.Services, "learned one");
            Mutex two = new(LockRank.Services, "learned two");
            Mutex three = new(LockRank.Services, "learned three");
            Check.Equal((int)LockFault.None, (int)LockFindings.During(() =>
            {
                Nest(one, two);
                Nest(two, three);
                Nest(one, three);
            }));

            // No two threads need meet for this to be found.
            Check.Equal((int)LockFault.OrderCycle, (int)LockFindings.During(() => Nest(three, one)));
        });
        tests.Add("Mutex.Checker.OrdersAreLearnedFromAllThreads", () =>
        {
            Mutex one = new(LockRank.Services, "far one");
            Mutex two = new(LockRank.Services, "far two");
            Crew.Run(1, _ => Nest(one, two));
            Check.Equal((int)LockFault.OrderCycle, (int)LockFindings.During(() => Nest(two, one)));
        });
        tests.Add("Mutex.Checker.FindsOneThatIsTakenUnderASpinLock", () =>
        {
            Mutex mutex = new(LockRank.Services);
            Check.Equal((int)LockFault.SleepsUnderSpinLock, (int)LockFindings.During(() =>
            {
                using SpinLock.Scope spin = s_spin.Enter();
                using Mutex.Scope held = mutex.Enter();
            }));
        });
        tests.Add("Mutex.Checker.FindsAReleaseByAnotherThread", () =>
        {
            Mutex mutex = new(LockRank.Services);
            using Mutex.Scope held = mutex.Enter();
            Check.Equal((int)LockFault.NotHeld, (int)LockFindings.During(() => Crew.Run(1, _ => Check.Throws<SynchronizationLockException>(mutex.Exit))));
            Check.True(mutex.IsHeldByCurrentThread);
        });
        tests.Add("Mutex.Checker.FindsAThreadThatEndsWithALock", () =>
        {
            Mutex mutex = new(LockRank.Services);
            Check.Equal((int)LockFault.HeldAtEnd, (int)LockFindings.During(() => Crew.Run(1, _ => mutex.Enter())));
            Check.NotEqual(0, mutex.OwnerId);
        });
        tests.Add("Mutex.Checker.NothingStaysHeld", () => Check.Equal(0, HeldLocks.Current.Count));
    }

    private static void Nest(Mutex outer, Mutex inner)
    {
        using Mutex.Scope first = outer.Enter();
        using Mutex.Scope second = inner.Enter();
    }
}
