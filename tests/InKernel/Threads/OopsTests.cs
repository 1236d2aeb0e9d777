using System;
using System.Text;
using System.Threading;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Locks;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Tests.InKernel;

/// <summary>Planted faults: what dies is told with its trace, what it held is free again, and the machine goes on.</summary>
internal static class OopsTests
{
    private const int Patience = 60_000;

    private static SpinLock s_lock = new(LockRank.None);

    internal static void Register(TestList tests)
    {
        tests.Add("Oops.ExceptionEndsTheThreadAlone", () => OneOops(() => throw new InvalidOperationException("planted"), "InvalidOperationException: planted"));
        tests.Add("Oops.NullReference", () => OneOops(() => Touch(null), "NullReferenceException"));
        tests.Add("Oops.BadIndex", () => OneOops(() => Read([1, 2], 5), "IndexOutOfRangeException"));
        tests.Add("Oops.DivisionByZero", () => OneOops(() => Divide(1, 0), "DivideByZeroException"));
        tests.Add("Oops.BadCast", () => OneOops(() => Unbox("text"), "InvalidCastException"));
        tests.Add("Oops.TraceNamesTheMethods", () => OneOops(() => Touch(null), "OopsTests.Touch("));
        tests.Add("Oops.NamesTheThread", () => OneOops(() => Touch(null), "thread 'victim'"));
        tests.Add("Oops.LockIsReleased", () =>
        {
            object gate = new();
            OneOops(() =>
            {
                lock (gate)
                    Touch(null);
            }, "NullReferenceException");
            Check.True(Monitor.TryEnter(gate, Patience), "the lock is free");
            Monitor.Exit(gate);
        });
        tests.Add("Oops.SpinLockIsReleased", () =>
        {
            OneOops(() =>
            {
                using SpinLock.Scope held = s_lock.Enter();
                Touch(null);
            }, "NullReferenceException");
            using (s_lock.Enter())
            {
            }
            Check.True(Processor.InterruptsEnabled, "interrupts are on");
        });
        tests.Add("Oops.FinallyHandlersRun", () =>
        {
            int cleaned = 0;
            OneOops(() =>
            {
                try
                {
                    Touch(null);
                }
                finally
                {
                    cleaned = 1;
                }
            }, "NullReferenceException");
            Check.Equal(1, cleaned);
        });
        tests.Add("Oops.PreemptionIsOnAgain", () =>
        {
            OneOops(() =>
            {
                using Preemption.Scope held = Preemption.Disable();
                Touch(null);
            }, "NullReferenceException");
            KernelThread.Start("after", () => Thread.Sleep(1), ThreadPriority.Normal).Managed.Join(Patience);
        });
        tests.Add("Oops.InATimer", () => OneOops(() =>
        {
            FaultyTimer timer = new();
            Timers.Arm(timer, Clock.Monotonic);
            KernelTest.WaitUntil(() => Volatile.Read(ref timer.Calls) != 0, "the timer runs");
        }, "timer", endsByIt: false));
        tests.Add("Oops.InAnInterruptHandler", () => OneOops(() =>
        {
            FaultyHandler handler = new();
            int vector = InterruptVectors.Allocate(handler);
            LocalInterrupts.Send(0, vector);
            KernelTest.WaitUntil(() => Volatile.Read(ref handler.Calls) != 0, "the interrupt comes");
            Thread.Sleep(1);
            InterruptVectors.Remove(handler);
        }, "interrupt handler 'faulty'", endsByIt: false));
        tests.Add("Oops.AHandlerThatAlwaysFaultsIsLeftOut", () =>
        {
            FaultyHandler handler = new();
            int vector = InterruptVectors.Allocate(handler);
            for (int i = 0; i < 40; i++)
            {
                LocalInterrupts.Send(0, vector);
                KernelTest.Spin(1);
            }
            InterruptVectors.Remove(handler);
            Check.True(handler.Calls <= 16, "asked " + handler.Calls.ToString() + " times");
        });
        tests.Add("Oops.ManyThreadsAtOnce", () =>
        {
            int before = Oops.Count;
            Thread[] threads = new Thread[12];
            for (int i = 0; i < threads.Length; i++)
                threads[i] = KernelThread.Start("victim", () => Touch(null)).Managed;
            foreach (Thread thread in threads)
                Check.True(thread.Join(Patience), "a victim ends");
            Check.Equal(12, Oops.Count - before);
        });
        tests.Add("Oops.CaughtExceptionsAreNone", () =>
        {
            int before = Oops.Count;
            KernelThread.Start("careful", () =>
            {
                try
                {
                    Touch(null);
                }
                catch (NullReferenceException)
                {
                }
            }).Managed.Join(Patience);
            Check.Equal(before, Oops.Count);
        });
    }

    private sealed class Box
    {
        internal int Value;
    }

    private sealed class FaultyTimer : KernelTimer
    {
        internal int Calls;

        protected internal override void OnTimer()
        {
            Volatile.Write(ref Calls, Calls + 1);
            Touch(null);
        }
    }

    private sealed class FaultyHandler() : InterruptHandler("faulty")
    {
        internal int Calls;

        protected internal override bool OnInterrupt()
        {
            Volatile.Write(ref Calls, Calls + 1);
            Touch(null);
            return true;
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Touch(Box? box) => box!.Value++;

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static int Read(int[] values, int index) => values[index];

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static int Divide(int dividend, int divisor) => dividend / divisor;

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static int Unbox(object value) => (int)value;

    /// <summary>Runs a body in a thread, and looks for exactly one oops with a text in the log.</summary>
    private static void OneOops(Action body, string text, bool endsByIt = true)
    {
        LogCursor cursor = KernelLog.End;
        int before = Oops.Count;
        Thread victim = KernelThread.Start("victim", body).Managed;
        Check.True(victim.Join(Patience), "the victim ends");
        Check.Equal(1, Oops.Count - before);
        string log = ReadLog(cursor);
        Check.True(log.Contains(text), "the log says " + text + ": " + log);
        if (endsByIt)
            Check.True(log.Contains("processor"), "the log says where");
    }

    private static string ReadLog(LogCursor cursor)
    {
        StringBuilder text = new();
        byte[] buffer = new byte[KernelLog.MaximumRecord];
        while (KernelLog.TryRead(ref cursor, buffer, out LogRecord record))
            text.Append(Encoding.UTF8.GetString(buffer.AsSpan(0, record.TagLength + record.TextLength))).Append('\n');
        return text.ToString();
    }
}
