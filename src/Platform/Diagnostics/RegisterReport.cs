using Diesis.Platform.Interrupts;
using Internal.Runtime;

namespace Diesis.Platform.Diagnostics;

/// <summary>Writes the registers at a fault to standard error, without allocation.</summary>
/// <remarks>SAFETY: the frame stands on the handler's stack; values are only printed.</remarks>
internal static unsafe class RegisterReport
{
    internal static void Write(InterruptFrame* frame)
    {
        Line("rax", frame->Rax, "rbx", frame->Rbx, "rcx", frame->Rcx, "rdx", frame->Rdx);
        Line("rsi", frame->Rsi, "rdi", frame->Rdi, "rbp", frame->Rbp, "rsp", frame->StackPointer);
        Line("r8 ", frame->R8, "r9 ", frame->R9, "r10", frame->R10, "r11", frame->R11);
        Line("r12", frame->R12, "r13", frame->R13, "r14", frame->R14, "r15", frame->R15);
        Line("rip", frame->InstructionPointer, "fl ", (nint)frame->Flags, "cs ", (nint)frame->CodeSelector, "ss ", (nint)frame->StackSelector);
    }

    private static void Line(string name1, nint value1, string name2, nint value2, string name3, nint value3, string name4, nint value4)
    {
        Register("   ", name1, value1);
        Register("  ", name2, value2);
        Register("  ", name3, value3);
        Register("  ", name4, value4);
        RawConsole.WriteError("\n");
    }

    private static void Register(string gap, string name, nint value)
    {
        RawConsole.WriteError(gap);
        RawConsole.WriteError(name);
        RawConsole.WriteError(" ");
        RawConsole.WriteErrorHex((nuint)value);
    }
}
