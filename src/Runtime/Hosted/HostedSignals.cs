using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Internal.Runtime;
using Internal.Runtime.Memory;

namespace Diesis.Runtime.Hosted;

/// <summary>Processor faults as signals become exceptions; the collector's stop request is a signal too.</summary>
/// <remarks>
/// Handlers run on each thread's signal stack (sigaltstack(2)), with the stop and timer signals blocked. A fault handler only notes what
/// happened and changes the saved context, so that the thread goes on in HardwareFaultEntry on its own stack.
/// SAFETY: siginfo and ucontext are the kernel's, laid out by the System V ABI and signal(7), valid until the handler returns.
/// </remarks>
internal static unsafe class HostedSignals
{
    private const long SaSigInfo = 4;
    private const long SaOnStack = 0x0800_0000;
    private const long SaRestart = 0x1000_0000;
    private const long SaNoDefer = 0x4000_0000;
    private const long SaRestorer = 0x0400_0000;

    private const int SignalSetBytes = 8;
    private const ulong LowestMappedAddress = 0x1_0000;
    private const int KernelCode = 0x80;

    // Offsets within ucontext_t: general registers follow flags, link and stack.
    private const int RegistersOffset = 40;
    internal const int RegisterCount = 17;
    private const int R12Index = 4;
    private const int RbpIndex = 10;
    private const int RbxIndex = 11;
    private const int RspIndex = 15;
    private const int RipIndex = 16;

    /// <summary>The address of the floating-point state (FXSAVE layout) comes after the general registers; 0 if there is none.</summary>
    private const int FloatingPointIndex = 23;
    private const int VectorsOffset = 160;

    private struct SignalAction
    {
        public nint Handler;
        public long Flags;
        public nint Restorer;
        public ulong Mask;
    }

    private struct AlternateStack
    {
        public byte* Start;
        public int Flags;
        public nuint Length;
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct SignalInformation
    {
        [FieldOffset(8)]
        public int Code;

        [FieldOffset(16)]
        public byte* Address;
    }

