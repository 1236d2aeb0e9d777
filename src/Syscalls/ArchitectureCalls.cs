using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>arch_prctl(2).</summary>
internal static class ArchitectureCalls
{
    private const int SetGs = 0x1001;
    private const int SetFs = 0x1002;
    private const int GetFs = 0x1003;
    private const int GetGs = 0x1004;

    [Syscall(SyscallNumber.arch_prctl, Support.Partial, "CPUID faulting, permission for tiles, shadow stacks")]
    internal static SyscallResult ArchPrctl(UserThread caller, int code, ulong argument)
    {
        UserContext context = caller.Context;
        switch (code)
        {
            case SetFs or SetGs when argument >= UserAddress.End:
                return Errno.EPERM;
            case SetFs:
                context.SetFsBase(argument);
                return 0;
            case SetGs:
                context.SetGsBase(argument);
                return 0;
            case GetFs or GetGs:
                context.SynchronizeBases();
                ulong value = code == GetFs ? context.Registers.FsBase : context.Registers.GsBase;
                return caller.Memory.Write(new UserAddress(argument), in value);
            default:
                return Errno.EINVAL;
        }
    }
}
