using System.Threading;
using System.Threading.Tasks;
using Diesis.Core.Async;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>Tasks and timers on the processors' executors.</summary>
internal static class ExecutorTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Async.ThereIsAnExecutorForEachProcessor", () => Check.Equal(Processor.Count, Executors.Count));
        tests.Add("Async.ATaskRunsOnAWorker", () => Check.True(Wait(Task.Run(() => Thread.CurrentThread.IsThreadPoolThread))));
        tests.Add("Async.AWorkerStaysOnItsProcessor", () =>
        {
            for (int processor = 0; processor < Processor.Count; processor++)
            {
                WakeCounter counter = new(Executors.Of(processor).WakeSet);
                counter.Wake();
                Crew.Until(() => counter.Runs == 1, "it runs");
                Check.Equal(processor, counter.LastProcessor);
            }
        });
        tests.Add("Async.ThousandsOfTasksAllRun", () =>
        {
            int sum = 0;
            Task[] tasks = new Task[2000];
            for (int i = 0; i < tasks.Length; i++)
                tasks[i] = Task.Run(() => Interlocked.Increment(ref sum));
            Wait(Task.WhenAll(tasks));
            Check.Equal(2000, sum);
        });
        tests.Add("Async.TasksUseAllProcessors", () =>
        {
            ulong seen = 0;
            Task[] tasks = new Task[8 * Processor.Count];
            for (int i = 0; i < tasks.Length; i++)
            {
                tasks[i] = Task.Run(() =>
                {
                    Crew.Compute(5 * Crew.Millisecond);
                    Interlocked.Or(ref seen, 1UL << Processor.CurrentIndex);
                });
            }

            Wait(Task.WhenAll(tasks));
            Check.Equal(Crew.AllProcessors, seen);
        });
        tests.Add("Async.AwaitResumesAfterATask", () => Check.Equal(42, Wait(Chain(6))));
        tests.Add("Async.ADelayTakesItsTime", () =>
        {
            long start = Clock.Monotonic;
            Wait(Task.Delay(15));
            Check.True(Clock.Monotonic - start >= 15 * Crew.Millisecond);
        });
        tests.Add("Async.ADelayUsesNoProcessorTime", () =>
        {
            // With everyone waiting, the processors' idle threads run: nobody polls.
            Wait(Task.Run(async () =>
            {
                // The least of several: what the host takes from a thread that runs counts as the thread's.
                KernelThread worker = KernelThread.Current!;
                long least = long.MaxValue;
                for (int i = 0; i < 5; i++)
                {
                    long before = worker.UsedNanoseconds;
                    await Task.Delay(100);
                    least = Math.Min(least, worker.UsedNanoseconds - before);
                }

                Check.True(least < 50 * Crew.Millisecond);
            }));
        });
        tests.Add("Async.ManyDelaysEndNotBeforeTheirTimes", () =>
        {
            int order = 0;
            int[] places = new int[8];
            long[] took = new long[8];
            Task[] tasks = new Task[8];
            for (int i = 0; i < 8; i++)
            {
                int index = i;
                tasks[i] = Task.Run(async () =>
                {
                    long start = Clock.Monotonic;
                    await Task.Delay(5 + 30 * (7 - index));
                    took[index] = Clock.Monotonic - start;
                    places[index] = Interlocked.Increment(ref order);
                });
            }

            Wait(Task.WhenAll(tasks));
            for (int i = 0; i < 8; i++)
                Check.True(took[i] >= (5 + 30 * (7 - i)) * Crew.Millisecond);
            Check.True(places[7] < places[0]);
        });
        tests.Add("Async.AThousandDelaysAtOnce", () =>
        {
            Task[] tasks = new Task[1000];
            for (int i = 0; i < tasks.Length; i++)
                tasks[i] = Task.Delay(1 + i % 20);
            Wait(Task.WhenAll(tasks));
        });
        tests.Add("Async.ADelayIsCancelled", () =>
        {
            using CancellationTokenSource source = new();
            Task delay = Task.Delay(100_000, source.Token);
            source.Cancel();
            Crew.Until(() => delay.IsCompleted, "the delay ends");
            Check.True(delay.IsCanceled);
        });
        tests.Add("Async.ACancellationComesAfterATime", () =>
        {
            using CancellationTokenSource source = new(10);
            Task delay = Task.Delay(100_000, source.Token);
            Crew.Until(() => delay.IsCompleted, "the delay ends");
            Check.True(delay.IsCanceled);
        });
        tests.Add("Async.APeriodicTimerTicks", () => Check.Equal(5, Wait(Ticks(5))));
        tests.Add("Async.AWorkerThatBlocksIsReplaced", () =>
        {
            // All on one processor: the second must run for the first to go on.
            using ManualResetEventSlim gate = new(false);
            WakeCounter opener = new(Executors.Of(0).WakeSet) { Action = gate.Set };
            WakeCounter blocker = new(Executors.Of(0).WakeSet);
            blocker.Action = () =>
            {
                opener.Wake();
                gate.Wait();
            };
            blocker.Wake();
            Crew.Until(() => blocker.Runs == 1 && opener.Runs == 1, "both run");
        });
        tests.Add("Async.ManyWorkersBlockAtOnce", () =>
        {
            using ManualResetEventSlim gate = new(false);
            int inside = 0;
            Task[] tasks = new Task[10];
            for (int i = 0; i < tasks.Length; i++)
            {
                tasks[i] = Task.Run(() =>
                {
                    Interlocked.Increment(ref inside);
                    gate.Wait();
                });
            }

            Crew.Until(() => Volatile.Read(ref inside) == 10, "all are inside");
            gate.Set();
            Wait(Task.WhenAll(tasks));
        });
        tests.Add("Async.AnExceptionInATaskIsKeptForItsAwaiter", () =>
            Check.Throws<InvalidOperationException>(() => Wait(Task.Run(static () => throw new InvalidOperationException("kept")))));
        tests.Add("Async.AnExceptionInABackgroundTaskIsAnOops", () =>
        {
            int before = Oops.Count;
            Wait(BackgroundTask.Start("planted task", async () =>
            {
                await Task.Yield();
                throw new InvalidOperationException("planted in a task");
            }));
            Check.Equal(before + 1, Oops.Count);
        });
        tests.Add("Async.AnExceptionInPooledWorkIsAnOops", () =>
        {
            int before = Oops.Count;
            ThreadPool.QueueUserWorkItem(static _ => throw new InvalidOperationException("planted in the pool"));
            Crew.Until(() => Oops.Count == before + 1, "it is reported");
            Check.Equal(7, Wait(Task.Run(() => 7)));
        });
        tests.Add("Async.AnExceptionOfSomethingWokenIsAnOops", () =>
        {
            int before = Oops.Count;
            WakeCounter counter = new(Executors.Of(0).WakeSet) { Action = () => throw new InvalidOperationException("planted in a wake") };
            counter.Wake();
            Crew.Until(() => Oops.Count == before + 1, "it is reported");
            counter.Action = null;
            counter.Wake();
            Crew.Until(() => counter.Runs == 2, "it runs again");
        });
        tests.Add("Async.LocalsDoNotLeakBetweenItems", () =>
        {
            AsyncLocal<int> local = new();
            for (int i = 0; i < 50; i++)
            {
                Wait(Task.Run(() => local.Value = 5));
                Check.Equal(0, Wait(Task.Run(() => local.Value)));
            }
        });
        tests.Add("Async.AParallelLoopSumsUp", () =>
        {
            long sum = 0;
            Parallel.For(0, 1000, i => Interlocked.Add(ref sum, i));
            Check.Equal(499_500L, sum);
        });
    }

    internal static void Wait(Task task)
    {
        Crew.Until(() => task.IsCompleted, "a task does not end");
        task.GetAwaiter().GetResult();
    }

    internal static T Wait<T>(Task<T> task)
    {
        Wait((Task)task);
        return task.Result;
    }

    private static async Task<int> Chain(int depth)
    {
        if (depth == 0)
            return 0;
        await Task.Yield();
        int rest = await Task.Run(() => Chain(depth - 1));
        await Task.Delay(1);
        return rest + 7;
    }

    private static async Task<int> Ticks(int count)
    {
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(3));
        int ticks = 0;
        while (ticks < count && await timer.WaitForNextTickAsync())
            ticks++;
        return ticks;
    }
}
