using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;

namespace Diesis.Syscalls;

/// <summary>kcmp(2): whether two threads share something.</summary>
internal static class ComparisonCalls
{
    /// <summary>Not the same, and nobody shall know which would come first: objects have no addresses that stay.</summary>
    private const int DifferentWithoutOrder = 3;

    [Syscall(SyscallNumber.kcmp, Support.Partial, "different objects have no order (3, never 1 or 2); no KCMP_EPOLL_TFD")]
    internal static SyscallResult Compare(UserThread caller, int firstId, int secondId, ResourceComparison what, ulong firstIndex, ulong secondIndex)
    {
        if (ProcessTree.FindThread(firstId) is not UserThread first || ProcessTree.FindThread(secondId) is not UserThread second)
            return Errno.ESRCH;
        if (!ProcessAccess.MayInspect(caller, first) || !ProcessAccess.MayInspect(caller, second))
            return Errno.EPERM;
        switch (what)
        {
            case ResourceComparison.KCMP_FILE:
                return CompareFiles(first, (int)firstIndex, second, (int)secondIndex);
            case ResourceComparison.KCMP_VM:
                return Answer(first.Memory == second.Memory);
            case ResourceComparison.KCMP_FILES:
                return Answer(first.Files == second.Files);
            case ResourceComparison.KCMP_FS:
                return Answer(first.FileSystem == second.FileSystem);
            case ResourceComparison.KCMP_SIGHAND:
                return Answer(first.Process.Actions == second.Process.Actions);
            case ResourceComparison.KCMP_IO or ResourceComparison.KCMP_SYSVSEM:
                // Nobody has any, which counts as the same.
                return Answer(true);
            default:
                return Errno.EINVAL;
        }
    }

    private static SyscallResult CompareFiles(UserThread first, int firstDescriptor, UserThread second, int secondDescriptor)
    {
        using FileReference one = first.Files.Hold(firstDescriptor);
        using FileReference other = second.Files.Hold(secondDescriptor);
        return one.File is null || other.File is null ? Errno.EBADF : Answer(one.File == other.File);
    }

    private static SyscallResult Answer(bool isSame) => isSame ? 0 : DifferentWithoutOrder;
}
