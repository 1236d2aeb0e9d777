using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Ipc.Pipes;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>dup(2), fcntl(2), flock(2), ioctl(2).</summary>
internal static class FileDescriptors
{
    private const int LastSignal = 64;

    [Syscall(SyscallNumber.dup, Support.Full)]
    internal static SyscallResult Duplicate(UserThread caller, int descriptor) => caller.Files.Duplicate(descriptor, DescriptorFlags.None);

    [Syscall(SyscallNumber.dup2, Support.Full)]
    internal static SyscallResult DuplicateTo(UserThread caller, int descriptor, int target)
    {
        if (descriptor != target)
            return caller.Files.DuplicateTo(descriptor, target, DescriptorFlags.None);
        using FileReference reference = caller.Files.GetAny(descriptor);
        return reference.File is null ? Errno.EBADF : target;
    }

    [Syscall(SyscallNumber.dup3, Support.Full)]
    internal static SyscallResult DuplicateTo3(UserThread caller, int descriptor, int target, OpenFlags flags)
    {
        if ((flags & ~OpenFlags.O_CLOEXEC) != 0 || descriptor == target)
            return Errno.EINVAL;
        DescriptorFlags descriptorFlags = (flags & OpenFlags.O_CLOEXEC) != 0 ? DescriptorFlags.FD_CLOEXEC : DescriptorFlags.None;
        return caller.Files.DuplicateTo(descriptor, target, descriptorFlags);
    }

    [Syscall(SyscallNumber.fcntl, Support.Partial, "leases and F_NOTIFY say EINVAL; hints are not kept")]
    internal static SyscallResult Control(UserThread caller, int descriptor, FcntlCommand command, ulong argument)
    {
        using FileReference reference = caller.Files.GetAny(descriptor);
        if (reference.File is not { } file)
            return Errno.EBADF;
        switch (command)
        {
            case FcntlCommand.F_DUPFD:
                return caller.Files.Duplicate(descriptor, DescriptorFlags.None, ToLeast(argument));
            case FcntlCommand.F_DUPFD_CLOEXEC:
                return caller.Files.Duplicate(descriptor, DescriptorFlags.FD_CLOEXEC, ToLeast(argument));
            case FcntlCommand.F_GETFD:
                return caller.Files.GetFlags(descriptor).TryGet(out DescriptorFlags flags, out Errno error) ? (int)flags : error;
            case FcntlCommand.F_SETFD:
                return caller.Files.SetFlags(descriptor, (DescriptorFlags)(int)argument & DescriptorFlags.FD_CLOEXEC);
            case FcntlCommand.F_GETFL:
                return (int)file.Flags;
            default:
                return file.IsPathOnly ? Errno.EBADF : ControlFile(caller, file, command, argument);
        }
    }

    [Syscall(SyscallNumber.flock, Support.Full)]
    internal static SyscallResult Lock(UserThread caller, int descriptor, FlockOperation operation)
    {
        LockWait wait = (operation & FlockOperation.LOCK_NB) != 0 ? LockWait.Try : LockWait.Wait;
        LockType type;
        switch (operation & ~FlockOperation.LOCK_NB)
        {
            case FlockOperation.LOCK_SH:
                type = LockType.F_RDLCK;
                break;
            case FlockOperation.LOCK_EX:
                type = LockType.F_WRLCK;
                break;
            case FlockOperation.LOCK_UN:
                type = LockType.F_UNLCK;
                break;
            default:
                return Errno.EINVAL;
        }
        using FileReference reference = caller.Files.Get(descriptor);
        return reference.File is { } file ? FileLocking.SetWhole(file, type, wait) : Errno.EBADF;
    }

