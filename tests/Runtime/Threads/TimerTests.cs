using System.Threading;
using System.Threading.Tasks;

namespace Diesis.Tests.Runtime;

/// <summary>Timer, PeriodicTimer and delays: order and lower bounds only, since nothing is sure about upper ones.</summary>
internal static class TimerTests
{
    /// <summary>Stock .NET counts time in ticks of the kernel's coarse clock, so a delay may be shorter by one of them.</summary>
    private const int TickMilliseconds = 10;

    internal static void Register(TestList tests)
    {
        tests.Add("Timer.FiresOnce", static () => Await.Run(static async () =>
        {
            int calls = 0;
            TaskCompletionSource<object?> fired = new();
            using Timer timer = new(
                state =>
                {
                    calls++;
                    fired.TrySetResult(state);
                },
                "state",
                2,
                Timeout.Infinite);
            Check.Equal("state", (string?)await fired.Task);
            await Task.Delay(5);
            Check.Equal(1, calls);
        }));
        tests.Add("Timer.FiresAgainAndAgain", static () => Await.Run(static async () =>
        {
            int calls = 0;
            TaskCompletionSource third = new();
            using Timer timer = new(
                _ =>
                {
                    if (Interlocked.Increment(ref calls) == 3)
                    {
                        third.TrySetResult();
                    }
                },
                null,
                1,
                1);
            await third.Task;
            Check.True(calls >= 3);
        }));
        tests.Add("Timer.NeverUntilChanged", static () => Await.Run(static async () =>
        {
            int calls = 0;
            TaskCompletionSource fired = new();
            using Timer timer = new(_ =>
            {
                calls++;
                fired.TrySetResult();
            });
            await Task.Delay(5);
            Check.Equal(0, calls);
            Check.True(timer.Change(0, -1));
            await fired.Task;
            Check.Equal(1, calls);
        }));
        tests.Add("Timer.DisposedStaysQuiet", static () => Await.Run(static async () =>
        {
            int calls = 0;
            Timer timer = new(_ => calls++, null, 30_000, 1);
            timer.Dispose();
            timer.Dispose();
            await Task.Delay(5);
            Check.Equal(0, calls);
            await timer.DisposeAsync();
        }));
        tests.Add("Timer.OwnState", static () => Await.Run(static async () =>
        {
            TaskCompletionSource<object?> fired = new();
            Timer timer = new(state => fired.TrySetResult(state));
            timer.Change(1, -1);
            Check.Same(timer, await fired.Task);
            timer.Dispose();
        }));
        tests.Add("Timer.Arguments", static () =>
        {
            Check.RecordThrown(static () => _ = new Timer(null!));
            Check.RecordThrown(static () => _ = new Timer(static _ => { }, null, -2, 0));
            Check.RecordThrown(static () => _ = new Timer(static _ => { }, null, 0, -2));
            Check.RecordThrown(static () => _ = new Timer(static _ => { }, null, 0x1_0000_0000, 0));
        });
        tests.Add("Timer.OrderOfDueTimes", static () => Await.Run(static async () =>
        {
            // Each starts the next stage when it has fired, so the order is certain: a later due time never comes first.
            SeededRandom random = new(7);
            List<Task> delays = [];
            long started = Environment.TickCount64;
            int early = 0;
            for (int i = 0; i < 40; i++)
            {
                int milliseconds = random.Next(1, 30);
                delays.Add(After(milliseconds));
            }

            await Task.WhenAll(delays);
            Check.Equal(0, early);

            async Task After(int milliseconds)
            {
                await Task.Delay(milliseconds);
                if (Environment.TickCount64 - started < milliseconds - TickMilliseconds)
                {
                    Interlocked.Increment(ref early);
                }
            }
        }));
        tests.Add("Task.DelayTakesItsTime", static () =>
        {
            long started = Environment.TickCount64;
            Task.Delay(20).Wait();
            Check.True(Environment.TickCount64 - started >= 20 - TickMilliseconds);
        });
        tests.Add("Task.DelayZeroAndErrors", static () =>
        {
            Check.True(Task.Delay(0).IsCompletedSuccessfully);
            Check.False(Task.Delay(-1).IsCompleted);
            Check.True(Task.Delay(5, new CancellationToken(true)).IsCanceled);
            Check.RecordThrown(static () => Task.Delay(-2));
            Check.RecordThrown(static () => Task.Delay(TimeSpan.FromMilliseconds(-2)));
        });
        tests.Add("Task.DelayIsCancelled", static () => Await.Run(static async () =>
        {
            using CancellationTokenSource source = new();
            Task delay = Task.Delay(Together.Patience, source.Token);
            source.Cancel();
            await Await.Cancelled(delay);
        }));
        tests.Add("Task.ManyDelaysCancelled", static () => Await.Run(static async () =>
        {
            int cancelled = 0;
            List<Task> all = [];
            for (int i = 0; i < 100; i++)
            {
                CancellationTokenSource source = new();
                all.Add(Waiter(source.Token));
                if (i % 3 == 0)
                {
                    source.Cancel();
                }
                else
                {
                    source.CancelAfter((i % 5) + 1);
                }
            }

            await Task.WhenAll(all);
            Check.Equal(100, cancelled);

            async Task Waiter(CancellationToken token)
            {
                try
                {
                    await Task.Delay(Together.Patience, token);
                }
                catch (TaskCanceledException exception) when (exception.CancellationToken == token)
                {
                    Interlocked.Increment(ref cancelled);
                }
            }
        }));
        tests.Add("PeriodicTimer.Ticks", static () => Await.Run(static async () =>
        {
            using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(1));
            for (int i = 0; i < 3; i++)
            {
                Check.True(await timer.WaitForNextTickAsync());
            }
        }));
        tests.Add("PeriodicTimer.Disposed", static () => Await.Run(static async () =>
        {
            PeriodicTimer timer = new(TimeSpan.FromSeconds(100));
            ValueTask<bool> tick = timer.WaitForNextTickAsync();
            Check.False(tick.IsCompleted);
            timer.Dispose();
            Check.False(await tick);
            Check.False(await timer.WaitForNextTickAsync());
        }));
        tests.Add("PeriodicTimer.Cancelled", static () => Await.Run(static async () =>
        {
            using PeriodicTimer timer = new(TimeSpan.FromSeconds(100));
            using CancellationTokenSource source = new();
            Task<bool> tick = timer.WaitForNextTickAsync(source.Token).AsTask();
            source.Cancel();
            await Await.Cancelled(tick);
            await Await.Cancelled(timer.WaitForNextTickAsync(source.Token).AsTask());
        }));
        tests.Add("PeriodicTimer.OneWaiter", static () =>
        {
            using PeriodicTimer timer = new(TimeSpan.FromSeconds(100));
            _ = timer.WaitForNextTickAsync();
            Check.Throws<InvalidOperationException>(() => _ = timer.WaitForNextTickAsync());
            Check.RecordThrown(static () => _ = new PeriodicTimer(TimeSpan.Zero));
        });
        tests.AddThreaded("Timer.ChangedByManyThreads", static () =>
        {
            int calls = 0;
            using Timer timer = new(_ => Interlocked.Increment(ref calls));
            Together.Run(4, index =>
            {
                for (int i = 0; i < 200; i++)
                {
                    timer.Change((i + index) % 3, -1);
                }
            });
            timer.Change(0, -1);
            Together.Until(() => Volatile.Read(ref calls) > 0, "it fired");
        });
    }
}
