using System.Collections.Generic;
using System.Threading;
using Diesis.Platform.Threads;

namespace Diesis.Bench.Kernel;

/// <summary>Two threads on one processor that hand it to each other.</summary>
internal static class ThreadBenchmarks
{
    private const ulong FirstProcessor = 1;

    internal static void Register(List<KernelBenchmark> benchmarks)
    {
        Scheduler.SetAffinity(KernelThread.Current!, FirstProcessor);
        benchmarks.Add(new SwitchBenchmark());
        benchmarks.Add(new WakeBenchmark());
        benchmarks.Add(new CreateBenchmark());
    }

    /// <summary>Both yield for ever: each turn is a switch there and one back.</summary>
    private sealed class SwitchBenchmark() : KernelBenchmark("Thread.Switch")
    {
        private KernelThread? _partner;
        private bool _ends;

        internal override int PerTurn => 2;

        internal override void Prepare(int count)
        {
            _ends = false;
            _partner = KernelThread.Start("switch", () =>
            {
                while (!Volatile.Read(ref _ends))
                    Scheduler.Yield();
            }, affinity: FirstProcessor);
            Scheduler.Yield();
        }

        internal override void Run(int count)
        {
            for (int i = 0; i < count; i++)
                Scheduler.Yield();
        }

        internal override void CleanUp(int count)
        {
            Volatile.Write(ref _ends, true);
            _partner!.Managed.Join();
        }
    }

    /// <summary>A thread wakes another and waits to be woken by it: from the release of a semaphore to running, one way.</summary>
    private sealed class WakeBenchmark() : KernelBenchmark("Thread.WakeToRunning")
    {
        private readonly SemaphoreSlim _there = new(0);
        private readonly SemaphoreSlim _back = new(0);
        private KernelThread? _partner;

        internal override int PerTurn => 2;

        internal override void Prepare(int count)
        {
            _partner = KernelThread.Start("wake", () =>
            {
                for (int i = 0; i < count; i++)
                {
                    _there.Wait();
                    _back.Release();
                }
            }, affinity: FirstProcessor);
            Scheduler.Yield();
        }

        internal override void Run(int count)
        {
            for (int i = 0; i < count; i++)
            {
                _there.Release();
                _back.Wait();
            }
        }

        internal override void CleanUp(int count) => _partner!.Managed.Join();
    }

    /// <summary>A thread that does nothing: started, run, joined.</summary>
    private sealed class CreateBenchmark() : KernelBenchmark("Thread.StartJoin")
    {
        internal override int Count => 100;

        internal override void Run(int count)
        {
            for (int i = 0; i < count; i++)
                KernelThread.Start("empty", static () => { }, affinity: FirstProcessor).Managed.Join();
        }
    }
}
