using System.Diagnostics.CodeAnalysis;

namespace Internal.Runtime;

/// <summary>The end of a program by a fault that cannot become an exception.</summary>
internal static unsafe class FaultReport
{
    // SAFETY: addresses are only printed and looked up here, never followed.

    [DoesNotReturn]
    internal static void Fatal(HardwareFault kind, nuint instruction, nuint address)
    {
        RawConsole.WriteError(kind switch
        {
            HardwareFault.StackOverflow => "Stack overflow.",
            HardwareFault.IllegalInstruction => "Illegal instruction.",
            HardwareFault.AccessViolation => "Fatal error. Attempted to read or write protected memory.",
            _ => "Fatal error. A fault within the runtime's own critical section.",
        });
        RawConsole.WriteError(" Instruction 0x");
        RawConsole.WriteErrorHex(instruction);
        RawConsole.WriteError(", address 0x");
        RawConsole.WriteErrorHex(address);
        RawConsole.WriteError("\n");
        Home.Abort();
        while (true)
        {
        }
    }
}