    [Syscall(SyscallNumber.ioctl, Support.Full)]
    internal static SyscallResult IoControl(UserThread caller, int descriptor, [Shows(TraceShape.Request)] uint request, UserAddress argument)
    {
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not { } file)
            return Errno.EBADF;
        switch ((TtyRequest)request)
        {
            case TtyRequest.FIOCLEX:
                return caller.Files.SetFlags(descriptor, DescriptorFlags.FD_CLOEXEC);
            case TtyRequest.FIONCLEX:
                return caller.Files.SetFlags(descriptor, DescriptorFlags.None);
            case TtyRequest.FIONBIO:
                return SetFlag(caller, file, OpenFlags.O_NONBLOCK, argument);
            case TtyRequest.FIOASYNC:
                return SetFlag(caller, file, OpenFlags.FASYNC, argument);
            case TtyRequest.FIONREAD when file.Inode.IsRegular:
                int left = (int)long.Clamp(file.Inode.Size - file.Position, int.MinValue, int.MaxValue);
                return caller.Memory.Write(argument, in left);
            default:
                return file.Ioctl(caller, request, argument.Value);
        }
    }

    private static int ToLeast(ulong argument) => argument > int.MaxValue ? -1 : (int)argument;

    private static SyscallResult SetFlag(UserThread caller, OpenFile file, OpenFlags flag, UserAddress argument)
    {
        Errno error = caller.Memory.Read(argument, out int value);
        if (error == Errno.None)
            file.SetFlags(flag, value != 0 ? flag : OpenFlags.O_RDONLY);
        return error;
    }

    private static SyscallResult ControlFile(UserThread caller, OpenFile file, FcntlCommand command, ulong argument)
    {
        UserAddress address = new(argument);
        switch (command)
        {
            case FcntlCommand.F_SETFL:
                OpenFlags flags = (OpenFlags)(uint)argument;
                if ((flags & ~file.Flags & OpenFlags.O_NOATIME) != 0 && !Permissions.IsOwner(file.Inode, caller.Credentials))
                    return Errno.EPERM;
                file.SetFlags(OpenFlags.Settable, flags);
                return 0;
            case FcntlCommand.F_GETLK:
                return GetLock(caller, file, address, RecordOwner.Process);
            case FcntlCommand.F_SETLK:
                return SetLock(caller, file, address, RecordOwner.Process, LockWait.Try);
            case FcntlCommand.F_SETLKW:
                return SetLock(caller, file, address, RecordOwner.Process, LockWait.Wait);
            case FcntlCommand.F_OFD_GETLK:
                return GetLock(caller, file, address, RecordOwner.Description);
            case FcntlCommand.F_OFD_SETLK:
                return SetLock(caller, file, address, RecordOwner.Description, LockWait.Try);
            case FcntlCommand.F_OFD_SETLKW:
                return SetLock(caller, file, address, RecordOwner.Description, LockWait.Wait);
            case FcntlCommand.F_SETOWN or FcntlCommand.F_GETOWN or FcntlCommand.F_SETOWN_EX or FcntlCommand.F_GETOWN_EX or
                FcntlCommand.F_SETSIG or FcntlCommand.F_GETSIG or FcntlCommand.F_GETOWNER_UIDS:
                return ControlOwner(caller, file, command, argument);
            case FcntlCommand.F_GETLEASE:
                return (int)LockType.F_UNLCK;
            case FcntlCommand.F_SETPIPE_SZ:
                PipeLimit limit = caller.Credentials.Has(Capability.CAP_SYS_RESOURCE) ? PipeLimit.Privileged : PipeLimit.Ordinary;
                return file is PipeFile resized ? resized.Pipe.Resize((uint)argument, limit) : Errno.EBADF;
            case FcntlCommand.F_GETPIPE_SZ:
                return file is PipeFile pipe ? pipe.Pipe.Capacity : Errno.EBADF;
            case FcntlCommand.F_GET_SEALS:
                return file.Inode.Seals is { } seals ? (int)seals : Errno.EINVAL;
            case FcntlCommand.F_ADD_SEALS:
                return MemoryFiles.AddSeals(file, (FileSeals)(uint)argument);
            case FcntlCommand.F_GET_RW_HINT or FcntlCommand.F_GET_FILE_RW_HINT:
                ulong none = 0;
                return caller.Memory.Write(address, in none);
            case FcntlCommand.F_SET_RW_HINT or FcntlCommand.F_SET_FILE_RW_HINT:
                return 0;
            default:
                return Errno.EINVAL;
        }
    }

    private static SyscallResult SetLock(UserThread caller, OpenFile file, UserAddress argument, RecordOwner owner, LockWait wait)
    {
        Errno error = caller.Memory.Read(argument, out Flock request);
        if (error != Errno.None)
            return error;
        if (owner == RecordOwner.Description && request.l_pid != 0)
            return Errno.EINVAL;
        return FileLocking.Set(file, caller.Files, in request, caller.Process.Id, owner, wait);
    }

    private static SyscallResult GetLock(UserThread caller, OpenFile file, UserAddress argument, RecordOwner owner)
    {
        Errno error = caller.Memory.Read(argument, out Flock request);
        if (error != Errno.None)
            return error;
        if (owner == RecordOwner.Description && request.l_pid != 0)
            return Errno.EINVAL;
        error = FileLocking.Get(file, caller.Files, ref request, owner);
        return error != Errno.None ? error : caller.Memory.Write(argument, in request);
    }

    private static SyscallResult ControlOwner(UserThread caller, OpenFile file, FcntlCommand command, ulong argument)
    {
        UserAddress address = new(argument);
        FileOwner owner = file.Owner ?? new FileOwner(FileOwnerType.F_OWNER_PID, 0, 0, caller.Credentials.RealUser, caller.Credentials.EffectiveUser);
        FileOwnerEx extended;
        switch (command)
        {
            case FcntlCommand.F_GETOWN:
                return owner.Kind == FileOwnerType.F_OWNER_PGRP ? -owner.Id : owner.Id;
            case FcntlCommand.F_GETSIG:
                return owner.Signal;
            case FcntlCommand.F_GETOWN_EX:
                extended = new FileOwnerEx { type = owner.Kind, pid = owner.Id };
                return caller.Memory.Write(address, in extended);
            case FcntlCommand.F_GETOWNER_UIDS:
                ulong both = owner.RealUser | (ulong)owner.EffectiveUser << 32;
                return caller.Memory.Write(address, in both);
            case FcntlCommand.F_SETSIG:
                if (argument > LastSignal)
                    return Errno.EINVAL;
                file.Owner = owner with { Signal = (int)argument };
                return 0;
            case FcntlCommand.F_SETOWN_EX:
                Errno error = caller.Memory.Read(address, out extended);
                if (error != Errno.None)
                    return error;
                break;
            default:
                int id = (int)argument;
                if (id == int.MinValue)
                    return Errno.EINVAL;
                extended = new FileOwnerEx { type = id < 0 ? FileOwnerType.F_OWNER_PGRP : FileOwnerType.F_OWNER_PID, pid = int.Abs(id) };
                break;
        }
        if (extended.type is < FileOwnerType.F_OWNER_TID or > FileOwnerType.F_OWNER_PGRP)
            return Errno.EINVAL;
        bool exists = extended.pid == 0 || (extended.type == FileOwnerType.F_OWNER_PGRP
            ? ProcessTree.FindGroup(extended.pid) is not null
            : ProcessTree.FindThread(extended.pid) is not null);
        if (!exists)
            return Errno.ESRCH;
        file.Owner = owner with
        {
            Kind = extended.type,
            Id = extended.pid,
            RealUser = caller.Credentials.RealUser,
            EffectiveUser = caller.Credentials.EffectiveUser,
        };
        return 0;
    }
}
