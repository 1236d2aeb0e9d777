using System.Threading;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Processors;
using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>Vectors, their handlers, and interrupts from processor to processor.</summary>
internal static class VectorTests
{
    private const long Patience = 2_000_000_000;

    private sealed class Counter(bool takes = true) : InterruptHandler("test")
    {
        internal int Calls;

        protected internal override bool OnInterrupt()
        {
            Interlocked.Increment(ref Calls);
            return takes;
        }
    }

    /// <summary>Notes in which order several of them were called.</summary>
    private sealed class Noting(int[] order, int number) : InterruptHandler("test")
    {
        protected internal override bool OnInterrupt()
        {
            int place = order[0] + 1;
            order[place] = number;
            order[0] = place;
            return true;
        }
    }

    internal static void Register(TestList tests)
    {
        AddAllocation(tests);
        AddDelivery(tests);
    }

    private static void AddAllocation(TestList tests)
    {
        tests.Add("Vectors.AreGivenOutOnceEach", static () =>
        {
            Counter first = new();
            Counter second = new();
            int one = InterruptVectors.Allocate(first);
            int other = InterruptVectors.Allocate(second);
            InterruptVectors.Remove(first);
            InterruptVectors.Remove(second);
            Check.NotEqual(one, other);
            Check.True(one is >= Vector.FirstDevice and <= Vector.LastDevice && other is >= Vector.FirstDevice and <= Vector.LastDevice);
        });
        tests.Add("Vectors.RunOutAndComeBack", static () =>
        {
            List<Counter> taken = [];
            while (taken.Count < Vector.Count)
            {
                Counter counter = new();
                if (InterruptVectors.Allocate(counter) == 0)
                    break;
                taken.Add(counter);
            }
            foreach (Counter counter in taken)
                InterruptVectors.Remove(counter);
            Check.True(taken.Count is > 100 and <= Vector.LastDevice - Vector.FirstDevice + 1);
            Counter again = new();
            Check.NotEqual(0, InterruptVectors.Allocate(again));
            InterruptVectors.Remove(again);
        });
        tests.Add("Vectors.RefuseAHandlerThatIsConnected", static () =>
        {
            Counter counter = new();
            InterruptVectors.Allocate(counter);
            try
            {
                Check.Throws<InvalidOperationException>(() => InterruptVectors.Allocate(counter));
            }
            finally
            {
                InterruptVectors.Remove(counter);
            }
        });
        tests.Add("Vectors.RemovingTwiceDoesNothing", static () =>
        {
            Counter counter = new();
            int vector = InterruptVectors.Allocate(counter);
            InterruptVectors.Remove(counter);
            InterruptVectors.Remove(counter);
            Check.Null(InterruptVectors.First(vector));
        });
        tests.Add("Vectors.AHandlerCanBeConnectedAnew", static () =>
        {
            Counter counter = new();
            InterruptVectors.Allocate(counter);
            InterruptVectors.Remove(counter);
            int vector = InterruptVectors.Allocate(counter);
            Check.Same(counter, InterruptVectors.First(vector));
            InterruptVectors.Remove(counter);
        });
    }

