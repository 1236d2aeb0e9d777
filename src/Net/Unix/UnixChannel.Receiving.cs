using System.Threading;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Net.Sockets;
using Diesis.Platform.Users;

namespace Diesis.Net.Unix;

/// <content>Taking messages out.</content>
internal sealed partial class UnixChannel
{
    /// <summary>Takes bytes of a stream: at least one, with MSG_WAITALL as many as are wanted.</summary>
    /// <remarks>It ends at a message with descriptors, and where senders with different credentials meet if the reader is told of them.</remarks>
    /// <returns>0 at the end; EAGAIN, ECONNRESET, EFAULT, ERESTARTSYS, ETIMEDOUT.</returns>
    internal Result<long> ReceiveStream(ref IoBuffer to, MessageFlags flags, bool splitsSenders, Patience patience, ref Received received)
    {
        if (to.Remaining == 0)
            return 0;
        bool isPeek = (flags & MessageFlags.MSG_PEEK) != 0;
        bool wantsAll = (flags & MessageFlags.MSG_WAITALL) != 0 && !isPeek;
        while (true)
        {
            Errno error;
            bool ended;
            UnixMessage? done = null;
            using (_lock.Enter())
            {
                error = isPeek ? Peek(ref to, splitsSenders, ref received) : Take(ref to, splitsSenders, ref received, ref done, out _);
                ended = received.Extras is not null;
            }
            FreeAll(done);
            if (to.Transferred != 0)
                WriteQueue.Wake(PollEvents.Out | PollEvents.WriteNormal);
            if (to.Transferred != 0 && (!wantsAll || to.Remaining == 0 || ended || error != Errno.None))
                return (long)to.Transferred;
            if (error != Errno.None)
                return error;
            if (!HasInput)
            {
                if (TakeReset())
                    return to.Transferred != 0 ? (long)to.Transferred : Errno.ECONNRESET;
                if (IsWriterClosed || IsReaderClosed)
                    return (long)to.Transferred;
            }
            error = WaitForInput(patience);
            if (error != Errno.None)
                return to.Transferred != 0 ? (long)to.Transferred : error;
        }
    }

    /// <summary>Moves bytes out. Messages that are empty then go to a list, to be freed without the lock.</summary>
    private Errno Take(ref IoBuffer to, bool splitsSenders, ref Received received, ref UnixMessage? done, out bool ended)
    {
        ended = false;
        bool isFirst = to.Transferred == 0;
        PeerCredentials sender = default;
        while (to.Remaining != 0 && _first is UnixMessage message && !ended)
        {
            if (!isFirst && splitsSenders && !IsSame(sender, message.Sender))
                break;
            int count = (int)nuint.Min(to.Remaining, (nuint)message.Count);
            nuint before = to.Transferred;
            Errno error = message.Copy(ref to, 0, count);
            int moved = (int)(to.Transferred - before);
            message.Consume(moved);
            Volatile.Write(ref _bytes, _bytes - moved);
            if (isFirst)
            {
                sender = message.Sender;
                received.Sender = sender;
                isFirst = false;
            }
            if (message.Extras is not null)
            {
                received.Extras = message.Extras;
                message.Extras = null;
                ended = true;
            }
            if (message.Count == 0)
            {
                UnixMessage empty = TakeFirst();
                empty.Next = done;
                done = empty;
            }
            if (error != Errno.None)
                return error;
        }
        return Errno.None;
    }

    /// <summary>Copies bytes and leaves them.</summary>
    private Errno Peek(ref IoBuffer to, bool splitsSenders, ref Received received)
    {
        for (UnixMessage? message = _first; message is not null && to.Remaining != 0; message = message.Next)
        {
            if (message != _first && splitsSenders && !IsSame(_first!.Sender, message.Sender))
                break;
            Errno error = message.Copy(ref to, 0, (int)nuint.Min(to.Remaining, (nuint)message.Count));
            if (error != Errno.None)
                return error;
            if (message == _first)
                received.Sender = message.Sender;
            if (message.Extras is null)
                continue;
            received.Extras = message.Extras.Copy();
            break;
        }
        return Errno.None;
    }

    /// <summary>Takes one message. What does not fit is lost.</summary>
    /// <returns>Bytes copied; 0 at the end, for connections. EAGAIN, ECONNRESET, EFAULT, ERESTARTSYS, ETIMEDOUT.</returns>
    internal Result<long> ReceiveMessage(ref IoBuffer to, MessageFlags flags, Patience patience, ref Received received)
    {
        bool isPeek = (flags & MessageFlags.MSG_PEEK) != 0;
        while (true)
        {
            UnixMessage? message;
            Errno error = Errno.None;
            using (_lock.Enter())
            {
                message = _first;
                if (message is not null)
                {
                    int whole = message.Count;
                    int count = (int)nuint.Min(to.Remaining, (nuint)whole);
                    error = message.Copy(ref to, 0, count);
                    received.WholeLength = whole;
                    if (count < whole)
                        received.Flags |= MessageFlags.MSG_TRUNC;
                    if (error == Errno.None || !isPeek)
                        Describe(message, isPeek, ref received);
                    if (!isPeek)
                    {
                        Volatile.Write(ref _bytes, _bytes - whole);
                        _ = TakeFirst();
                    }
                }
            }
            if (message is not null)
            {
                if (!isPeek)
                {
                    message.Free();
                    WriteQueue.WakeAll(PollEvents.Out | PollEvents.WriteNormal);
                    if (HasInput)
                        ReadQueue.Wake(PollEvents.In | PollEvents.ReadNormal);
                }
                if (error != Errno.None)
                    return error;
                return (flags & MessageFlags.MSG_TRUNC) != 0 ? received.WholeLength : (long)to.Transferred;
            }
            if (TakeReset())
                return Errno.ECONNRESET;
            if (IsWriterClosed || IsReaderClosed)
                return 0;
            error = WaitForInput(patience);
            if (error != Errno.None)
                return error;
        }
    }

    private static void Describe(UnixMessage message, bool isPeek, ref Received received)
    {
        received.Extras = isPeek ? message.Extras?.Copy() : message.Extras;
        if (!isPeek)
            message.Extras = null;
        received.Sender = message.Sender;
        received.From = message.SenderName;
    }

    private static bool IsSame(in PeerCredentials one, in PeerCredentials other) => one.pid == other.pid && one.uid == other.uid && one.gid == other.gid;

    private static void FreeAll(UnixMessage? message)
    {
        while (message is not null)
        {
            UnixMessage? next = message.Next;
            message.Free();
            message = next;
        }
    }

    /// <summary>Every file that waits in the queue: for who looks for circles of sockets in each other's queues.</summary>
    internal void CollectFiles(System.Collections.Generic.List<Diesis.Core.Files.OpenFile> files)
    {
        using Diesis.Core.Synchronization.Mutex.Scope held = _lock.Enter();
        for (UnixMessage? message = _first; message is not null; message = message.Next)
        {
            if (message.Extras is not MessageExtras extras)
                continue;
            foreach (Diesis.Core.Files.OpenFile file in extras.Files)
                files.Add(file);
        }
    }
}
