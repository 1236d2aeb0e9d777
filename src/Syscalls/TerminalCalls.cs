using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Core.Ttys;

namespace Diesis.Syscalls;

/// <summary>vhangup(2). All else about terminals is ioctl(2).</summary>
internal static class TerminalCalls
{
    [Syscall(SyscallNumber.vhangup, Support.Full)]
    internal static SyscallResult HangUp(UserThread caller)
    {
        if (!caller.Credentials.Has(Capability.CAP_SYS_TTY_CONFIG))
            return Errno.EPERM;
        Tty.OfCurrent?.HangUp();
        return 0;
    }
}