    private static void AddDelivery(TestList tests)
    {
        Add(tests, "Vectors.AnInterruptToOneselfArrives", static (vector, counter) =>
        {
            LocalInterrupts.Send(Processor.CurrentIndex, vector);
            WaitFor(counter, 1);
        });
        Add(tests, "Vectors.EachOfManyInterruptsArrives", static (vector, counter) =>
        {
            for (int i = 1; i <= 500; i++)
            {
                LocalInterrupts.Send(Processor.CurrentIndex, vector);
                WaitFor(counter, i);
            }
            Check.Equal(500L, counter.TotalCount);
        });
        Add(tests, "Vectors.AnInterruptWaitsWhileTheyAreOff", static (vector, counter) =>
        {
            nuint flags = Instructions.SaveAndDisableInterrupts();
            LocalInterrupts.Send(Processor.CurrentIndex, vector);
            Spin(1_000_000);
            int calls = counter.Calls;
            Instructions.RestoreInterrupts(flags);
            WaitFor(counter, 1);
            Check.Equal(0, calls);
        });
        Add(tests, "Vectors.TheHigherComesFirst", static (vector, counter) =>
        {
            int[] order = new int[4];
            Noting low = new(order, 1);
            Noting high = new(order, 2);
            List<Counter> between = [];
            int lowVector = InterruptVectors.Allocate(low);

            // Priorities are by sixteen vectors (Intel SDM, volume 3, section 11.8.3).
            while (between.Count < 16)
            {
                between.Add(new Counter());
                InterruptVectors.Allocate(between[^1]);
            }
            int highVector = InterruptVectors.Allocate(high);
            nuint flags = Instructions.SaveAndDisableInterrupts();
            LocalInterrupts.Send(Processor.CurrentIndex, lowVector);
            LocalInterrupts.Send(Processor.CurrentIndex, highVector);
            Instructions.RestoreInterrupts(flags);
            WaitUntil(() => Volatile.Read(ref order[0]) == 2);
            InterruptVectors.Remove(low);
            InterruptVectors.Remove(high);
            foreach (Counter other in between)
                InterruptVectors.Remove(other);
            Check.Equal(2, order[1]);
            Check.Equal(1, order[2]);
        });
        Add(tests, "Vectors.EveryHandlerOfAVectorIsAsked", static (vector, counter) =>
        {
            Counter second = new(takes: false);
            InterruptVectors.Add(vector, second);
            LocalInterrupts.Send(Processor.CurrentIndex, vector);
            WaitFor(counter, 1);
            WaitFor(second, 1);
            InterruptVectors.Remove(second);
            LocalInterrupts.Send(Processor.CurrentIndex, vector);
            WaitFor(counter, 2);
            Check.Equal(1, second.Calls);
            Check.Equal(0L, second.TotalCount);
        });
        Add(tests, "Vectors.CountWhatNobodyTakes", static (vector, counter) =>
        {
            long before = InterruptVectors.Unclaimed;
            Counter indifferent = new(takes: false);
            int other = InterruptVectors.Allocate(indifferent);
            LocalInterrupts.Send(Processor.CurrentIndex, other);
            WaitFor(indifferent, 1);
            WaitUntil(() => InterruptVectors.Unclaimed == before + 1);
            InterruptVectors.Remove(indifferent);
        });
        Add(tests, "Vectors.ReachEveryProcessor", static (vector, counter) =>
        {
            for (int i = 0; i < Processor.Count; i++)
            {
                int processor = i;
                LocalInterrupts.Send(processor, vector);
                WaitUntil(() => counter.Count(processor) == 1);
            }
            Check.Equal(Processor.Count, counter.TotalCount);
        });
        Add(tests, "Vectors.ReachAllOthersOnce", static (vector, counter) =>
        {
            LocalInterrupts.SendToAllOthers(vector);
            WaitFor(counter, Processor.Count - 1);
            Spin(1_000_000);
            Check.Equal(Processor.Count - 1, counter.TotalCount);
            for (int i = 0; i < Processor.Count; i++)
                Check.True(counter.Count(i) <= 1);
        });
        Add(tests, "Vectors.CarryTrafficWithoutErrors", static (vector, counter) =>
        {
            LocalApic.TakeErrors();
            for (int i = 1; i <= 20; i++)
            {
                LocalInterrupts.Send(Processor.Count - 1, vector);
                WaitFor(counter, i);
            }
            Check.Equal(0u, LocalApic.TakeErrors());
        });
    }

    private static void Add(TestList tests, string name, Action<int, Counter> body) => tests.Add(name, () =>
    {
        // The 8259s know no interrupts between processors.
        if (!LocalApic.IsPresent)
            return;
        Counter counter = new();
        int vector = InterruptVectors.Allocate(counter);
        try
        {
            body(vector, counter);
        }
        finally
        {
            InterruptVectors.Remove(counter);
        }
    });

    private static void WaitFor(Counter counter, int calls) => WaitUntil(() => Volatile.Read(ref counter.Calls) == calls);

    private static void WaitUntil(Func<bool> condition)
    {
        long limit = Clock.Monotonic + Patience;
        while (!condition())
            Check.True(Clock.Monotonic < limit, "in time");
    }

    private static void Spin(long nanoseconds)
    {
        long limit = Clock.Monotonic + nanoseconds;
        while (Clock.Monotonic < limit)
            Instructions.Pause();
    }
}
