using System.Runtime.InteropServices;

namespace Internal.Runtime;

/// <summary>One activation of a method: where it is, and the registers its caller expects back. Built by Exceptions.S in this order.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct UnwindFrame
{
    // SAFETY: a snapshot of registers; the slots that pointers lead to are on the stack of the thrower, which stands until a handler resumes.

    public byte* InstructionPointer;
    public byte* StackPointer;
    public ulong Rbp;
    public ulong Rbx;
    public ulong R12;
    public ulong R13;
    public ulong R14;
    public ulong R15;

    /// <summary>1 when the instruction at the pointer itself faulted; 0 when the pointer is a return address.</summary>
    public ulong IsFault;

    /// <summary>An address within the instruction that is being executed, for table look-ups.</summary>
    public readonly byte* LookupAddress => IsFault != 0 ? InstructionPointer : InstructionPointer - 1;
}
