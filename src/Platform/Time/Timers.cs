using System.Threading;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Locks;
using Diesis.Platform.Processors;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Platform.Time;

/// <summary>Does things at a time: a queue of timers for each processor, whose earliest is what its clock event waits for.</summary>
/// <remarks>
/// No processor has a periodic tick: without timers it is interrupted by none. A timer belongs to the queue of the processor that armed it
/// last, but stays where it is while it runs, so that it never runs twice at a time.
/// Locks: each queue's lock (rank Timers), one at a time; timers run without it.
/// </remarks>
public static class Timers
{
    /// <summary>After so many timers in one interrupt others get a chance: the clock event is programmed to come back at once.</summary>
    private const int MostInOneInterrupt = 64;

    /// <summary>Two years: so that no clock event's arithmetic overflows.</summary>
    private const long LongestSleep = 1L << 56;

    private sealed class Queue
    {
        internal readonly TimerHeap Heap = new();
        internal SpinLock Lock = new(LockRank.Timers);

        // Guarded by Lock.
        internal KernelTimer? Running;
        internal bool IsFiring;

        /// <summary>What the clock event waits for: never later than the earliest deadline, but it may be earlier.</summary>
        internal long ProgrammedFor = long.MaxValue;
        internal long Fired;
        internal long Interrupts;
    }

    private static Queue[]? s_queues;

    /// <summary>Makes the queues, once there is a heap. Timers may be armed from now on.</summary>
    internal static void Initialize()
    {
        Queue[] queues = new Queue[Processor.Maximum];
        for (int i = 0; i < queues.Length; i++)
            queues[i] = new Queue();
        s_queues = queues;
    }

    internal static bool AreReady => s_queues is not null;

    /// <summary>Lets a timer run once, at a monotonic time or as soon after as possible. One that is armed already gets the new time.</summary>
    /// <param name="deadlineNanoseconds">On the scale of <see cref="Clock.Monotonic"/>; one in the past runs the timer at once, in interrupt context.</param>
    public static void Arm(KernelTimer timer, long deadlineNanoseconds)
    {
        long deadline = long.Max(deadlineNanoseconds, 0);
        nuint flags = Instructions.SaveAndDisableInterrupts();
        int current = Processor.CurrentIndex;
        while (!TryArm(timer, deadline, current))
        {
        }
        Instructions.RestoreInterrupts(flags);
    }

    /// <summary>Takes a timer back. It may still be running on another processor.</summary>
    /// <returns>False when it was not armed: never, or it has run or begun to.</returns>
    public static bool Cancel(KernelTimer timer)
    {
        while (true)
        {
            int index = Volatile.Read(ref timer.QueueIndex);
            Queue queue = s_queues![index];
            using SpinLock.Scope held = queue.Lock.Enter();
            if (timer.QueueIndex != index)
                continue;
            if (!timer.IsQueued)
                return false;
            queue.Heap.Remove(timer);
            return true;
        }
    }

    /// <summary>Takes a timer back and waits until it is not running either.</summary>
    /// <remarks>Preconditions: the caller holds no lock that the timer takes, and is not the timer, which would wait for itself.</remarks>
    /// <returns>As <see cref="Cancel"/>.</returns>
    public static bool CancelAndWait(KernelTimer timer)
    {
        bool wasArmed = Cancel(timer);
        while (IsRunning(timer))
        {
            Instructions.Pause();
            wasArmed |= Cancel(timer);
        }
        return wasArmed;
    }

    /// <summary>Whether the timer waits for its time.</summary>
    public static bool IsArmed(KernelTimer timer) => Volatile.Read(ref timer.IsQueued);

    /// <summary>Timers that wait on a processor.</summary>
    public static int Count(int processor) => s_queues![processor].Heap.Count;

    /// <summary>Timers that have run on a processor.</summary>
    public static long FiredCount(int processor) => s_queues![processor].Fired;

    /// <summary>Interrupts of a processor's clock event.</summary>
    public static long InterruptCount(int processor) => s_queues![processor].Interrupts;

    /// <summary>When a processor's first timer is due; long.MaxValue when there is none.</summary>
    public static long NextDeadline(int processor)
    {
        Queue queue = s_queues![processor];
        using SpinLock.Scope held = queue.Lock.Enter();
        return queue.Heap.Earliest?.Deadline ?? long.MaxValue;
    }

    /// <summary>The current processor's clock event has come: runs what is due and programs the next. Interrupts are off.</summary>
    internal static void OnClockEvent()
    {
        if (s_queues is null)
            return;
        Queue queue = s_queues[Processor.CurrentIndex];
        queue.Interrupts++;
        for (int i = 0; TakeDue(queue, i == MostInOneInterrupt) is KernelTimer timer; i++)
        {
            Run(timer);
            Finish(queue);
        }
    }

    /// <summary>A timer that throws is a bug of its owner's: it is told, and the machine goes on.</summary>
    private static void Run(KernelTimer timer)
    {
        try
        {
            timer.OnTimer();
        }
        catch (System.Exception exception)
        {
            Oops.Report("timer", timer.GetType().FullName ?? "unknown", exception);
        }
    }

    private static bool TryArm(KernelTimer timer, long deadline, int current)
    {
        int index = Volatile.Read(ref timer.QueueIndex);
        Queue queue = s_queues![index];
        using SpinLock.Scope held = queue.Lock.Enter();
        if (timer.QueueIndex != index)
            return false;
        if (index != current && queue.Running != timer)
        {
            if (timer.IsQueued)
                queue.Heap.Remove(timer);
            timer.QueueIndex = current;
            return false;
        }

        if (timer.IsQueued)
            queue.Heap.Move(timer, deadline);
        else
            queue.Heap.Insert(timer, deadline);

        // A processor in OnClockEvent programs the next event itself when it leaves it. Nor is one put off when its timer moves to later: it
        // comes for nothing, once, which costs less than programming at each arming of a timer that is always moved, as a time slice's is.
        if (!queue.IsFiring && deadline < queue.ProgrammedFor)
            Program(queue, deadline, deadline - Clock.Monotonic);
        return true;
    }

    private static void Program(Queue queue, long deadline, long left)
    {
        queue.ProgrammedFor = deadline;
        ClockEvents.Current?.Program(long.Clamp(left, 0, LongestSleep));
    }

    /// <summary>Takes out the next timer that is due; when there is none, programs the clock event for the next that will be.</summary>
    private static KernelTimer? TakeDue(Queue queue, bool enough)
    {
        using SpinLock.Scope held = queue.Lock.Enter();
        queue.IsFiring = false;
        KernelTimer? earliest = queue.Heap.Earliest;
        if (earliest is null)
        {
            queue.ProgrammedFor = long.MaxValue;
            return null;
        }
        long left = earliest.Deadline - Clock.Monotonic;
        if (left > 0 || enough)
        {
            Program(queue, earliest.Deadline, left);
            return null;
        }
        queue.Heap.Remove(earliest);
        queue.Running = earliest;
        queue.IsFiring = true;
        queue.Fired++;
        return earliest;
    }

    private static void Finish(Queue queue)
    {
        using SpinLock.Scope held = queue.Lock.Enter();
        queue.Running = null;
    }

    private static bool IsRunning(KernelTimer timer)
    {
        int index = Volatile.Read(ref timer.QueueIndex);
        Queue queue = s_queues![index];
        using SpinLock.Scope held = queue.Lock.Enter();
        return queue.Running == timer;
    }
}
