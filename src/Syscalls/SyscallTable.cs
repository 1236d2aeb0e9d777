using System.Threading;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Logging;
using Diesis.Core.Processes;

namespace Diesis.Syscalls;

/// <summary>From a number to the method that makes the call. The switch itself is generated from <see cref="SyscallAttribute"/>.</summary>
internal static partial class SyscallTable
{
    private const int Numbers = 512;

    /// <summary>One bit for each number that has been complained of.</summary>
    private static long[]? s_reported;

    internal static void Initialize() => s_reported = new long[Numbers / 64];

    /// <summary>Only chooses: each call's arguments are taken out by a method of its own, so that none pays for the room that all of them together would need.</summary>
    internal static partial SyscallResult Invoke(int number, UserThread caller, SyscallArguments arguments);

    /// <summary>A call that there is none of: ENOSYS, and one line in the log for each number.</summary>
    private static SyscallResult Unknown(int number, UserThread caller)
    {
        if ((uint)number >= Numbers || (Interlocked.Or(ref s_reported![number / 64], 1L << number % 64) & 1L << number % 64) == 0)
            Log.Information("syscall", $"{caller.Name} ({caller.Id}) asked for system call {number}, which is not there");
        return Errno.ENOSYS;
    }
}
