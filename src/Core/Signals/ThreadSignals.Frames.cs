using Diesis.Abi;
using Diesis.Platform.Users;

namespace Diesis.Core.Signals;

// The frame that a handler finds on its stack, and the way back through it. The layout is Linux's for x86-64, to the byte: debuggers, unwinders
// and runtimes read and change it.
public sealed partial class ThreadSignals
{
    /// <summary>What a function may use below its stack pointer (System V ABI for x86-64, section 3.2.2).</summary>
    private const ulong RedZone = 128;

    private const ulong ExtendedAlignment = 64;
    private const ulong StackAlignment = 16;

    private const ulong DirectionFlag = 0x400;
    private const ulong TrapFlag = 0x100;
    private const ulong ResumeFlag = 0x1_0000;

    /// <summary>The flags that a program may set: carry, parity, adjust, zero, sign, trap, direction, overflow, resume, alignment check.</summary>
    private const ulong ProgramFlags = 0x5_0dd5;

    private const ulong AlwaysOnFlags = 0x202;

    // The last exception, for the frame. The thread's own.
    private ulong _trapNumber;
    private ulong _trapError;
    private ulong _trapAddress;

    /// <summary>Notes an exception of the program's, which the next frames tell of.</summary>
    internal void NoteTrap(ulong vector, ulong errorCode, ulong address)
    {
        _trapNumber = vector;
        _trapError = errorCode;
        _trapAddress = address;
    }

    /// <summary>sigaltstack(2).</summary>
    /// <param name="wanted">The new settings, or null to leave them.</param>
    /// <param name="old">What was set before.</param>
    /// <returns>EPERM while the program runs on the stack; EINVAL for unknown flags; ENOMEM for one that is too small.</returns>
    public Errno ChangeAlternateStack(ulong stackPointer, SignalStack? wanted, out SignalStack old)
    {
        old = AlternateStack;
        old.Flags = StackState(stackPointer) | AlternateStack.Flags & SignalStackFlags.SS_AUTODISARM;
        if (wanted is not SignalStack stack)
            return Errno.None;
        if (IsOnAlternateStack(stackPointer))
            return Errno.EPERM;
        int mode = stack.Flags & ~SignalStackFlags.SS_AUTODISARM;
        if (mode is not (0 or SignalStackFlags.SS_ONSTACK or SignalStackFlags.SS_DISABLE))
            return Errno.EINVAL;
        if (mode == SignalStackFlags.SS_DISABLE)
        {
            stack.Base = 0;
            stack.Size = 0;
        }
        else if (stack.Size < SignalStackFlags.MINSIGSTKSZ)
        {
            return Errno.ENOMEM;
        }
        AlternateStack = stack;
        return Errno.None;
    }

    private bool IsOnAlternateStack(ulong stackPointer) => (AlternateStack.Flags & SignalStackFlags.SS_AUTODISARM) == 0 && IsWithinAlternateStack(stackPointer);

    private bool IsWithinAlternateStack(ulong stackPointer) =>
        stackPointer > AlternateStack.Base && stackPointer - AlternateStack.Base <= AlternateStack.Size;

    private int StackState(ulong stackPointer)
    {
        if (AlternateStack.Size == 0)
            return SignalStackFlags.SS_DISABLE;
        return IsOnAlternateStack(stackPointer) ? SignalStackFlags.SS_ONSTACK : 0;
    }

    /// <summary>Writes the frame and points the registers at the handler. False, with nothing changed but memory, if that is not possible.</summary>
    private bool TryBuildFrame(UserContext context, Signal signal, in SigInfo info, SignalAction action, SignalSet mask)
    {
        if (!action.Has(SignalActionFlags.SA_RESTORER) || action.Handler >= UserAddress.End)
            return false;
        ref UserRegisters registers = ref context.Registers;
        ulong top = registers.StackPointer - RedZone;
        bool wasOnStack = IsOnAlternateStack(registers.StackPointer);
        bool entersStack = action.Has(SignalActionFlags.SA_ONSTACK) && AlternateStack.Size != 0 && !wasOnStack;
        if (entersStack)
            top = AlternateStack.Base + AlternateStack.Size;
        ulong stateBytes = (ulong)UserContext.ExtendedBytes;
        ulong state = (top - stateBytes - sizeof(uint)) & ~(ExtendedAlignment - 1);
        ulong at = ((state - SignalFrame.Bytes) & ~(StackAlignment - 1)) - sizeof(ulong);
        if ((entersStack || wasOnStack) && !IsWithinAlternateStack(at))
            return false;

        UserMemory memory = _thread.Memory;
        if (context.CopyExtendedOut(memory, new UserAddress(state)) != Errno.None)
            return false;
        // Field by field: an initializer would fill another one and copy it.
        SignalFrame frame = default;
        frame.Return = action.Restorer;
        frame.Info = info;
        frame.Context.Flags = UContext.UC_FP_XSTATE | UContext.UC_SIGCONTEXT_SS | UContext.UC_STRICT_RESTORE_SS;
        frame.Context.Stack = AlternateStack;
        frame.Context.Mask = mask.Bits;
        SaveRegisters(in registers, ref frame.Context.Registers);
        frame.Context.Registers.OldMask = mask.Bits;
        frame.Context.Registers.FloatingPoint = state;
        if (memory.Write(new UserAddress(at), in frame) != Errno.None)
            return false;

        if ((AlternateStack.Flags & SignalStackFlags.SS_AUTODISARM) != 0)
            AlternateStack = new SignalStack { Flags = SignalStackFlags.SS_DISABLE };
        registers.Rdi = (ulong)signal;
        registers.Rsi = at + SignalFrame.InfoOffset;
        registers.Rdx = at + SignalFrame.ContextOffset;
        registers.Rax = 0;
        registers.InstructionPointer = action.Handler;
        registers.StackPointer = at;
        registers.Flags &= ~(DirectionFlag | TrapFlag | ResumeFlag);
        context.ResetExtended();
        return true;
    }

