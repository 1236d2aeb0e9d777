using System.Threading;

namespace Diesis.Tests.Runtime;

/// <content>Monitors between threads.</content>
internal static partial class MonitorTests
{
    private static void RegisterThreaded(TestList tests)
    {
        tests.AddThreaded("Monitor.ExcludesOthers", static () =>
        {
            object gate = new();
            long plain = 0;
            Together.Run(4, _ =>
            {
                for (int i = 0; i < 20_000; i++)
                {
                    lock (gate)
                    {
                        plain++;
                    }
                }
            });
            Check.Equal(80_000L, plain);
        });
        tests.AddThreaded("Monitor.TryEnterFailsWhenHeld", static () =>
        {
            object gate = new();
            Monitor.Enter(gate);
            Together.Run(1, _ =>
            {
                Check.False(Monitor.TryEnter(gate));
                Check.False(Monitor.TryEnter(gate, 5));
                Check.False(Monitor.IsEntered(gate));
                Check.Throws<SynchronizationLockException>(() => Monitor.Exit(gate), NotHeld);
            });
            Check.True(Monitor.IsEntered(gate));
            Monitor.Exit(gate);
            Together.Run(1, _ => Check.True(Monitor.TryEnter(gate, 0)));
        });
        tests.AddThreaded("Monitor.WaiterGetsPulse", static () =>
        {
            object gate = new();
            bool waiting = false;
            bool pulsed = false;
            Together.Run(2, index =>
            {
                if (index == 0)
                {
                    lock (gate)
                    {
                        waiting = true;
                        pulsed = Monitor.Wait(gate, Together.Patience);
                    }
                }
                else
                {
                    Together.Until(() => Volatile.Read(ref waiting), "the other waits");
                    lock (gate)
                    {
                        Monitor.Pulse(gate);
                    }
                }
            });
            Check.True(pulsed);
        });
        tests.AddThreaded("Monitor.PulseWakesInOrder", static () =>
        {
            object gate = new();
            int waiting = 0;
            List<int> order = [];
            Together.Run(4, index =>
            {
                if (index < 3)
                {
                    Together.Until(() => Volatile.Read(ref waiting) == index, "my turn");
                    lock (gate)
                    {
                        waiting++;
                        Check.True(Monitor.Wait(gate, Together.Patience));
                        order.Add(index);
                    }
                }
                else
                {
                    Together.Until(() => Volatile.Read(ref waiting) == 3, "all wait");
                    for (int i = 0; i < 3; i++)
                    {
                        int before = i;
                        lock (gate)
                        {
                            Monitor.Pulse(gate);
                        }

                        Together.Until(
                            () =>
                            {
                                lock (gate)
                                {
                                    return order.Count > before;
                                }
                            },
                            "one woke");
                    }
                }
            });
            Check.Sequence(new int[] { 0, 1, 2 }, order.ToArray());
        });
        tests.AddThreaded("Monitor.PulseAllWakesAll", static () =>
        {
            object gate = new();
            int waiting = 0;
            int woken = 0;
            Together.Run(6, index =>
            {
                if (index < 5)
                {
                    lock (gate)
                    {
                        waiting++;
                        Check.True(Monitor.Wait(gate, Together.Patience));
                        woken++;
                    }
                }
                else
                {
                    Together.Until(() => Volatile.Read(ref waiting) == 5, "all wait");
                    lock (gate)
                    {
                        Monitor.PulseAll(gate);
                    }
                }
            });
            Check.Equal(5, woken);
        });
        foreach (int threads in new int[] { 2, 4, 8 })
        {
            tests.AddThreaded("Monitor.BoundedBuffer" + threads.ToString(), () => BoundedBuffer(threads));
        }

        tests.AddThreaded("Monitor.NestedLocksOfTwoObjects", static () =>
        {
            object outer = new();
            object inner = new();
            int count = 0;
            Together.Run(3, _ =>
            {
                for (int i = 0; i < 3_000; i++)
                {
                    lock (outer)
                    {
                        lock (inner)
                        {
                            lock (outer)
                            {
                                count++;
                            }
                        }
                    }
                }
            });
            Check.Equal(9_000, count);
        });
        tests.AddThreaded("Monitor.InflationKeepsRecursion", static () =>
        {
            object gate = new();
            int phase = 0;
            Together.Run(2, index =>
            {
                if (index == 0)
                {
                    Monitor.Enter(gate);
                    Monitor.Enter(gate);
                    Monitor.Enter(gate);
                    Volatile.Write(ref phase, 1);
                    Thread.Sleep(20);
                    Monitor.Exit(gate);
                    Check.True(Monitor.IsEntered(gate));
                    Monitor.Exit(gate);
                    Check.Equal(1, Volatile.Read(ref phase));
                    Monitor.Exit(gate);
                    Check.False(Monitor.IsEntered(gate));
                }
                else
                {
                    Together.Until(() => Volatile.Read(ref phase) == 1, "held");
                    lock (gate)
                    {
                        Volatile.Write(ref phase, 2);
                    }
                }
            });
            Check.Equal(2, phase);
        });
    }

    private static void BoundedBuffer(int threads)
    {
        const int PerProducer = 2_000;
        object gate = new();
        Queue<int> buffer = new();
        int producers = threads / 2;
        int consumers = threads - producers;
        int total = producers * PerProducer;
        int taken = 0;
        long sum = 0;
        Together.Run(threads, index =>
        {
            if (index < producers)
            {
                for (int i = 0; i < PerProducer; i++)
                {
                    lock (gate)
                    {
                        while (buffer.Count >= 4)
                        {
                            Monitor.Wait(gate);
                        }

                        buffer.Enqueue((index * PerProducer) + i);
                        Monitor.PulseAll(gate);
                    }
                }
            }
            else
            {
                while (true)
                {
                    lock (gate)
                    {
                        while (buffer.Count == 0 && taken < total)
                        {
                            Monitor.Wait(gate);
                        }

                        if (taken == total)
                        {
                            break;
                        }

                        sum += buffer.Dequeue();
                        taken++;
                        Monitor.PulseAll(gate);
                    }
                }
            }
        });
        Check.Equal(total, taken);
        Check.Equal((long)total * (total - 1) / 2, sum);
        Check.True(consumers > 0);
    }
}
