using System.Runtime.InteropServices;
using Internal.Runtime;

namespace Diesis.Platform.Interrupts;

/// <summary>Registers at an exception or interrupt, as Interrupts.S and the processor push them (Intel SDM, volume 3, section 6.14).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct InterruptFrame
{
    public nint R15;
    public nint R14;
    public nint R13;
    public nint R12;
    public nint R11;
    public nint R10;
    public nint R9;
    public nint R8;
    public nint Rdi;
    public nint Rsi;
    public nint Rbp;
    public nint Rbx;
    public nint Rdx;
    public nint Rcx;
    public nint Rax;
    public long Vector;
    public long ErrorCode;
    public nint InstructionPointer;
    public long CodeSelector;
    public long Flags;
    public nint StackPointer;
    public long StackSelector;

    private const long PrivilegeMask = 3;

    public readonly bool IsFromUser => (CodeSelector & PrivilegeMask) != 0;

    /// <summary>The frame of the interrupted method, to walk its stack from.</summary>
    public readonly unsafe UnwindFrame Origin => new()
    {
        // SAFETY: addresses are only copied here.
        InstructionPointer = (byte*)InstructionPointer,
        StackPointer = (byte*)StackPointer,
        Rbp = (ulong)Rbp,
        Rbx = (ulong)Rbx,
        R12 = (ulong)R12,
        R13 = (ulong)R13,
        R14 = (ulong)R14,
        R15 = (ulong)R15,
        IsFault = 1,
    };
}

/// <summary>The general registers of an interrupt frame, by the processor's numbers.</summary>
/// <remarks>SAFETY: the frame stands on the handler's stack while this is used.</remarks>
internal readonly unsafe struct FrameRegisters(InterruptFrame* frame) : IProcessorRegisters
{
    public ulong this[int number] => (ulong)(number switch
    {
        0 => frame->Rax,
        1 => frame->Rcx,
        2 => frame->Rdx,
        3 => frame->Rbx,
        4 => frame->StackPointer,
        5 => frame->Rbp,
        6 => frame->Rsi,
        7 => frame->Rdi,
        8 => frame->R8,
        9 => frame->R9,
        10 => frame->R10,
        11 => frame->R11,
        12 => frame->R12,
        13 => frame->R13,
        14 => frame->R14,
        _ => frame->R15,
    });
}
