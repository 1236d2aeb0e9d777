using System.Threading;
using Diesis.Abi;
using Diesis.Core.Signals;
using Diesis.Platform.Locks;
using Diesis.Platform.Memory;
using Diesis.Platform.Threads;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Core.Processes;

/// <summary>All processes: parents and children, groups, sessions. Its lock guards their relations and the steps of their lives.</summary>
/// <remarks>
/// Locks: the tree's (rank ProcessTree), under which a process' signal lock may be taken. Objects are made before the lock is taken. Looking up by
/// number takes no lock: what is found may have ended.
/// </remarks>
public static class ProcessTree
{
    internal static SpinLock Lock = new(LockRank.ProcessTree);

    /// <summary>Threads' stacks take one part in so many of memory: about twice that if each thread has a process and that does nothing but fork.</summary>
    private const uint ThreadShare = 4;
    private const int LeastThreads = 32;

    private static Process? s_first;
    private static int s_count;
    private static int s_threads;
    private static int s_maximumThreads;
    private static long s_forks;

    /// <summary>Process 1.</summary>
    public static Process? Init { get; private set; }

    /// <summary>The first of all, which <see cref="Process.NextProcess"/> leads on from. The lock is held.</summary>
    internal static Process? First => s_first;

    /// <summary>Processes that there are, zombies among them.</summary>
    public static int Count => Volatile.Read(ref s_count);

    /// <summary>Threads of programs.</summary>
    public static int ThreadCount => Volatile.Read(ref s_threads);

    /// <summary>Nobody can start more threads: so many that their stacks alone take a quarter of memory (/proc/sys/kernel/threads-max).</summary>
    public static int MaximumThreads
    {
        get
        {
            // Memory does not grow, and to count it takes a while.
            if (s_maximumThreads == 0)
                s_maximumThreads = int.Clamp((int)(Frames.TotalCount / (KernelThread.StackFrames * ThreadShare)), LeastThreads, PidTable.Maximum);
            return s_maximumThreads;
        }
    }

    /// <summary>Processes made since the start.</summary>
    public static long Forks => Volatile.Read(ref s_forks);

    /// <summary>A thread by its number, dead ones that have not been waited for among them.</summary>
    public static UserThread? FindThread(int number) => PidTable.Find(number)?.Thread;

    /// <summary>A process by the number of any of its threads, as kill(2) takes it.</summary>
    public static Process? FindProcess(int number) => FindThread(number)?.Process;

    /// <summary>A process by its own number.</summary>
    public static Process? FindLeader(int number) => FindProcess(number) is Process process && process.Id == number ? process : null;

    public static ProcessGroup? FindGroup(int number) => PidTable.Find(number)?.Group;

    public static Session? FindSession(int number) => PidTable.Find(number)?.Session;

    /// <summary>The first process, in a session and group of its own. Its leader has its number already.</summary>
    internal static void AddInit(Process process)
    {
        Session session = new(process.Leader.Number);
        ProcessGroup group = new(process.Leader.Number, session);
        using SpinLock.Scope held = Lock.Enter();
        Init = process;
        process.IsUnkillable = true;
        process.Leader.Number.Session = session;
        session.Leader = process;
        Publish(process, group);
    }

    /// <summary>Makes a new process visible, as a child of its maker's process (or of that one's parent, by CLONE_PARENT). Its leader is in its thread list.</summary>
    /// <returns>ERESTARTNOINTR if the maker has a signal to deal with first: one to its group must not miss the child.</returns>
    internal static Errno Add(Process child, UserThread maker, Process parent)
    {
        using SpinLock.Scope held = Lock.Enter();
        if (maker.HasSignalPending)
            return Errno.ERESTARTNOINTR;
        child.ParentThread = maker;
        child.HasSubreaper = parent.HasSubreaper || parent.IsSubreaper;
        parent.AddChild(child);
        Publish(child, maker.Process.Group);
        return Errno.None;
    }

    private static void Publish(Process process, ProcessGroup group)
    {
        group.Add(process);
        process.Leader.Number.Thread = process.Leader;
        process.PreviousProcess = null;
        process.NextProcess = s_first;
        if (s_first is not null)
            s_first.PreviousProcess = process;
        s_first = process;
        s_count++;
        s_threads++;
        s_forks++;
    }

    /// <summary>Adds a thread to a process.</summary>
    /// <returns>ERESTARTNOINTR if its maker has a signal to deal with first, which may be the end of the process.</returns>
    internal static Errno AddThread(UserThread thread, UserThread maker)
    {
        Process process = thread.Process;
        using SpinLock.Scope tree = Lock.Enter();
        using SpinLock.Scope held = process.SignalLock.Enter();
        if (maker.HasSignalPending || process.ExecutingThread is not null)
            return Errno.ERESTARTNOINTR;
        process.AddThread(thread);
        thread.Number.Thread = thread;
        JobControl.Join(thread);
        s_threads++;
        s_forks++;
        return Errno.None;
    }

    /// <summary>A thread that is not the leader, or whose process is waited for, is gone. The lock is held.</summary>
    internal static void RemoveThread(UserThread thread)
    {
        using (thread.Process.SignalLock.Enter())
            thread.Process.RemoveThread(thread);
        thread.Number.Thread = null;
        PidTable.FreeIfUnused(thread.Number);
        s_threads--;
    }

    /// <summary>Takes a process that has ended out of everything. The lock is held.</summary>
    internal static void Remove(Process process)
    {
        process.State = ProcessState.Gone;
        process.Parent?.RemoveChild(process);
        process.Group.Remove(process);
        if (process.PreviousProcess is null)
            s_first = process.NextProcess;
        else
            process.PreviousProcess.NextProcess = process.NextProcess;
        if (process.NextProcess is not null)
            process.NextProcess.PreviousProcess = process.PreviousProcess;
        s_count--;
        RemoveThread(process.Leader);
    }

    /// <summary>The processes of a moment that fit a condition, for calls that address many.</summary>
    public static Process[] Snapshot(ProcessFilter filter)
    {
        while (true)
        {
            Process[] found = new Process[Count + 8];
            int count = 0;
            bool fits = true;
            using (Lock.Enter())
            {
                for (Process? process = s_first; process is not null && fits; process = process.NextProcess)
                {
                    if (!filter.Includes(process))
                        continue;
                    fits = count < found.Length;
                    if (fits)
                        found[count++] = process;
                }
            }
            if (fits)
                return count == found.Length ? found : found[..count];
        }
    }
}

/// <summary>Which processes are meant. Asked under the tree's lock: allocates nothing.</summary>
public readonly struct ProcessFilter
{
    private readonly ProcessGroup? _group;
    private readonly uint _user;
    private readonly FilterKind _kind;

    private ProcessFilter(FilterKind kind, ProcessGroup? group, uint user)
    {
        _kind = kind;
        _group = group;
        _user = user;
    }

    private enum FilterKind
    {
        All,
        Group,
        User,
    }

    public static ProcessFilter All => default;

    public static ProcessFilter OfGroup(ProcessGroup group) => new(FilterKind.Group, group, 0);

    /// <summary>Processes whose real user is this one.</summary>
    public static ProcessFilter OfUser(uint user) => new(FilterKind.User, null, user);

    internal bool Includes(Process process) => _kind switch
    {
        FilterKind.Group => process.Group == _group,
        FilterKind.User => process.Leader.Credentials.RealUser == _user,
        _ => true,
    };
}
