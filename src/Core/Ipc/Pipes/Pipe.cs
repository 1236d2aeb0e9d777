using System.Threading;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Waiting;
using Diesis.Platform.Locks;
using Diesis.Platform.Users;
using Mutex = Diesis.Core.Synchronization.Mutex;

namespace Diesis.Core.Ipc.Pipes;

/// <summary>Whether a call may sleep.</summary>
public enum Blocking
{
    Allowed,

    /// <summary>EAGAIN instead (O_NONBLOCK).</summary>
    Refused,
}

/// <summary>A pipe (pipe(7)): bytes that writers put in and readers take out, in order, up to a bound. A FIFO is one with a name.</summary>
/// <remarks>
/// Writes of up to a page are never torn. A wait is exclusive: one reader or writer is woken for what one can do, and passes the wake on when
/// something is left for the next. Locks: <c>_lock</c> (rank Pipes) guards the ring; a program's memory is copied under it. The numbers of ends change under
/// it and are read without. Wakes happen without it, since the woken would only wait for it.
/// </remarks>
public sealed partial class Pipe
{
    /// <summary>PIPE_BUF: a write of up to so many bytes is whole or not at all.</summary>
    public const int AtomicBytes = 4096;

    internal const int DefaultSlots = 16;

    private static LockClass? s_lockClass;

    private readonly Mutex _lock = new(s_lockClass ??= LockClass.For(LockRank.Pipes));
    private readonly PipeRing _ring = new(DefaultSlots);
    private int _readers;
    private int _writers;

    /// <summary>Whoever waits for bytes, or for the last writer's end.</summary>
    public WaitQueue ReadQueue { get; } = new();

    /// <summary>Whoever waits for room, or for the last reader's end.</summary>
    public WaitQueue WriteQueue { get; } = new();

    public int Readers => Volatile.Read(ref _readers);

    public int Writers => Volatile.Read(ref _writers);

    /// <summary>The end opened last for reading, which may want a signal when there are bytes; of a FIFO there may be others.</summary>
    internal PipeFile? ReadingFile { get; set; }

    /// <summary>The end opened last for writing, which may want a signal when there is room.</summary>
    internal PipeFile? WritingFile { get; set; }

    /// <summary>Bytes that the pipe holds when each slot is full (F_GETPIPE_SZ).</summary>
    public int Capacity => _ring.Capacity * FrameMemory.Bytes;

    /// <summary>Bytes that wait (FIONREAD).</summary>
    public long Available
    {
        get
        {
            using Mutex.Scope held = _lock.Enter();
            return _ring.Bytes;
        }
    }

    private bool IsEmpty => Volatile.Read(ref _isEmpty);

    private bool IsFull => Volatile.Read(ref _isFull);

    // What the ring was like when the lock was last given back.
    private bool _isEmpty = true;
    private bool _isFull;

    /// <summary>Some poller may want to hear of every write and read, not only of the first (epoll(7), edge-triggered).</summary>
    private bool _isPolled;

    /// <summary>read(2): at least one byte, or 0 when all writers have gone.</summary>
    /// <returns>EAGAIN, ERESTARTSYS, EFAULT.</returns>
    public Result<long> Read(ref IoBuffer to, Blocking blocking)
    {
        if (to.Remaining == 0)
            return 0;
        bool hasSlept = false;
        while (true)
        {
            bool madeRoom = false;
            bool isLeft = false;
            Errno error = Errno.None;
            using (_lock.Enter())
            {
                if (!_ring.IsEmpty)
                {
                    bool wasFull = _ring.IsFull;
                    error = _ring.Read(ref to);
                    madeRoom = (wasFull || _isPolled) && !_ring.IsFull;
                    isLeft = !_ring.IsEmpty;
                    Note();
                }
            }
            if (madeRoom)
            {
                WriteQueue.Wake(PollEvents.Out | PollEvents.WriteNormal);
                FileSignals.Tell(WritingFile);
            }
            if (isLeft && hasSlept)
                ReadQueue.Wake(PollEvents.In | PollEvents.ReadNormal);
            if (to.Transferred != 0)
                return (long)to.Transferred;
            if (error != Errno.None)
                return error;
            if (Writers == 0)
            {
                // Bytes may have come between the look and the last writer's end.
                if (IsEmpty)
                    return 0;
                continue;
            }
            if (blocking == Blocking.Refused)
                return Errno.EAGAIN;
            hasSlept = true;
            error = WaitForBytes();
            if (error != Errno.None)
                return error;
        }
    }

    private Errno WaitForBytes()
    {
        using WaitScope wait = ReadQueue.EnterExclusive();
        while (IsEmpty && Writers != 0)
        {
            Errno error = wait.Sleep();
            if (error == Errno.None)
                continue;
            if (!IsEmpty)
                ReadQueue.Wake(PollEvents.In | PollEvents.ReadNormal);
            return error;
        }
        return Errno.None;
    }

