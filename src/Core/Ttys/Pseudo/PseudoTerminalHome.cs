using System.Collections.Generic;
using System.Threading;
using Diesis.Abi;
using Diesis.Core.Files;

namespace Diesis.Core.Ttys.Pseudo;

/// <summary>Where pseudo-terminals have their names: an instance of devpts. It gives out numbers, the lowest free one first.</summary>
/// <remarks>Locks: its own monitor for the table.</remarks>
public abstract class PseudoTerminalHome
{
    /// <summary>pty.max less its reserve.</summary>
    private const int Most = 3072;

    private readonly Lock _lock = new();
    private readonly List<PseudoTerminal?> _terminals = [];

    /// <summary>The one that /dev/ptmx opens masters of.</summary>
    public static PseudoTerminalHome? System { get; set; }

    /// <summary>Makes a pseudo-terminal: ENOSPC.</summary>
    public Result<PseudoTerminal> Make()
    {
        PseudoTerminal terminal;
        using (_lock.EnterScope())
        {
            int index = _terminals.IndexOf(null);
            if (index < 0)
                index = _terminals.Count;
            if (index >= Most)
                return Errno.ENOSPC;
            terminal = new PseudoTerminal(this, index);
            if (index == _terminals.Count)
                _terminals.Add(terminal);
            else
                _terminals[index] = terminal;
        }
        OnMade(terminal);
        return terminal;
    }

    /// <summary>The pseudo-terminal of a number; null when there is none.</summary>
    public PseudoTerminal? Find(int index)
    {
        using (_lock.EnterScope())
            return (uint)index < (uint)_terminals.Count ? _terminals[index] : null;
    }

    /// <summary>The numbers in use, in order.</summary>
    public List<int> Indices()
    {
        List<int> indices = [];
        using (_lock.EnterScope())
        {
            for (int i = 0; i < _terminals.Count; i++)
            {
                if (_terminals[i] is not null)
                    indices.Add(i);
            }
        }
        return indices;
    }

    /// <summary>Opens a new pseudo-terminal's master (/dev/ptmx).</summary>
    public Result<OpenFile> OpenMaster(Inode inode, Location location, OpenFlags flags)
    {
        if (!Make().TryGet(out PseudoTerminal? terminal, out Errno error))
            return error;
        return new MasterFile(inode, flags, location, terminal);
    }

    /// <summary>Opens a slave by its device file: EIO while it is locked or its master is gone.</summary>
    public Result<OpenFile> OpenSlave(int index, Inode inode, Location location, OpenFlags flags)
    {
        if (Find(index) is not PseudoTerminal terminal || terminal.IsLocked || terminal.IsMasterClosed)
            return Errno.EIO;
        return TtyDevices.Open(terminal.Slave, inode, location, flags, TtyAccess.Own);
    }

    /// <summary>The slave's inode.</summary>
    protected internal abstract Inode InodeOf(PseudoTerminal terminal);

    /// <summary>A name is to appear.</summary>
    protected virtual void OnMade(PseudoTerminal terminal)
    {
    }

    /// <summary>A name is to go.</summary>
    protected virtual void OnRemoved(PseudoTerminal terminal)
    {
    }

    internal void Remove(PseudoTerminal terminal)
    {
        OnRemoved(terminal);
        using (_lock.EnterScope())
            _terminals[terminal.Index] = null;
    }
}
