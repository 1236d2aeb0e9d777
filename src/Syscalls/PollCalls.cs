using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Core.Signals;
using Diesis.Core.Waiting;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>poll(2).</summary>
internal static class PollCalls
{
    private const int MostOnStack = 16;
    private const PollEvents Always = PollEvents.Error | PollEvents.HangUp;

    [Syscall(SyscallNumber.poll, Support.Full)]
    internal static SyscallResult Poll(UserThread caller, UserAddress descriptors, uint count, int timeoutMs) =>
        PollUntil(caller, descriptors, count, PollTimes.DeadlineOf(timeoutMs));

    [Syscall(SyscallNumber.ppoll, Support.Full)]
    internal static SyscallResult Poll(UserThread caller, UserAddress descriptors, uint count, UserAddress timeout, UserAddress mask, nuint maskBytes)
    {
        Errno error = PollTimes.ReadDeadline(caller, timeout, out long deadline);
        if (error == Errno.None)
            error = SignalMasks.Begin(caller, mask, maskBytes);
        if (error != Errno.None)
            return error;
        SyscallResult result = PollAll(caller, descriptors, count, deadline);
        if (result.Error == Errno.ERESTARTSYS)
            result = Errno.ERESTARTNOHAND;
        caller.Signals.EndTemporaryMask(result.Error);
        // What is left is told, as a courtesy: whether that works is not the result.
        if (!timeout.IsNull)
            _ = caller.Memory.Write(timeout, TimeArguments.ToTimespec(deadline == long.MaxValue ? 0 : PollTimes.Left(deadline)));
        return result;
    }

    /// <summary>poll(2), which goes on with the same deadline after a stop.</summary>
    private static SyscallResult PollUntil(UserThread caller, UserAddress descriptors, uint count, long deadline)
    {
        SyscallResult result = PollAll(caller, descriptors, count, deadline);
        if (result.Error != Errno.ERESTARTSYS)
            return result;
        caller.Signals.Restart = new Continuation(descriptors, count, deadline);
        return Errno.ERESTART_RESTARTBLOCK;
    }

    private static SyscallResult PollAll(UserThread caller, UserAddress descriptors, uint count, long deadline)
    {
        if (count > caller.Process.Limits[Resource.RLIMIT_NOFILE])
            return Errno.EINVAL;
        Span<PollDescriptor> some = stackalloc PollDescriptor[MostOnStack];
        Span<PollDescriptor> all = count <= MostOnStack ? some.Slice(0, (int)count) : new PollDescriptor[count];
        if (caller.Memory.ReadArray(descriptors, all) != Errno.None)
            return Errno.EFAULT;
        Result<int> ready = WaitForAny(caller, all, deadline);
        if (!ready.IsSuccess)
            return ready.Error;
        return WriteAnswers(caller, descriptors, all) is Errno error and not Errno.None ? error : ready;
    }

    private static Result<int> WaitForAny(UserThread caller, Span<PollDescriptor> all, long deadline)
    {
        int ready = Look(caller, all, null);
        if (ready != 0 || deadline == 0)
            return ready;
        ThreadPollTable table = caller.PollTable;
        table.Begin();
        try
        {
            ready = Look(caller, all, table);
            while (ready == 0)
            {
                Errno error = table.Sleep(deadline);
                if (error == Errno.ETIMEDOUT)
                    return Look(caller, all, null);
                if (error != Errno.None)
                    return error;
                ready = Look(caller, all, null);
            }
            return ready;
        }
        finally
        {
            table.End();
        }
    }

    /// <summary>Looks at every file. After the first that is ready no further queues need be entered.</summary>
    private static int Look(UserThread caller, Span<PollDescriptor> all, PollTable? table)
    {
        int ready = 0;
        for (int i = 0; i < all.Length; i++)
        {
            ref PollDescriptor descriptor = ref all[i];
            descriptor.revents = 0;
            if (descriptor.fd < 0)
                continue;
            using FileReference reference = caller.Files.Get(descriptor.fd);
            PollEvents events = reference.File is OpenFile file
                ? file.Poll(table) & ((PollEvents)descriptor.events | Always)
                : PollEvents.Invalid;
            descriptor.revents = (ushort)events;
            if (events == PollEvents.None)
                continue;
            ready++;
            table = null;
        }
        return ready;
    }

    /// <summary>The whole array goes back in one piece: besides the answers it is as it was read.</summary>
    private static Errno WriteAnswers(UserThread caller, UserAddress descriptors, ReadOnlySpan<PollDescriptor> all) =>
        caller.Memory.WriteArray(all, descriptors);

    private sealed class Continuation(UserAddress descriptors, uint count, long deadline) : RestartBlock
    {
        public override SyscallResult Continue(UserThread caller) => PollUntil(caller, descriptors, count, deadline);
    }
}
