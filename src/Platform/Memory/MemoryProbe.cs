using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Platform.Interrupts;

namespace Diesis.Platform.Memory;

/// <summary>Tries whether memory can be read, written or executed, by doing it: for tests of protection and for reports that must not fault.</summary>
/// <remarks>
/// From Arch/X64/Probe.S. SAFETY: a write changes nothing; what is executed is a single return instruction, which the caller has put there. A
/// fault that is not a page fault, such as that of an address that is not canonical, is not survived.
/// </remarks>
internal static unsafe class MemoryProbe
{
    /// <summary>The error code's bit for the fetching of an instruction (Intel SDM, volume 3, section 4.7).</summary>
    private const long InstructionFetch = 1 << 4;

    [RuntimeImport("*", "ProbeRead")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern bool CanRead(void* address);

    [RuntimeImport("*", "ProbeWrite")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern bool CanWrite(void* address);

    /// <summary>Calls an address. Precondition: there stands a return instruction (0xc3).</summary>
    [RuntimeImport("*", "ProbeExecute")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern bool CanExecute(void* address);

    [RuntimeImport("*", "ProbeReadAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nint FirstInstruction();

    [RuntimeImport("*", "ProbeExecutedAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nint AfterCall();

    [RuntimeImport("*", "ProbeFailedAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nint Failed();

    /// <summary>Lets a probe that has faulted return false. On the fault's stack, interrupts off.</summary>
    internal static bool TryRecover(InterruptFrame* frame, nuint address)
    {
        if (frame->InstructionPointer >= FirstInstruction() && frame->InstructionPointer < Failed())
        {
            frame->InstructionPointer = Failed();
            return true;
        }
        // SAFETY: a fetch by a call has pushed its return address, so the stack is good.
        if ((frame->ErrorCode & InstructionFetch) == 0 || (nuint)frame->InstructionPointer != address || *(nint*)frame->StackPointer != AfterCall())
            return false;
        frame->StackPointer += sizeof(nint);
        frame->InstructionPointer = Failed();
        return true;
    }
}
