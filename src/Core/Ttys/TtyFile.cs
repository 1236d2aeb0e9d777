using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Core.Waiting;
using Diesis.Platform.Users;

namespace Diesis.Core.Ttys;

/// <summary>An open terminal. After a hang-up it reads as ended and takes nothing.</summary>
internal sealed class TtyFile : TtyReader
{
    private readonly int _generation;
    private readonly TtyAccess _access;

    /// <remarks>Preconditions: <see cref="Ttys.Tty.Open"/> has counted it.</remarks>
    internal TtyFile(Inode inode, OpenFlags flags, Location location, Tty tty, TtyAccess access)
        : base(inode, flags, location)
    {
        Tty = tty;
        _access = access;
        _generation = tty.Generation;
    }

    internal Tty Tty { get; }

    internal override bool IsHungUp => Tty.Generation != _generation;

    internal override bool IsSlaveSide => true;

    public override Result<long> Read(ref IoBuffer to) => IsHungUp ? 0 : Tty.Read(ref to, this);

    public override Result<long> Write(ref IoBuffer from) => IsHungUp ? Errno.EIO : Tty.Write(ref from, this, _access);

    public override PollEvents Poll(PollTable? table)
    {
        const PollEvents HungUp = PollEvents.In | PollEvents.Out | PollEvents.Error | PollEvents.HangUp | PollEvents.ReadNormal | PollEvents.WriteNormal;
        PollEvents ready = Tty.Poll(table);
        return IsHungUp ? HungUp : ready;
    }

    public override SyscallResult Ioctl(UserThread caller, uint request, ulong argument)
    {
        if (IsHungUp)
            return request == (uint)TtyRequest.TIOCSPGRP ? Errno.ENOTTY : Errno.EIO;
        return Tty.Ioctl(caller, request, argument, this);
    }

    protected override void OnRelease() => Tty.Close(_generation);
}
