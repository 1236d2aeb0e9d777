using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using System.Threading.Tasks.Sources;

namespace Diesis.Tests.Runtime;

/// <summary>ValueTask, its sources, and async streams.</summary>
internal static class ValueTaskTests
{
    internal static void Register(TestList tests)
    {
        RegisterValues(tests);
        RegisterSources(tests);
        RegisterStreams(tests);
    }

    private static void RegisterValues(TestList tests)
    {
        tests.Add("ValueTask.Default", static () =>
        {
            ValueTask none = default;
            Check.True(none.IsCompleted && none.IsCompletedSuccessfully);
            Check.False(none.IsFaulted || none.IsCanceled);
            none.GetAwaiter().GetResult();
            Check.Same(Task.CompletedTask, none.AsTask());
            Check.Equal(0, default(ValueTask<int>).Result);
        });
        tests.Add("ValueTask.OfValue", static () =>
        {
            ValueTask<int> value = new(5);
            Check.True(value.IsCompletedSuccessfully);
            Check.Equal(5, value.Result);
            Check.Equal(5, value.AsTask().Result);
            Check.Equal(5, value.Preserve().Result);
            Check.Equal("5", value.ToString());
            Check.True(value == new ValueTask<int>(5));
            Check.True(value != new ValueTask<int>(6));
        });
        tests.Add("ValueTask.OfTask", static () =>
        {
            TaskCompletionSource<int> source = new();
            ValueTask<int> value = new(source.Task);
            Check.False(value.IsCompleted);
            Check.Same(source.Task, value.AsTask());
            source.SetResult(9);
            Check.Equal(9, value.Result);
            Check.RecordThrown(static () => _ = new ValueTask((Task)null!));
        });
        tests.Add("ValueTask.Failures", static () =>
        {
            Check.True(ValueTask.FromException(new FormatException("f")).IsFaulted);
            Check.True(ValueTask.FromCanceled(new CancellationToken(true)).IsCanceled);
            Check.Throws<FormatException>(static () => _ = ValueTask.FromException<int>(new FormatException("f")).Result, "f");
            Check.Equal(3, ValueTask.FromResult(3).Result);
        });
        tests.Add("ValueTask.AsyncMethods", static () => Await.Run(static async () =>
        {
            static async ValueTask<int> Get(int value, bool wait)
            {
                if (wait)
                {
                    await Task.Yield();
                }

                return value;
            }

            static async ValueTask Do(bool wait)
            {
                if (wait)
                {
                    await Task.Delay(1);
                }
            }

            Check.True(Get(1, false).IsCompletedSuccessfully);
            Check.Equal(3, await Get(1, false) + await Get(2, true));
            await Do(false);
            await Do(true);
            await Do(true).ConfigureAwait(false);
            Check.Equal(4, await Get(4, true).ConfigureAwait(false));
            Check.Equal(5, await Get(5, true).AsTask());
        }));
        tests.Add("ValueTask.AsyncMethodsFail", static () => Await.Run(static async () =>
        {
            static async ValueTask<int> Fail(bool wait)
            {
                if (wait)
                {
                    await Task.Yield();
                }

                throw new FormatException("v");
            }

            Check.True(Fail(false).IsFaulted);
            await Await.Fails<FormatException>(Fail(false).AsTask(), "v");
            await Await.Fails<FormatException>(Fail(true).AsTask(), "v");
        }));
    }

    private static void RegisterSources(TestList tests)
    {
        tests.Add("ValueTask.SourceReused", static () => Await.Run(static async () =>
        {
            Source source = new();
            for (int i = 0; i < 100; i++)
            {
                ValueTask<int> value = source.Next();
                int number = i;
                if (i % 3 == 0)
                {
                    source.Complete(number);
                }
                else
                {
                    ThreadPool.QueueUserWorkItem(_ => source.Complete(number));
                }

                Check.Equal(i, await value);
            }
        }));
        tests.Add("ValueTask.SourceFails", static () => Await.Run(static async () =>
        {
            Source source = new();
            ValueTask<int> value = source.Next();
            source.Fail(new FormatException("s"));
            Check.True(value.IsFaulted);
            await Await.Fails<FormatException>(value.AsTask(), "s");
            ValueTask<int> cancelled = source.Next();
            source.Fail(new OperationCanceledException());
            Check.True(cancelled.IsCanceled);
            await Await.Cancelled(cancelled.AsTask());
        }));
        tests.Add("ValueTask.SourceAsTask", static () => Await.Run(static async () =>
        {
            Source source = new();
            Task<int> task = source.Next().AsTask();
            Check.False(task.IsCompleted);
            source.Complete(6);
            Check.Equal(6, await task);
            Task plain = source.NextWithoutValue().AsTask();
            source.Complete(1);
            await plain;
        }));
        tests.Add("ManualResetValueTaskSourceCore.Errors", static () =>
        {
            Source source = new();
            ValueTask<int> old = source.Next();
            source.Complete(1);
            Check.Equal(1, old.Result);
            _ = source.Next();
            Check.Throws<InvalidOperationException>(() => _ = old.Result);
            Check.Throws<InvalidOperationException>(() => _ = source.Pending().Result);
            source.Complete(2);
            Check.Throws<InvalidOperationException>(() => source.Complete(3));
        });
        tests.Add("ManualResetValueTaskSourceCore.Versions", static () =>
        {
            ManualResetValueTaskSourceCore<int> core = default;
            Check.Equal(0, (int)core.Version);
            core.Reset();
            Check.Equal(1, (int)core.Version);
            Check.True(core.GetStatus(1) == ValueTaskSourceStatus.Pending);
            core.SetResult(5);
            Check.True(core.GetStatus(1) == ValueTaskSourceStatus.Succeeded);
            Check.Equal(5, core.GetResult(1));
        });
    }

