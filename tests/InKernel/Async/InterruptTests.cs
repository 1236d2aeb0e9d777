using System.Threading;
using System.Threading.Tasks;
using Diesis.Core.Async;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Processors;
using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>From interrupts to tasks: waking, awaiting, deferring.</summary>
internal static class InterruptTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Async.Wake.ManyWakesOfAnInterruptAreOneRun", () =>
        {
            WakeCounter counter = new(Executors.Of(0).WakeSet);
            int wakes = 0;
            ActingTimer timer = new(() =>
            {
                for (int i = 0; i < 100; i++)
                    counter.Wake();
                wakes = 100;
            });

            // Where the worker lives: it cannot run before the interrupt ends.
            Crew.Run(1, _ => Timers.Arm(timer, Clock.Monotonic + 200_000), 1);
            Crew.Until(() => counter.Runs != 0, "it runs");
            Thread.Sleep(5);
            Check.Equal(100, wakes);
            Check.Equal(1, counter.Runs);
        });
        tests.Add("Async.Wake.EachProcessorsInterruptsWakeItsWorkers", () =>
        {
            for (int processor = 0; processor < Processor.Count; processor++)
            {
                WakeCounter counter = new(Executors.Of(processor).WakeSet);
                ActingTimer timer = new(counter.Wake);
                Crew.Run(1, _ => Timers.Arm(timer, Clock.Monotonic + 100_000), 1UL << processor);
                Crew.Until(() => counter.Runs == 1, "it runs");
                Check.Equal(processor, counter.LastProcessor);
            }
        });
        tests.Add("Async.Wake.NoneIsLostBetweenProcessors", () =>
        {
            WakeCounter[] counters = new WakeCounter[Processor.Count];
            int[] notes = new int[Processor.Count];
            for (int i = 0; i < counters.Length; i++)
            {
                int index = i;
                counters[i] = new WakeCounter(Executors.Of(i).WakeSet) { Action = () => Interlocked.Exchange(ref notes[index], 0) };
            }

            Crew.Run(4, crew =>
            {
                for (int i = 0; i < 500; i++)
                {
                    int index = (i + crew) % counters.Length;
                    Interlocked.Increment(ref notes[index]);
                    counters[index].Wake();
                }
            });
            for (int i = 0; i < counters.Length; i++)
            {
                int index = i;
                Crew.Until(() => Volatile.Read(ref notes[index]) == 0, "all notes are seen");
            }
        });
        tests.Add("Async.InterruptEvent.IsAwaited", () =>
        {
            InterruptEvent signal = new(Executors.Of(0).WakeSet);
            ActingTimer timer = new(signal.Note);
            Task<long> wait = Task.Run(async () => await signal.WaitAsync());
            Timers.Arm(timer, Clock.Monotonic + 500_000);
            Check.Equal(1L, ExecutorTests.Wait(wait));
        });
        tests.Add("Async.InterruptEvent.CountsEveryInterrupt", () =>
        {
            InterruptEvent signal = new(Executors.Of(Crew.LastProcessor).WakeSet);
            int rings = 0;
            ActingTimer? timer = null;
            timer = new ActingTimer(() =>
            {
                signal.Note();
                if (++rings < 50)
                    Timers.Arm(timer!, Clock.Monotonic + 50_000);
            });
            Timers.Arm(timer, Clock.Monotonic + 50_000);
            Check.Equal(50L, ExecutorTests.Wait(Collect(signal, 50)));
        });
        tests.Add("Async.InterruptEvent.ACancelledWaitKeepsNotes", () =>
        {
            InterruptEvent signal = new(Executors.Of(0).WakeSet);
            using CancellationTokenSource source = new();
            Task<long> wait = signal.WaitAsync(source.Token).AsTask();
            source.Cancel();
            Crew.Until(() => wait.IsCompleted, "the wait ends");
            Check.True(wait.IsCanceled);
            signal.Note();
            Check.Equal(1L, ExecutorTests.Wait(signal.WaitAsync().AsTask()));
        });
        tests.Add("Async.InterruptEvent.AHandlerOnlyTakesNote", () =>
        {
            InterruptEventHandler handler = new("test", Executors.Of(0).WakeSet);
            ActingTimer timer = new(() => handler.OnInterrupt());
            Timers.Arm(timer, Clock.Monotonic + 100_000);
            Check.Equal(1L, ExecutorTests.Wait(handler.Event.WaitAsync().AsTask()));
        });
        tests.Add("Async.Deferred.RunsInAThreadWithInterruptsOn", () =>
        {
            WorkQueue queue = new("test", Executors.Of(0).WakeSet);
            bool isInInterrupt = true;
            bool interruptsOn = false;
            DeferredWork work = new(queue, () =>
            {
                isInInterrupt = Processor.IsInInterrupt;
                interruptsOn = Processor.InterruptsEnabled;
                Thread.Sleep(1);
            });
            ActingTimer timer = new(() => work.Schedule());
            Timers.Arm(timer, Clock.Monotonic + 100_000);
            Crew.Until(() => interruptsOn, "it runs");
            ExecutorTests.Wait(queue.DrainAsync());
            Check.False(isInInterrupt);
        });
        tests.Add("Async.Deferred.ManyInterruptsBeforeItBeginsAreOneRun", () =>
        {
            WorkQueue queue = new("test", Executors.Of(0).WakeSet);
            using ManualResetEventSlim gate = new(false);
            queue.Enqueue(gate.Wait);
            int runs = 0;
            DeferredWork work = new(queue, () => runs++);
            ActingTimer timer = new(() =>
            {
                for (int i = 0; i < 10; i++)
                    work.Schedule();
            });
            int before = queue.Pending;
            Timers.Arm(timer, Clock.Monotonic + 100_000);
            Crew.Until(() => queue.Pending == before + 1, "it is scheduled");
            gate.Set();
            ExecutorTests.Wait(queue.DrainAsync());
            Check.Equal(1, runs);
        });
        tests.Add("Async.Deferred.AFaultIsAnOopsAndTheQueueGoesOn", () =>
        {
            WorkQueue queue = new("planted", Executors.Of(0).WakeSet);
            int before = Oops.Count;
            string? nothing = null;
            DeferredWork work = new(queue, () => Check.Equal(0, nothing!.Length));
            ActingTimer timer = new(() => work.Schedule());
            Timers.Arm(timer, Clock.Monotonic + 100_000);
            Crew.Until(() => Oops.Count == before + 1, "it is reported");
            bool ran = false;
            queue.Enqueue(() => ran = true);
            ExecutorTests.Wait(queue.DrainAsync());
            Check.True(ran);
        });
    }

    private static async Task<long> Collect(InterruptEvent signal, long count)
    {
        long seen = 0;
        while (seen < count)
            seen += await signal.WaitAsync();
        return seen;
    }
}
