using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Diesis.Tests.Runtime;

/// <summary>Async methods: results, exceptions, order of execution, awaiters of all kinds.</summary>
internal static class AsyncMethodTests
{
    internal static void Register(TestList tests)
    {
        RegisterResults(tests);
        RegisterExceptions(tests);
        RegisterAwaiters(tests);
        RegisterSeeded(tests);
    }

    private static void RegisterResults(TestList tests)
    {
        tests.Add("Async.CompletesSynchronously", static () =>
        {
            static async Task<int> Get(int value) => await Task.FromResult(value) + 1;
            Task<int> task = Get(4);
            Check.True(task.IsCompletedSuccessfully);
            Check.Equal(5, task.Result);
        });
        tests.Add("Async.CompletesLater", static () =>
        {
            TaskCompletionSource<int> source = new();
            async Task<int> Get() => await source.Task + 1;
            Task<int> task = Get();
            Check.True(task.Status == TaskStatus.WaitingForActivation);
            source.SetResult(4);
            Check.Equal(5, task.Result);
        });
        tests.Add("Async.OrderOfExecution", static () =>
        {
            List<string> log = [];
            TaskCompletionSource source = new();
            async Task Outer()
            {
                log.Add("outer begins");
                await Inner();
                log.Add("outer ends");
            }

            async Task Inner()
            {
                log.Add("inner begins");
                await source.Task;
                log.Add("inner ends");
            }

            Task task = Outer();
            log.Add("caller");
            source.SetResult();
            task.Wait();
            Check.Equal("outer begins,inner begins,caller,inner ends,outer ends", string.Join(",", log));
        });
        tests.Add("Async.LocalsSurviveAwaits", static () => Await.Run(static async () =>
        {
            int number = 1;
            string text = "a";
            double wide = 1.5;
            (int, string) pair = (2, "b");
            for (int i = 0; i < 5; i++)
            {
                await Task.Yield();
                number += i;
                text += i.ToString();
                wide *= 2;
                pair = (pair.Item1 + number, pair.Item2 + text[^1]);
            }

            Check.Equal(11, number);
            Check.Equal("a01234", text);
            Check.Equal(48.0, wide);
            Check.Equal(2 + 1 + 2 + 4 + 7 + 11, pair.Item1);
            Check.Equal("b01234", pair.Item2);
        }));
        tests.Add("Async.AwaitsInExpressions", static () => Await.Run(static async () =>
        {
            static async Task<int> Value(int v)
            {
                await Task.Yield();
                return v;
            }

            int[] numbers = [await Value(1), await Value(2)];
            numbers[await Value(1)] += await Value(10);
            int sum = await Value(100) + (await Value(1) == 1 ? await Value(5) : await Value(7)) + numbers[1];
            Check.Equal(117, sum);
        }));
        tests.Add("Async.BoolTasks", static () => Await.Run(static async () =>
        {
            static async Task<bool> Answer(bool value, bool wait)
            {
                if (wait)
                {
                    await Task.Yield();
                }

                return value;
            }

            Check.True(await Answer(true, false));
            Check.False(await Answer(false, false));
            Check.True(await Answer(true, true));
            Check.False(await Answer(false, true));
        }));
        tests.Add("Async.Generic", static () => Await.Run(static async () =>
        {
            static async Task<T> Echo<T>(T value)
            {
                await Task.Yield();
                return value;
            }

            Check.Equal("s", await Echo("s"));
            Check.Equal(5L, await Echo(5L));
            Check.Equal(2, (await Echo(new int[2])).Length);
            (int A, string B) = await Echo((3, "x"));
            Check.Equal(3, A);
            Check.Equal("x", B);
        }));
        tests.Add("Async.Recursion", static () => Await.Run(static async () =>
        {
            static async Task<int> Fibonacci(int n)
            {
                if (n < 2)
                {
                    return n;
                }

                if (n % 5 == 0)
                {
                    await Task.Yield();
                }

                return await Fibonacci(n - 1) + await Fibonacci(n - 2);
            }

            Check.Equal(610, await Fibonacci(15));
        }));
        tests.Add("Async.VoidRunsToTheEnd", static () =>
        {
            TaskCompletionSource<int> done = new();
            async void Go()
            {
                await Task.Yield();
                done.SetResult(6);
            }

            Go();
            Check.Equal(6, done.Task.Result);
        });
        tests.Add("Async.LambdasAndClosures", static () => Await.Run(static async () =>
        {
            int sum = 0;
            Func<int, Task<int>> twice = async value =>
            {
                await Task.Yield();
                sum += value;
                return value * 2;
            };
            Check.Equal(8, await twice(4));
            Check.Equal(10, await twice(5));
            Check.Equal(9, sum);
        }));
        tests.Add("Async.SameTaskAwaitedByMany", static () => Await.Run(static async () =>
        {
            TaskCompletionSource<int> source = new();
            async Task<int> Wait(int factor) => await source.Task * factor;
            Task<int>[] all = new Task<int>[20];
            for (int i = 0; i < all.Length; i++)
            {
                all[i] = Wait(i);
            }

            source.SetResult(3);
            int sum = 0;
            foreach (Task<int> task in all)
            {
                sum += await task;
            }

            Check.Equal(570, sum);
        }));
        tests.Add("Async.LongLoopOfYields", static () => Await.Run(static async () =>
        {
            int count = 0;
            for (int i = 0; i < 20_000; i++)
            {
                await Task.Yield();
                count++;
            }

            Check.Equal(20_000, count);
        }));
        tests.Add("Async.GarbageWhileWaiting", static () => Await.Run(static async () =>
        {
            async Task<int> Keep(int seed)
            {
                int[] kept = new int[100];
                for (int i = 0; i < kept.Length; i++)
                {
                    kept[i] = seed + i;
                }

                for (int round = 0; round < 20; round++)
                {
                    await Task.Yield();
                    _ = new byte[2_000];
                }

                int sum = 0;
                foreach (int value in kept)
                {
                    sum += value;
                }

                return sum;
            }

            Task<int>[] all = new Task<int>[50];
            for (int i = 0; i < all.Length; i++)
            {
                all[i] = Keep(i);
            }

            int[] sums = await Task.WhenAll(all);
            for (int i = 0; i < sums.Length; i++)
            {
                Check.Equal((i * 100) + 4950, sums[i]);
            }
        }));
    }

