using Diesis.Platform.Locks;
using Diesis.Platform.Time;

namespace Diesis.Platform.Threads;

/// <summary>One processor's part of the scheduler.</summary>
internal sealed class ProcessorQueue
{
    /// <summary>Guards all below, the policy's queue, and the state of the threads that belong to this processor. Held across a switch of threads: the next one releases it.</summary>
    internal SpinLock Lock;

    internal readonly int Index;
    internal readonly RunQueue Policy;
    internal readonly KernelThread Idle;
    internal readonly SliceTimer Timer;

    internal KernelThread Current;

    /// <summary>Until when the running thread has been charged: monotonic nanoseconds.</summary>
    internal long ChargedUntil;

    /// <summary>When the slice's timer rings; 0 while it is not armed.</summary>
    internal long TimerDeadline;

    /// <summary>A thread that has just left its stack for good; the next one buries it.</summary>
    internal KernelThread? Dead;

    /// <summary>A thread that may not stay on this processor any more; whoever runs next sends it on.</summary>
    internal KernelThread? Leaving;

    /// <summary>When balancing last looked at other processors' queues while busy.</summary>
    internal long BalancedAt;

    internal ProcessorQueue(int index, RunQueue policy, KernelThread idle, KernelThread current)
    {
        Lock = new SpinLock(LockRank.RunQueue, (byte)index);
        Index = index;
        Policy = policy;
        Idle = idle;
        Current = current;
        Timer = new SliceTimer(this);
    }
}

/// <summary>The end of the running thread's slice, while others wait for its processor. There is no periodic tick.</summary>
internal sealed class SliceTimer(ProcessorQueue queue) : KernelTimer
{
    protected internal override void OnTimer() => Scheduler.OnSliceEnd(queue);
}
