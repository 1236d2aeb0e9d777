using System.Buffers.Binary;
using System.Threading;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Waiting;
using Diesis.Platform.Users;

namespace Diesis.Core.Ipc.Events;

/// <summary>How a read of an eventfd takes the counter.</summary>
public enum EventCounterKind
{
    /// <summary>All of it, which sets it to 0.</summary>
    Sum,

    /// <summary>1 at a time (EFD_SEMAPHORE).</summary>
    Semaphore,
}

/// <summary>eventfd(2): a counter that writes add to and reads wait for.</summary>
/// <remarks>The counter changes by compare and exchange alone; there is no lock.</remarks>
public sealed class EventCounterFile(ulong initial, EventCounterKind kind, OpenFlags flags)
    : OpenFile(AnonymousInodes.Make("anon_inode:[eventfd]"), flags | OpenFlags.O_RDWR)
{
    private const ulong Maximum = ulong.MaxValue - 1;

    private readonly WaitQueue _readers = new();
    private readonly WaitQueue _writers = new();
    private ulong _count = initial;

    public override bool IsStream => true;

    /// <summary>There is no position, but asking for one is no error.</summary>
    public override Result<long> Seek(long offset, SeekOrigin origin) => 0;

    public override string Details => $"eventfd-count: {Volatile.Read(ref _count),16:x}\n";

    /// <summary>Adds without waiting, as the kernel does for others. In any context.</summary>
    public void Add(ulong value)
    {
        if (TryAdd(value))
            _readers.Wake(PollEvents.In | PollEvents.ReadNormal);
    }

    public override Result<long> Read(ref IoBuffer to)
    {
        if (to.Remaining < sizeof(ulong))
            return Errno.EINVAL;
        ulong taken;
        if (!TryTake(out taken))
        {
            if (IsNonBlocking)
                return Errno.EAGAIN;
            using WaitScope wait = _readers.EnterExclusive();
            while (!TryTake(out taken))
            {
                Errno slept = wait.Sleep();
                if (slept != Errno.None)
                    return slept;
            }
        }
        _writers.Wake(PollEvents.Out | PollEvents.WriteNormal);
        if (kind == EventCounterKind.Semaphore && Volatile.Read(ref _count) != 0)
            _readers.Wake(PollEvents.In | PollEvents.ReadNormal);
        System.Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, taken);
        Errno error = to.Put(bytes);
        return error != Errno.None ? error : sizeof(ulong);
    }

    public override Result<long> Write(ref IoBuffer from)
    {
        if (from.Remaining < sizeof(ulong))
            return Errno.EINVAL;
        System.Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        Errno error = from.Take(bytes);
        if (error != Errno.None)
            return error;
        ulong value = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (value == ulong.MaxValue)
            return Errno.EINVAL;
        if (!TryAdd(value))
        {
            if (IsNonBlocking)
                return Errno.EAGAIN;
            using WaitScope wait = _writers.EnterExclusive();
            while (!TryAdd(value))
            {
                error = wait.Sleep();
                if (error != Errno.None)
                    return error;
            }
        }
        _readers.Wake(PollEvents.In | PollEvents.ReadNormal);
        return sizeof(ulong);
    }

    public override PollEvents Poll(PollTable? table)
    {
        table?.Add(_readers);
        table?.Add(_writers);
        ulong count = Volatile.Read(ref _count);
        PollEvents ready = PollEvents.None;
        if (count != 0)
            ready |= PollEvents.In | PollEvents.ReadNormal;
        if (count < Maximum)
            ready |= PollEvents.Out | PollEvents.WriteNormal;
        if (count == ulong.MaxValue)
            ready |= PollEvents.Error;
        return ready;
    }

    private bool TryTake(out ulong taken)
    {
        ulong count = Volatile.Read(ref _count);
        while (count != 0)
        {
            taken = kind == EventCounterKind.Semaphore ? 1 : count;
            ulong found = Interlocked.CompareExchange(ref _count, count - taken, count);
            if (found == count)
                return true;
            count = found;
        }
        taken = 0;
        return false;
    }

    private bool TryAdd(ulong value)
    {
        ulong count = Volatile.Read(ref _count);
        while (value <= Maximum - count)
        {
            ulong found = Interlocked.CompareExchange(ref _count, count + value, count);
            if (found == count)
                return true;
            count = found;
        }
        return false;
    }
}
