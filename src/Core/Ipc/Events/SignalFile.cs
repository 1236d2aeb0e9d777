using System;
using System.Buffers.Binary;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Core.Signals;
using Diesis.Core.Waiting;
using Diesis.Platform.Locks;
using Diesis.Platform.Users;

namespace Diesis.Core.Ipc.Events;

/// <summary>signalfd(2): signals that are blocked are read from a descriptor. Whoever reads gets its own signals and its process'.</summary>
public sealed class SignalFile : OpenFile
{
    private ulong _set;

    public SignalFile(SignalSet set, OpenFlags flags)
        : base(AnonymousInodes.Make("anon_inode:[signalfd]"), flags | OpenFlags.O_RDWR) => Set = set;

    public override bool IsStream => true;

    /// <summary>There is no position, but asking for one is no error.</summary>
    public override Result<long> Seek(long offset, SeekOrigin origin) => 0;

    /// <summary>What is read. SIGKILL and SIGSTOP never are.</summary>
    public SignalSet Set
    {
        get => new(System.Threading.Volatile.Read(ref _set));
        set => System.Threading.Volatile.Write(ref _set, (value - SignalSet.Unblockable).Bits);
    }

    public override string Details => $"sigmask:\t{Set.Bits:x16}\n";

    public override Result<long> Read(ref IoBuffer to)
    {
        if (to.Remaining < SignalFileInfo.Bytes)
            return Errno.EINVAL;
        UserThread caller = UserThread.Current!;
        Span<byte> bytes = stackalloc byte[SignalFileInfo.Bytes];
        while (to.Remaining >= SignalFileInfo.Bytes)
        {
            if (!TryTake(caller, out SigInfo info))
            {
                if (to.Transferred != 0)
                    break;
                if (IsNonBlocking)
                    return Errno.EAGAIN;
                Errno waited = Wait(caller);
                if (waited != Errno.None)
                    return waited;
                continue;
            }
            Format(info, bytes);
            Errno error = to.Put(bytes);
            if (error != Errno.None)
                return error;
        }
        return (long)to.Transferred;
    }

    public override PollEvents Poll(PollTable? table)
    {
        if (UserThread.Current is not UserThread caller)
            return PollEvents.None;
        table?.Add(caller.Process.SignalArrivals);
        return HasAny(caller) ? PollEvents.In | PollEvents.ReadNormal : PollEvents.None;
    }

    private bool HasAny(UserThread caller) => !((caller.Signals.PendingSet | caller.Process.PendingSet) & Set).IsEmpty;

    private bool TryTake(UserThread caller, out SigInfo info)
    {
        using SpinLock.Scope held = caller.Process.SignalLock.Enter();
        Signal signal = caller.Signals.Take(~Set, out info);
        if (signal == Signal.None)
            return false;
        info.Number = (int)signal;
        caller.Signals.UpdateWork();
        return true;
    }

    private Errno Wait(UserThread caller)
    {
        using WaitScope wait = caller.Process.SignalArrivals.Enter();
        while (!HasAny(caller))
        {
            Errno error = wait.Sleep();
            if (error != Errno.None)
                return error;
        }
        return Errno.None;
    }

    /// <summary>The fields that count depend on where the signal came from; others stay 0.</summary>
    private static void Format(in SigInfo info, Span<byte> to)
    {
        to.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(to, info.Number);
        BinaryPrimitives.WriteInt32LittleEndian(to.Slice(4), info.Error);
        BinaryPrimitives.WriteInt32LittleEndian(to.Slice(8), info.Code);
        if (info.Code == SignalCode.SI_TIMER)
        {
            BinaryPrimitives.WriteInt32LittleEndian(to.Slice(24), info.TimerId);
            BinaryPrimitives.WriteInt32LittleEndian(to.Slice(32), info.Overrun);
            WriteValue(info, to);
            return;
        }
        bool isFault = info.Number is (int)Signal.SIGSEGV or (int)Signal.SIGBUS or (int)Signal.SIGILL or (int)Signal.SIGFPE or (int)Signal.SIGTRAP;
        if (isFault && info.Code is > 0 and < SignalCode.SI_KERNEL)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(to.Slice(72), info.Address);
            return;
        }
        BinaryPrimitives.WriteInt32LittleEndian(to.Slice(12), info.Pid);
        BinaryPrimitives.WriteUInt32LittleEndian(to.Slice(16), info.Uid);
        if (info.Number == (int)Signal.SIGCHLD && info.Code > 0)
        {
            BinaryPrimitives.WriteInt32LittleEndian(to.Slice(40), info.Status);
            BinaryPrimitives.WriteInt64LittleEndian(to.Slice(56), info.UserTicks);
            BinaryPrimitives.WriteInt64LittleEndian(to.Slice(64), info.SystemTicks);
        }
        else if (info.Code < 0)
        {
            WriteValue(info, to);
        }
    }

    private static void WriteValue(in SigInfo info, Span<byte> to)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to.Slice(44), (int)info.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(to.Slice(48), info.Value);
    }
}