    /// <summary>write(2): everything, or as much as there is room for when it may not sleep.</summary>
    /// <returns>EPIPE without readers, upon which the caller gets SIGPIPE; EAGAIN, ERESTARTSYS, EFAULT, ENOMEM.</returns>
    internal Result<long> Write(ref IoBuffer from, Blocking blocking, PipeGrain grain)
    {
        if (from.Remaining == 0)
            return 0;
        nuint wanted = from.Remaining;
        long written = 0;
        bool hasSlept = false;
        bool isWhole = wanted <= AtomicBytes;
        while (true)
        {
            bool brought = false;
            bool isRoomLeft;
            Errno error = Errno.None;
            using (_lock.Enter())
            {
                if (_readers == 0)
                {
                    error = Errno.EPIPE;
                }
                else if (!isWhole || _ring.HasRoomFor((int)wanted, grain))
                {
                    bool wasEmpty = _ring.IsEmpty;
                    error = _ring.Write(ref from, grain, ref written);
                    brought = (wasEmpty || _isPolled) && !_ring.IsEmpty;
                    Note();
                }
                isRoomLeft = !_ring.IsFull;
            }
            if (brought)
            {
                ReadQueue.Wake(PollEvents.In | PollEvents.ReadNormal);
                FileSignals.Tell(ReadingFile);
            }
            if (error != Errno.None || from.Remaining == 0 || blocking == Blocking.Refused)
            {
                if (isRoomLeft && hasSlept)
                    WriteQueue.Wake(PollEvents.Out | PollEvents.WriteNormal);
                if (written != 0)
                    return written;
                return error != Errno.None ? error : Errno.EAGAIN;
            }
            hasSlept = true;
            error = WaitForRoom();
            if (error != Errno.None)
                return written != 0 ? written : error;
        }
    }

    private Errno WaitForRoom()
    {
        using WaitScope wait = WriteQueue.EnterExclusive();
        while (IsFull && Readers != 0)
        {
            Errno error = wait.Sleep();
            if (error == Errno.None)
                continue;
            if (!IsFull)
                WriteQueue.Wake(PollEvents.Out | PollEvents.WriteNormal);
            return error;
        }
        return Errno.None;
    }

    /// <summary>Changes the capacity (F_SETPIPE_SZ).</summary>
    /// <param name="bytes">Rounded up to a power of two pages.</param>
    /// <returns>The new capacity; EBUSY when more is in it, EPERM, EINVAL.</returns>
    public Result<int> Resize(uint bytes, PipeLimit limit)
    {
        const uint Largest = 1U << 31;
        const uint LargestUnprivileged = 1 << 20;
        if (bytes > Largest)
            return Errno.EINVAL;
        uint pages = System.Numerics.BitOperations.RoundUpToPowerOf2(uint.Max((bytes + FrameMemory.Bytes - 1) / FrameMemory.Bytes, 1));
        if (limit == PipeLimit.Ordinary && pages * FrameMemory.Bytes > LargestUnprivileged)
            return Errno.EPERM;
        bool madeRoom;
        using (_lock.Enter())
        {
            if (pages < _ring.Count)
                return Errno.EBUSY;
            madeRoom = _ring.IsFull && pages > _ring.Count;
            _ring.Resize((int)pages);
            Note();
        }
        if (madeRoom)
            WriteQueue.WakeAll(PollEvents.Out | PollEvents.WriteNormal);
        return Capacity;
    }

    /// <summary>What an end is ready for.</summary>
    internal PollEvents Poll(PipeEnds ends, PollTable? table)
    {
        PollEvents ready = PollEvents.None;
        _isPolled |= table is not null;
        if ((ends & PipeEnds.Read) != 0)
        {
            table?.Add(ReadQueue);
            if (!IsEmpty)
                ready |= PollEvents.In | PollEvents.ReadNormal;
            if (Writers == 0 && HasHadWriter)
                ready |= PollEvents.HangUp;
        }
        if ((ends & PipeEnds.Write) != 0)
        {
            table?.Add(WriteQueue);
            if (!IsFull)
                ready |= PollEvents.Out | PollEvents.WriteNormal;
            if (Readers == 0)
                ready |= PollEvents.Error;
        }
        return ready;
    }

    /// <summary>Opens ends. What waits for the other end of a FIFO is woken.</summary>
    internal void Open(PipeEnds ends)
    {
        using (_lock.Enter())
        {
            if ((ends & PipeEnds.Read) != 0)
            {
                Volatile.Write(ref _readers, _readers + 1);
                _readerOpens++;
            }
            if ((ends & PipeEnds.Write) != 0)
            {
                Volatile.Write(ref _writers, _writers + 1);
                _writerOpens++;
            }
        }
        _openings.WakeAll();
    }

    /// <summary>Closes ends. The last end of a kind ends what the others wait for; the very last gives the memory back.</summary>
    internal void Close(PipeEnds ends)
    {
        bool lastReader;
        bool lastWriter;
        using (_lock.Enter())
        {
            if ((ends & PipeEnds.Read) != 0)
                Volatile.Write(ref _readers, _readers - 1);
            if ((ends & PipeEnds.Write) != 0)
                Volatile.Write(ref _writers, _writers - 1);
            lastReader = (ends & PipeEnds.Read) != 0 && _readers == 0;
            lastWriter = (ends & PipeEnds.Write) != 0 && _writers == 0;
            if (_readers == 0 && _writers == 0)
            {
                _ring.Clear();
                Note();
                return;
            }
        }
        if (lastReader)
            WriteQueue.WakeAll(PollEvents.Out | PollEvents.Error);
        if (lastWriter)
            ReadQueue.WakeAll(PollEvents.In | PollEvents.HangUp);
    }

    private void Note()
    {
        Volatile.Write(ref _isEmpty, _ring.IsEmpty);
        Volatile.Write(ref _isFull, _ring.IsFull);
    }
}
