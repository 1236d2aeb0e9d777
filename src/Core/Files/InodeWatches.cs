using System;
using System.Collections.Generic;
using System.Threading;
using Diesis.Abi;

namespace Diesis.Core.Files;

/// <summary>Who watches an inode (inotify(7)). The list is replaced as a whole, so that events are told without a lock.</summary>
internal sealed class InodeWatches
{
    private Watch[] _watches = [];

    internal ReadOnlySpan<Watch> All => Volatile.Read(ref _watches);

    internal void Add(Watch watch)
    {
        lock (this)
            Volatile.Write(ref _watches, [.. _watches, watch]);
    }

    internal void Remove(Watch watch)
    {
        lock (this)
        {
            List<Watch> left = [];
            foreach (Watch other in _watches)
            {
                if (other != watch)
                    left.Add(other);
            }
            Volatile.Write(ref _watches, left.ToArray());
        }
    }
}

/// <summary>One watch of an instance on an inode.</summary>
internal sealed class Watch(WatchFile file, int descriptor, Inode inode, InotifyMask mask)
{
    private uint _mask = (uint)mask;

    internal WatchFile File { get; } = file;

    /// <summary>What the program knows it by.</summary>
    internal int Descriptor { get; } = descriptor;

    /// <summary>Retained, so that the number cannot mean another file.</summary>
    internal Inode Inode { get; } = inode;

    internal InotifyMask Mask
    {
        get => (InotifyMask)Volatile.Read(ref _mask);
        set => Volatile.Write(ref _mask, (uint)value);
    }
}
