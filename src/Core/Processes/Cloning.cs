using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Memory;
using Diesis.Core.Signals;
using Diesis.Core.Waiting;
using Diesis.Platform.Time;
using Diesis.Platform.Users;

namespace Diesis.Core.Processes;

/// <summary>fork(2), clone(2): a new thread, in its maker's process or in a new one.</summary>
internal static class Cloning
{
    private const CloneFlags Namespaces = CloneFlags.CLONE_NEWNS | CloneFlags.CLONE_NEWCGROUP | CloneFlags.CLONE_NEWUTS | CloneFlags.CLONE_NEWIPC
        | CloneFlags.CLONE_NEWUSER | CloneFlags.CLONE_NEWPID | CloneFlags.CLONE_NEWNET;

    /// <summary>Makes the thread and lets it run.</summary>
    /// <returns>Its number. EINVAL, EAGAIN, ENOMEM, EFAULT, EMFILE; ERESTARTNOINTR when a signal has to be dealt with first.</returns>
    internal static Result<int> Run(UserThread maker, in CloneRequest request)
    {
        Errno error = Check(request.Flags);
        if (error != Errno.None)
            return error;
        bool isThread = Has(in request, CloneFlags.CLONE_THREAD);
        error = CheckLimit(maker);
        if (error != Errno.None)
            return error;
        if (!PidTable.Allocate().TryGet(out PidEntry? number, out error))
            return error;
        Process process = isThread ? maker.Process : NewProcess(maker, number.Number, in request);
        UserThread child = new(number.Number, process) { Number = number };
        error = Fill(maker, child, in request);
        if (error != Errno.None)
        {
            PidTable.FreeIfUnused(number);
            return error;
        }
        return Start(maker, child, in request);
    }

    /// <summary>Combinations that make no sense (clone(2), EINVAL), and namespaces, of which there is one each.</summary>
    private static Errno Check(CloneFlags flags)
    {
        if ((flags & CloneFlags.CLONE_SIGHAND) != 0 && (flags & CloneFlags.CLONE_VM) == 0)
            return Errno.EINVAL;
        if ((flags & CloneFlags.CLONE_THREAD) != 0 && (flags & CloneFlags.CLONE_SIGHAND) == 0)
            return Errno.EINVAL;
        if ((flags & CloneFlags.CLONE_CLEAR_SIGHAND) != 0 && (flags & CloneFlags.CLONE_SIGHAND) != 0)
            return Errno.EINVAL;
        if ((flags & CloneFlags.CLONE_PIDFD) != 0 && (flags & (CloneFlags.CLONE_THREAD | CloneFlags.CLONE_DETACHED)) != 0)
            return Errno.EINVAL;
        return (flags & Namespaces) != 0 ? Errno.EINVAL : Errno.None;
    }

    private static bool Has(in CloneRequest request, CloneFlags flag) => (request.Flags & flag) != 0;

    private static Errno CheckLimit(UserThread maker)
    {
        if (ProcessTree.ThreadCount >= ProcessTree.MaximumThreads)
            return Errno.EAGAIN;
        if (!MemoryPressure.HasRoom && !MemoryPressure.Relieve())
            return Errno.ENOMEM;
        UserAccount? account = maker.Process.Account;
        if (account is null || (ulong)account.Threads < maker.Process.Limits[Resource.RLIMIT_NPROC])
            return Errno.None;
        return maker.Credentials.RealUser == 0 || maker.Credentials.Has(Capability.CAP_SYS_RESOURCE) ? Errno.None : Errno.EAGAIN;
    }

    private static Process NewProcess(UserThread maker, int number, in CloneRequest request)
    {
        Process parent = maker.Process;
        SignalActions actions = Has(in request, CloneFlags.CLONE_SIGHAND) ? parent.Actions : parent.Actions.Copy();
        if (Has(in request, CloneFlags.CLONE_CLEAR_SIGHAND))
            actions.ClearHandlers();
        Process process = new(number)
        {
            Actions = actions,
            Limits = parent.Limits.Copy(),
            Personality = parent.Personality,
            HasNoNewPrivileges = parent.HasNoNewPrivileges,
            ExitSignal = Has(in request, CloneFlags.CLONE_PARENT) ? parent.ExitSignal : request.ExitSignal,
            Account = parent.Account,
            StartedAt = Clock.Monotonic,
        };
        process.CopySettings(parent);
        return process;
    }

