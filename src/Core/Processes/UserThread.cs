using System.Threading;
using Diesis.Core.Signals;
using Diesis.Platform.Threads;

namespace Diesis.Core.Processes;

/// <summary>What Linux calls a task: a thread of a program, with the thread of the kernel that runs it and makes its calls.</summary>
public sealed partial class UserThread : ThreadBody
{
    private int _pendingWork;

    internal UserThread(int id, Process process)
    {
        Id = id;
        Process = process;
        Signals = new ThreadSignals(this);
    }

    /// <summary>The program's thread that the calling thread of the kernel runs; null for threads of the kernel's own.</summary>
    public static UserThread? Current => Of(KernelThread.Current);

    /// <summary>The thread's number (gettid(2)).</summary>
    public int Id { get; internal set; }

    public Process Process { get; }

    internal static UserThread? Of(KernelThread? thread) => thread?.Body as UserThread;

    /// <summary>Whether a sleep is to end: a signal waits to be dealt with, or the thread is to exit or stop.</summary>
    public bool HasSignalPending => (Volatile.Read(ref _pendingWork) & (int)PendingWork.EndsSleep) != 0;

    /// <summary>Ends an interruptible sleep, and makes the thread look at its pending work before it goes back to its program. From any context.</summary>
    public void Interrupt() => Post(PendingWork.Signal);

    /// <summary>Notes work for the thread's way back to its program. From any context.</summary>
    internal void Post(PendingWork work)
    {
        // Before its first step it looks at what is pending anyway.
        Interlocked.Or(ref _pendingWork, (int)work);
        if (Kernel is not KernelThread kernel)
            return;
        kernel.Wakeup.Set();
        Scheduler.Kick(kernel);
    }

    internal void Clear(PendingWork work) => Interlocked.And(ref _pendingWork, ~(int)work);

    internal bool Has(PendingWork work) => (Volatile.Read(ref _pendingWork) & (int)work) != 0;
}
