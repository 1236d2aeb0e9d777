using System.Threading;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Waiting;
using Diesis.Net.Sockets;
using Diesis.Platform.Locks;
using Diesis.Platform.Users;
using Mutex = Diesis.Core.Synchronization.Mutex;

namespace Diesis.Net.Unix;

/// <summary>How long an operation may wait.</summary>
/// <param name="MayBlock">Whether at all; otherwise EAGAIN.</param>
/// <param name="Deadline">Monotonic nanoseconds.</param>
internal readonly record struct Patience(bool MayBlock, long Deadline);

/// <summary>One direction between unix sockets: messages in a queue. A connected pair has two, each socket for datagrams one.</summary>
/// <remarks>
/// Locks: its own (rank Sockets) guards the queue; programs' memory is copied under it. The ends' states and the counts are read without it. Files that
/// came along are released without it, since a file's end may take any lock.
/// </remarks>
internal sealed partial class UnixChannel
{
    /// <summary>net.unix.max_dgram_qlen.</summary>
    internal const int MostDatagrams = 10;

    private static LockClass? s_lockClass;

    private readonly Mutex _lock = new(s_lockClass ??= LockClass.For(LockRank.Sockets));
    private UnixMessage? _first;
    private UnixMessage? _last;
    private int _messages;
    private int _bytes;
    private bool _isWriterClosed;
    private bool _isReaderClosed;
    private bool _isReset;

    internal WaitQueue ReadQueue { get; } = new();

    internal WaitQueue WriteQueue { get; } = new();

    /// <summary>Nothing more will come.</summary>
    internal bool IsWriterClosed => Volatile.Read(ref _isWriterClosed);

    /// <summary>Nobody will read.</summary>
    internal bool IsReaderClosed => Volatile.Read(ref _isReaderClosed);

    /// <summary>The other end was closed with bytes unread: told once.</summary>
    internal bool IsReset => Volatile.Read(ref _isReset);

    internal int Messages => Volatile.Read(ref _messages);

    internal int Bytes => Volatile.Read(ref _bytes);

    internal bool HasInput => Messages != 0;

    /// <summary>The next datagram's length; 0 when there is none.</summary>
    internal int NextBytes
    {
        get
        {
            using Mutex.Scope held = _lock.Enter();
            return _first?.Count ?? 0;
        }
    }

    /// <summary>Puts a whole message in.</summary>
    /// <param name="message">Taken over if this succeeds.</param>
    /// <param name="limitBytes">Bytes under way at most.</param>
    /// <param name="limitMessages">Messages under way at most.</param>
    /// <returns>EPIPE when nobody reads, EAGAIN, ERESTARTSYS, ETIMEDOUT.</returns>
    internal Errno Send(UnixMessage message, int limitBytes, int limitMessages, Patience patience)
    {
        while (true)
        {
            using (_lock.Enter())
            {
                if (_isReaderClosed || _isWriterClosed)
                    return Errno.EPIPE;
                if (_messages == 0 || (_bytes < limitBytes && _messages < limitMessages))
                {
                    Add(message);
                    break;
                }
            }
            Errno error = WaitForRoom(limitBytes, limitMessages, patience);
            if (error != Errno.None)
                return error;
        }
        ReadQueue.Wake(PollEvents.In | PollEvents.ReadNormal);
        return Errno.None;
    }

    /// <summary>Puts a stream's bytes in, as much at a time as there is room for.</summary>
    /// <returns>Bytes sent; the errors of <see cref="Send"/>, EFAULT, ENOMEM.</returns>
    internal Result<long> SendStream(ref IoBuffer from, in PeerCredentials sender, MessageExtras? extras, int limitBytes, Patience patience)
    {
        const int LargestPiece = 32 << 10;
        while (from.Remaining != 0)
        {
            Errno error = Errno.None;
            bool isFull = false;
            using (_lock.Enter())
            {
                if (_isReaderClosed || _isWriterClosed)
                    error = Errno.EPIPE;
                else if (_bytes >= limitBytes)
                    isFull = true;
                else
                    error = AddBytes(ref from, (int)nuint.Min(from.Remaining, LargestPiece), sender, ref extras);
            }
            if (isFull)
                error = WaitForRoom(limitBytes, int.MaxValue, patience);
            else if (error == Errno.None)
                ReadQueue.Wake(PollEvents.In | PollEvents.ReadNormal);
            if (error != Errno.None)
                return from.Transferred != 0 ? (long)from.Transferred : error;
        }
        return (long)from.Transferred;
    }

