using System.Diagnostics.CodeAnalysis;

namespace Internal.Runtime;

/// <summary>The end of a program by a fault that cannot become an exception: what it was, and a trace. Allocates nothing.</summary>
internal static unsafe class FaultReport
{
    // SAFETY: addresses are only printed and looked up here, never followed.

    /// <summary>Called by a home's fault handler, on a stack of its own.</summary>
    /// <param name="origin">The registers of the code that faulted.</param>
    /// <param name="address">What it tried to reach.</param>
    [DoesNotReturn]
    internal static void Fatal(HardwareFault kind, in UnwindFrame origin, nuint address)
    {
        // A fault within this report, over a stack that is no longer whole, comes here again instead of becoming an exception.
        RuntimeThread.Current->CriticalDepth++;
        UnhandledException.EnterReport();
        RawConsole.WriteError(kind switch
        {
            HardwareFault.StackOverflow => "Stack overflow.\n",
            HardwareFault.IllegalInstruction => "Fatal error. Illegal instruction.\n",
            HardwareFault.Unexpected => "Fatal error. An unexpected exception of the processor.\n",
            HardwareFault.AccessViolation => "Fatal error. Attempted to read or write protected memory.\n",
            _ => "Fatal error. A fault within the runtime's own critical section.\n",
        });
        if (kind != HardwareFault.StackOverflow)
        {
            RawConsole.WriteError("Instruction 0x");
            RawConsole.WriteErrorHex((nuint)origin.InstructionPointer);
            RawConsole.WriteError(", address 0x");
            RawConsole.WriteErrorHex(address);
            RawConsole.WriteError("\n");
        }
        StackReport.Write(in origin);
        Home.Abort();
        while (true)
        {
        }
    }
}
