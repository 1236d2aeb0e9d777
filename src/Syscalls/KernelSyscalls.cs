using Diesis.Core;
using Diesis.Core.Processes;

namespace Diesis.Syscalls;

/// <summary>The kernel's system calls, as the threads of programs reach them.</summary>
public sealed class KernelSyscalls : SyscallDispatcher
{
    private KernelSyscalls()
    {
    }

    public static void Install()
    {
        SyscallTable.Initialize();
        SyscallTrace.Initialize();
        Installed = new KernelSyscalls();
    }

    public override SyscallResult Invoke(int number, UserThread caller, SyscallArguments arguments)
    {
        if (SyscallTrace.IsOn)
            return SyscallTrace.Invoke(number, caller, arguments);
        return SyscallTable.Invoke(number, caller, arguments);
    }
}