    private Errno AddBytes(ref IoBuffer from, int count, in PeerCredentials sender, ref MessageExtras? extras)
    {
        if (_last is not null && extras is null && _last.Room != 0 && _last.Merges(sender))
        {
            int before = _last.Count;
            Errno appended = _last.Append(ref from, int.Min(count, _last.Room));
            Volatile.Write(ref _bytes, _bytes + _last.Count - before);
            return appended;
        }
        Errno error = UnixMessage.Make(ref from, count, sender, null, out UnixMessage? message);
        if (error != Errno.None)
            return error;
        message!.Extras = extras is { HasFiles: true } ? extras : null;
        extras = null;
        Add(message);
        return Errno.None;
    }

    private void Add(UnixMessage message)
    {
        if (_last is null)
            _first = message;
        else
            _last.Next = message;
        _last = message;
        Volatile.Write(ref _bytes, _bytes + message.Count);
        Volatile.Write(ref _messages, _messages + 1);
    }

    private UnixMessage TakeFirst()
    {
        UnixMessage message = _first!;
        _first = message.Next;
        if (_first is null)
            _last = null;
        message.Next = null;
        Volatile.Write(ref _messages, _messages - 1);
        return message;
    }

    private Errno WaitForRoom(int limitBytes, int limitMessages, Patience patience)
    {
        if (!patience.MayBlock)
            return Errno.EAGAIN;
        using WaitScope wait = WriteQueue.Enter();
        while (Messages != 0 && (Bytes >= limitBytes || Messages >= limitMessages) && !IsReaderClosed && !IsWriterClosed)
        {
            Errno error = wait.Sleep(patience.Deadline);
            if (error != Errno.None)
                return error;
        }
        return Errno.None;
    }

    private Errno WaitForInput(Patience patience)
    {
        if (!patience.MayBlock)
            return Errno.EAGAIN;
        using WaitScope wait = ReadQueue.EnterExclusive();
        while (!HasInput && !IsWriterClosed && !IsReaderClosed)
        {
            Errno error = wait.Sleep(patience.Deadline);
            if (error == Errno.None)
                continue;
            if (HasInput)
                ReadQueue.Wake(PollEvents.In | PollEvents.ReadNormal);
            return error;
        }
        return Errno.None;
    }

    /// <summary>The writing end is closed, or shut down: readers get what is there, then the end.</summary>
    internal void CloseWriter()
    {
        Volatile.Write(ref _isWriterClosed, true);
        WakeAll();
    }

    /// <summary>The reading end is shut down: writers get EPIPE.</summary>
    internal void CloseReader()
    {
        Volatile.Write(ref _isReaderClosed, true);
        WakeAll();
    }

    /// <summary>Tells the reader that bytes of its own were never read.</summary>
    internal void Reset() => Volatile.Write(ref _isReset, true);

    internal bool TakeReset()
    {
        if (!IsReset)
            return false;
        Volatile.Write(ref _isReset, false);
        return true;
    }

    /// <summary>Throws away what nobody will read.</summary>
    internal void Discard()
    {
        UnixMessage? message;
        using (_lock.Enter())
        {
            message = _first;
            _first = null;
            _last = null;
            Volatile.Write(ref _messages, 0);
            Volatile.Write(ref _bytes, 0);
        }
        while (message is not null)
        {
            UnixMessage? next = message.Next;
            message.Free();
            message = next;
        }
    }

    private void WakeAll()
    {
        ReadQueue.WakeAll(PollEvents.In | PollEvents.HangUp | PollEvents.ReadHangUp);
        WriteQueue.WakeAll(PollEvents.Out | PollEvents.Error);
    }
}
