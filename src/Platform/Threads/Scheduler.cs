using System.Threading;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Processors;
using Diesis.Platform.Time;
using Internal.Runtime;

namespace Diesis.Platform.Threads;

/// <summary>Which thread runs where: the mechanism. The order is the policy's (<see cref="RunQueue"/>).</summary>
/// <remarks>
/// A thread belongs to the queue of <see cref="Schedulable.Processor"/>; that queue's lock guards its state. A switch happens with the lock
/// held, and the thread that runs next releases it, so nobody sees a thread that is neither on its stack nor off it. Locks: one queue's
/// lock, or two in the order of their processors; timers' locks may be taken within.
/// </remarks>
public static unsafe partial class Scheduler
{
    // SAFETY: blocks are those of threads that exist; a dead thread's is given back by the one that runs after it, on another stack.

    private static ProcessorQueue?[]? s_queues;
    private static SchedulerPolicy? s_policy;
    private static LoadBalancer? s_balancer;
    private static RunQueue[]? s_policyQueues;
    private static bool s_isRunning;

    /// <summary>Whether threads can be started and waited for.</summary>
    public static bool IsRunning => s_isRunning;

    public static string PolicyName => s_policy is null ? "none" : s_policy.Name;

    internal static ProcessorQueue Queue(int processor) => s_queues![processor]!;

    private static ProcessorQueue CurrentQueue => s_queues![Processor.CurrentIndex]!;

    /// <summary>The end of an interrupt, or of what kept preemption away: another thread's turn. Interrupts are off.</summary>
    internal static void Preempt()
    {
        if (s_isRunning)
            Reschedule(EnqueueReason.Preempted);
        else
            ProcessorBlock.Current->RescheduleWanted = 0;
    }

