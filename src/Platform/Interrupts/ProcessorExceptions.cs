using System;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Memory;
using Diesis.Platform.Processors;
using Diesis.Platform.Users;
using Internal.Runtime;

namespace Diesis.Platform.Interrupts;

/// <summary>Exceptions of the processor (Intel SDM, volume 3, section 6.15) become C# exceptions or a clear end.</summary>
/// <remarks>
/// Handlers run on stacks of their own, with interrupts off. They only note what happened and change the frame; the thread goes on in
/// HardwareFaultEntry on its own stack. SAFETY: the frame is on the handler's stack, blocks are the running thread's.
/// </remarks>
internal static unsafe class ProcessorExceptions
{
    private const int DivideError = 0;
    internal const int NonMaskable = 2;
    private const int InvalidOpcode = 6;
    private const int DoubleFault = 8;
    private const int GeneralProtection = 13;
    private const int PageFault = 14;

    /// <summary>The page fault's error code for an instruction's fetch (Intel SDM, volume 3, section 4.7).</summary>
    private const long Fetch = 1 << 4;

    private const nuint LowestMappedAddress = 0x1_0000;

    internal static void Handle(InterruptFrame* frame)
    {
        ThreadBlock* block = RuntimeThread.Current;
        nuint address = 0;
        HardwareFault kind = HardwareFault.Unexpected;
        switch (frame->Vector)
        {
            case DivideError:
                kind = DivideFault.Classify((byte*)frame->InstructionPointer, new FrameRegisters(frame));
                break;
            case InvalidOpcode:
                kind = HardwareFault.IllegalInstruction;
                break;
            case NonMaskable:
                if (NonMaskableInterrupts.Handle(frame))
                    return;
                break;
            case DoubleFault:
                // The stack was used up where the handler of another fault would have been entered.
                if (BootStack.IsBelowLimit(block, (nuint)frame->StackPointer - 1))
                    kind = HardwareFault.StackOverflow;
                break;
            case GeneralProtection:
                kind = HardwareFault.AccessViolation;
                break;
            case PageFault:
                kind = HardwareFault.AccessViolation;
                address = Instructions.ReadPageFaultAddress();
                if (UserCopy.TryRecover(frame, address) || PageFaults.TryHandle(address, frame->ErrorCode) || MemoryProbe.TryRecover(frame, address))
                    return;
                if (address < LowestMappedAddress)
                {
                    kind = HardwareFault.NullReference;
                }
                else if (BootStack.IsBelowLimit(block, address))
                {
                    if (block->DispatchDepth != 0 && block->ReserveOpen == 0 && BootStack.IsInReserve(block, address))
                    {
                        Home.SetStackReserve(block, open: true);
                        return;
                    }
                    kind = HardwareFault.StackOverflow;
                }
                break;
        }

        bool becomesException = kind is HardwareFault.NullReference or HardwareFault.DivideError or HardwareFault.Overflow;
        if (!becomesException || block->CriticalDepth != 0)
            End(kind, frame, address);
        block->FaultInstruction = (byte*)frame->InstructionPointer;
        block->FaultKind = (long)kind;
        block->DispatchDepth++;
        frame->InstructionPointer = Instructions.HardwareFaultEntry();
    }

    private static void End(HardwareFault kind, InterruptFrame* frame, nuint address)
    {
        if (kind != HardwareFault.StackOverflow)
        {
            RawConsole.WriteError("Processor ");
            RawConsole.WriteErrorDecimal(Processor.CurrentIndex);
            RawConsole.WriteError(": ");
            RawConsole.WriteErrorBytes(NameOf((int)frame->Vector));
            RawConsole.WriteError(", error code 0x");
            RawConsole.WriteErrorHex((nuint)frame->ErrorCode);
            RawConsole.WriteError("\n");
            RegisterReport.Write(frame);
        }
        UnwindFrame origin = frame->Origin;
        // Where there is no code the trace begins with whoever called it.
        if (frame->Vector == PageFault && (frame->ErrorCode & Fetch) != 0)
        {
            origin.InstructionPointer = *(byte**)origin.StackPointer;
            origin.StackPointer += sizeof(nint);
            origin.IsFault = 0;
        }
        FaultReport.Fatal(kind, in origin, address);
    }

    /// <summary>The processor's own names, with the mnemonics of the manual.</summary>
    internal static ReadOnlySpan<byte> NameOf(int vector) => vector switch
    {
        0 => "#DE divide error"u8,
        1 => "#DB debug exception"u8,
        2 => "NMI non-maskable interrupt"u8,
        3 => "#BP breakpoint"u8,
        4 => "#OF overflow"u8,
        5 => "#BR bound range exceeded"u8,
        6 => "#UD invalid opcode"u8,
        7 => "#NM device not available"u8,
        8 => "#DF double fault"u8,
        10 => "#TS invalid task state segment"u8,
        11 => "#NP segment not present"u8,
        12 => "#SS stack segment fault"u8,
        13 => "#GP general protection fault"u8,
        14 => "#PF page fault"u8,
        16 => "#MF x87 floating-point error"u8,
        17 => "#AC alignment check"u8,
        18 => "#MC machine check"u8,
        19 => "#XM SIMD floating-point exception"u8,
        20 => "#VE virtualization exception"u8,
        21 => "#CP control protection exception"u8,
        _ => "reserved exception"u8,
    };
}
