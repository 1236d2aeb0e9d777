using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Core.Ttys.Pseudo;

namespace Diesis.FileSystems.DevPts;

/// <summary>The pseudo-terminals of one devpts and their inodes.</summary>
/// <remarks>Locks: a monitor for the table of inodes.</remarks>
internal sealed class DevPtsTerminals(DevPtsFileSystem fileSystem) : PseudoTerminalHome
{
    private readonly Dictionary<int, DevPtsSlave> _slaves = [];

    internal DevPtsFileSystem FileSystem { get; } = fileSystem;

    /// <summary>The device file of a number; null when there is none.</summary>
    internal DevPtsSlave? Slave(int index)
    {
        lock (_slaves)
            return _slaves.TryGetValue(index, out DevPtsSlave? slave) ? slave : null;
    }

    protected override Inode InodeOf(PseudoTerminal terminal) => Slave(terminal.Index) ?? throw new InvalidOperationException("A pseudo-terminal without a name was opened.");

    protected override void OnMade(PseudoTerminal terminal)
    {
        ref readonly DevPtsOptions options = ref FileSystem.Settings;
        Diesis.Core.Security.Credentials? maker = UserThread.Current?.Credentials;
        uint owner = options.HasOwner ? options.Owner : maker?.FileSystemUser ?? 0;
        uint group = options.HasGroup ? options.Group : maker?.FileSystemGroup ?? 0;
        NewNode node = new(FileMode.S_IFCHR | options.Mode, owner, group, terminal.Slave.Number);
        DevPtsSlave slave = new(FileSystem, terminal.Index, node);
        lock (_slaves)
            _slaves[terminal.Index] = slave;
    }

    protected override void OnRemoved(PseudoTerminal terminal)
    {
        DevPtsSlave? slave;
        lock (_slaves)
            _slaves.Remove(terminal.Index, out slave);
        if (slave is null)
            return;
        slave.IsGone = true;
        slave.DropLink();
    }
}
