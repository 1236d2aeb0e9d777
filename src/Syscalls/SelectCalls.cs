using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Core.Waiting;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>select(2).</summary>
internal static class SelectCalls
{
    private const int WordBits = 64;
    private const int WordsOnStack = 16;
    private const PollEvents ForReading = PollEvents.In | PollEvents.ReadNormal | PollEvents.ReadBand | PollEvents.HangUp | PollEvents.Error;
    private const PollEvents ForWriting = PollEvents.Out | PollEvents.WriteNormal | PollEvents.WriteBand | PollEvents.Error;
    private const PollEvents ForExceptions = PollEvents.Priority;

    [Syscall(SyscallNumber.select, Support.Full)]
    internal static SyscallResult Select(UserThread caller, int count, UserAddress reading, UserAddress writing, UserAddress exceptions, UserAddress timeout)
    {
        const long MicrosecondsPerSecond = 1_000_000;
        long deadline = long.MaxValue;
        if (!timeout.IsNull)
        {
            if (caller.Memory.Read(timeout, out TimeValue time) != Errno.None)
                return Errno.EFAULT;
            time.Seconds += time.Microseconds / MicrosecondsPerSecond;
            time.Microseconds %= MicrosecondsPerSecond;
            Timespec exact = new() { Seconds = time.Seconds, Nanoseconds = time.Microseconds * TimeArguments.NanosecondsPerMicrosecond };
            if (!TimeArguments.IsValid(exact))
                return Errno.EINVAL;
            deadline = exact.Seconds == 0 && exact.Nanoseconds == 0 ? 0 : TimeArguments.After(TimeArguments.ToNanoseconds(exact));
        }
        SyscallResult result = SelectUntil(caller, count, reading, writing, exceptions, deadline);
        if (!timeout.IsNull)
            _ = caller.Memory.Write(timeout, TimeArguments.ToTimeValue(PollTimes.Left(deadline)));
        return result;
    }

    [Syscall(SyscallNumber.pselect6, Support.Full)]
    internal static SyscallResult Select(UserThread caller, int count, UserAddress reading, UserAddress writing, UserAddress exceptions, UserAddress timeout, UserAddress mask)
    {
        Errno error = PollTimes.ReadDeadline(caller, timeout, out long deadline);
        if (error == Errno.None && !mask.IsNull)
            error = BeginMask(caller, mask);
        if (error != Errno.None)
            return error;
        SyscallResult result = SelectUntil(caller, count, reading, writing, exceptions, deadline);
        caller.Signals.EndTemporaryMask(result.Error);
        if (!timeout.IsNull)
            _ = caller.Memory.Write(timeout, TimeArguments.ToTimespec(PollTimes.Left(deadline)));
        return result;
    }

    /// <summary>The sixth argument is a structure: a mask's address and its size.</summary>
    private static Errno BeginMask(UserThread caller, UserAddress argument)
    {
        if (caller.Memory.Read(argument, out ulong address) != Errno.None || caller.Memory.Read(argument + sizeof(ulong), out ulong bytes) != Errno.None)
            return Errno.EFAULT;
        return SignalMasks.Begin(caller, new UserAddress(address), (nuint)bytes);
    }

