using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Core.Waiting;
using Diesis.Platform.Users;

namespace Diesis.Core.Ttys.Pseudo;

/// <summary>The master of a pseudo-terminal: one open file, with whose end the slave is hung up.</summary>
internal sealed class MasterFile(Inode inode, OpenFlags flags, Location location, PseudoTerminal terminal) : TtyReader(inode, flags, location)
{
    internal override bool IsHungUp => false;

    internal override bool IsSlaveSide => false;

    public override string Details => $"tty-index:\t{terminal.Index}\n";

    public override Result<long> Read(ref IoBuffer to) => terminal.ReadAtMaster(ref to, this);

    public override Result<long> Write(ref IoBuffer from) => terminal.WriteAtMaster(ref from, this);

    public override PollEvents Poll(PollTable? table) => terminal.PollMaster(table);

    public override SyscallResult Ioctl(UserThread caller, uint request, ulong argument) => terminal.IoctlAtMaster(caller, request, argument, this);

    protected override void OnRelease() => terminal.CloseMaster();
}
