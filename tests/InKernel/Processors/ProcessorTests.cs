using System.Threading;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Locks;
using Diesis.Platform.Memory;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Tests.InKernel;

/// <summary>Every processor is up, protected and answers.</summary>
internal static unsafe class ProcessorTests
{
    private const int Patience = 60_000;

    // SAFETY: the functions run in interrupt context and touch these statics only.
    private static long s_sum;
    private static long s_calls;
    private static ulong s_mask;
    private static SpinLock s_lock = new(LockRank.None);

    internal static void Register(TestList tests)
    {
        tests.Add("Processors.AllThatTheFirmwareNamesAreUp", () => Check.Equal(Diesis.Platform.Firmware.MachineDescription.Processors.Count, Processor.Count));
        tests.Add("Processors.EachKnowsItsIndex", () => OnEach(index => Check.Equal(index, Processor.CurrentIndex)));
        tests.Add("Processors.EachHasItsOwnBlock", () => OnEach(index => Check.True(ProcessorBlock.Current == Processor.Block(index), "GS")));
        tests.Add("Processors.ApicNumbersDiffer", () => OnEach(index =>
        {
            using Preemption.Scope held = Preemption.Disable();
            Check.Equal(LocalApic.Id, LocalInterrupts.ApicId(index));
        }));
        tests.Add("Processors.EachHasItsOwnInterruptStacks", () =>
        {
            for (int i = 0; i < Processor.Count; i++)
            {
                for (int k = 0; k < i; k++)
                    Check.True(Processor.Block(i)->TaskState.InterruptStacks[0] != Processor.Block(k)->TaskState.InterruptStacks[0], "the fault stacks");
            }
        });
        tests.Add("Processors.EachWriteProtectsTheKernel", () => OnEach(_ => Check.True((PagingInstructions.ReadControl0() & 1 << 16) != 0, "CR0.WP")));
        tests.Add("Processors.EachHasTheSameProtection", () =>
        {
            ulong first = PagingInstructions.ReadControl4();
            OnEach(_ => Check.Equal(first, PagingInstructions.ReadControl4()));
        });
        tests.Add("Processors.EachUsesTheKernelsTables", () =>
        {
            ulong root = PagingInstructions.ReadRootTable();
            OnEach(_ => Check.Equal(root, PagingInstructions.ReadRootTable()));
        });
        tests.Add("CrossCalls.ReachEveryOther", () =>
        {
            s_sum = 0;
            s_mask = 0;
            using Preemption.Scope held = Preemption.Disable();
            CrossCalls.Run(ulong.MaxValue, &Note, 5, CrossCallWait.UntilDone);
            Check.Equal(5L * (Processor.Count - 1), s_sum);
            Check.Equal(Processor.AllMask & ~(1UL << Processor.CurrentIndex), s_mask);
        });
        tests.Add("CrossCalls.ReachOneAlone", () =>
        {
            for (int i = 0; i < Processor.Count; i++)
            {
                using Preemption.Scope held = Preemption.Disable();
                s_sum = 0;
                CrossCalls.Run(1UL << i, &Note, 1, CrossCallWait.UntilDone);
                Check.Equal(i == Processor.CurrentIndex ? 0 : 1, s_sum);
            }
        });
        tests.Add("CrossCalls.WorkWithInterruptsOff", () =>
        {
            s_sum = 0;
            nuint flags = Instructions.SaveAndDisableInterrupts();
            CrossCalls.Run(ulong.MaxValue, &Note, 1, CrossCallWait.UntilDone);
            Instructions.RestoreInterrupts(flags);
            Check.Equal((long)Processor.Count - 1, s_sum);
        });
        tests.Add("CrossCalls.NeedNotBeWaitedFor", () =>
        {
            s_sum = 0;
            CrossCalls.Run(ulong.MaxValue, &Note, 1, CrossCallWait.None);
            KernelTest.WaitUntil(() => Interlocked.Read(ref s_sum) == Processor.Count - 1, "all have run it");
        });
        tests.Add("CrossCalls.AllCallAll", () =>
        {
            s_calls = 0;
            const int Rounds = 50;
            OnEachTogether(_ =>
            {
                for (int i = 0; i < Rounds; i++)
                {
                    // Half of them with interrupts off, where each must run what the others ask while it waits.
                    nuint flags = i % 2 == 0 ? Instructions.SaveAndDisableInterrupts() : Instructions.InterruptFlag;
                    CrossCalls.Run(ulong.MaxValue, &Count, 0, CrossCallWait.UntilDone);
                    if (i % 2 == 0)
                        Instructions.RestoreInterrupts(flags);
                }
            });
            Check.Equal((long)Rounds * Processor.Count * (Processor.Count - 1), s_calls);
        });
        tests.Add("SpinLock.ExcludesOtherProcessors", () =>
        {
            const int Rounds = 500;
            long counter = 0;
            OnEachTogether(_ =>
            {
                for (int i = 0; i < Rounds; i++)
                {
                    using SpinLock.Scope held = s_lock.Enter();
                    counter++;
                }
            });
            Check.Equal((long)Rounds * Processor.Count, counter);
        });
        tests.Add("SpinLock.KeepsInterruptsAway", () =>
        {
            using (s_lock.Enter())
                Check.False(Processor.InterruptsEnabled, "while held");
            Check.True(Processor.InterruptsEnabled, "afterwards");
        });
        tests.Add("SpinLock.NestedScopesRestoreInOrder", () =>
        {
            SpinLock outer = new(LockRank.Devices);
            SpinLock inner = new(LockRank.Log);
            using (outer.Enter())
            {
                using (inner.Enter())
                {
                }
                Check.False(Processor.InterruptsEnabled, "still held");
            }
            Check.True(Processor.InterruptsEnabled, "afterwards");
        });
    }

    private static void Note(nint argument)
    {
        Interlocked.Add(ref s_sum, argument);
        Interlocked.Or(ref s_mask, 1UL << Processor.CurrentIndex);
    }

    private static void Count(nint argument) => Interlocked.Increment(ref s_calls);

    /// <summary>Runs checks on every processor in turn; the first that fails is the test's failure.</summary>
    private static void OnEach(System.Action<int> action)
    {
        for (int i = 0; i < Processor.Count; i++)
            Rethrow(Start(i, action));
    }

    private static void OnEachTogether(System.Action<int> action)
    {
        Placed[] placed = new Placed[Processor.Count];
        for (int i = 0; i < placed.Length; i++)
            placed[i] = Start(i, action);
        foreach (Placed one in placed)
            Rethrow(one);
    }

    private sealed class Placed
    {
        internal Thread Thread = null!;
        internal System.Exception? Failure;
    }

    private static Placed Start(int processor, System.Action<int> action)
    {
        Placed placed = new();
        placed.Thread = KernelThread.Start("placed", () =>
        {
            try
            {
                action(processor);
            }
            catch (System.Exception exception)
            {
                placed.Failure = exception;
            }
        }, ThreadPriority.Normal, 1UL << processor).Managed;
        return placed;
    }

    private static void Rethrow(Placed placed)
    {
        Check.True(placed.Thread.Join(Patience), "a placed thread ends");
        if (placed.Failure is not null)
            throw placed.Failure;
    }
}
