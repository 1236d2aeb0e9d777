using Diesis.Abi;
using Diesis.Net.Sockets;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Users;

namespace Diesis.Net.Unix;

/// <summary>Bytes on their way between two unix sockets, in frames of their own, with what goes along.</summary>
/// <remarks>Guarded by the channel that it is in. It owns its frames and extras until <see cref="Free"/>.</remarks>
internal sealed class UnixMessage
{
    private const int FrameBytes = FrameMemory.Bytes;

    private readonly FrameNumber _frame;
    private readonly FrameNumber[]? _more;

    /// <summary>Where the first byte that has not been read is.</summary>
    private int _start;

    private UnixMessage(FrameNumber frame, FrameNumber[]? more)
    {
        _frame = frame;
        _more = more;
    }

    internal UnixMessage? Next { get; set; }

    /// <summary>Bytes left.</summary>
    internal int Count { get; private set; }

    /// <summary>Descriptors that go along; null for none.</summary>
    internal MessageExtras? Extras { get; set; }

    internal PeerCredentials Sender { get; init; }

    /// <summary>The sender's address as datagrams tell it; null for one without a name.</summary>
    internal UnixName? SenderName { get; init; }

    private int Capacity => (1 + (_more?.Length ?? 0)) * FrameBytes;

    /// <summary>Copies from a writer.</summary>
    /// <returns>ENOMEM, EFAULT.</returns>
    internal static Errno Make(ref IoBuffer from, int count, in PeerCredentials sender, UnixName? name, out UnixMessage? message)
    {
        message = null;
        FrameNumber frame = Frames.Allocate(FrameOwner.Other, FrameContents.Any);
        if (frame.IsNone)
            return Errno.ENOMEM;
        FrameNumber[]? more = count > FrameBytes ? new FrameNumber[(count - 1) / FrameBytes] : null;
        UnixMessage made = new(frame, more) { Sender = sender, SenderName = name };
        for (int i = 0; more is not null && i < more.Length; i++)
        {
            more[i] = Frames.Allocate(FrameOwner.Other, FrameContents.Any);
            if (!more[i].IsNone)
                continue;
            made.Free();
            return Errno.ENOMEM;
        }
        Errno error = made.Append(ref from, count);
        if (error != Errno.None)
        {
            made.Free();
            return error;
        }
        message = made;
        return Errno.None;
    }

    /// <summary>Room behind the bytes, for a stream's next write.</summary>
    internal int Room => Capacity - _start - Count;

    /// <summary>Whether bytes of another write may be put behind these: not where a reader must see a border.</summary>
    internal bool Merges(in PeerCredentials sender) =>
        Extras is null && Sender.pid == sender.pid && Sender.uid == sender.uid && Sender.gid == sender.gid;

    internal Errno Append(ref IoBuffer from, int count)
    {
        while (count != 0)
        {
            int at = _start + Count;
            int part = int.Min(count, FrameBytes - at % FrameBytes);
            nuint before = from.Transferred;
            Errno error = from.TakeFrame(FrameAt(at), at % FrameBytes, part);
            int moved = (int)(from.Transferred - before);
            Count += moved;
            count -= moved;
            if (error != Errno.None)
                return error;
        }
        return Errno.None;
    }

    /// <summary>Copies to a reader.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="skip">Bytes to pass over.</param>
    /// <param name="count">At most what is behind them.</param>
    internal Errno Copy(ref IoBuffer to, int skip, int count)
    {
        int at = _start + skip;
        while (count != 0)
        {
            int part = int.Min(count, FrameBytes - at % FrameBytes);
            Errno error = to.PutFrame(FrameAt(at), at % FrameBytes, part);
            if (error != Errno.None)
                return error;
            at += part;
            count -= part;
        }
        return Errno.None;
    }

    internal void Consume(int count)
    {
        _start += count;
        Count -= count;
    }

    /// <summary>Gives the frames and what goes along back.</summary>
    internal void Free()
    {
        Frames.Release(_frame);
        for (int i = 0; _more is not null && i < _more.Length && !_more[i].IsNone; i++)
            Frames.Release(_more[i]);
        Extras?.Dispose();
        Extras = null;
    }

    private FrameNumber FrameAt(int position) => position < FrameBytes ? _frame : _more![position / FrameBytes - 1];
}
