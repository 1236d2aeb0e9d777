using System.Threading;
using System.Threading.Tasks;

namespace Diesis.Tests.Runtime;

/// <summary>ContinueWith, WhenAll, WhenAny, Unwrap, WaitAsync.</summary>
internal static class TaskContinuationTests
{
    internal static void Register(TestList tests)
    {
        RegisterContinuations(tests);
        RegisterCombinators(tests);
        RegisterWaitAsync(tests);
        RegisterThreaded(tests);
    }

    private static void RegisterContinuations(TestList tests)
    {
        tests.Add("Task.ContinueWithForms", static () =>
        {
            Task plain = Task.CompletedTask;
            Task<int> valued = Task.FromResult(3);
            int seen = 0;
            plain.ContinueWith(_ => { seen += 1; }).Wait();
            plain.ContinueWith((_, state) => { seen += (int)state!; }, 10).Wait();
            Check.Equal(100, plain.ContinueWith(static _ => 100).Result);
            Check.Equal(200, plain.ContinueWith(static (_, state) => (int)state!, 200).Result);
            valued.ContinueWith(task => { seen += task.Result * 100; }).Wait();
            valued.ContinueWith((task, state) => { seen += task.Result * (int)state!; }, 1000).Wait();
            Check.Equal(6, valued.ContinueWith(static task => task.Result * 2).Result);
            Check.Equal("3!", valued.ContinueWith(static (task, state) => task.Result.ToString() + (string)state!, "!").Result);
            Check.Equal(3311, seen);
        });
        tests.Add("Task.ContinueWithRunsAfter", static () =>
        {
            TaskCompletionSource<int> source = new();
            Task<int> chain = source.Task.ContinueWith(static t => t.Result + 1).ContinueWith(static t => t.Result * 2);
            Check.False(chain.IsCompleted);
            source.SetResult(4);
            Check.Equal(10, chain.Result);
        });
        tests.Add("Task.ContinueWithSeesFailure", static () =>
        {
            string text = Task.FromException(new FormatException("x")).ContinueWith(static t => t.Exception!.InnerException!.Message).Result;
            Check.Equal("x", text);
            Check.True(Task.FromCanceled(new CancellationToken(true)).ContinueWith(static t => t.IsCanceled).Result);
        });
        foreach (TaskContinuationOptions options in new TaskContinuationOptions[]
            {
                TaskContinuationOptions.OnlyOnRanToCompletion, TaskContinuationOptions.OnlyOnFaulted, TaskContinuationOptions.OnlyOnCanceled,
                TaskContinuationOptions.NotOnRanToCompletion, TaskContinuationOptions.NotOnFaulted, TaskContinuationOptions.NotOnCanceled,
            })
        {
            tests.Add("Task.ContinueWithOption" + ((int)options).ToString(), () =>
            {
                Task[] ended =
                [
                    Task.CompletedTask, Task.FromException(new FormatException()), Task.FromCanceled(new CancellationToken(true)),
                ];
                foreach (Task task in ended)
                {
                    Task continuation = task.ContinueWith(static _ => { }, options);
                    Task.WaitAny(continuation);
                    Check.Record((long)continuation.Status);
                }
            });
        }

        tests.Add("Task.ExecuteSynchronously", static () =>
        {
            TaskCompletionSource source = new();
            bool ran = false;
            source.Task.ContinueWith(_ => ran = true, TaskContinuationOptions.ExecuteSynchronously);
            source.SetResult();
            Check.True(ran);
        });
        tests.Add("Task.ContinueWithCancelled", static () =>
        {
            using CancellationTokenSource cancellation = new();
            TaskCompletionSource source = new();
            bool ran = false;
            Task continuation = source.Task.ContinueWith(_ => ran = true, cancellation.Token);
            cancellation.Cancel();
            Check.True(continuation.IsCanceled);
            source.SetResult();
            Check.False(ran);
            Check.True(Task.CompletedTask.ContinueWith(static _ => { }, cancellation.Token).IsCanceled);
        });
        tests.Add("Task.ContinueWithArguments", static () =>
        {
            Check.RecordThrown(static () => Task.CompletedTask.ContinueWith((Action<Task>)null!));
            Check.RecordThrown(static () => Task.CompletedTask.ContinueWith((Func<Task, int>)null!));
            Check.RecordThrown(static () => Task.CompletedTask.ContinueWith(
                static _ => { },
                TaskContinuationOptions.NotOnCanceled | TaskContinuationOptions.NotOnFaulted | TaskContinuationOptions.NotOnRanToCompletion));
            Check.RecordThrown(static () => Task.CompletedTask.ContinueWith(
                static _ => { }, TaskContinuationOptions.LongRunning | TaskContinuationOptions.ExecuteSynchronously));
        });
        tests.Add("Task.ManyContinuationsInOrder", static () =>
        {
            TaskCompletionSource source = new();
            List<int> order = [];
            for (int i = 0; i < 20; i++)
            {
                int number = i;
                source.Task.ContinueWith(_ => order.Add(number), TaskContinuationOptions.ExecuteSynchronously);
            }

            source.SetResult();
            Check.Equal(20, order.Count);
            for (int i = 0; i < 20; i++)
            {
                Check.Equal(i, order[i]);
            }
        });
        tests.Add("Task.DeepInlineChainKeepsStack", static () => Await.Run(static async () =>
        {
            TaskCompletionSource first = new();
            Task last = first.Task;
            for (int i = 0; i < 50_000; i++)
            {
                last = Next(last);
            }

            first.SetResult();
            await last;

            static async Task Next(Task previous) => await previous;
        }));
        tests.Add("Task.Unwrap", static () =>
        {
            Check.Equal(4, Task.FromResult(Task.FromResult(4)).Unwrap().Result);
            TaskCompletionSource<Task> outer = new();
            TaskCompletionSource inner = new();
            Task unwrapped = outer.Task.Unwrap();
            outer.SetResult(inner.Task);
            Check.False(unwrapped.Wait(1));
            inner.SetException(new FormatException("inner"));
            Check.Throws<AggregateException>(unwrapped.Wait, "One or more errors occurred. (inner)");
            Check.True(Task.FromException<Task>(new FormatException()).Unwrap().IsFaulted);
        });
    }

