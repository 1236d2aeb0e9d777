using System.Threading;

namespace Diesis.Tests.Runtime;

/// <summary>The Lock class and the lock statement on it; SpinLock and SpinWait.</summary>
internal static class LockTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Lock.EnterExit", static () =>
        {
            Lock gate = new();
            Check.False(gate.IsHeldByCurrentThread);
            gate.Enter();
            Check.True(gate.IsHeldByCurrentThread);
            gate.Exit();
            Check.False(gate.IsHeldByCurrentThread);
        });
        tests.Add("Lock.Statement", static () =>
        {
            Lock gate = new();
            lock (gate)
            {
                Check.True(gate.IsHeldByCurrentThread);
            }

            Check.False(gate.IsHeldByCurrentThread);
        });
        tests.Add("Lock.ScopeReleasesOnThrow", static () =>
        {
            Lock gate = new();
            Check.Throws<InvalidOperationException>(() =>
            {
                using (gate.EnterScope())
                {
                    throw new InvalidOperationException();
                }
            });
            Check.False(gate.IsHeldByCurrentThread);
        });
        tests.Add("Lock.Recursion", static () =>
        {
            Lock gate = new();
            for (int i = 0; i < 100; i++)
            {
                Check.True(gate.TryEnter());
            }

            for (int i = 0; i < 100; i++)
            {
                Check.True(gate.IsHeldByCurrentThread);
                gate.Exit();
            }

            Check.False(gate.IsHeldByCurrentThread);
        });
        tests.Add("Lock.TryEnterForms", static () =>
        {
            Lock gate = new();
            Check.True(gate.TryEnter(0));
            Check.True(gate.TryEnter(-1));
            Check.True(gate.TryEnter(TimeSpan.FromMilliseconds(5)));
            gate.Exit();
            gate.Exit();
            gate.Exit();
            Check.Throws<ArgumentOutOfRangeException>(() => gate.TryEnter(-2));
        });
        tests.Add("Lock.ExitWithoutEnter", static () => Check.Throws<SynchronizationLockException>(
            static () => new Lock().Exit(), "The calling thread does not hold the lock."));
        tests.Add("SpinLock.Tracked", static () =>
        {
            SpinLock gate = new(enableThreadOwnerTracking: true);
            bool taken = false;
            gate.Enter(ref taken);
            Check.True(taken);
            Check.True(gate.IsHeld);
            Check.True(gate.IsHeldByCurrentThread);
            gate.Exit();
            Check.False(gate.IsHeld);
        });
        tests.Add("SpinLock.TrackedRefusesRecursion", static () => Check.Throws<LockRecursionException>(static () =>
        {
            SpinLock gate = new(enableThreadOwnerTracking: true);
            bool first = false;
            bool second = false;
            gate.Enter(ref first);
            gate.Enter(ref second);
        }));
        tests.Add("SpinLock.Untracked", static () =>
        {
            SpinLock gate = new(enableThreadOwnerTracking: false);
            Check.False(gate.IsThreadOwnerTrackingEnabled);
            bool first = false;
            gate.TryEnter(ref first);
            Check.True(first);
            bool second = false;
            gate.TryEnter(0, ref second);
            Check.False(second);
            gate.TryEnter(2, ref second);
            Check.False(second);
            gate.Exit();
            gate.TryEnter(ref second);
            Check.True(second);
        });
        tests.Add("SpinWait.Counts", static () =>
        {
            SpinWait spinner = default;
            Check.Equal(0, spinner.Count);
            for (int i = 0; i < 12; i++)
            {
                spinner.SpinOnce(-1);
            }

            Check.Equal(12, spinner.Count);
            Check.True(spinner.NextSpinWillYield);
            spinner.Reset();
            Check.Equal(0, spinner.Count);
        });
        tests.Add("SpinWait.SpinUntil", static () =>
        {
            int calls = 0;
            SpinWait.SpinUntil(() => ++calls == 3);
            Check.Equal(3, calls);
            Check.False(SpinWait.SpinUntil(static () => false, 5));
            Check.False(SpinWait.SpinUntil(static () => false, 0));
            Check.True(SpinWait.SpinUntil(static () => true, 0));
        });

        foreach (int threads in new int[] { 2, 4, 8 })
        {
            tests.AddThreaded("Lock.Excludes" + threads.ToString(), () =>
            {
                Lock gate = new();
                int plain = 0;
                Together.Run(threads, _ =>
                {
                    for (int i = 0; i < 20_000; i++)
                    {
                        lock (gate)
                        {
                            plain++;
                        }
                    }
                });
                Check.Equal(threads * 20_000, plain);
            });
        }

        tests.AddThreaded("Lock.TimesOutAndComesLater", static () =>
        {
            Lock gate = new();
            gate.Enter();
            Together.Run(3, _ =>
            {
                Check.False(gate.TryEnter());
                Check.False(gate.TryEnter(3));
                Check.False(gate.IsHeldByCurrentThread);
                Check.Throws<SynchronizationLockException>(gate.Exit);
            });
            gate.Exit();
            Together.Run(3, _ =>
            {
                gate.Enter();
                gate.Exit();
            });
        });
        tests.AddThreaded("Lock.ManyTimeoutsLoseNothing", static () =>
        {
            Lock gate = new();
            int plain = 0;
            int entered = 0;
            Together.Run(4, _ =>
            {
                for (int i = 0; i < 2_000; i++)
                {
                    if (gate.TryEnter(i % 3))
                    {
                        plain++;
                        if (i % 500 == 0)
                        {
                            Thread.Sleep(1);
                        }

                        gate.Exit();
                        Interlocked.Increment(ref entered);
                    }
                }
            });
            Check.Equal(entered, plain);
            Check.True(gate.TryEnter(0));
        });
        tests.AddThreaded("SpinLock.Excludes", static () =>
        {
            SpinLock gate = new(enableThreadOwnerTracking: false);
            int plain = 0;
            Together.Run(4, _ =>
            {
                for (int i = 0; i < 5_000; i++)
                {
                    bool taken = false;
                    gate.Enter(ref taken);
                    plain++;
                    gate.Exit();
                }
            });
            Check.Equal(20_000, plain);
        });
    }
}
