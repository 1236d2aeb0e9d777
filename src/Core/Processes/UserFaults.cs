using System.Threading;
using Diesis.Abi;
using Diesis.Core.Logging;
using Diesis.Core.Signals;
using Diesis.Platform.Time;
using Diesis.Platform.Users;

namespace Diesis.Core.Processes;

/// <summary>What becomes of a program's exceptions (Intel SDM, volume 3, section 6.15): a page that is fetched, or a signal (signal(7)).</summary>
internal static class UserFaults
{
    private const int DivideError = 0;
    private const int Debug = 1;
    private const int Breakpoint = 3;
    private const int InvalidOpcode = 6;
    private const int InvalidTaskState = 10;
    private const int StackSegment = 12;
    private const int PageFault = 14;
    private const int FloatingPoint = 16;
    private const int AlignmentCheck = 17;
    private const int VectorFloatingPoint = 19;

    // The page fault's error code.
    private const ulong PagePresent = 1 << 0;
    private const ulong WriteAccess = 1 << 1;
    private const ulong InstructionFetch = 1 << 4;

    private static long s_second;
    private static int s_told;

    internal static void Handle(UserThread thread, int vector)
    {
        UserContext context = thread.Context;
        ulong instruction = context.Registers.InstructionPointer;
        switch (vector)
        {
            case PageFault:
                HandlePageFault(thread, context);
                break;
            case DivideError:
                Force(thread, Signal.SIGFPE, SignalCode.FPE_INTDIV, instruction);
                break;
            case Debug:
                Force(thread, Signal.SIGTRAP, SignalCode.TRAP_TRACE, instruction);
                break;
            case Breakpoint:
                Force(thread, Signal.SIGTRAP, SignalCode.SI_KERNEL, 0);
                break;
            case InvalidOpcode:
                Force(thread, Signal.SIGILL, SignalCode.ILL_ILLOPN, instruction);
                break;
            case >= InvalidTaskState and <= StackSegment:
                Force(thread, Signal.SIGBUS, SignalCode.SI_KERNEL, 0);
                break;
            case FloatingPoint or VectorFloatingPoint:
                Force(thread, Signal.SIGFPE, FloatingPointCode(context.FloatingPointExceptions(vector == FloatingPoint)), instruction);
                break;
            case AlignmentCheck:
                Force(thread, Signal.SIGBUS, SignalCode.BUS_ADRALN, 0);
                break;
            default:
                Force(thread, Signal.SIGSEGV, SignalCode.SI_KERNEL, 0);
                break;
        }
    }

    private static void HandlePageFault(UserThread thread, UserContext context)
    {
        ulong code = context.Registers.ErrorCode;
        UserAccess access = (code & WriteAccess) != 0 ? UserAccess.Write : (code & InstructionFetch) != 0 ? UserAccess.Execute : UserAccess.Read;
        UserAddress address = context.FaultAddress;
        switch (thread.Memory.Fault(address, access))
        {
            case UserFault.Resolved:
                thread.MinorFaults++;
                break;
            case UserFault.NotMapped:
                Force(thread, Signal.SIGSEGV, SignalCode.SEGV_MAPERR, address.Value);
                break;
            case UserFault.Forbidden:
                Force(thread, Signal.SIGSEGV, SignalCode.SEGV_ACCERR, address.Value);
                break;
            case UserFault.NoData:
                Force(thread, Signal.SIGBUS, SignalCode.BUS_ADRERR, address.Value);
                break;
            case UserFault.OutOfMemory when !thread.HasSignalPending:
                thread.Process.ExitBySignal(Signal.SIGKILL);
                break;
        }
    }

    /// <summary>The exception that counts of those that a program has unmasked, in the order of the status word.</summary>
    private static int FloatingPointCode(uint exceptions)
    {
        const uint Invalid = 1 << 0;
        const uint Denormal = 1 << 1;
        const uint ZeroDivide = 1 << 2;
        const uint Overflow = 1 << 3;
        const uint Underflow = 1 << 4;
        const uint Precision = 1 << 5;
        if ((exceptions & Invalid) != 0)
            return SignalCode.FPE_FLTINV;
        if ((exceptions & ZeroDivide) != 0)
            return SignalCode.FPE_FLTDIV;
        if ((exceptions & Overflow) != 0)
            return SignalCode.FPE_FLTOVF;
        if ((exceptions & (Underflow | Denormal)) != 0)
            return SignalCode.FPE_FLTUND;
        return (exceptions & Precision) != 0 ? SignalCode.FPE_FLTRES : 0;
    }

    private static void Force(UserThread thread, Signal signal, int code, ulong address)
    {
        if (!thread.Process.Actions.IsCaught(signal))
            Tell(thread, signal, address);
        UserContext context = thread.Context;
        // As on Linux, faults beyond a program's addresses do not tell whether there is a page.
        ulong error = context.Registers.ErrorCode | (context.Registers.Vector == PageFault && address >= UserAddress.End ? PagePresent : 0);
        thread.Signals.NoteTrap(context.Registers.Vector, error, context.FaultAddress.Value);
        SignalSending.Force(thread, new QueuedSignal { Info = new SigInfo { Number = (int)signal, Code = code, Address = address } });
    }

    /// <summary>One line in the log for a program that ends by its own fault, but never so many that they hide others.</summary>
    private static void Tell(UserThread thread, Signal signal, ulong address)
    {
        const long Second = 1_000_000_000;
        const int MostInSecond = 10;
        long second = Clock.Monotonic / Second;
        if (Interlocked.Exchange(ref s_second, second) != second)
            Volatile.Write(ref s_told, 0);
        if (Interlocked.Increment(ref s_told) > MostInSecond)
            return;
        ref UserRegisters registers = ref thread.Context.Registers;
        Log.Information("fault", $"{thread.Name} ({thread.Id}): {signal} at {address:x}, instruction {registers.InstructionPointer:x}, stack {registers.StackPointer:x}, error {registers.ErrorCode:x}");
    }
}
