using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Core.Waiting.Epoll;
using Diesis.Platform.Time;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>epoll(7).</summary>
internal static class EpollCalls
{
    private const nuint EventBytes = 12;
    private const int MostEvents = int.MaxValue / (int)EventBytes;
    private const uint FlagBits = 0xf000_0000;

    [Syscall(SyscallNumber.epoll_create, Support.Full)]
    internal static SyscallResult Make(UserThread caller, int size) => size <= 0 ? Errno.EINVAL : Make(caller, OpenFlags.O_RDONLY);

    [Syscall(SyscallNumber.epoll_create1, Support.Full)]
    internal static SyscallResult Make(UserThread caller, OpenFlags flags)
    {
        if ((flags & ~OpenFlags.O_CLOEXEC) != 0)
            return Errno.EINVAL;
        return caller.Files.Add(new EpollFile(OpenFlags.O_RDWR), DescriptorArguments.Closing((flags & OpenFlags.O_CLOEXEC) != 0));
    }

    [Syscall(SyscallNumber.epoll_ctl, Support.Full)]
    internal static SyscallResult Control(UserThread caller, int descriptor, EpollOperation operation, int watched, UserAddress settings)
    {
        EpollEvent wanted = default;
        if (operation != EpollOperation.EPOLL_CTL_DEL && caller.Memory.Read(settings, out wanted) != Errno.None)
            return Errno.EFAULT;
        using FileReference epollReference = caller.Files.Get(descriptor);
        using FileReference reference = caller.Files.Get(watched);
        if (epollReference.File is not OpenFile holder || reference.File is not OpenFile file)
            return Errno.EBADF;
        if (!file.CanBeWatched)
            return Errno.EPERM;
        if (holder is not EpollFile epoll || file == holder)
            return Errno.EINVAL;
        PollEvents events = (PollEvents)(wanted.events & ~FlagBits);
        EpollFlags flags = (EpollFlags)(wanted.events & FlagBits);
        return operation switch
        {
            EpollOperation.EPOLL_CTL_ADD => epoll.Add(watched, file, events, flags, wanted.data),
            EpollOperation.EPOLL_CTL_MOD => epoll.Modify(watched, file, events, flags, wanted.data),
            EpollOperation.EPOLL_CTL_DEL => epoll.Remove(watched, file),
            _ => Errno.EINVAL,
        };
    }

    [Syscall(SyscallNumber.epoll_wait, Support.Full)]
    internal static SyscallResult Wait(UserThread caller, int descriptor, UserAddress events, int most, int timeoutMs) =>
        WaitUntil(caller, descriptor, events, most, PollTimes.DeadlineOf(timeoutMs));

    [Syscall(SyscallNumber.epoll_pwait, Support.Full)]
    internal static SyscallResult Wait(UserThread caller, int descriptor, UserAddress events, int most, int timeoutMs, UserAddress mask, nuint maskBytes) =>
        mask.IsNull
            ? WaitUntil(caller, descriptor, events, most, PollTimes.DeadlineOf(timeoutMs))
            : WaitMasked(caller, descriptor, events, most, PollTimes.DeadlineOf(timeoutMs), mask, maskBytes);

    [Syscall(SyscallNumber.epoll_pwait2, Support.Full)]
    internal static SyscallResult WaitFinely(UserThread caller, int descriptor, UserAddress events, int most, UserAddress timeout, UserAddress mask, nuint maskBytes)
    {
        Errno error = PollTimes.ReadDeadline(caller, timeout, out long deadline);
        return error != Errno.None ? error : WaitMasked(caller, descriptor, events, most, deadline, mask, maskBytes);
    }

    private static SyscallResult WaitMasked(UserThread caller, int descriptor, UserAddress events, int most, long deadline, UserAddress mask, nuint maskBytes)
    {
        Errno error = SignalMasks.Begin(caller, mask, maskBytes);
        if (error != Errno.None)
            return error;
        SyscallResult result = WaitUntil(caller, descriptor, events, most, deadline);
        caller.Signals.EndTemporaryMask(result.Error);
        return result;
    }

    private static SyscallResult WaitUntil(UserThread caller, int descriptor, UserAddress events, int most, long deadline)
    {
        if (most is <= 0 or > MostEvents)
            return Errno.EINVAL;
        if (!UserAddress.IsUserRange(events, (nuint)most * EventBytes))
            return Errno.EFAULT;
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not OpenFile file)
            return Errno.EBADF;
        if (file is not EpollFile epoll)
            return Errno.EINVAL;
        Result<int> told = epoll.Wait(caller.Memory, events, most, deadline);
        // A wait is never begun again by itself: signal(7).
        return told.Error == Errno.ERESTARTSYS ? Errno.EINTR : told;
    }
}