    private static void RegisterCombinators(TestList tests)
    {
        tests.Add("Task.WhenAllResults", static () =>
        {
            TaskCompletionSource<int> late = new();
            Task<int[]> all = Task.WhenAll(Task.FromResult(1), late.Task, Task.Run(static () => 3));
            Check.False(all.IsCompleted);
            late.SetResult(2);
            Check.Sequence(new int[] { 1, 2, 3 }, all.Result);
        });
        tests.Add("Task.WhenAllForms", static () =>
        {
            Check.True(Task.WhenAll().IsCompletedSuccessfully);
            Check.True(Task.WhenAll(new List<Task>()).IsCompletedSuccessfully);
            Check.Equal(0, Task.WhenAll(Array.Empty<Task<int>>()).Result.Length);
            Task.WhenAll(new List<Task> { Task.CompletedTask, Task.Delay(1) }).Wait();
            Check.Sequence(new int[] { 5 }, Task.WhenAll(new List<Task<int>> { Task.FromResult(5) }).Result);
            Check.RecordThrown(static () => Task.WhenAll((Task[])null!));
            Check.RecordThrown(static () => Task.WhenAll(Task.CompletedTask, null!));
        });
        tests.Add("Task.WhenAllFails", static () =>
        {
            Task all = Task.WhenAll(
                Task.FromException(new FormatException("a")),
                Task.FromCanceled(new CancellationToken(true)),
                Task.FromException(new InvalidOperationException("b")));
            Check.True(all.IsFaulted);
            Check.Equal("One or more errors occurred. (a) (b)", all.Exception!.Message);
            Check.Throws<FormatException>(() => all.GetAwaiter().GetResult(), "a");
        });
        tests.Add("Task.WhenAllCancelled", static () =>
        {
            Task all = Task.WhenAll(Task.CompletedTask, Task.FromCanceled(new CancellationToken(true)));
            Check.True(all.IsCanceled);
        });
        tests.Add("Task.WhenAny", static () =>
        {
            TaskCompletionSource<int> first = new();
            TaskCompletionSource<int> second = new();
            Task<Task<int>> any = Task.WhenAny(first.Task, second.Task);
            Check.False(any.IsCompleted);
            second.SetException(new FormatException());
            Check.Same(second.Task, any.Result);
            first.SetResult(1);
            Check.Same(second.Task, any.Result);
            Check.Same(Task.CompletedTask, Task.WhenAny(new TaskCompletionSource().Task, Task.CompletedTask).Result);
            Check.RecordThrown(static () => Task.WhenAny(Array.Empty<Task>()));
            Check.RecordThrown(static () => Task.WhenAny((Task[])null!));
        });
        tests.Add("Task.WhenAnyOverAndOver", static () => Await.Run(static async () =>
        {
            List<Task<int>> pending = [];
            for (int i = 0; i < 20; i++)
            {
                pending.Add(Later(i));
            }

            int sum = 0;
            while (pending.Count > 0)
            {
                Task<int> ended = await Task.WhenAny(pending);
                pending.Remove(ended);
                sum += await ended;
            }

            Check.Equal(190, sum);

            static async Task<int> Later(int value)
            {
                await Task.Delay(value % 4);
                return value;
            }
        }));
    }

