using System.Threading;

namespace Diesis.Bench.Runtime;

/// <summary>Locks without and with contention, atomic instructions.</summary>
internal static class LockBenchmarks
{
    private const int Count = 1000;
    private const int Contended = 20_000;

    private static readonly Lock s_lock = new();
    private static readonly object s_monitor = new();
    private static int s_counter;
    private static long s_wide;
    private static object? s_reference;

    internal static void Register(BenchmarkList benchmarks)
    {
        benchmarks.Add("Lock.Monitor", Count, static () =>
        {
            for (int i = 0; i < Count; i++)
            {
                lock (s_monitor)
                {
                    s_counter++;
                }
            }

            return s_counter;
        });
        benchmarks.Add("Lock.Lock", Count, static () =>
        {
            for (int i = 0; i < Count; i++)
            {
                lock (s_lock)
                {
                    s_counter++;
                }
            }

            return s_counter;
        });
        benchmarks.Add("Lock.SemaphoreSlim", Count, static () =>
        {
            using SemaphoreSlim semaphore = new(1);
            for (int i = 0; i < Count; i++)
            {
                semaphore.Wait();
                semaphore.Release();
            }

            return semaphore.CurrentCount;
        });
        benchmarks.Add("Interlocked.Add", Count, static () =>
        {
            for (int i = 0; i < Count; i++)
            {
                Interlocked.Increment(ref s_counter);
                Interlocked.Add(ref s_wide, i);
            }

            return s_counter;
        });
        benchmarks.Add("Interlocked.Exchange", Count, static () =>
        {
            for (int i = 0; i < Count; i++)
            {
                Interlocked.CompareExchange(ref s_reference, s_monitor, null);
                Interlocked.Exchange(ref s_reference, "other");
            }

            return s_counter;
        });
        benchmarks.AddThreaded("Lock.Contended2", 2 * Contended, static () => Contend(2, UseMonitor));
        benchmarks.AddThreaded("Lock.Contended4", 4 * Contended, static () => Contend(4, UseMonitor));
        benchmarks.AddThreaded("Lock.ContendedLock4", 4 * Contended, static () => Contend(4, UseLock));
        benchmarks.AddThreaded("Thread.StartJoin", 1, static () => Contend(1, static () => { }));
    }

    private static int Contend(int threads, ThreadStart work)
    {
        Thread[] workers = new Thread[threads];
        for (int i = 0; i < threads; i++)
        {
            workers[i] = new Thread(work);
            workers[i].Start();
        }

        foreach (Thread worker in workers)
        {
            worker.Join();
        }

        return s_counter;
    }

    private static void UseMonitor()
    {
        for (int i = 0; i < Contended; i++)
        {
            lock (s_monitor)
            {
                s_counter++;
            }
        }
    }

    private static void UseLock()
    {
        for (int i = 0; i < Contended; i++)
        {
            lock (s_lock)
            {
                s_counter++;
            }
        }
    }
}
