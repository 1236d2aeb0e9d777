using System.Runtime;
using System.Runtime.InteropServices;
using Diesis.Platform.Memory;
using Diesis.Platform.Processors;
using Diesis.Platform.Time;
using Internal.Runtime;
using Internal.Runtime.Memory;

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
}

/// <summary>Exceptions of the processor become C# exceptions or a clear end; the interval timer's interrupt drives stress collections.</summary>
/// <remarks>
/// Handlers run on stacks of their own (IST), so that a fault on a used-up stack can be handled; they only note what happened and
/// change the frame, and the thread goes on in HardwareFaultEntry on its own stack. SAFETY: the frame is on the handler's stack.
/// </remarks>
internal static unsafe class ProcessorExceptions
{
    private const int DivideError = 0;
    private const int InvalidOpcode = 6;
    private const int PageFault = 14;
    private const int FirstLine = 32;
    private const int LastLine = 47;
    private const nuint LowestMappedAddress = 0x1_0000;
    private const int SavedRegisterCount = 15;

    /// <summary>XMM0 within the state that FXSAVE writes (Intel SDM, volume 1, table 10-2).</summary>
    private const int VectorsOffset = 160;

    private static long s_timerMicroseconds;

    [RuntimeExport("OnInterrupt")]
    private static void OnInterrupt(InterruptFrame* frame, byte* vectorState)
    {
        if (frame->Vector is >= FirstLine and <= LastLine)
            OnLine((int)frame->Vector - FirstLine, frame, (nint*)(vectorState + VectorsOffset));
        else
            OnException(frame);
    }

    private static void OnException(InterruptFrame* frame)
    {
        ThreadBlock* block = RuntimeThread.Current;
        nuint address = 0;
        HardwareFault kind = HardwareFault.AccessViolation;
        switch (frame->Vector)
        {
            case DivideError:
                kind = DivideFault.Classify((byte*)frame->InstructionPointer, new FrameRegisters(frame));
                break;
            case InvalidOpcode:
                kind = HardwareFault.IllegalInstruction;
                break;
            case PageFault:
                address = Instructions.ReadPageFaultAddress();
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
            ReportFatal(kind, frame, address);
        block->FaultInstruction = (byte*)frame->InstructionPointer;
        block->FaultKind = (long)kind;
        block->DispatchDepth++;
        frame->InstructionPointer = Instructions.HardwareFaultEntry();
    }

    private static void ReportFatal(HardwareFault kind, InterruptFrame* frame, nuint address)
    {
        UnwindFrame origin = new()
        {
            InstructionPointer = (byte*)frame->InstructionPointer,
            StackPointer = (byte*)frame->StackPointer,
            Rbp = (ulong)frame->Rbp,
            Rbx = (ulong)frame->Rbx,
            R12 = (ulong)frame->R12,
            R13 = (ulong)frame->R13,
            R14 = (ulong)frame->R14,
            R15 = (ulong)frame->R15,
            IsFault = 1,
        };
        FaultReport.Fatal(kind, in origin, address);
    }

    private static void OnLine(int line, InterruptFrame* frame, nint* vectors)
    {
        InterruptController.EndOfInterrupt(line);
        if (line != 0 || s_timerMicroseconds == 0)
            return;
        StopTheWorld.OnCollectionTimer(
            RuntimeThread.Current, ref frame->InstructionPointer, (byte*)frame->StackPointer, (nint*)frame, SavedRegisterCount, vectors);
        IntervalTimer.SetAlarm(s_timerMicroseconds);
    }

    [RuntimeExport("HomeStartCollectionTimer")]
    private static void StartCollectionTimer(long microseconds)
    {
        s_timerMicroseconds = microseconds;
        InterruptController.Enable(line: 0);
        IntervalTimer.SetAlarm(microseconds);
        Instructions.EnableInterrupts();
    }
}

/// <summary>The general registers of an interrupt frame, by the processor's numbers.</summary>
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
