using Diesis.Abi;
using Diesis.Core.Signals;
using Diesis.Platform.Locks;

namespace Diesis.Core.Processes;

/// <summary>Whether a process' threads are stopped by a signal (job control).</summary>
internal enum StopState
{
    Running,

    /// <summary>Threads are on their way to stop.</summary>
    Stopping,
    Stopped,
}

// Signals that any thread of the process may take, its stops, and its end by exit_group or a fatal signal. Guarded by SignalLock.
public sealed partial class Process
{
    /// <summary>Guards the signals of the process and of its threads, the list of threads, and stops.</summary>
    internal SpinLock SignalLock = new(LockRank.ProcessSignals);

    internal PendingSignals Pending;

    /// <summary>The actions for all signals. Replaced by execve when another process shares them.</summary>
    public SignalActions Actions { get; internal set; } = null!;

    /// <summary>The set of signals that wait for the process as a whole, for /proc.</summary>
    public SignalSet PendingSet => Pending.Set;

    public ResourceLimits Limits { get; internal set; } = null!;

    internal UserThread? FirstThread { get; private set; }

    private UserThread? _lastThread;

    /// <summary>Threads that exist, the leader among them until the end even if it has exited.</summary>
    public int ThreadCount { get; private set; }

    /// <summary>Threads that have not begun to end.</summary>
    internal int LiveThreads { get; set; }

    /// <summary>The thread whose number the process has.</summary>
    public UserThread Leader { get; internal set; } = null!;

    /// <summary>All threads are to end: exit_group, or a signal that kills.</summary>
    internal bool IsGroupExiting { get; private set; }

    /// <summary>Status as wait4(2) has it; counts if <see cref="IsGroupExiting"/>.</summary>
    internal int GroupExitStatus { get; private set; }

    /// <summary>The thread that runs execve and waits for the others to end, or null.</summary>
    internal UserThread? ExecutingThread { get; set; }

    internal StopState Stop { get; set; }

    /// <summary>The signal that stopped it, for its parent.</summary>
    internal Signal StopSignal { get; set; }

    /// <summary>Threads that have not yet followed the present stop.</summary>
    internal int StopsPending { get; set; }

    /// <summary>It has been continued, and the parent has not yet waited for that.</summary>
    internal bool IsContinued { get; set; }

    /// <summary>The stop has not yet been waited for by the parent.</summary>
    internal bool IsStopUnreported { get; set; }

    /// <summary>The CLD_ code that the next thread to leave the kernel tells the parent, or 0.</summary>
    internal int PendingNotice { get; set; }

    /// <summary>Signals whose action is the default do not reach it: the first process.</summary>
    internal bool IsUnkillable { get; set; }

    public bool IsStopped => Stop == StopState.Stopped;

    /// <summary>Enters a thread into the list. The signal lock is held.</summary>
    internal void AddThread(UserThread thread)
    {
        thread.PreviousThread = _lastThread;
        thread.NextThread = null;
        if (_lastThread is null)
            FirstThread = thread;
        else
            _lastThread.NextThread = thread;
        _lastThread = thread;
        ThreadCount++;
        LiveThreads++;
    }

    /// <summary>The signal lock is held.</summary>
    internal void RemoveThread(UserThread thread)
    {
        if (thread.PreviousThread is null)
            FirstThread = thread.NextThread;
        else
            thread.PreviousThread.NextThread = thread.NextThread;
        if (thread.NextThread is null)
            _lastThread = thread.PreviousThread;
        else
            thread.NextThread.PreviousThread = thread.PreviousThread;
        // NextThread stays, so that somebody who walks the list without the lock finds its rest.
        thread.PreviousThread = null;
        ThreadCount--;
    }

    /// <summary>Lets all threads end with one status. The signal lock is held.</summary>
    /// <param name="status">As wait4(2) tells it.</param>
    internal void BeginGroupExit(int status)
    {
        if (IsGroupExiting)
            return;
        IsGroupExiting = true;
        GroupExitStatus = status;
        Stop = StopState.Running;
        StopsPending = 0;
        for (UserThread? thread = FirstThread; thread is not null; thread = thread.NextThread)
            thread.Post(PendingWork.Exit);
    }

    /// <summary>exit_group(2): all threads end. The caller's own end follows when it leaves the kernel.</summary>
    public void ExitGroup(int code)
    {
        using SpinLock.Scope held = SignalLock.Enter();
        BeginGroupExit((code & 0xff) << 8);
    }

    /// <summary>All threads end, as by a signal that kills, whatever its action.</summary>
    internal void ExitBySignal(Signal signal)
    {
        using SpinLock.Scope held = SignalLock.Enter();
        BeginGroupExit((int)signal);
    }
}
