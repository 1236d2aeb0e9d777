using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Ipc.Events;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Core.Signals;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>Descriptors that stand for events: eventfd(2), timerfd_create(2), signalfd(2).</summary>
internal static class EventCalls
{
    [Syscall(SyscallNumber.eventfd, Support.Full)]
    internal static SyscallResult MakeCounter(UserThread caller, uint initial) => MakeCounter(caller, initial, 0);

    [Syscall(SyscallNumber.eventfd2, Support.Full)]
    internal static SyscallResult MakeCounter(UserThread caller, uint initial, EventCounterFlags flags)
    {
        if ((flags & ~(EventCounterFlags.EFD_SEMAPHORE | EventCounterFlags.EFD_NONBLOCK | EventCounterFlags.EFD_CLOEXEC)) != 0)
            return Errno.EINVAL;
        EventCounterKind kind = (flags & EventCounterFlags.EFD_SEMAPHORE) != 0 ? EventCounterKind.Semaphore : EventCounterKind.Sum;
        OpenFlags status = (OpenFlags)(flags & EventCounterFlags.EFD_NONBLOCK);
        return caller.Files.Add(new EventCounterFile(initial, kind, status), DescriptorArguments.Closing((flags & EventCounterFlags.EFD_CLOEXEC) != 0));
    }

    [Syscall(SyscallNumber.timerfd_create, Support.Full)]
    internal static SyscallResult MakeTimer(UserThread caller, ClockId clock, TimerFileFlags flags)
    {
        if ((flags & ~(TimerFileFlags.TFD_NONBLOCK | TimerFileFlags.TFD_CLOEXEC)) != 0)
            return Errno.EINVAL;
        TimerClock kind;
        switch (clock)
        {
            case ClockId.CLOCK_REALTIME or ClockId.CLOCK_REALTIME_ALARM:
                kind = TimerClock.RealTime;
                break;
            case ClockId.CLOCK_MONOTONIC or ClockId.CLOCK_BOOTTIME or ClockId.CLOCK_BOOTTIME_ALARM:
                kind = TimerClock.Monotonic;
                break;
            default:
                return Errno.EINVAL;
        }
        if (clock is ClockId.CLOCK_REALTIME_ALARM or ClockId.CLOCK_BOOTTIME_ALARM && !caller.Credentials.Has(Capability.CAP_WAKE_ALARM))
            return Errno.EPERM;
        TimerFile file = new(kind, (OpenFlags)(flags & TimerFileFlags.TFD_NONBLOCK));
        return caller.Files.Add(file, DescriptorArguments.Closing((flags & TimerFileFlags.TFD_CLOEXEC) != 0));
    }

    [Syscall(SyscallNumber.timerfd_settime, Support.Full)]
    internal static SyscallResult SetTimer(UserThread caller, int descriptor, TimerFileFlags flags, UserAddress setting, UserAddress old)
    {
        if ((flags & ~(TimerFileFlags.TFD_TIMER_ABSTIME | TimerFileFlags.TFD_TIMER_CANCEL_ON_SET)) != 0)
            return Errno.EINVAL;
        if (caller.Memory.Read(setting, out TimerSpecification wanted) != Errno.None)
            return Errno.EFAULT;
        if (!TimeArguments.IsValid(wanted.Value) || !TimeArguments.IsValid(wanted.Interval))
            return Errno.EINVAL;
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not OpenFile file)
            return Errno.EBADF;
        if (file is not TimerFile timer)
            return Errno.EINVAL;
        TimerFileSetting given = new(TimeArguments.ToNanoseconds(wanted.Value), TimeArguments.ToNanoseconds(wanted.Interval), flags);
        timer.Set(given, out TimerFileSetting before);
        return old.IsNull ? Errno.None : TimeArguments.WriteSetting(caller, old, before.Value, before.Interval);
    }

    [Syscall(SyscallNumber.timerfd_gettime, Support.Full)]
    internal static SyscallResult GetTimer(UserThread caller, int descriptor, UserAddress setting)
    {
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not OpenFile file)
            return Errno.EBADF;
        if (file is not TimerFile timer)
            return Errno.EINVAL;
        TimerFileSetting current = timer.Get();
        return TimeArguments.WriteSetting(caller, setting, current.Value, current.Interval);
    }

    [Syscall(SyscallNumber.signalfd, Support.Full)]
    internal static SyscallResult MakeSignals(UserThread caller, int descriptor, UserAddress set, nuint setBytes) => MakeSignals(caller, descriptor, set, setBytes, 0);

    [Syscall(SyscallNumber.signalfd4, Support.Full)]
    internal static SyscallResult MakeSignals(UserThread caller, int descriptor, UserAddress set, nuint setBytes, SignalFileFlags flags)
    {
        if ((flags & ~(SignalFileFlags.SFD_NONBLOCK | SignalFileFlags.SFD_CLOEXEC)) != 0 || setBytes != SignalSet.Bytes)
            return Errno.EINVAL;
        if (caller.Memory.Read(set, out ulong bits) != Errno.None)
            return Errno.EFAULT;
        if (descriptor == -1)
        {
            SignalFile made = new(new SignalSet(bits), (OpenFlags)(flags & SignalFileFlags.SFD_NONBLOCK));
            return caller.Files.Add(made, DescriptorArguments.Closing((flags & SignalFileFlags.SFD_CLOEXEC) != 0));
        }
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not OpenFile file)
            return Errno.EBADF;
        if (file is not SignalFile signals)
            return Errno.EINVAL;
        signals.Set = new SignalSet(bits);
        return descriptor;
    }
}
