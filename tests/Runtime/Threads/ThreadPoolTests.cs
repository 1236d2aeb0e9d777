using System.Threading;
using System.Threading.Tasks;

namespace Diesis.Tests.Runtime;

/// <summary>The thread pool, AsyncLocal and ExecutionContext.</summary>
internal static class ThreadPoolTests
{
    internal static void Register(TestList tests)
    {
        RegisterPool(tests);
        RegisterContexts(tests);
    }

    private static void RegisterPool(TestList tests)
    {
        tests.Add("ThreadPool.QueueForms", static () => Await.Run(static async () =>
        {
            TaskCompletionSource<int>[] sources = [new(), new(), new(), new(), new()];
            ThreadPool.QueueUserWorkItem(_ => sources[0].SetResult(1));
            ThreadPool.QueueUserWorkItem(state => sources[1].SetResult((int)state!), 20);
            ThreadPool.QueueUserWorkItem(static state => state.Source.SetResult(state.Value), (Source: sources[2], Value: 300), preferLocal: true);
            ThreadPool.UnsafeQueueUserWorkItem(_ => sources[3].SetResult(4000), null);
            ThreadPool.UnsafeQueueUserWorkItem(new Item(sources[4]), preferLocal: false);
            int sum = 0;
            foreach (TaskCompletionSource<int> source in sources)
            {
                sum += await source.Task;
            }

            Check.Equal(54321, sum);
        }));
        tests.Add("ThreadPool.NullCallback", static () =>
            Check.RecordThrown(static () => ThreadPool.QueueUserWorkItem((WaitCallback)null!)));
        tests.Add("ThreadPool.ManyItems", static () =>
        {
            long sum = 0;
            using CountdownEvent countdown = new(10_000);
            for (int i = 0; i < 10_000; i++)
            {
                ThreadPool.UnsafeQueueUserWorkItem(
                    state =>
                    {
                        Interlocked.Add(ref sum, state);
                        countdown.Signal();
                    },
                    i,
                    preferLocal: i % 2 == 0);
            }

            countdown.Wait();
            Check.Equal(10_000L * 9_999 / 2, sum);
        });
        tests.Add("ThreadPool.ItemsQueueItems", static () =>
        {
            int ran = 0;
            using CountdownEvent countdown = new(1 + 2 + 4 + 8 + 16 + 32 + 64 + 128 + 256 + 512);
            void Spread(int depth)
            {
                Interlocked.Increment(ref ran);
                if (depth > 0)
                {
                    ThreadPool.QueueUserWorkItem(Spread, depth - 1, preferLocal: true);
                    ThreadPool.QueueUserWorkItem(Spread, depth - 1, preferLocal: false);
                }

                countdown.Signal();
            }

            ThreadPool.QueueUserWorkItem(Spread, 9, preferLocal: false);
            countdown.Wait();
            Check.Equal(1023, ran);
        });
        tests.AddThreaded("ThreadPool.RunsOnPoolThreads", static () =>
        {
            bool isPool = Task.Run(static () => Thread.CurrentThread.IsThreadPoolThread).Result;
            bool isBackground = Task.Run(static () => Thread.CurrentThread.IsBackground).Result;
            Check.True(isPool && isBackground);
            Check.False(Thread.CurrentThread.IsThreadPoolThread);
        });
        tests.AddThreaded("ThreadPool.BlockedWorkersAreReplaced", static () =>
        {
            // More blocked items than processors; the last item releases them all.
            int blocked = (Environment.ProcessorCount * 2) + 4;
            using ManualResetEventSlim gate = new();
            using CountdownEvent done = new(blocked);
            for (int i = 0; i < blocked; i++)
            {
                ThreadPool.QueueUserWorkItem(_ =>
                {
                    gate.Wait();
                    done.Signal();
                });
            }

            ThreadPool.QueueUserWorkItem(_ => gate.Set());
            Check.True(done.Wait(Together.Patience), "nobody starves");
        });
        tests.AddThreaded("ThreadPool.NestedWaits", static () =>
        {
            static int Sum(int depth) => depth == 0
                ? 1
                : Task.Run(() => Sum(depth - 1)).Result + Task.Run(() => Sum(depth - 1)).Result;
            Check.Equal(128, Sum(7));
        });
        tests.AddThreaded("ThreadPool.ManyProducers", static () =>
        {
            int ran = 0;
            using CountdownEvent done = new(4 * 2_000);
            Together.Run(4, _ =>
            {
                for (int i = 0; i < 2_000; i++)
                {
                    ThreadPool.UnsafeQueueUserWorkItem(
                        _ =>
                        {
                            Interlocked.Increment(ref ran);
                            done.Signal();
                        },
                        null);
                }
            });
            Check.True(done.Wait(Together.Patience));
            Check.Equal(8_000, ran);
        });
        tests.AddThreaded("ThreadPool.SleepersAndWorkers", static () =>
        {
            int finished = 0;
            Task[] all = new Task[60];
            for (int i = 0; i < all.Length; i++)
            {
                int index = i;
                all[i] = Task.Run(() =>
                {
                    if (index % 3 == 0)
                    {
                        Thread.Sleep(1);
                    }

                    Interlocked.Increment(ref finished);
                });
            }

            Check.True(Task.WaitAll(all, Together.Patience));
            Check.Equal(60, finished);
        });
    }