    /// <summary>Gives the child all that it needs. After an error nothing is left of it.</summary>
    private static Errno Fill(UserThread maker, UserThread child, in CloneRequest request)
    {
        if (UserContext.TryCreate() is not UserContext context)
            return Errno.ENOMEM;
        bool sharesMemory = Has(in request, CloneFlags.CLONE_VM);
        AddressSpace? memory = maker.Memory;
        Errno error = Errno.None;
        if (sharesMemory)
            memory.Retain();
        else if (!maker.Memory.Fork().TryGet(out memory, out error))
            memory = null;
        if (memory is null)
        {
            context.Free();
            return error;
        }
        context.CopyFrom(maker.Context);
        context.Space = memory.Space;
        context.Registers.Rax = 0;
        if (!request.StackPointer.IsNull)
            context.Registers.StackPointer = request.StackPointer.Value;
        if (Has(in request, CloneFlags.CLONE_SETTLS))
            context.Registers.FsBase = request.ThreadPointer;
        child.Context = context;
        child.Memory = memory;
        child.Credentials = maker.Credentials;
        child.Name = maker.Name;
        child.CopySettings(maker);
        ShareFiles(maker, child, in request);
        bool keepsStack = !sharesMemory || Has(in request, CloneFlags.CLONE_VFORK);
        child.Signals.InheritFrom(maker.Signals, keepsStack ? AlternateStackFate.Kept : AlternateStackFate.Dropped);
        if (Has(in request, CloneFlags.CLONE_CHILD_CLEARTID))
            child.ClearAtExit = request.ChildThreadId;
        // Written before the child runs. A bad address is the program's affair, as on Linux.
        if (Has(in request, CloneFlags.CLONE_CHILD_SETTID))
            WriteChildId(memory, sharesMemory, request.ChildThreadId, child.Id);
        return Errno.None;
    }

    private static void WriteChildId(AddressSpace memory, bool isCurrent, UserAddress to, int id)
    {
        if (isCurrent)
            _ = memory.Write(to, in id);
        else
            _ = memory.WriteForeign(to, System.BitConverter.GetBytes(id), out _);
    }

    private static void ShareFiles(UserThread maker, UserThread child, in CloneRequest request)
    {
        if (Has(in request, CloneFlags.CLONE_FILES))
            maker.Files.Retain();
        child.Files = Has(in request, CloneFlags.CLONE_FILES) ? maker.Files : maker.Files.Copy();
        if (Has(in request, CloneFlags.CLONE_FS))
            maker.FileSystem.Retain();
        child.FileSystem = Has(in request, CloneFlags.CLONE_FS) ? maker.FileSystem : maker.FileSystem.Copy();
    }

    /// <summary>Makes the child known and lets it run; for vfork, waits until it has given the memory back.</summary>
    private static Result<int> Start(UserThread maker, UserThread child, in CloneRequest request)
    {
        int number = child.Id;
        Errno error = WriteParentSide(maker, child, in request, out int descriptor);
        if (error == Errno.None)
            error = Publish(maker, child, in request);
        if (error != Errno.None)
        {
            if (descriptor >= 0)
                _ = maker.Files.Close(descriptor);
            Discard(child);
            return error;
        }
        WaitQueue? returned = Has(in request, CloneFlags.CLONE_VFORK) ? new WaitQueue() : null;
        child.MemoryReturned = returned;
        child.Process.Account?.AddThread();
        if (!child.Begin())
        {
            // It is known already, so it ends as a thread that was killed before its first step: without a stack it has the maker run its end.
            ProcessEnd.EndUnstarted(child);
            return Errno.EAGAIN;
        }
        if (returned is not null)
            WaitForMemory(maker, child, returned);
        return number;
    }

    private static Errno WriteParentSide(UserThread maker, UserThread child, in CloneRequest request, out int descriptor)
    {
        descriptor = -1;
        Errno error = Errno.None;
        if (Has(in request, CloneFlags.CLONE_PIDFD))
        {
            if (!maker.Files.Add(new PidFile(child.Process, OpenFlags.O_RDWR), DescriptorFlags.FD_CLOEXEC).TryGet(out descriptor, out error))
            {
                descriptor = -1;
                return error;
            }
            error = maker.Memory.Write(request.PidFd, in descriptor);
        }
        int number = child.Id;
        if (error == Errno.None && Has(in request, CloneFlags.CLONE_PARENT_SETTID))
            error = maker.Memory.Write(request.ParentThreadId, in number);
        return error;
    }

    private static Errno Publish(UserThread maker, UserThread child, in CloneRequest request)
    {
        Process process = child.Process;
        if (process == maker.Process)
            return ProcessTree.AddThread(child, maker);
        process.Leader = child;
        process.AddThread(child);
        Process parent = maker.Process;
        if (Has(in request, CloneFlags.CLONE_PARENT) && parent.Parent is Process grandparent)
            parent = grandparent;
        return ProcessTree.Add(process, maker, parent);
    }

    private static void Discard(UserThread child)
    {
        child.Memory.Release();
        child.ReleaseFiles();
        child.Context.Free();
        PidTable.FreeIfUnused(child.Number);
    }

    /// <summary>Until the child ends or runs another program; a signal that kills the maker ends the wait.</summary>
    private static void WaitForMemory(UserThread maker, UserThread child, WaitQueue returned)
    {
        // The child decides how long that is.
        maker.Kernel.MayWaitForever = true;
        using (WaitScope wait = returned.Enter())
        {
            while (child.MemoryReturned is not null && !maker.Has(PendingWork.Exit))
                wait.SleepUninterruptible();
        }
        maker.Kernel.MayWaitForever = false;
    }
}