    private static void RegisterExceptions(TestList tests)
    {
        tests.Add("Async.ThrowsBeforeAwait", static () =>
        {
            static async Task Fail()
            {
                if (Environment.TickCount64 >= 0)
                {
                    throw new FormatException("early");
                }

                await Task.Yield();
            }

            Task task = Fail();
            Check.True(task.IsFaulted);
            Check.Equal("early", task.Exception!.InnerException!.Message);
        });
        tests.Add("Async.ThrowsAfterAwait", static () => Await.Run(static async () =>
        {
            static async Task<int> Fail()
            {
                await Task.Yield();
                throw new FormatException("late");
            }

            await Await.Fails<FormatException>(Fail(), "late");
        }));
        tests.Add("Async.CatchAndFinally", static () => Await.Run(static async () =>
        {
            List<string> log = [];
            try
            {
                try
                {
                    await Task.Yield();
                    throw new FormatException("x");
                }
                catch (FormatException exception) when (exception.Message == "x")
                {
                    await Task.Yield();
                    log.Add("catch");
                    throw new InvalidOperationException("y");
                }
                finally
                {
                    await Task.Yield();
                    log.Add("finally");
                }
            }
            catch (InvalidOperationException exception)
            {
                log.Add(exception.Message);
            }

            Check.Equal("catch,finally,y", string.Join(",", log));
        }));
        tests.Add("Async.CancellationBecomesCancelled", static () =>
        {
            CancellationToken token = new(true);
            async Task Work()
            {
                await Task.Yield();
                token.ThrowIfCancellationRequested();
            }

            Task task = Work();
            Check.Throws<AggregateException>(task.Wait, "One or more errors occurred. (A task was canceled.)");
            Check.True(task.IsCanceled);
            try
            {
                task.GetAwaiter().GetResult();
            }
            catch (OperationCanceledException exception)
            {
                Check.Equal(typeof(OperationCanceledException).ToString(), exception.GetType().ToString());
                Check.True(exception.CancellationToken == token);
            }
        });
        tests.Add("Async.SameExceptionComesThrough", static () => Await.Run(static async () =>
        {
            FormatException cause = new("same");
            async Task Inner()
            {
                await Task.Yield();
                throw cause;
            }

            async Task Outer() => await Inner();
            try
            {
                await Outer();
            }
            catch (FormatException exception)
            {
                Check.Same(cause, exception);
            }
        }));
        tests.Add("Async.AwaitUsing", static () => Await.Run(static async () =>
        {
            List<string> log = [];
            await using (new Resource(log))
            {
                log.Add("body");
            }

            try
            {
                await using Resource second = new(log);
                throw new FormatException();
            }
            catch (FormatException)
            {
                log.Add("caught");
            }

            Check.Equal("body,closed,closed,caught", string.Join(",", log));
        }));
    }

