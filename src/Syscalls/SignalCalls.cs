using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;
using Diesis.Core.Signals;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>Actions, masks and stacks of signals: sigaction(2), sigprocmask(2), sigpending(2), sigaltstack(2), sigreturn(2).</summary>
internal static class SignalCalls
{
    [Syscall(SyscallNumber.rt_sigaction, Support.Full)]
    internal static SyscallResult SignalAction(UserThread caller, Signal signal, UserAddress action, UserAddress old, nuint setBytes)
    {
        if (setBytes != SignalSet.Bytes)
            return Errno.EINVAL;
        SignalAction? previous;
        if (action.IsNull)
        {
            if (!SignalDefaults.IsValid((int)signal))
                return Errno.EINVAL;
            previous = caller.Process.Actions[signal];
        }
        else
        {
            if (caller.Memory.Read(action, out SigAction wanted) != Errno.None)
                return Errno.EFAULT;
            if (!SignalDefaults.IsValid((int)signal) || SignalSet.Unblockable.Contains(signal))
                return Errno.EINVAL;
            previous = SignalChanges.SetAction(caller.Process, signal, in wanted);
        }
        if (old.IsNull)
            return 0;
        SigAction told = previous is null ? default : new SigAction
        {
            Handler = previous.Handler,
            Flags = (ulong)previous.Flags,
            Restorer = previous.Restorer,
            Mask = previous.Mask.Bits,
        };
        return caller.Memory.Write(old, in told);
    }

    [Syscall(SyscallNumber.rt_sigprocmask, Support.Full)]
    internal static SyscallResult SignalMask(UserThread caller, SignalMaskChange how, UserAddress set, UserAddress old, nuint setBytes)
    {
        if (setBytes != SignalSet.Bytes)
            return Errno.EINVAL;
        SignalSet before = caller.Signals.Blocked;
        if (!set.IsNull)
        {
            if (caller.Memory.Read(set, out ulong bits) != Errno.None)
                return Errno.EFAULT;
            SignalSet given = new(bits);
            switch (how)
            {
                case SignalMaskChange.SIG_BLOCK:
                    caller.Signals.SetMask(before | given);
                    break;
                case SignalMaskChange.SIG_UNBLOCK:
                    caller.Signals.SetMask(before - given);
                    break;
                case SignalMaskChange.SIG_SETMASK:
                    caller.Signals.SetMask(given);
                    break;
                default:
                    return Errno.EINVAL;
            }
        }
        return old.IsNull ? 0 : caller.Memory.Write(old, before.Bits);
    }

    [Syscall(SyscallNumber.rt_sigpending, Support.Full)]
    internal static SyscallResult SignalPending(UserThread caller, UserAddress set, nuint setBytes)
    {
        if (setBytes > SignalSet.Bytes)
            return Errno.EINVAL;
        SignalSet pending = (caller.Signals.PendingSet | caller.Process.PendingSet) & caller.Signals.Blocked;
        System.Span<byte> bytes = stackalloc byte[(int)SignalSet.Bytes];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bytes, pending.Bits);
        return caller.Memory.CopyOut(bytes[..(int)setBytes], set);
    }

    [Syscall(SyscallNumber.rt_sigsuspend, Support.Full)]
    internal static SyscallResult SignalSuspend(UserThread caller, UserAddress set, nuint setBytes)
    {
        if (setBytes != SignalSet.Bytes)
            return Errno.EINVAL;
        if (caller.Memory.Read(set, out ulong bits) != Errno.None)
            return Errno.EFAULT;
        return SignalChanges.Suspend(caller, new SignalSet(bits));
    }

    [Syscall(SyscallNumber.pause, Support.Full)]
    internal static SyscallResult Pause(UserThread caller) => SignalChanges.Pause(caller);

    [Syscall(SyscallNumber.rt_sigtimedwait, Support.Full)]
    internal static SyscallResult SignalTimedWait(UserThread caller, UserAddress set, UserAddress info, UserAddress timeout, nuint setBytes)
    {
        if (setBytes != SignalSet.Bytes)
            return Errno.EINVAL;
        if (caller.Memory.Read(set, out ulong bits) != Errno.None)
            return Errno.EFAULT;
        long deadline = long.MaxValue;
        if (!timeout.IsNull)
        {
            Errno error = TimeArguments.ReadTimeout(caller, timeout, out deadline);
            if (error != Errno.None)
                return error;
        }
        if (!SignalChanges.Await(caller, new SignalSet(bits), deadline, out SigInfo found).TryGet(out int signal, out Errno failure))
            return failure;
        if (!info.IsNull && SignalArguments.WriteInfo(caller, info, in found) != Errno.None)
            return Errno.EFAULT;
        return signal;
    }

    [Syscall(SyscallNumber.sigaltstack, Support.Full)]
    internal static SyscallResult AlternateStack(UserThread caller, UserAddress stack, UserAddress old)
    {
        SignalStack wanted = default;
        if (!stack.IsNull && caller.Memory.Read(stack, out wanted) != Errno.None)
            return Errno.EFAULT;
        Errno error = caller.Signals.ChangeAlternateStack(caller.Context.Registers.StackPointer, stack.IsNull ? null : wanted, out SignalStack before);
        if (error != Errno.None)
            return error;
        return old.IsNull ? 0 : caller.Memory.Write(old, in before);
    }

    [Syscall(SyscallNumber.rt_sigreturn, Support.Full)]
    internal static SyscallResult SignalReturn(UserThread caller) => caller.Signals.Return(caller.Context);

    [Syscall(SyscallNumber.restart_syscall, Support.Full)]
    internal static SyscallResult RestartCall(UserThread caller)
    {
        RestartBlock? block = caller.Signals.Restart;
        caller.Signals.Restart = null;
        return block is null ? Errno.EINTR : block.Continue(caller);
    }
}
