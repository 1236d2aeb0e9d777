using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Locks;
using Diesis.Platform.Memory;
using Diesis.Platform.Processors;
using Diesis.Platform.Time;
using Diesis.Platform.Users;
using Internal.Runtime;

namespace Diesis.Platform.Threads;

/// <summary>What a thread is doing. Changed under the lock of the queue that it belongs to, but for the step to <see cref="Blocking"/>.</summary>
public enum KernelThreadState
{
    /// <summary>It waits for a processor.</summary>
    Ready,

    Running,

    /// <summary>It runs, but is on its way into a wait; set by the thread itself, with interrupts off.</summary>
    Blocking,

    Blocked,

    /// <summary>It has been woken and is on its way into another processor's queue.</summary>
    Moving,

    Dead,
}

/// <summary>A thread of the kernel as the scheduler sees it. Underneath is a <see cref="Thread"/>, with all that the core library gives one.</summary>
/// <remarks>
/// Ready -> Running -> Ready (preempted, yielded) or Blocking -> Blocked -> Ready (woken) or Dead. SAFETY: the block belongs to the thread
/// until that has left its stack for good.
/// </remarks>
public sealed unsafe class KernelThread : Schedulable
{
    private readonly Thread _managed;

    internal readonly ThreadBlock* Block;

    /// <summary>The program's thread that this one runs, as the processor sees it; null for the kernel's own. Changed by the thread itself, with interrupts off.</summary>
    internal UserContext? Context;

    /// <summary>Times that it gave the processor away because it had to wait.</summary>
    public long WaitSwitches { get; internal set; }

    /// <summary>Times that another thread took the processor.</summary>
    public long ForcedSwitches { get; internal set; }

    /// <summary>A wake came while the thread was on its way into the wait.</summary>
    internal bool WakePending;

    // The wait it is in: guarded by the lock of its address' bucket (AddressWaits).
    internal nint WaitAddress;
    internal long WaitDeadline;
    internal bool TimedOut;
    internal KernelThread? NextWaiter;
    internal KernelThread? PreviousWaiter;

    internal KernelThread(Thread managed, ThreadBlock* block)
    {
        _managed = managed;
        Block = block;
        WaitTimer = new WaitTimer(this);
        Nice = NiceOf(managed.Priority);
        // SAFETY: the block's word is a root of the collector, so the object lives as long as the thread.
        KernelThread self = this;
        block->HomeObject = Unsafe.As<KernelThread, nint>(ref self);
    }

    internal WaitTimer WaitTimer { get; }

    public string Name => _managed.Name ?? "thread " + _managed.ManagedThreadId.ToString();

    public int Id => _managed.ManagedThreadId;

    public Thread Managed => _managed;

    /// <summary>What the thread sleeps on while it stands in wait queues.</summary>
    public ThreadSignal Wakeup { get; } = new();

    /// <summary>What it was made for, if it was made for one thing (<see cref="ThreadBody"/>).</summary>
    public ThreadBody? Body { get; internal set; }

    /// <summary>What the thread that it is about to start is for.</summary>
    internal ThreadBody? Starting { get; set; }

    /// <summary>Frames of 4 KiB that a thread's stack takes, if it asks for nothing else.</summary>
    public const uint StackFrames = ThreadStacks.DefaultPages;

    public KernelThreadState State { get; internal set; }

    /// <summary>When it last began to wait: monotonic nanoseconds.</summary>
    public long BlockedSince { get; internal set; }

    /// <summary>Waits that may last for ever, such as a service's for work: watchdogs leave it alone.</summary>
    public bool MayWaitForever { get; set; }

    /// <summary>The thread that runs this; null before there is a scheduler.</summary>
    public static KernelThread? Current
    {
        get
        {
            // SAFETY: the word holds a reference to a KernelThread or 0.
            return Unsafe.As<nint, KernelThread?>(ref RuntimeThread.Current->HomeObject);
        }
    }

    internal static KernelThread? Of(ThreadBlock* block) => Unsafe.As<nint, KernelThread?>(ref block->HomeObject);

    /// <summary>Starts a thread of the kernel. If it ends by an exception, that is an oops: told in the log, and the kernel goes on.</summary>
    /// <exception cref="OutOfMemoryException">There is no memory for its stack.</exception>
    public static KernelThread Start(string name, Action body, ThreadPriority priority = ThreadPriority.Normal, ulong affinity = ulong.MaxValue)
    {
        ContainedBody contained = new(body, affinity);
        Thread thread = new(contained.Run) { Name = name, IsBackground = true, Priority = priority };
        thread.Start();
        return contained.WaitForThread();
    }

    internal static int NiceOf(ThreadPriority priority) => priority switch
    {
        ThreadPriority.Lowest => 10,
        ThreadPriority.BelowNormal => 5,
        ThreadPriority.AboveNormal => -5,
        ThreadPriority.Highest => -10,
        _ => 0,
    };

    /// <summary>Makes a new stack look as if its thread had called SwitchThreads from ThreadStart (Threads.S).</summary>
    internal static void PrepareStack(ThreadBlock* block)
    {
        const int SavedRegisters = 6;
        const int RbxIndex = 5;
        nint* top = (nint*)block->StackBase - 2;
        *top = ThreadInstructions.ThreadStart();
        nint* saved = top - SavedRegisters;
        for (int i = 0; i < SavedRegisters; i++)
            saved[i] = 0;
        saved[RbxIndex] = (nint)block;
        block->StoppedAt = (byte*)saved;
    }

    /// <summary>A new thread's first C#, with interrupts off and its queue's lock held by the switch that led here.</summary>
    [RuntimeExport("KernelThreadMain")]
    [System.Diagnostics.StackTraceHidden]
    private static void Main(ThreadBlock* block)
    {
        Scheduler.FinishSwitch();
        Instructions.EnableInterrupts();
        RuntimeThread.Enter(block);
        Scheduler.EndCurrent();
    }

    /// <summary>Runs a thread's body, and turns what it throws into a report.</summary>
    private sealed class ContainedBody(Action body, ulong affinity)
    {
        private KernelThread? _thread;
        private int _started;

        internal void Run()
        {
            KernelThread thread = Current!;
            thread.MayWaitForever = true;
            _thread = thread;
            Volatile.Write(ref _started, 1);
            Blocking.WakeAll(ref _started);
            thread.MayWaitForever = false;
            if (affinity != ulong.MaxValue)
                Scheduler.SetAffinity(thread, affinity);
            try
            {
                body();
            }
            catch (Exception exception)
            {
                Oops.Report("thread", thread.Name, exception);
            }

            HeldLocks.CheckNoneHeld();
        }

        internal KernelThread WaitForThread()
        {
            while (Volatile.Read(ref _started) == 0)
                Blocking.WaitUncounted(ref _started, 0, -1);
            return _thread!;
        }
    }
}

/// <summary>Ends a thread's wait at its deadline.</summary>
internal sealed class WaitTimer(KernelThread thread) : KernelTimer
{
    protected internal override void OnTimer() => AddressWaits.OnTimeout(thread);
}