    private static void RegisterContexts(TestList tests)
    {
        tests.Add("AsyncLocal.SetAndGet", static () =>
        {
            AsyncLocal<int> local = new();
            Check.Equal(0, local.Value);
            local.Value = 5;
            Check.Equal(5, local.Value);
            local.Value = 0;
            Check.Equal(0, local.Value);
        });
        tests.Add("AsyncLocal.FlowsIntoAsyncMethodsNotOut", static () => Await.Run(static async () =>
        {
            AsyncLocal<string> local = new() { Value = "outer" };
            await Inner();
            Check.Equal("outer", local.Value);

            async Task Inner()
            {
                Check.Equal("outer", local.Value);
                local.Value = "inner";
                await Task.Yield();
                Check.Equal("inner", local.Value);
            }
        }));
        tests.Add("AsyncLocal.SynchronousPartIsUndoneToo", static () => Await.Run(static async () =>
        {
            AsyncLocal<int> local = new() { Value = 1 };
            Task inner = Inner();
            Check.Equal(1, local.Value);
            await inner;

            async Task Inner()
            {
                local.Value = 2;
                await Task.CompletedTask;
            }
        }));
        tests.Add("AsyncLocal.FlowsToTasksTimersAndPool", static () => Await.Run(static async () =>
        {
            AsyncLocal<int> local = new() { Value = 7 };
            Check.Equal(7, await Task.Run(() => local.Value));
            TaskCompletionSource<int> queued = new();
            ThreadPool.QueueUserWorkItem(_ => queued.SetResult(local.Value));
            Check.Equal(7, await queued.Task);
            TaskCompletionSource<int> unsafeQueued = new();
            ThreadPool.UnsafeQueueUserWorkItem(_ => unsafeQueued.SetResult(local.Value), null);
            Check.Equal(0, await unsafeQueued.Task);
            TaskCompletionSource<int> fired = new();
            using Timer timer = new(_ => fired.TrySetResult(local.Value), null, 1, -1);
            Check.Equal(7, await fired.Task);
            Check.Equal(7, await Task.CompletedTask.ContinueWith(_ => local.Value));
            Check.Equal(7, local.Value);
        }));
        tests.Add("AsyncLocal.ParallelFlowsAreSeparate", static () => Await.Run(static async () =>
        {
            AsyncLocal<int> local = new();
            Task<int>[] flows = new Task<int>[10];
            for (int i = 0; i < flows.Length; i++)
            {
                flows[i] = Flow(i + 1);
            }

            int[] results = await Task.WhenAll(flows);
            for (int i = 0; i < results.Length; i++)
            {
                Check.Equal((i + 1) * 3, results[i]);
            }

            Check.Equal(0, local.Value);

            async Task<int> Flow(int start)
            {
                local.Value = start;
                await Task.Yield();
                local.Value += start;
                await Task.Delay(1);
                local.Value += start;
                await Task.Yield();
                return local.Value;
            }
        }));
        tests.Add("AsyncLocal.HandlerOnSet", static () =>
        {
            List<string> changes = [];
            AsyncLocal<string?> local = new(change => changes.Add(
                (change.PreviousValue ?? "null") + ">" + (change.CurrentValue ?? "null") + (change.ThreadContextChanged ? "!" : "")));
            local.Value = "a";
            local.Value = "b";
            local.Value = null;
            Check.Equal("null>a a>b b>null", string.Join(" ", changes));
        });
        tests.Add("ExecutionContext.Run", static () =>
        {
            AsyncLocal<int> local = new() { Value = 1 };
            ExecutionContext captured = ExecutionContext.Capture()!;
            local.Value = 2;
            int inside = 0;
            ExecutionContext.Run(
                captured,
                _ =>
                {
                    inside = local.Value;
                    local.Value = 3;
                },
                null);
            Check.Equal(1, inside);
            Check.Equal(2, local.Value);
        });
        tests.AddThreaded("AsyncLocal.FlowsToThreads", static () =>
        {
            AsyncLocal<int> local = new() { Value = 9 };
            int plain = 0;
            int unsafeValue = -1;
            Thread flowing = new(() => plain = local.Value);
            Thread bare = new(() => unsafeValue = local.Value);
            flowing.Start();
            bare.UnsafeStart();
            flowing.Join();
            bare.Join();
            Check.Equal(9, plain);
            Check.Equal(0, unsafeValue);
        });
    }

    private sealed class Item(TaskCompletionSource<int> source) : IThreadPoolWorkItem
    {
        public void Execute() => source.SetResult(50000);
    }
}
