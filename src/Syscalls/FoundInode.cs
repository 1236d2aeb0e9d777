using System;
using Diesis.Core.Files;

namespace Diesis.Syscalls;

/// <summary>What a path or a descriptor stands for, with what keeps it while it is looked at.</summary>
internal ref struct FoundInode : IDisposable
{
    private readonly PathArgument _argument;

    internal FoundInode(PathArgument argument) => _argument = argument;

    internal Inode Inode { get; private set; } = null!;

    /// <summary>None for pipes, sockets and their like.</summary>
    internal Location Location { get; private set; }

    /// <summary>The file that a descriptor stands for, if no path was given.</summary>
    internal readonly OpenFile? File => _argument.File;

    internal void Set(Inode inode, Location location)
    {
        Inode = inode;
        Location = location;
    }

    public readonly void Dispose() => _argument.Dispose();
}