    [RuntimeImport("*", "LinuxSignalReturnAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nint SignalReturn();

    [RuntimeImport("*", "HardwareFaultEntryAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nint HardwareFaultEntry();

    internal static void Install()
    {
        delegate* unmanaged<int, SignalInformation*, byte*, void> onFault = &OnFault;
        delegate* unmanaged<int, SignalInformation*, byte*, void> onStop = &OnStop;
        ulong own = Bit(Linux.SignalStop) | Bit(Linux.SignalAlarm);
        Set(Linux.SignalSegmentation, (nint)onFault, SaNoDefer, own);
        Set(Linux.SignalBus, (nint)onFault, SaNoDefer, own);
        Set(Linux.SignalFloatingPoint, (nint)onFault, SaNoDefer, own);
        Set(Linux.SignalIllegal, (nint)onFault, SaNoDefer, own);
        Set(Linux.SignalStop, (nint)onStop, SaRestart, own);
        delegate* unmanaged<int, SignalInformation*, byte*, void> onTimer = &OnTimer;
        Set(Linux.SignalAlarm, (nint)onTimer, SaRestart, own);
    }

    private static ulong Bit(int signal) => 1UL << (signal - 1);

    private static void Set(int signal, nint handler, long flags, ulong mask)
    {
        SignalAction action = new()
        {
            Handler = handler,
            Flags = flags | SaSigInfo | SaOnStack | SaRestorer,
            Restorer = SignalReturn(),
            Mask = mask,
        };
        Linux.Invoke(Linux.Call.SignalAction, signal, (long)&action, 0, SignalSetBytes);
    }

    /// <summary>Gives the current thread its signal stack, and lets signals in.</summary>
    internal static void EnterThread(ThreadBlock* block)
    {
        AlternateStack stack = new() { Start = HostedStacks.SignalStack(block), Length = HostedStacks.SignalStackBytes };
        Linux.Invoke(Linux.Call.SignalAltStack, (long)&stack);
        SetMask(0);
    }

    /// <summary>
    /// Blocks signals (one bit each), or lets them in. A thread is born with all blocked, since until it has set GS a handler would take it
    /// for its parent.
    /// </summary>
    internal static ulong SetMask(ulong blocked)
    {
        const int SetWholeMask = 2;
        ulong previous = 0;
        Linux.Invoke(Linux.Call.SignalMask, SetWholeMask, (long)&blocked, (long)&previous, SignalSetBytes);
        return previous;
    }

    [UnmanagedCallersOnly]
    private static void OnFault(int signal, SignalInformation* information, byte* context)
    {
        nint* registers = (nint*)(context + RegistersOffset);
        ThreadBlock* block = RuntimeThread.Current;
        HardwareFault kind = HardwareFault.AccessViolation;
        if (signal == Linux.SignalFloatingPoint)
        {
            kind = DivideFault.Classify((byte*)registers[RipIndex], new SignalRegisters(registers));
        }
        else if (signal == Linux.SignalSegmentation && information->Code != KernelCode)
        {
            byte* address = information->Address;
            if ((ulong)address < LowestMappedAddress)
            {
                kind = HardwareFault.NullReference;
            }
            else if (HostedStacks.IsBelowLimit(block, address))
            {
                if (block->DispatchDepth != 0 && block->ReserveOpen == 0 && HostedStacks.IsInReserve(block, address))
                {
                    Home.SetStackReserve(block, open: true);
                    return;
                }
                kind = HardwareFault.StackOverflow;
            }
        }

        if (kind is HardwareFault.NullReference or HardwareFault.DivideError or HardwareFault.Overflow && block->CriticalDepth == 0)
        {
            block->FaultInstruction = (byte*)registers[RipIndex];
            block->FaultKind = (long)kind;
            block->DispatchDepth++;
            registers[RipIndex] = HardwareFaultEntry();
            return;
        }
        UnwindFrame origin = new()
        {
            InstructionPointer = (byte*)registers[RipIndex],
            StackPointer = (byte*)registers[RspIndex],
            Rbp = (ulong)registers[RbpIndex],
            Rbx = (ulong)registers[RbxIndex],
            R12 = (ulong)registers[R12Index],
            R13 = (ulong)registers[R12Index + 1],
            R14 = (ulong)registers[R12Index + 2],
            R15 = (ulong)registers[R12Index + 3],
            IsFault = 1,
        };
        FaultReport.Fatal(kind, in origin, (nuint)information->Address);
    }

    [UnmanagedCallersOnly]
    private static void OnStop(int signal, SignalInformation* information, byte* context)
    {
        nint* registers = (nint*)(context + RegistersOffset);
        StopTheWorld.OnStopRequest(RuntimeThread.Current, ref registers[RipIndex], (byte*)registers[RspIndex], registers, RegisterCount, Vectors(registers));
    }

    [UnmanagedCallersOnly]
    private static void OnTimer(int signal, SignalInformation* information, byte* context)
    {
        nint* registers = (nint*)(context + RegistersOffset);
        StopTheWorld.OnCollectionTimer(RuntimeThread.Current, ref registers[RipIndex], (byte*)registers[RspIndex], registers, RegisterCount, Vectors(registers));
        StartCollectionTimer(s_timerMicroseconds);
    }

    private static nint* Vectors(nint* registers) =>
        registers[FloatingPointIndex] == 0 ? null : (nint*)(registers[FloatingPointIndex] + VectorsOffset);

    private static long s_timerMicroseconds;

    /// <summary>
    /// setitimer(2), ITIMER_REAL: the signal comes to whichever thread the kernel picks. Set anew after each collection, so that the
    /// program advances however short the time.
    /// </summary>
    [System.Runtime.RuntimeExport("HomeStartCollectionTimer")]
    private static void StartCollectionTimer(long microseconds)
    {
        s_timerMicroseconds = microseconds;
        long* setting = stackalloc long[4];
        setting[0] = setting[1] = 0;
        setting[2] = microseconds / 1_000_000;
        setting[3] = microseconds % 1_000_000;
        Linux.Invoke(Linux.Call.SetTimer, 0, (long)setting);
    }
}

/// <summary>The general registers of a signal frame, by the processor's numbers.</summary>
internal readonly unsafe struct SignalRegisters(nint* saved) : IProcessorRegisters
{
    // Positions of rax, rcx, rdx, rbx, rsp, rbp, rsi, rdi, r8 … r15 in the kernel's order.
    private static System.ReadOnlySpan<byte> Positions => [13, 14, 12, 11, 15, 10, 9, 8, 0, 1, 2, 3, 4, 5, 6, 7];

    public ulong this[int number] => (ulong)saved[Positions[number]];
}
