using System;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Core.Signals;
using Diesis.Core.Waiting;
using Diesis.Platform.Memory;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;
using Diesis.Platform.Users;

namespace Diesis.Core.Loading;

/// <summary>Process 1: the first program, which the kernel itself starts. Its end is the machine's.</summary>
public sealed class InitProcess
{
    private const int SignalBits = 0x7f;
    private const int StatusShift = 8;
    private const int SignalBase = 128;

    /// <summary>So much memory for each signal that an ordinary user may have queued.</summary>
    private const uint FramesPerSignal = 32;

    private readonly UserThread _thread;
    private readonly ArgumentBlock _arguments;
    private readonly byte[] _path;

    private InitProcess(UserThread thread, byte[] path, ArgumentBlock arguments)
    {
        _thread = thread;
        _path = path;
        _arguments = arguments;
    }

    /// <summary>Starts a program as process 1.</summary>
    /// <param name="path">In the mounts' tree.</param>
    /// <param name="arguments">Without the name, which comes first.</param>
    /// <returns>The process; or why there is none: its file is missing, or is no program, or memory is short.</returns>
    public static Result<InitProcess> Start(MountNamespace mounts, byte[] path, ReadOnlySpan<byte[]> arguments, ReadOnlySpan<byte[]> environment)
    {
        ResourceLimits limits = ResourceLimits.Create(ProcessTree.MaximumThreads / 2, (int)ulong.Min(Frames.TotalCount / FramesPerSignal, PidTable.Maximum));
        if (!PidTable.Allocate().TryGet(out PidEntry? number, out Errno error))
            return error;
        Process process = new(number.Number) { Actions = new SignalActions(), Limits = limits, StartedAt = Clock.Monotonic, Account = UserAccount.Of(0) };
        if (UserContext.TryCreate() is not UserContext context)
            return Errno.ENOMEM;
        UserThread thread = new(number.Number, process)
        {
            Number = number,
            Context = context,
            Credentials = Credentials.Root(),
            Files = new FileTable(),
            FileSystem = new FileSystemContext(mounts, mounts.RootLocation),
            Name = "init",
        };
        ArgumentBlock block = new(Execution.ArgumentLimit(limits));
        error = block.AddArgument(path);
        for (int i = 0; i < arguments.Length && error == Errno.None; i++)
            error = block.AddArgument(arguments[i]);
        for (int i = 0; i < environment.Length && error == Errno.None; i++)
            error = block.AddEnvironment(environment[i]);
        if (error != Errno.None)
            return error;

        process.Leader = thread;
        process.AddThread(thread);
        ProcessTree.AddInit(process);
        process.Account.AddThread();
        InitProcess init = new(thread, path, block);
        thread.Beginning = init;
        return thread.Begin() ? init : Errno.ENOMEM;
    }

    /// <summary>Why the program did not begin; None if it did, once it has ended.</summary>
    public Errno StartError { get; private set; }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit status, or 128 and the number of the signal that ended it, as a shell tells it.</returns>
    public int WaitForEnd()
    {
        Process process = _thread.Process;
        KernelThread.Current!.MayWaitForever = true;
        using WaitScope wait = process.EndEvents.Enter();
        while (process.State == ProcessState.Alive)
            wait.SleepUninterruptible();
        int status = process.IsGroupExiting ? process.GroupExitStatus : process.Leader.ExitStatus;
        int signal = status & SignalBits;
        return signal != 0 ? SignalBase + signal : status >> StatusShift & 0xff;
    }

    /// <summary>The thread's first step: the program takes the place of nothing.</summary>
    internal void Run()
    {
        PathLookup lookup = new(_thread.FileSystem, _thread.Credentials, _path);
        StartError = lookup.FindPinned(out Location found);
        if (StartError == Errno.None)
            StartError = Execution.Run(_thread, found, _path, _arguments);
        if (StartError != Errno.None)
            _thread.Process.ExitGroup(SignalBase - 1);
    }
}
