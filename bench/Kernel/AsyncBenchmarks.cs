using System.Collections.Generic;
using System.Threading.Tasks;
using Diesis.Core.Async;

namespace Diesis.Bench.Kernel;

/// <summary>Asynchronous work on the executor of the first processor.</summary>
internal static class AsyncBenchmarks
{
    internal static void Register(List<KernelBenchmark> benchmarks)
    {
        benchmarks.Add(new LoopBenchmark("Async.Yield", static count => YieldAsync(count).Wait()));
        benchmarks.Add(new ChannelBenchmark());
        benchmarks.Add(new WakeableBenchmark());
    }

    private static async Task YieldAsync(int count)
    {
        for (int i = 0; i < count; i++)
            await Task.Yield();
    }

    /// <summary>Two methods that wake each other through channels: from writing an item to the reader's next line.</summary>
    private sealed class ChannelBenchmark() : KernelBenchmark("Async.Wake")
    {
        private readonly Channel<int> _there = new();
        private readonly Channel<int> _back = new();

        internal override int PerTurn => 2;

        internal override void Run(int count) => Task.WhenAll(SendAsync(count), AnswerAsync(count)).Wait();

        private async Task SendAsync(int count)
        {
            await Task.Yield();
            for (int i = 0; i < count; i++)
            {
                _there.TryWrite(i);
                await _back.ReadAsync();
            }
        }

        private async Task AnswerAsync(int count)
        {
            await Task.Yield();
            for (int i = 0; i < count; i++)
            {
                await _there.ReadAsync();
                _back.TryWrite(i);
            }
        }
    }

    /// <summary>What an interrupt handler does to get work done later: into the wake set, out of it, run.</summary>
    private sealed class WakeableBenchmark() : KernelBenchmark("Async.WakeSet")
    {
        internal override void Run(int count)
        {
            Chain chain = new(count);
            chain.Wake();
            chain.Done.Task.Wait();
        }
    }

    private sealed class Chain(int turns) : Wakeable(Executors.Of(0).WakeSet)
    {
        private int _left = turns;

        internal TaskCompletionSource Done { get; } = new();

        protected override void OnWake()
        {
            if (--_left > 0)
                Wake();
            else
                Done.SetResult();
        }
    }
}
