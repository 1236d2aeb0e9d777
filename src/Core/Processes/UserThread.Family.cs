using Diesis.Abi;
using Diesis.Core.Futexes;
using Diesis.Core.Signals;
using Diesis.Platform.Users;

namespace Diesis.Core.Processes;

// The thread among the others of its process, and what it leaves when it ends.
public sealed partial class UserThread
{
    private FutexWaiter? _futexWaiter;

    // Guarded by the process' signal lock.
    internal UserThread? NextThread { get; set; }

    internal UserThread? PreviousThread { get; set; }

    /// <summary>Mask, pending signals, alternate stack.</summary>
    public ThreadSignals Signals { get; }

    /// <summary>The number it was made with, and its place in the table.</summary>
    internal PidEntry Number { get; set; } = null!;

    /// <summary>What exit(2) was given, as wait4(2) tells it: counts for the leader if the process did not end by exit_group or a signal.</summary>
    internal int ExitStatus { get; set; }

    /// <summary>Where a 0 is written when the thread ends, and a futex woken (set_tid_address(2), CLONE_CHILD_CLEARTID); null for none.</summary>
    public UserAddress ClearAtExit { get; set; }

    /// <summary>The head of the list of robust futexes (set_robust_list(2)); null for none.</summary>
    public UserAddress RobustList { get; set; }

    /// <summary>Its place in the queue of the futex it waits at. Used by the thread itself, one wait at a time.</summary>
    internal FutexWaiter FutexWaiter => _futexWaiter ??= new FutexWaiter(this);

    /// <summary>Somebody waits, or has waited, for a lock of this thread's (FUTEX_LOCK_PI).</summary>
    internal bool OwnsAwaitedLocks { get; set; }

    /// <summary>Sent to the thread when the thread that made its process ends (PR_SET_PDEATHSIG).</summary>
    public Signal ParentDeathSignal { get; set; }

    /// <summary>exit(2): the thread ends when it leaves the kernel; the others go on.</summary>
    public void Exit(int code)
    {
        ExitStatus = (code & 0xff) << 8;
        Post(PendingWork.Exit);
    }
}
