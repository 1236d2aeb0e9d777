using System.Threading;

namespace Diesis.Tests.Runtime;

/// <summary>Events of all kinds, CountdownEvent, Barrier.</summary>
internal static class EventTests
{
    internal static void Register(TestList tests)
    {
        RegisterEvents(tests);
        RegisterCountdowns(tests);
        RegisterBarriers(tests);
    }

    private static void RegisterEvents(TestList tests)
    {
        tests.Add("ManualResetEvent.StaysSet", static () =>
        {
            using ManualResetEvent gate = new(false);
            Check.False(gate.WaitOne(0));
            Check.False(gate.WaitOne(2));
            Check.True(gate.Set());
            Check.True(gate.WaitOne());
            Check.True(gate.WaitOne(0));
            Check.True(gate.Reset());
            Check.False(gate.WaitOne(0));
        });
        tests.Add("AutoResetEvent.ResetsItself", static () =>
        {
            using AutoResetEvent gate = new(true);
            Check.True(gate.WaitOne(0));
            Check.False(gate.WaitOne(0));
            gate.Set();
            gate.Set();
            Check.True(gate.WaitOne(TimeSpan.FromMilliseconds(1)));
            Check.False(gate.WaitOne(1));
        });
        tests.Add("EventWaitHandle.Modes", static () =>
        {
            using EventWaitHandle manual = new(true, EventResetMode.ManualReset);
            using EventWaitHandle auto = new(true, EventResetMode.AutoReset);
            Check.True(manual.WaitOne(0) && manual.WaitOne(0));
            Check.True(auto.WaitOne(0) && !auto.WaitOne(0));
        });
        tests.Add("WaitHandle.AnyAndAll", static () =>
        {
            ManualResetEvent first = new(false);
            AutoResetEvent second = new(false);
            WaitHandle[] both = [first, second];
            Check.Equal(WaitHandle.WaitTimeout, WaitHandle.WaitAny(both, 1));
            second.Set();
            Check.Equal(1, WaitHandle.WaitAny(both, 1));
            Check.Equal(WaitHandle.WaitTimeout, WaitHandle.WaitAny(both, 0));
            first.Set();
            Check.Equal(0, WaitHandle.WaitAny(both));
            second.Set();
            Check.True(WaitHandle.WaitAll(both, 1));
        });
        tests.Add("ManualResetEventSlim.Basics", static () =>
        {
            ManualResetEventSlim gate = new();
            Check.False(gate.IsSet);
            Check.False(gate.Wait(0));
            Check.False(gate.Wait(2));
            gate.Set();
            Check.True(gate.IsSet);
            gate.Wait();
            Check.True(gate.Wait(TimeSpan.FromMilliseconds(1)));
            gate.Reset();
            Check.False(gate.IsSet);
        });
        tests.Add("ManualResetEventSlim.Handle", static () =>
        {
            ManualResetEventSlim gate = new(true);
            Check.True(gate.WaitHandle.WaitOne(0));
            gate.Reset();
            Check.False(gate.WaitHandle.WaitOne(0));
            gate.Set();
            Check.True(gate.WaitHandle.WaitOne(0));
        });
        tests.Add("ManualResetEventSlim.Cancelled", static () =>
        {
            ManualResetEventSlim gate = new();
            using CancellationTokenSource source = new(3);
            Check.Throws<OperationCanceledException>(() => gate.Wait(source.Token), "The operation was canceled.");
            gate.Set();
            Check.Throws<OperationCanceledException>(() => gate.Wait(source.Token));
        });
        tests.Add("ManualResetEventSlim.Disposed", static () =>
        {
            ManualResetEventSlim gate = new();
            gate.Dispose();
            Check.Throws<ObjectDisposedException>(() => gate.Wait(0));
            Check.Throws<ObjectDisposedException>(gate.Reset);
        });
        tests.AddThreaded("ManualResetEvent.LetsAllThrough", static () =>
        {
            using ManualResetEvent gate = new(false);
            int through = 0;
            Together.Run(5, index =>
            {
                if (index == 0)
                {
                    Thread.Sleep(5);
                    Check.Equal(0, through);
                    gate.Set();
                }
                else
                {
                    Check.True(gate.WaitOne(Together.Patience));
                    Interlocked.Increment(ref through);
                }
            });
            Check.Equal(4, through);
        });
        tests.AddThreaded("AutoResetEvent.PingPong", static () =>
        {
            using AutoResetEvent ping = new(false);
            using AutoResetEvent pong = new(false);
            int turns = 0;
            Together.Run(2, index =>
            {
                for (int i = 0; i < 1_000; i++)
                {
                    if (index == 0)
                    {
                        turns++;
                        ping.Set();
                        pong.WaitOne();
                    }
                    else
                    {
                        ping.WaitOne();
                        turns++;
                        pong.Set();
                    }
                }
            });
            Check.Equal(2_000, turns);
        });
        tests.AddThreaded("AutoResetEvent.OneForEachSet", static () =>
        {
            using AutoResetEvent gate = new(false);
            int through = 0;
            Together.Run(4, index =>
            {
                if (index > 0)
                {
                    Check.True(gate.WaitOne(Together.Patience));
                    Interlocked.Increment(ref through);
                    return;
                }

                for (int i = 1; i <= 3; i++)
                {
                    int expected = i;
                    gate.Set();
                    Together.Until(() => Volatile.Read(ref through) >= expected, "one went through");
                }

                Check.False(gate.WaitOne(0));
            });
            Check.Equal(3, through);
        });
        tests.AddThreaded("ManualResetEventSlim.Rounds", static () =>
        {
            ManualResetEventSlim[] gates = new ManualResetEventSlim[200];
            for (int i = 0; i < gates.Length; i++)
            {
                gates[i] = new ManualResetEventSlim();
            }

            int passed = 0;
            Together.Run(3, index =>
            {
                foreach (ManualResetEventSlim gate in gates)
                {
                    if (index == 0)
                    {
                        gate.Set();
                    }
                    else
                    {
                        Check.True(gate.Wait(Together.Patience));
                        Interlocked.Increment(ref passed);
                    }
                }
            });
            Check.Equal(400, passed);
        });
    }

