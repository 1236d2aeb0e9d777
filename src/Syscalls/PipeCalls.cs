using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Ipc.Pipes;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>pipe(2).</summary>
internal static class PipeCalls
{
    [Syscall(SyscallNumber.pipe, Support.Full)]
    internal static SyscallResult Pipe(UserThread caller, [Shows(TraceShape.DescriptorPair)] UserAddress descriptors) => Make(caller, descriptors, OpenFlags.O_RDONLY);

    [Syscall(SyscallNumber.pipe2, Support.Full)]
    internal static SyscallResult Pipe(UserThread caller, [Shows(TraceShape.DescriptorPair)] UserAddress descriptors, OpenFlags flags)
    {
        if ((flags & ~(OpenFlags.O_CLOEXEC | OpenFlags.O_NONBLOCK | OpenFlags.O_DIRECT)) != 0)
            return Errno.EINVAL;
        return Make(caller, descriptors, flags);
    }

    private static SyscallResult Make(UserThread caller, UserAddress descriptors, OpenFlags flags)
    {
        DescriptorFlags closing = DescriptorArguments.Closing((flags & OpenFlags.O_CLOEXEC) != 0);
        PipeFile.Make(flags, out PipeFile reader, out PipeFile writer);
        return DescriptorArguments.AddPair(caller, reader, writer, closing, descriptors);
    }
}
