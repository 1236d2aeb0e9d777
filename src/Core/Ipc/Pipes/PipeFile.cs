using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Core.Waiting;
using Diesis.Platform.Users;

namespace Diesis.Core.Ipc.Pipes;

/// <summary>An end of a pipe, or both ends of a FIFO that was opened for reading and writing.</summary>
public sealed class PipeFile : OpenFile
{
    private readonly PipeEnds _ends;

    /// <remarks>Preconditions: the pipe has counted the ends.</remarks>
    private PipeFile(Inode inode, OpenFlags flags, Location location, Pipe pipe)
        : base(inode, flags, location)
    {
        Pipe = pipe;
        _ends = (CanRead ? PipeEnds.Read : PipeEnds.None) | (CanWrite ? PipeEnds.Write : PipeEnds.None);
        if (CanRead)
            pipe.ReadingFile = this;
        if (CanWrite)
            pipe.WritingFile = this;
    }

    public Pipe Pipe { get; }

    public override bool IsStream => true;

    private Blocking Blocking => IsNonBlocking ? Blocking.Refused : Blocking.Allowed;

    /// <summary>pipe2(2).</summary>
    /// <param name="flags">O_NONBLOCK, O_DIRECT.</param>
    /// <param name="reader">The end to read from.</param>
    /// <param name="writer">The end to write to.</param>
    public static void Make(OpenFlags flags, out PipeFile reader, out PipeFile writer)
    {
        const FileMode Mode = FileMode.S_IFIFO | FileMode.S_IRUSR | FileMode.S_IWUSR;
        Credentials? credentials = UserThread.Current?.Credentials;
        AnonymousInode inode = new("pipe", Mode, credentials?.FileSystemUser ?? 0, credentials?.FileSystemGroup ?? 0);
        Pipe pipe = new();
        inode.Attachment = pipe;
        pipe.IsAnonymous = true;
        pipe.Open(PipeEnds.Both);
        OpenFlags status = flags & (OpenFlags.O_NONBLOCK | OpenFlags.O_DIRECT);
        reader = new PipeFile(inode, status | OpenFlags.O_RDONLY, default, pipe);
        writer = new PipeFile(inode, status | OpenFlags.O_WRONLY, default, pipe);
    }

    /// <summary>Opens a FIFO (fifo(7)), which may wait for the other end.</summary>
    public static Result<OpenFile> OpenNamed(Inode inode, Location location, OpenFlags flags)
    {
        PipeEnds ends = (flags & OpenFlags.O_ACCMODE) switch
        {
            OpenFlags.O_RDONLY => PipeEnds.Read,
            OpenFlags.O_WRONLY => PipeEnds.Write,
            OpenFlags.O_RDWR => PipeEnds.Both,
            _ => PipeEnds.None,
        };
        if (ends == PipeEnds.None)
            return Errno.EINVAL;
        Pipe pipe = PipeOf(inode);
        Errno error = pipe.OpenNamed(ends, (flags & OpenFlags.O_NONBLOCK) != 0 ? Blocking.Refused : Blocking.Allowed);
        if (error != Errno.None)
            return error;
        return new PipeFile(inode, flags, location, pipe);
    }

    private static Pipe PipeOf(Inode inode)
    {
        if (inode.Attachment is Pipe pipe)
            return pipe;
        using (inode.Lock.Enter())
        {
            if (inode.Attachment is not Pipe made)
                inode.Attachment = made = new Pipe();
            return made;
        }
    }

    public override Result<long> Read(ref IoBuffer to) => CanRead ? Pipe.Read(ref to, Blocking) : Errno.EBADF;

    public override Result<long> Write(ref IoBuffer from)
    {
        if (!CanWrite)
            return Errno.EBADF;
        Result<long> result = Pipe.Write(ref from, Blocking, (Flags & OpenFlags.O_DIRECT) != 0 ? PipeGrain.Packet : PipeGrain.Stream);
        if (result.Error == Errno.EPIPE)
            BrokenPipe.SignalCurrent();
        return result;
    }

    public override PollEvents Poll(PollTable? table) => Pipe.Poll(_ends, table);

    public override SyscallResult Ioctl(UserThread caller, uint request, ulong argument) =>
        (TtyRequest)request == TtyRequest.FIONREAD ? caller.Memory.Write(new UserAddress(argument), (int)Pipe.Available) : Errno.ENOTTY;

    protected override void OnRelease() => Pipe.Close(_ends);
}