    private static void RegisterAwaiters(TestList tests)
    {
        tests.Add("Async.CustomAwaiters", static () => Await.Run(static async () =>
        {
            Check.Equal(1, await new Custom(1, completed: true));
            Check.Equal(2, await new Custom(2, completed: false));
            Check.Equal(3, await new CustomCritical(3));
        }));
        tests.Add("Async.ConfigureAwait", static () => Await.Run(static async () =>
        {
            await Task.Delay(1).ConfigureAwait(false);
            await Task.Delay(1).ConfigureAwait(true);
            Check.Equal(4, await Task.Run(static () => 4).ConfigureAwait(false));
            Check.Equal(5, await Task.FromResult(5).ConfigureAwait(ConfigureAwaitOptions.ForceYielding));
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            await Task.FromException(new FormatException()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.FromCanceled(new CancellationToken(true)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Await.Fails<FormatException>(Rethrow(), "f");
            Check.RecordThrown(static () => Task.CompletedTask.ConfigureAwait((ConfigureAwaitOptions)8));

            static async Task Rethrow() =>
                await Task.FromException(new FormatException("f")).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext);
        }));
        tests.Add("TaskAwaiter.Members", static () =>
        {
            TaskCompletionSource<int> source = new();
            TaskAwaiter<int> awaiter = source.Task.GetAwaiter();
            Check.False(awaiter.IsCompleted);
            int seen = 0;
            awaiter.OnCompleted(() => seen = awaiter.GetResult());
            source.SetResult(8);
            Check.Equal(8, seen);
            Check.True(awaiter.IsCompleted);
            TaskCompletionSource after = new();
            awaiter.UnsafeOnCompleted(after.SetResult);
            after.Task.Wait();
            Check.RecordThrown(() => awaiter.OnCompleted(null!));
        });
        tests.Add("TaskAwaiter.GetResultWaits", static () =>
        {
            Check.Equal(3, Task.Run(static () => 3).GetAwaiter().GetResult());
            Task.Delay(2).GetAwaiter().GetResult();
        });
    }

    private static void RegisterSeeded(TestList tests)
    {
        for (int seed = 1; seed <= 12; seed++)
        {
            int chosen = seed;
            tests.Add("Async.RandomTree" + seed.ToString(), () =>
            {
                // Each node derives its generator from its path, so the sum does not depend on the order of execution.
                Check.Record(Tree((ulong)chosen * 977, 5).Result);
            });
        }
    }

    private static async Task<long> Tree(ulong seed, int depth)
    {
        SeededRandom random = new((int)(seed % 1_000_003));
        long value = random.Next(1, 1000);
        if (depth == 0)
        {
            return value;
        }

        int kind = random.Next(0, 5);
        Task<long> left = Tree((seed * 31) + 1, depth - 1);
        if (kind == 0)
        {
            await Task.Yield();
        }

        Task<long> right = kind == 1 ? Task.Run(() => Tree((seed * 31) + 2, depth - 1)) : Tree((seed * 31) + 2, depth - 1);
        try
        {
            if (kind == 2)
            {
                await Task.Delay(1);
                throw new FormatException(value.ToString());
            }

            if (kind == 3)
            {
                long[] both = await Task.WhenAll(left, right);
                return value + both[0] - both[1];
            }

            return value + await left + await right;
        }
        catch (FormatException exception)
        {
            return exception.Message.Length + (await left * 3) + await right;
        }
    }

    private readonly struct Custom(int value, bool completed) : INotifyCompletion
    {
        public bool IsCompleted => completed;

        public Custom GetAwaiter() => this;

        public int GetResult() => value;

        public void OnCompleted(Action continuation) => ThreadPool.QueueUserWorkItem(_ => continuation());
    }

    private sealed class CustomCritical(int value) : ICriticalNotifyCompletion
    {
        public bool IsCompleted => false;

        public CustomCritical GetAwaiter() => this;

        public int GetResult() => value;

        public void OnCompleted(Action continuation) => Check.Fail("the critical form is preferred");

        public void UnsafeOnCompleted(Action continuation) => continuation();
    }

    private sealed class Resource(List<string> log) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            log.Add("closed");
        }
    }
}
