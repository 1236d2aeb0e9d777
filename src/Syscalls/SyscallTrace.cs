using System;
using System.Text;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Logging;
using Diesis.Core.Processes;
using Diesis.Platform.Boot;

namespace Diesis.Syscalls;

/// <summary>Shows system calls in the log as strace(1) does: <c>strace=all</c> on the kernel's command line, or <c>strace=NAME</c> for one program's.</summary>
internal static partial class SyscallTrace
{
    private const int LongestLine = 500;

    private static string? s_program;

    internal static bool IsOn { get; private set; }

    internal static void Initialize()
    {
        s_program = CommandLine.Text("strace"u8);
        IsOn = s_program is not null;
        if (s_program == "all")
            s_program = null;
    }

    internal static SyscallResult Invoke(int number, UserThread caller, SyscallArguments arguments)
    {
        if (s_program is not null && s_program != caller.Name)
            return SyscallTable.Invoke(number, caller, arguments);
        Span<byte> room = stackalloc byte[LongestLine];
        TraceLine line = new(room, caller);
        WriteCall(number, arguments, ref line);
        if (NeverReturns(number))
        {
            Log.Information("strace", $"[{caller.Id}] {Encoding.UTF8.GetString(line.Text)}) = ?");
            return SyscallTable.Invoke(number, caller, arguments);
        }
        SyscallResult result = SyscallTable.Invoke(number, caller, arguments);
        WriteResults(number, arguments, result, ref line);
        line.End(result);
        Log.Information("strace", $"[{caller.Id}] {Encoding.UTF8.GetString(line.Text)}");
        return result;
    }

    private static bool NeverReturns(int number) =>
        (SyscallNumber)number is SyscallNumber.exit or SyscallNumber.exit_group or SyscallNumber.rt_sigreturn;

    /// <summary>The call's name and arguments, up to the first one that shows what the call returns.</summary>
    private static partial void WriteCall(int number, SyscallArguments arguments, ref TraceLine line);

    /// <summary>The other arguments, after the call.</summary>
    private static partial void WriteResults(int number, SyscallArguments arguments, SyscallResult result, ref TraceLine line);
}