    private static void RegisterWaitAsync(TestList tests)
    {
        tests.Add("Task.WaitAsyncEnds", static () => Await.Run(static async () =>
        {
            TaskCompletionSource<int> source = new();
            Task<int> wait = source.Task.WaitAsync(TimeSpan.FromSeconds(60));
            source.SetResult(3);
            Check.Equal(3, await wait);
            await Task.CompletedTask.WaitAsync(TimeSpan.Zero);
        }));
        tests.Add("Task.WaitAsyncTimesOut", static () => Await.Run(static async () =>
        {
            TaskCompletionSource<int> source = new();
            await Await.Fails<TimeoutException>(source.Task.WaitAsync(TimeSpan.FromMilliseconds(2)), "The operation has timed out.");
            await Await.Fails<TimeoutException>(source.Task.WaitAsync(TimeSpan.Zero), "The operation has timed out.");
        }));
        tests.Add("Task.WaitAsyncIsCancelled", static () => Await.Run(static async () =>
        {
            TaskCompletionSource source = new();
            using CancellationTokenSource cancellation = new();
            Task wait = source.Task.WaitAsync(cancellation.Token);
            cancellation.Cancel();
            await Await.Cancelled(wait);
            await Await.Cancelled(source.Task.WaitAsync(cancellation.Token));
            Check.False(source.Task.IsCompleted);
        }));
        tests.Add("Task.WaitAsyncPassesFailure", static () => Await.Run(static async () =>
        {
            TaskCompletionSource source = new();
            Task wait = source.Task.WaitAsync(TimeSpan.FromSeconds(60));
            source.SetException(new FormatException("f"));
            await Await.Fails<FormatException>(wait, "f");
        }));
    }

    private static void RegisterThreaded(TestList tests)
    {
        tests.AddThreaded("Task.ContinuationsAddedWhileEnding", static () =>
        {
            int calls = 0;
            for (int round = 0; round < 200; round++)
            {
                TaskCompletionSource source = new();
                Together.Run(3, index =>
                {
                    if (index == 0)
                    {
                        source.SetResult();
                        return;
                    }

                    for (int i = 0; i < 5; i++)
                    {
                        source.Task.ContinueWith(_ => Interlocked.Increment(ref calls), TaskContinuationOptions.ExecuteSynchronously).Wait();
                    }
                });
            }

            Check.Equal(2_000, calls);
        });
        tests.AddThreaded("Task.WhenAllOfManyThreads", static () =>
        {
            TaskCompletionSource<int>[] sources = new TaskCompletionSource<int>[1_000];
            for (int i = 0; i < sources.Length; i++)
            {
                sources[i] = new TaskCompletionSource<int>();
            }

            Task<int>[] tasks = Array.ConvertAll(sources, static source => source.Task);
            Task<int[]> all = Task.WhenAll(tasks);
            Together.Run(4, index =>
            {
                for (int i = index; i < sources.Length; i += 4)
                {
                    sources[i].SetResult(i);
                }
            });
            int[] results = all.Result;
            for (int i = 0; i < results.Length; i++)
            {
                Check.Equal(i, results[i]);
            }
        });
    }
}
