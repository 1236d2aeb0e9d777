using System.Threading;
using Diesis.Abi;
using Diesis.Core.Waiting;

namespace Diesis.Core.Ipc.Pipes;

/// <content>Opening a FIFO (fifo(7)): one end waits for the other.</content>
public sealed partial class Pipe
{
    private readonly WaitQueue _openings = new();

    // How often each end has been opened: an end may have come and gone while somebody waited for it.
    private int _readerOpens;
    private int _writerOpens;

    /// <summary>Before the first writer there is no end to be told of: a FIFO's reader that did not wait is not hung up.</summary>
    private bool HasHadWriter => Volatile.Read(ref _writerOpens) != 0;

    /// <summary>Whether pipe(2) made it: it can be opened again through /proc/PID/fd, and that never waits.</summary>
    internal bool IsAnonymous { get; set; }

    /// <summary>Opens an end of a FIFO, and waits for the other end where the rules say so.</summary>
    /// <returns>ENXIO for a writer that may not wait and finds no reader; ERESTARTSYS.</returns>
    internal Errno OpenNamed(PipeEnds ends, Blocking blocking)
    {
        if (IsAnonymous)
        {
            Open(ends);
            return Errno.None;
        }
        if (ends == PipeEnds.Write && blocking == Blocking.Refused && Readers == 0)
            return Errno.ENXIO;
        int readerOpens = Volatile.Read(ref _readerOpens);
        int writerOpens = Volatile.Read(ref _writerOpens);
        Open(ends);
        if (blocking == Blocking.Refused || ends == PipeEnds.Both)
            return Errno.None;
        using WaitScope wait = _openings.Enter();
        while (ends == PipeEnds.Read ? Writers == 0 && Volatile.Read(ref _writerOpens) == writerOpens : Readers == 0 && Volatile.Read(ref _readerOpens) == readerOpens)
        {
            Errno error = wait.Sleep();
            if (error == Errno.None)
                continue;
            Close(ends);
            return error;
        }
        return Errno.None;
    }
}