    private static void RegisterStreams(TestList tests)
    {
        tests.Add("AsyncStream.Elements", static () => Await.Run(static async () =>
        {
            List<int> seen = [];
            await foreach (int value in Numbers(6))
            {
                seen.Add(value);
            }

            Check.Sequence(new int[] { 0, 1, 2, 3, 4, 5 }, seen.ToArray());
        }));
        tests.Add("AsyncStream.EnumeratedTwice", static () => Await.Run(static async () =>
        {
            IAsyncEnumerable<int> numbers = Numbers(4);
            int sum = 0;
            await foreach (int value in numbers)
            {
                sum += value;
            }

            await foreach (int value in numbers.ConfigureAwait(false))
            {
                sum += value * 10;
            }

            Check.Equal(66, sum);
        }));
        tests.Add("AsyncStream.BreakRunsFinally", static () => Await.Run(static async () =>
        {
            List<string> log = [];
            async IAsyncEnumerable<int> Source()
            {
                try
                {
                    yield return 1;
                    await Task.Yield();
                    yield return 2;
                    yield return 3;
                }
                finally
                {
                    await Task.Yield();
                    log.Add("finally");
                }
            }

            await foreach (int value in Source())
            {
                log.Add(value.ToString());
                if (value == 2)
                {
                    break;
                }
            }

            Check.Equal("1,2,finally", string.Join(",", log));
        }));
        tests.Add("AsyncStream.Fails", static () => Await.Run(static async () =>
        {
            static async IAsyncEnumerable<int> Source()
            {
                yield return 1;
                await Task.Yield();
                throw new FormatException("stream");
            }

            async Task Walk()
            {
                await foreach (int value in Source())
                {
                    Check.Equal(1, value);
                }
            }

            await Await.Fails<FormatException>(Walk(), "stream");
        }));
        tests.Add("AsyncStream.Token", static () => Await.Run(static async () =>
        {
            using CancellationTokenSource cancellation = new();
            int seen = 0;
            async Task Walk()
            {
                await foreach (int value in Endless().WithCancellation(cancellation.Token))
                {
                    if (++seen == 3)
                    {
                        cancellation.Cancel();
                    }
                }
            }

            await Await.Cancelled(Walk());
            Check.Equal(3, seen);
        }));
        tests.Add("AsyncStream.Pipeline", static () => Await.Run(static async () =>
        {
            static async IAsyncEnumerable<int> Squares(IAsyncEnumerable<int> source)
            {
                await foreach (int value in source)
                {
                    if (value % 2 == 0)
                    {
                        yield return value * value;
                    }
                }
            }

            long sum = 0;
            await foreach (int value in Squares(Numbers(200)))
            {
                sum += value;
            }

            Check.Record(sum);
        }));
        tests.Add("AsyncStream.ByHand", static () => Await.Run(static async () =>
        {
            IAsyncEnumerator<int> numbers = Numbers(2).GetAsyncEnumerator();
            Check.True(await numbers.MoveNextAsync());
            Check.Equal(0, numbers.Current);
            Check.True(await numbers.MoveNextAsync());
            Check.False(await numbers.MoveNextAsync());
            Check.False(await numbers.MoveNextAsync());
            await numbers.DisposeAsync();
        }));
    }

    private static async IAsyncEnumerable<int> Numbers(int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (i % 2 == 0)
            {
                await Task.Yield();
            }

            yield return i;
        }
    }

    private static async IAsyncEnumerable<int> Endless([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (int i = 0; ; i++)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return i;
        }
    }

    private sealed class Source : IValueTaskSource<int>, IValueTaskSource
    {
        private ManualResetValueTaskSourceCore<int> _core;

        public ValueTask<int> Next()
        {
            _core.Reset();
            return new ValueTask<int>(this, _core.Version);
        }

        public ValueTask NextWithoutValue()
        {
            _core.Reset();
            return new ValueTask(this, _core.Version);
        }

        public ValueTask<int> Pending() => new(this, _core.Version);

        public void Complete(int value) => _core.SetResult(value);

        public void Fail(Exception exception) => _core.SetException(exception);

        public int GetResult(short token) => _core.GetResult(token);

        void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

        public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _core.OnCompleted(continuation, state, token, flags);
    }
}