    private void SaveRegisters(in UserRegisters from, ref SigContext to)
    {
        to.R8 = from.R8;
        to.R9 = from.R9;
        to.R10 = from.R10;
        to.R11 = from.R11;
        to.R12 = from.R12;
        to.R13 = from.R13;
        to.R14 = from.R14;
        to.R15 = from.R15;
        to.Rdi = from.Rdi;
        to.Rsi = from.Rsi;
        to.Rbp = from.Rbp;
        to.Rbx = from.Rbx;
        to.Rdx = from.Rdx;
        to.Rax = from.Rax;
        to.Rcx = from.Rcx;
        to.Rsp = from.StackPointer;
        to.Rip = from.InstructionPointer;
        to.Flags = from.Flags;
        to.Cs = (ushort)from.CodeSelector;
        to.Ss = (ushort)from.StackSelector;
        to.Error = _trapError;
        to.Trap = _trapNumber;
        to.FaultAddress = _trapAddress;
    }

    /// <summary>rt_sigreturn(2): takes everything back from the frame that the stack pointer has just left, which the program may have changed.</summary>
    /// <returns>What RAX is to have; a frame that is no good gives SIGSEGV.</returns>
    public SyscallResult Return(UserContext context)
    {
        _thread.Signals.Restart = null;
        ref UserRegisters registers = ref context.Registers;
        UserAddress at = new(registers.StackPointer - sizeof(ulong));
        UserMemory memory = _thread.Memory;
        if (memory.Read(at + SignalFrame.ContextOffset, out UContext saved) != Errno.None)
            return BadFrame();
        SetMask(new SignalSet(saved.Mask));
        if (!AreSound(in saved.Registers, in registers) || !TryRestoreState(context, memory, new UserAddress(saved.Registers.FloatingPoint)))
            return BadFrame();
        RestoreRegisters(in saved.Registers, ref registers);
        // As on Linux, settings that sigaltstack(2) would refuse are left as they are.
        _ = ChangeAlternateStack(registers.StackPointer, saved.Stack, out _);
        return SyscallResult.FromRaw((long)registers.Rax);
    }

    private SyscallResult BadFrame()
    {
        ForceFault(Signal.None);
        return 0;
    }

    /// <summary>Whether the processor will take the registers: it faults inside the kernel on segments that are no program's, and on addresses that are none.</summary>
    private static bool AreSound(in SigContext saved, in UserRegisters current)
    {
        const ushort ProgramLevel = 3;
        return (saved.Cs | ProgramLevel) == (ushort)current.CodeSelector && (saved.Ss | ProgramLevel) == (ushort)current.StackSelector
            && saved.Rip < UserAddress.End;
    }

    /// <summary>Takes the extended state back; address 0 stands for the initial one.</summary>
    private static bool TryRestoreState(UserContext context, UserMemory memory, UserAddress at)
    {
        if (at.IsNull)
        {
            context.ResetExtended();
            return true;
        }
        if (memory.Read(at + FloatingPointNote.Offset, out FloatingPointNote note) != Errno.None)
            return false;
        uint bytes = (uint)UserContext.ExtendedBytes;
        bool hasComponents = note.Magic1 == FloatingPointNote.FP_XSTATE_MAGIC1 && note.StateSize == bytes && note.ExtendedSize >= bytes + sizeof(uint);
        if (hasComponents)
        {
            if (memory.Read(at + bytes, out uint end) != Errno.None)
                return false;
            hasComponents = end == FloatingPointNote.FP_XSTATE_MAGIC2;
        }
        return context.CopyExtendedIn(memory, at, hasComponents) == Errno.None;
    }

    private static void RestoreRegisters(in SigContext from, ref UserRegisters to)
    {
        to.R8 = from.R8;
        to.R9 = from.R9;
        to.R10 = from.R10;
        to.R11 = from.R11;
        to.R12 = from.R12;
        to.R13 = from.R13;
        to.R14 = from.R14;
        to.R15 = from.R15;
        to.Rdi = from.Rdi;
        to.Rsi = from.Rsi;
        to.Rbp = from.Rbp;
        to.Rbx = from.Rbx;
        to.Rdx = from.Rdx;
        to.Rax = from.Rax;
        to.Rcx = from.Rcx;
        to.StackPointer = from.Rsp;
        to.InstructionPointer = from.Rip;
        to.Flags = to.Flags & ~ProgramFlags | from.Flags & ProgramFlags | AlwaysOnFlags;
        // No system call any more: RCX and R11 count, and nothing is to be made again.
        to.Vector = unchecked((ulong)UserContext.Wanted);
    }
}
