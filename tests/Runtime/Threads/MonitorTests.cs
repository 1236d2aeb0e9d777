using System.Runtime.CompilerServices;
using System.Threading;

namespace Diesis.Tests.Runtime;

/// <summary>Monitor: entering, recursion, inflation, waiting and pulsing; identity hashes, which share the header.</summary>
internal static partial class MonitorTests
{
    private const string NotHeld = "Object synchronization method was called from an unsynchronized block of code.";

    internal static void Register(TestList tests)
    {
        RegisterSingle(tests);
        RegisterErrors(tests);
        RegisterThreaded(tests);
    }

    private static void RegisterSingle(TestList tests)
    {
        tests.Add("Monitor.EnterExit", static () =>
        {
            object gate = new();
            Check.False(Monitor.IsEntered(gate));
            Monitor.Enter(gate);
            Check.True(Monitor.IsEntered(gate));
            Monitor.Exit(gate);
            Check.False(Monitor.IsEntered(gate));
        });
        tests.Add("Monitor.EnterSetsLockTaken", static () =>
        {
            object gate = new();
            bool taken = false;
            Monitor.Enter(gate, ref taken);
            Check.True(taken);
            Monitor.Exit(gate);
        });
        tests.Add("Monitor.TryEnterForms", static () =>
        {
            object gate = new();
            bool taken = false;
            Check.True(Monitor.TryEnter(gate));
            Check.True(Monitor.TryEnter(gate, 0));
            Check.True(Monitor.TryEnter(gate, -1));
            Check.True(Monitor.TryEnter(gate, TimeSpan.FromMilliseconds(10)));
            Monitor.TryEnter(gate, ref taken);
            Check.True(taken);
            for (int i = 0; i < 5; i++)
            {
                Check.True(Monitor.IsEntered(gate));
                Monitor.Exit(gate);
            }

            Check.False(Monitor.IsEntered(gate));
        });
        foreach (int depth in new int[] { 2, 63, 64, 65, 1000, 8191, 8192, 8193, 20_000 })
        {
            tests.Add("Monitor.Recursion" + depth.ToString(), () =>
            {
                object gate = new();
                for (int i = 0; i < depth; i++)
                {
                    Monitor.Enter(gate);
                }

                for (int i = 0; i < depth; i++)
                {
                    Check.True(Monitor.IsEntered(gate));
                    Monitor.Exit(gate);
                }

                Check.False(Monitor.IsEntered(gate));
            });
        }

        tests.Add("Monitor.LockStatementReleasesOnThrow", static () =>
        {
            object gate = new();
            Check.Throws<InvalidOperationException>(() =>
            {
                lock (gate)
                {
                    throw new InvalidOperationException("inside");
                }
            });
            Check.False(Monitor.IsEntered(gate));
        });
        tests.Add("Monitor.HashSurvivesLocking", static () =>
        {
            object gate = new();
            int before = RuntimeHelpers.GetHashCode(gate);
            lock (gate)
            {
                Check.Equal(before, RuntimeHelpers.GetHashCode(gate));
                Monitor.Wait(gate, 1);
                Check.Equal(before, RuntimeHelpers.GetHashCode(gate));
            }

            Check.Equal(before, gate.GetHashCode());
        });
        tests.Add("Monitor.HashWhileLocked", static () =>
        {
            object gate = new();
            int inside;
            lock (gate)
            {
                inside = gate.GetHashCode();
            }

            Check.Equal(inside, gate.GetHashCode());
        });
        tests.Add("Monitor.HashesDiffer", static () =>
        {
            HashSet<int> seen = [];
            for (int i = 0; i < 1000; i++)
            {
                seen.Add(new object().GetHashCode());
            }

            Check.True(seen.Count > 990, "nearly all of 1000 hashes are distinct");
        });
        tests.Add("Monitor.HashOfNull", static () => Check.Equal(0, RuntimeHelpers.GetHashCode(null)));
        tests.Add("Monitor.WaitTimesOut", static () =>
        {
            object gate = new();
            lock (gate)
            {
                Check.False(Monitor.Wait(gate, 5));
                Check.True(Monitor.IsEntered(gate));
                Check.False(Monitor.Wait(gate, 0));
                Check.False(Monitor.Wait(gate, TimeSpan.FromMilliseconds(2)));
            }

            Check.False(Monitor.IsEntered(gate));
        });
        tests.Add("Monitor.WaitRestoresRecursion", static () =>
        {
            object gate = new();
            Monitor.Enter(gate);
            Monitor.Enter(gate);
            Monitor.Enter(gate);
            Check.False(Monitor.Wait(gate, 1));
            Monitor.Exit(gate);
            Monitor.Exit(gate);
            Check.True(Monitor.IsEntered(gate));
            Monitor.Exit(gate);
            Check.False(Monitor.IsEntered(gate));
        });
        tests.Add("Monitor.PulseWithoutWaiters", static () =>
        {
            object gate = new();
            lock (gate)
            {
                Monitor.Pulse(gate);
                Monitor.PulseAll(gate);
                Check.False(Monitor.Wait(gate, 1), "a pulse is not kept");
            }
        });
        tests.Add("Monitor.LocksStringsTypesAndArrays", static () =>
        {
            foreach (object gate in new object[] { "literal", typeof(string), new int[3], new Action(static () => { }), 5 })
            {
                lock (gate)
                {
                    Check.True(Monitor.IsEntered(gate));
                }

                Check.False(Monitor.IsEntered(gate));
            }
        });
        tests.Add("Monitor.ManyObjects", static () =>
        {
            object[] gates = new object[500];
            for (int i = 0; i < gates.Length; i++)
            {
                gates[i] = new object();
                Monitor.Enter(gates[i]);
                Monitor.Wait(gates[i], 0);
            }

            for (int i = gates.Length - 1; i >= 0; i--)
            {
                Check.True(Monitor.IsEntered(gates[i]));
                Monitor.Exit(gates[i]);
                Check.False(Monitor.IsEntered(gates[i]));
            }
        });
        tests.Add("Monitor.SynchronizedMethods", static () =>
        {
            Guarded guarded = new();
            Check.True(guarded.IsEnteredInside());
            Check.False(Monitor.IsEntered(guarded));
            Check.True(Guarded.IsTypeEnteredInside());
            Check.False(Monitor.IsEntered(typeof(Guarded)));
            Check.Throws<InvalidOperationException>(guarded.Throw, "inside");
            Check.False(Monitor.IsEntered(guarded));
        });
    }

