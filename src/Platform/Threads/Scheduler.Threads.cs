using System;
using System.Threading;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Processors;
using Diesis.Platform.Time;
using Internal.Runtime;

namespace Diesis.Platform.Threads;

// Beginnings: of the scheduler, of processors, of threads; and changes of where and how a thread runs.
public static unsafe partial class Scheduler
{
    /// <summary>Makes the running code the first thread, and gives the boot processor a queue. From now on threads can be started.</summary>
    public static void Start(SchedulerPolicy policy)
    {
        AddressWaits.Initialize();
        s_policy = policy;
        s_queues = new ProcessorQueue?[Processor.Maximum];
        s_policyQueues = new RunQueue[Processor.Maximum];
        for (int i = 0; i < s_policyQueues.Length; i++)
            s_policyQueues[i] = policy.CreateQueue(i);
        s_balancer = new LoadBalancer(s_policyQueues) { Online = 1 };
        Thread managed = Thread.CurrentThread;
        managed.Name ??= "main";
        KernelThread main = new(managed, RuntimeThread.Current);
        ProcessorQueue queue = new(0, s_policyQueues[0], CreateIdle(0), main);
        RunQueue order = queue.Policy;

        nuint flags = Instructions.SaveAndDisableInterrupts();
        long now = Clock.Monotonic;
        order.Enqueue(main, EnqueueReason.New, now);
        order.Dequeue(now);
        main.State = KernelThreadState.Running;
        queue.ChargedUntil = now;
        s_queues[0] = queue;
        s_isRunning = true;
        Instructions.RestoreInterrupts(flags);
    }

    /// <summary>Makes an application processor's queue and its idle thread, whose block lies in the processor's own.</summary>
    internal static void Prepare(int processor)
    {
        ThreadBlock* block = &Processor.Block(processor)->FirstThread;
        Thread managed = IdleThread(processor);
        KernelThread idle = new(managed, block) { Processor = processor, MayWaitForever = true, State = KernelThreadState.Running };
        block->Managed = System.Runtime.CompilerServices.Unsafe.As<Thread, nint>(ref managed);
        block->ManagedId = managed.ManagedThreadId;
        s_queues![processor] = new ProcessorQueue(processor, s_policyQueues![processor], idle, idle);
    }

    /// <summary>The idle loop of an application processor; its queue takes threads from now on.</summary>
    internal static void EnterIdle(int processor)
    {
        Queue(processor).ChargedUntil = Clock.Monotonic;
        s_balancer!.Online |= 1UL << processor;
        Idle();
    }

    private static Thread IdleThread(int processor) => new(Idle) { Name = "idle " + processor.ToString(), IsBackground = true };

    private static KernelThread CreateIdle(int processor)
    {
        Thread managed = IdleThread(processor);
        ThreadBlock* block = ThreadList.Create(managed);
        if (block == null || !ThreadStacks.Give(block, 0))
            throw new OutOfMemoryException();
        block->Alive = 1;
        KernelThread.PrepareStack(block);
        return new KernelThread(managed, block) { Processor = processor, MayWaitForever = true };
    }

    /// <summary>Runs when nothing else does: fetches work from other processors, else halts until an interrupt.</summary>
    private static void Idle()
    {
        while (true)
        {
            Instructions.DisableInterrupts();
            ProcessorBlock* processor = ProcessorBlock.Current;
            ProcessorQueue queue = CurrentQueue;
            if (processor->RescheduleWanted != 0 || queue.Policy.Count != 0 || Fetch(queue))
            {
                Reschedule(EnqueueReason.Yielded);
                continue;
            }
            ThreadInstructions.EnableInterruptsAndHalt();
        }
    }

    /// <summary>Takes a thread from a processor that has more than one. Interrupts are off.</summary>
    private static bool Fetch(ProcessorQueue queue)
    {
        ulong tried = 0;
        for (int source = s_balancer!.FindSource(queue.Index, ref tried); source >= 0;
            source = s_balancer.FindSource(queue.Index, ref tried))
        {
            if (Pull(Queue(source), queue, BalanceOccasion.Idle))
                return true;
        }
        return false;
    }