    /// <summary>Lets other threads of this processor run first, once.</summary>
    public static void Yield()
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        Reschedule(EnqueueReason.Yielded);
        Instructions.RestoreInterrupts(flags);
    }

    /// <summary>Stops running until <see cref="Wake"/>. Interrupts are off, and the state is <see cref="KernelThreadState.Blocking"/> already.</summary>
    internal static void Block() => Reschedule(EnqueueReason.Preempted);

    /// <summary>Makes a thread run again that blocks or is about to. Exactly one wake belongs to each block. From any context.</summary>
    internal static void Wake(KernelThread thread)
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        WakeOnly(thread, EnqueueReason.Woken);
        Settle(flags);
    }

    /// <summary>As <see cref="Wake"/>, with interrupts off; <see cref="Settle"/> follows.</summary>
    internal static void WakeOnly(KernelThread thread, EnqueueReason reason)
    {
        ProcessorQueue queue = LockQueueOf(thread);
        if (thread.State == KernelThreadState.Blocking)
        {
            thread.WakePending = true;
        }
        else if (thread.State == KernelThreadState.Blocked)
        {
            int target = s_balancer!.ChooseProcessor(thread, Processor.CurrentIndex);
            if (target != queue.Index)
            {
                thread.State = KernelThreadState.Moving;
                thread.Processor = target;
                queue.Lock.Release();
                queue = Queue(target);
                queue.Lock.Acquire();
            }
            Enqueue(queue, thread, reason);
        }
        queue.Lock.Release();
    }

    /// <summary>Lets interrupts in again as before, and the thread that is to preempt this one with them.</summary>
    internal static void Settle(nuint flags)
    {
        ProcessorBlock* processor = ProcessorBlock.Current;
        if (processor->RescheduleWanted != 0 && processor->InterruptDepth == 0 && s_isRunning)
        {
            if ((flags & Instructions.InterruptFlag) != 0 && processor->PreemptionDepth == 0)
                Reschedule(EnqueueReason.Preempted);
            else
                Interrupt(processor->Index);
        }
        Instructions.RestoreInterrupts(flags);
    }

    /// <summary>The queue's lock is held.</summary>
    private static void Enqueue(ProcessorQueue queue, KernelThread thread, EnqueueReason reason)
    {
        long now = Clock.Monotonic;
        thread.State = KernelThreadState.Ready;
        Charge(queue, now);
        queue.Policy.Enqueue(thread, reason, now);
        Notice(queue, now);
    }

    /// <summary>A thread has come into a queue, whose lock is held: its processor may have to switch, or to watch the running thread's slice.</summary>
    private static void Notice(ProcessorQueue queue, long now)
    {
        bool isHere = queue.Index == Processor.CurrentIndex;
        if (queue.Current == queue.Idle || queue.Policy.ShouldPreempt(queue.Current, now))
        {
            Volatile.Write(ref Processor.Block(queue.Index)->RescheduleWanted, 1);
            if (!isHere)
                Interrupt(queue.Index);
        }
        else if (isHere)
        {
            ArmSlice(queue, now);
        }
        else if (queue.TimerDeadline == 0)
        {
            Interrupt(queue.Index);
        }
    }

    /// <summary>Makes a thread that runs its program on another processor look at what is wanted of it. From any context.</summary>
    public static void Kick(KernelThread thread)
    {
        int processor = thread.Processor;
        if (thread.State == KernelThreadState.Running && processor != Processor.CurrentIndex)
            Interrupt(processor);
    }

    private static void Interrupt(int processor)
    {
        if (LocalApic.IsPresent)
            LocalInterrupts.Send(processor, Vector.Reschedule);
    }

    /// <summary>Another processor put a thread into this one's queue.</summary>
    internal static void OnRescheduleInterrupt()
    {
        if (!s_isRunning || ProcessorBlock.Current->RescheduleWanted != 0)
            return;
        ProcessorQueue queue = CurrentQueue;
        queue.Lock.Acquire();
        ArmSlice(queue, Clock.Monotonic);
        queue.Lock.Release();
    }

    internal static void OnSliceEnd(ProcessorQueue queue)
    {
        queue.Lock.Acquire();
        queue.TimerDeadline = 0;
        long now = Clock.Monotonic;
        Charge(queue, now);
        if (queue.Index != Processor.CurrentIndex)
            Interrupt(queue.Index);
        else if (queue.Current != queue.Idle && queue.Policy.Count != 0 && queue.Policy.TimeLeft(queue.Current, now) <= 0)
            ProcessorBlock.Current->RescheduleWanted = 1;
        else
            ArmSlice(queue, now);
        queue.Lock.Release();
        if (queue.Index == Processor.CurrentIndex)
            BalanceAway(queue);
    }

    private static void ArmSlice(ProcessorQueue queue, long now)
    {
        if (queue.Current == queue.Idle || queue.Policy.Count == 0)
            return;
        long left = queue.Policy.TimeLeft(queue.Current, now);
        if (left == long.MaxValue)
            return;
        long deadline = now + (left > 0 ? left : 0);
        // One that rings earlier looks again then: cheaper than setting it at each switch.
        if (queue.TimerDeadline != 0 && queue.TimerDeadline <= deadline)
            return;
        queue.TimerDeadline = deadline;
        Timers.Arm(queue.Timer, deadline);
    }

    private static void Charge(ProcessorQueue queue, long now)
    {
        long used = now - queue.ChargedUntil;
        queue.ChargedUntil = now;
        if (queue.Current != queue.Idle)
            queue.Policy.Charge(queue.Current, used, now);
        else
            queue.Idle.UsedNanoseconds += used;
    }

    /// <summary>Chooses the next thread and switches to it. Interrupts are off; they are off at return too, perhaps on another processor.</summary>
    private static void Reschedule(EnqueueReason reason)
    {
        ProcessorBlock* processor = ProcessorBlock.Current;
        ProcessorQueue queue = s_queues![processor->Index]!;
        queue.Lock.Acquire();
        processor->RescheduleWanted = 0;
        KernelThread previous = queue.Current;
        long now = Clock.Monotonic;
        Charge(queue, now);
        if (previous.State == KernelThreadState.Blocking && !previous.WakePending)
        {
            previous.State = KernelThreadState.Blocked;
            previous.BlockedSince = now;
            previous.WaitSwitches++;
            queue.Policy.Block(previous, now);
        }
        else if (previous.State == KernelThreadState.Dead)
        {
            queue.Policy.Block(previous, now);
            queue.Dead = previous;
        }
        else
        {
            previous.WakePending = false;
            previous.State = KernelThreadState.Ready;
            if (previous != queue.Idle)
                PutBack(queue, previous, reason, now);
        }

        KernelThread next = (KernelThread?)queue.Policy.Dequeue(now) ?? queue.Idle;
        next.State = KernelThreadState.Running;
        if (next != previous)
        {
            if (previous.State == KernelThreadState.Ready)
                previous.ForcedSwitches++;
            queue.Current = next;
            processor->SwitchCount++;
            ArmSlice(queue, now);
            previous.Context?.SwitchOut();
            next.Context?.SwitchIn();
            ThreadInstructions.Switch(previous.Block, next.Block);
            FinishSwitch();
            return;
        }
        ArmSlice(queue, now);
        queue.Lock.Release();
    }

    /// <summary>A thread that could go on running goes back into the queue, or on to another processor if it may not stay here.</summary>
    private static void PutBack(ProcessorQueue queue, KernelThread thread, EnqueueReason reason, long now)
    {
        if ((thread.Affinity & 1UL << queue.Index) != 0)
        {
            queue.Policy.Enqueue(thread, reason, now);
            return;
        }
        // It is still on its stack, so nobody else may run it yet: the next thread here wakes it on a processor where it may run.
        queue.Policy.Block(thread, now);
        thread.State = KernelThreadState.Blocked;
        queue.Leaving = thread;
    }

    /// <summary>The first act of every thread after a switch: the lock passes to it, and it looks after the one that ran before.</summary>
    internal static void FinishSwitch()
    {
        ProcessorQueue queue = CurrentQueue;
        if (queue.Dead is null && queue.Leaving is null)
        {
            queue.Lock.Release();
            return;
        }

        KernelThread? dead = queue.Dead;
        KernelThread? leaving = queue.Leaving;
        queue.Dead = null;
        queue.Leaving = null;
        queue.Lock.Release();
        if (dead is not null)
            Bury(dead);
        if (leaving is not null)
            Wake(leaving);
    }

    /// <summary>The current thread's last act: its block is out of the list already.</summary>
    internal static void EndCurrent()
    {
        Instructions.DisableInterrupts();
        CurrentQueue.Current.State = KernelThreadState.Dead;
        Reschedule(EnqueueReason.Preempted);
        FailFast.Abort("a dead thread ran again");
    }

    private static void Bury(KernelThread dead)
    {
        ThreadBlock* block = dead.Block;
        ThreadStacks.Return(block);
        // From here on the block may serve another thread.
        Volatile.Write(ref block->Alive, 0);
    }

    internal static ProcessorQueue LockQueueOf(KernelThread thread)
    {
        while (true)
        {
            ProcessorQueue queue = Queue(thread.Processor);
            queue.Lock.Acquire();
            if (thread.Processor == queue.Index)
                return queue;
            queue.Lock.Release();
        }
    }
}