    private static void RegisterErrors(TestList tests)
    {
        tests.Add("Monitor.NullArguments", static () =>
        {
            bool taken = false;
            Check.RecordThrown(static () => Monitor.Enter(null!));
            Check.RecordThrown(() => Monitor.Enter(null!, ref taken));
            Check.RecordThrown(static () => Monitor.Exit(null!));
            Check.RecordThrown(static () => Monitor.TryEnter(null!));
            Check.RecordThrown(static () => Monitor.TryEnter(null!, 5));
            Check.RecordThrown(static () => Monitor.IsEntered(null!));
            Check.RecordThrown(static () => Monitor.Wait(null!));
            Check.RecordThrown(static () => Monitor.Pulse(null!));
            Check.RecordThrown(static () => Monitor.PulseAll(null!));
            Check.RecordThrown(static () => Monitor.TryEnter(new object(), -2));
            Check.RecordThrown(static () => Monitor.Wait(new object(), -2));
        });
        tests.Add("Monitor.ExitWithoutEnter", static () =>
            Check.Throws<SynchronizationLockException>(static () => Monitor.Exit(new object()), NotHeld));
        tests.Add("Monitor.ExitOnceTooOften", static () =>
        {
            object gate = new();
            lock (gate)
            {
            }

            Check.Throws<SynchronizationLockException>(() => Monitor.Exit(gate), NotHeld);
        });
        tests.Add("Monitor.ExitOfInflatedWithoutEnter", static () =>
        {
            object gate = new();
            lock (gate)
            {
                Monitor.Wait(gate, 0);
            }

            Check.Throws<SynchronizationLockException>(() => Monitor.Exit(gate), NotHeld);
            Check.Throws<SynchronizationLockException>(() => Monitor.Pulse(gate), NotHeld);
        });
        tests.Add("Monitor.WaitAndPulseWithoutEnter", static () =>
        {
            object gate = new();
            Check.Throws<SynchronizationLockException>(() => Monitor.Wait(gate), NotHeld);
            Check.Throws<SynchronizationLockException>(() => Monitor.Wait(gate, 0), NotHeld);
            Check.Throws<SynchronizationLockException>(() => Monitor.Pulse(gate), NotHeld);
            Check.Throws<SynchronizationLockException>(() => Monitor.PulseAll(gate), NotHeld);
        });
        tests.Add("Monitor.LockTakenMustBeFalse", static () => Check.Throws<ArgumentException>(
            static () =>
            {
                bool taken = true;
                Monitor.Enter(new object(), ref taken);
            },
            "Argument must be initialized to false (Parameter 'lockTaken')"));
    }

    private sealed class Guarded
    {
        [MethodImpl(MethodImplOptions.Synchronized)]
        internal static bool IsTypeEnteredInside() => Monitor.IsEntered(typeof(Guarded));

        [MethodImpl(MethodImplOptions.Synchronized)]
        internal bool IsEnteredInside() => Monitor.IsEntered(this);

        [MethodImpl(MethodImplOptions.Synchronized)]
        internal void Throw() => throw new InvalidOperationException("inside");
    }
}
