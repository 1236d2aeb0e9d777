using System.Threading;
using System.Threading.Tasks;

namespace Diesis.Bench.Runtime;

/// <summary>Async methods that complete at once, that yield, and two that pass a token to and fro.</summary>
internal static class AsyncBenchmarks
{
    private const int Count = 1000;

    internal static void Register(BenchmarkList benchmarks)
    {
        benchmarks.Add("Async.CompletedValueTask", Count, static () => AwaitCompletedAsync().GetAwaiter().GetResult());
        benchmarks.Add("Async.CompletedTask", Count, static () => AwaitTasksAsync().GetAwaiter().GetResult());
        benchmarks.AddThreaded("Async.Yield", Count, static () => Task.Run(YieldAsync).GetAwaiter().GetResult());
        benchmarks.AddThreaded("Async.PingPong", Count, static () =>
        {
            using SemaphoreSlim ping = new(0);
            using SemaphoreSlim pong = new(0);
            Task<int> server = Task.Run(() => PassAsync(ping, pong));
            Task<int> client = Task.Run(() => ReturnAsync(pong, ping));
            return server.GetAwaiter().GetResult() + client.GetAwaiter().GetResult();
        });
        benchmarks.AddThreaded("Async.RunAndWait", 100, static () =>
        {
            int sum = 0;
            for (int i = 0; i < 100; i++)
            {
                sum += Task.Run(static () => 1).GetAwaiter().GetResult();
            }

            return sum;
        });
        benchmarks.AddThreaded("Async.WhenAll", 100, static () =>
        {
            Task<int>[] tasks = new Task<int>[100];
            for (int i = 0; i < tasks.Length; i++)
            {
                tasks[i] = Task.Run(static () => 1);
            }

            return Task.WhenAll(tasks).GetAwaiter().GetResult().Length;
        });
    }

    private static async Task<int> AwaitCompletedAsync()
    {
        int sum = 0;
        for (int i = 0; i < Count; i++)
        {
            sum += await CompletedAsync(i);
        }

        return sum;
    }

    private static async ValueTask<int> CompletedAsync(int value)
    {
        await Task.CompletedTask;
        return value;
    }

    private static async Task<int> AwaitTasksAsync()
    {
        int sum = 0;
        for (int i = 0; i < Count; i++)
        {
            sum += await TaskAsync(i + 1000);
        }

        return sum;
    }

    private static async Task<int> TaskAsync(int value)
    {
        await Task.CompletedTask;
        return value;
    }

    private static async Task<int> YieldAsync()
    {
        for (int i = 0; i < Count; i++)
        {
            await Task.Yield();
        }

        return Count;
    }

    private static async Task<int> PassAsync(SemaphoreSlim own, SemaphoreSlim other)
    {
        for (int i = 0; i < Count; i++)
        {
            other.Release();
            await own.WaitAsync();
        }

        return Count;
    }

    private static async Task<int> ReturnAsync(SemaphoreSlim own, SemaphoreSlim other)
    {
        for (int i = 0; i < Count; i++)
        {
            await own.WaitAsync();
            other.Release();
        }

        return Count;
    }
}
