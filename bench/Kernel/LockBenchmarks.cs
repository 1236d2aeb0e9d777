using System.Collections.Generic;
using System.Threading;
using SpinLock = Diesis.Platform.Locks.SpinLock;
using LockRank = Diesis.Platform.Locks.LockRank;

namespace Diesis.Bench.Kernel;

/// <summary>Locks that nobody else wants.</summary>
internal static class LockBenchmarks
{
    private static readonly object s_gate = new();
    private static readonly Diesis.Core.Synchronization.Mutex s_mutex = new(LockRank.None);
    private static SpinLock s_spin = new(LockRank.None);

    internal static void Register(List<KernelBenchmark> benchmarks)
    {
        benchmarks.Add(new LoopBenchmark("Lock.Spin", static count =>
        {
            for (int i = 0; i < count; i++)
            {
                using SpinLock.Scope held = s_spin.Enter();
            }
        }));
        benchmarks.Add(new LoopBenchmark("Lock.Mutex", static count =>
        {
            for (int i = 0; i < count; i++)
                s_mutex.Enter().Dispose();
        }));
        benchmarks.Add(new LoopBenchmark("Lock.Monitor", static count =>
        {
            for (int i = 0; i < count; i++)
            {
                Monitor.Enter(s_gate);
                Monitor.Exit(s_gate);
            }
        }));
    }
}
