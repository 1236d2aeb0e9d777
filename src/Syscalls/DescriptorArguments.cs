using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>New descriptors, as calls hand them to programs.</summary>
internal static class DescriptorArguments
{
    internal static DescriptorFlags Closing(bool onExecute) => onExecute ? DescriptorFlags.FD_CLOEXEC : DescriptorFlags.None;

    /// <summary>Gives two files descriptors and writes both down for the program (pipe(2), socketpair(2)); all or nothing.</summary>
    /// <remarks>The files' references are taken over.</remarks>
    internal static SyscallResult AddPair(UserThread caller, OpenFile first, OpenFile second, DescriptorFlags flags, UserAddress to)
    {
        Errno error = Reserve(caller.Files, flags, out int one, out int other);
        if (error == Errno.None)
        {
            error = caller.Memory.Write(to, (ulong)(uint)one | (ulong)(uint)other << 32);
            if (error == Errno.None)
            {
                caller.Files.Install(one, first);
                caller.Files.Install(other, second);
                return 0;
            }
            caller.Files.Cancel(one);
            caller.Files.Cancel(other);
        }
        first.Release();
        second.Release();
        return error;
    }

    private static Errno Reserve(FileTable files, DescriptorFlags flags, out int one, out int other)
    {
        other = 0;
        if (!files.Reserve(flags).TryGet(out one, out Errno error))
            return error;
        if (files.Reserve(flags).TryGet(out other, out error))
            return Errno.None;
        files.Cancel(one);
        return error;
    }
}