    private static void RegisterCountdowns(TestList tests)
    {
        tests.Add("CountdownEvent.Basics", static () =>
        {
            CountdownEvent countdown = new(3);
            Check.Equal(3, countdown.InitialCount);
            Check.False(countdown.Signal());
            Check.Equal(2, countdown.CurrentCount);
            countdown.AddCount();
            Check.Equal(3, countdown.CurrentCount);
            Check.False(countdown.Wait(1));
            Check.True(countdown.Signal(3));
            Check.True(countdown.IsSet);
            countdown.Wait();
            Check.False(countdown.TryAddCount());
            countdown.Reset(1);
            Check.False(countdown.IsSet);
            Check.Equal(1, countdown.InitialCount);
        });
        tests.Add("CountdownEvent.Errors", static () =>
        {
            Check.RecordThrown(static () => _ = new CountdownEvent(-1));
            Check.RecordThrown(static () => new CountdownEvent(1).Signal(2));
            Check.RecordThrown(static () => new CountdownEvent(0).Signal());
            Check.RecordThrown(static () => new CountdownEvent(0).AddCount());
            Check.RecordThrown(static () => new CountdownEvent(1).Signal(0));
            Check.RecordThrown(static () => new CountdownEvent(1).AddCount(int.MaxValue));
        });
        tests.AddThreaded("CountdownEvent.WaitsForAll", static () =>
        {
            using CountdownEvent countdown = new(6);
            int work = 0;
            Together.Run(7, index =>
            {
                if (index == 0)
                {
                    Check.True(countdown.Wait(Together.Patience));
                    Check.Equal(6, Volatile.Read(ref work));
                }
                else
                {
                    Interlocked.Increment(ref work);
                    countdown.Signal();
                }
            });
        });
    }

    private static void RegisterBarriers(TestList tests)
    {
        tests.Add("Barrier.OneParticipant", static () =>
        {
            int actions = 0;
            Barrier barrier = new(1, _ => actions++);
            barrier.SignalAndWait();
            barrier.SignalAndWait();
            Check.Equal(2, actions);
            Check.Equal(2L, barrier.CurrentPhaseNumber);
            Check.Equal(1, barrier.ParticipantsRemaining);
        });
        tests.Add("Barrier.AddAndRemove", static () =>
        {
            Barrier barrier = new(0);
            Check.Equal(0L, barrier.AddParticipants(2));
            Check.Equal(2, barrier.ParticipantCount);
            Check.False(barrier.SignalAndWait(2));
            Check.Equal(2, barrier.ParticipantsRemaining);
            barrier.RemoveParticipant();
            Check.True(barrier.SignalAndWait(2));
            Check.Equal(1L, barrier.CurrentPhaseNumber);
        });
        tests.Add("Barrier.ActionFails", static () =>
        {
            Barrier barrier = new(1, static _ => throw new InvalidOperationException("inner"));
            Check.Throws<BarrierPostPhaseException>(barrier.SignalAndWait);
            Check.Equal(1L, barrier.CurrentPhaseNumber);
        });
        tests.Add("Barrier.Errors", static () =>
        {
            Check.RecordThrown(static () => new Barrier(0).SignalAndWait());
            Check.RecordThrown(static () => new Barrier(1).AddParticipants(0));
            Check.RecordThrown(static () => _ = new Barrier(-1));
        });
        foreach (int threads in new int[] { 2, 4, 7 })
        {
            tests.AddThreaded("Barrier.Phases" + threads.ToString(), () =>
            {
                const int Phases = 100;
                int[] counts = new int[Phases];
                long order = 0;
                using Barrier barrier = new(threads, self => order = (order * 31) + self.CurrentPhaseNumber);
                Together.Run(threads, _ =>
                {
                    for (int phase = 0; phase < Phases; phase++)
                    {
                        Interlocked.Increment(ref counts[phase]);
                        barrier.SignalAndWait();
                        Check.Equal(threads, counts[phase]);
                    }
                });
                Check.Equal((long)Phases, barrier.CurrentPhaseNumber);
                Check.Record(order);
            });
        }
    }
}