    private static bool Pull(ProcessorQueue from, ProcessorQueue to, BalanceOccasion occasion)
    {
        ProcessorQueue first = from.Index < to.Index ? from : to;
        ProcessorQueue second = from.Index < to.Index ? to : from;
        first.Lock.Acquire();
        second.Lock.Acquire();
        Schedulable? pulled = s_balancer!.Pull(from.Index, to.Index, occasion, Clock.Monotonic);
        if (pulled is not null)
            pulled.Processor = to.Index;
        second.Lock.Release();
        first.Lock.Release();
        return pulled is not null;
    }

    /// <summary>Starts the native thread of a block. False when there is no memory for its stack.</summary>
    internal static bool StartThread(ThreadBlock* block, nuint stackBytes)
    {
        if (!ThreadStacks.Give(block, stackBytes))
            return false;
        Thread managed = System.Runtime.CompilerServices.Unsafe.As<nint, Thread>(ref block->Managed);
        block->Alive = 1;
        KernelThread.PrepareStack(block);
        KernelThread thread = new(managed, block) { State = KernelThreadState.Moving };
        KernelThread maker = KernelThread.Current!;
        if (maker.Starting is ThreadBody body)
        {
            body.Kernel = thread;
            thread.Body = body;
            thread.Affinity = maker.Affinity;
            thread.Nice = maker.Nice;
            thread.RealTimePriority = maker.RealTimePriority;
        }

        nuint flags = Instructions.SaveAndDisableInterrupts();
        thread.Processor = Processor.CurrentIndex;
        thread.Processor = s_balancer!.ChooseProcessor(thread, thread.Processor);
        ProcessorQueue queue = Queue(thread.Processor);
        queue.Lock.Acquire();
        Enqueue(queue, thread, EnqueueReason.New);
        queue.Lock.Release();
        Settle(flags);
        return true;
    }

    /// <summary>Changes where a thread may run; at return it runs nowhere else, if it is the calling thread or does not run now.</summary>
    /// <param name="affinity">One bit for each processor; those that are not started count as absent.</param>
    /// <exception cref="ArgumentException">None of the processors is started.</exception>
    public static void SetAffinity(KernelThread thread, ulong affinity)
    {
        if ((affinity & Processor.AllMask) == 0)
            throw new ArgumentException("none of the processors is there");
        nuint flags = Instructions.SaveAndDisableInterrupts();
        ProcessorQueue queue = LockQueueOf(thread);
        bool mustMove = (affinity & 1UL << thread.Processor) == 0;
        if (mustMove && thread.State == KernelThreadState.Ready && queue.Current != thread)
        {
            queue.Policy.Remove(thread);
            thread.Affinity = affinity;
            thread.State = KernelThreadState.Moving;
            int target = s_balancer!.ChooseProcessor(thread, queue.Index);
            thread.Processor = target;
            queue.Lock.Release();
            queue = Queue(target);
            queue.Lock.Acquire();
            Enqueue(queue, thread, EnqueueReason.Migrated);
        }
        else
        {
            thread.Affinity = affinity;
            if (mustMove && thread.State == KernelThreadState.Running)
            {
                Processor.Block(queue.Index)->RescheduleWanted = 1;
                if (queue.Index != Processor.CurrentIndex)
                    Interrupt(queue.Index);
            }
        }
        queue.Lock.Release();
        Settle(flags);
    }

    /// <summary>Processor time that a thread has used so far, the present turn included. From any context in which no lock above a run queue's is held.</summary>
    public static long UsedNanoseconds(KernelThread thread)
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        ProcessorQueue queue = LockQueueOf(thread);
        if (queue.Current == thread)
            Charge(queue, Clock.Monotonic);
        long used = thread.UsedNanoseconds;
        queue.Lock.Release();
        Instructions.RestoreInterrupts(flags);
        return used;
    }

    /// <summary>Changes a thread's share: -20 (most) to 19 (least).</summary>
    public static void SetNice(KernelThread thread, int nice)
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        ProcessorQueue queue = LockQueueOf(thread);
        queue.Policy.SetNice(thread, nice, Clock.Monotonic);
        queue.Lock.Release();
        Instructions.RestoreInterrupts(flags);
    }

    /// <summary>Makes a thread run before all ordinary ones: 1 to 99, or 0 for an ordinary thread again.</summary>
    public static void SetRealTimePriority(KernelThread thread, int priority)
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        ProcessorQueue queue = LockQueueOf(thread);
        queue.Policy.SetRealTimePriority(thread, priority, Clock.Monotonic);
        queue.Lock.Release();
        Instructions.RestoreInterrupts(flags);
    }
}