    private static SyscallResult SelectUntil(UserThread caller, int count, UserAddress reading, UserAddress writing, UserAddress exceptions, long deadline)
    {
        if (count < 0)
            return Errno.EINVAL;
        count = Math.Min(count, caller.Files.Slots);
        int words = (count + WordBits - 1) / WordBits;
        Span<ulong> some = stackalloc ulong[WordsOnStack * 6];
        Span<ulong> all = words <= WordsOnStack ? some.Slice(0, words * 6) : new ulong[words * 6];
        all.Clear();
        DescriptorSets wanted = new(all.Slice(0, words), all.Slice(words, words), all.Slice(2 * words, words));
        DescriptorSets found = new(all.Slice(3 * words, words), all.Slice(4 * words, words), all.Slice(5 * words, words));
        Errno error = Read(caller, reading, wanted.Reading);
        if (error == Errno.None)
            error = Read(caller, writing, wanted.Writing);
        if (error == Errno.None)
            error = Read(caller, exceptions, wanted.Exceptions);
        if (error != Errno.None)
            return error;
        Result<int> ready = WaitForAny(caller, count, wanted, found, deadline);
        if (!ready.IsSuccess)
            return ready.Error == Errno.ERESTARTSYS ? Errno.ERESTARTNOHAND : ready.Error;
        error = Write(caller, reading, found.Reading);
        if (error == Errno.None)
            error = Write(caller, writing, found.Writing);
        if (error == Errno.None)
            error = Write(caller, exceptions, found.Exceptions);
        return error != Errno.None ? error : ready;
    }

    private static Errno Read(UserThread caller, UserAddress from, Span<ulong> set) =>
        from.IsNull || caller.Memory.ReadArray(from, set) == Errno.None ? Errno.None : Errno.EFAULT;

    private static Errno Write(UserThread caller, UserAddress to, ReadOnlySpan<ulong> set) =>
        to.IsNull || caller.Memory.WriteArray(set, to) == Errno.None ? Errno.None : Errno.EFAULT;

    private static Result<int> WaitForAny(UserThread caller, int count, in DescriptorSets wanted, in DescriptorSets found, long deadline)
    {
        Result<int> ready = Look(caller, count, wanted, found, null);
        if (!ready.IsSuccess || ready.Value != 0 || deadline == 0)
            return ready;
        ThreadPollTable table = caller.PollTable;
        table.Begin();
        try
        {
            ready = Look(caller, count, wanted, found, table);
            while (ready.IsSuccess && ready.Value == 0)
            {
                Errno error = table.Sleep(deadline);
                if (error == Errno.ETIMEDOUT)
                    return Look(caller, count, wanted, found, null);
                if (error != Errno.None)
                    return error;
                ready = Look(caller, count, wanted, found, null);
            }
            return ready;
        }
        finally
        {
            table.End();
        }
    }

    private static Result<int> Look(UserThread caller, int count, in DescriptorSets wanted, in DescriptorSets found, PollTable? table)
    {
        int ready = 0;
        for (int word = 0; word * WordBits < count; word++)
        {
            ulong left = wanted.Reading[word] | wanted.Writing[word] | wanted.Exceptions[word];
            if ((word + 1) * WordBits > count)
                left &= (1UL << (count % WordBits)) - 1;
            for (; left != 0; left &= left - 1)
            {
                int bit = System.Numerics.BitOperations.TrailingZeroCount(left);
                using FileReference reference = caller.Files.Get(word * WordBits + bit);
                if (reference.File is not OpenFile file)
                    return Errno.EBADF;
                PollEvents events = file.Poll(ready == 0 ? table : null);
                ready += Note(found.Reading, wanted.Reading, word, bit, events & ForReading);
                ready += Note(found.Writing, wanted.Writing, word, bit, events & ForWriting);
                ready += Note(found.Exceptions, wanted.Exceptions, word, bit, events & ForExceptions);
            }
        }
        return ready;
    }

    private static int Note(Span<ulong> found, Span<ulong> wanted, int word, int bit, PollEvents events)
    {
        ulong mask = 1UL << bit;
        if (events == PollEvents.None || (wanted[word] & mask) == 0)
            return 0;
        found[word] |= mask;
        return 1;
    }

    /// <summary>Three sets of descriptors, a bit each.</summary>
    private readonly ref struct DescriptorSets(Span<ulong> reading, Span<ulong> writing, Span<ulong> exceptions)
    {
        internal readonly Span<ulong> Reading = reading;
        internal readonly Span<ulong> Writing = writing;
        internal readonly Span<ulong> Exceptions = exceptions;
    }
}
