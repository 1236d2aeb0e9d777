using System;
using System.Collections.Generic;
using System.Threading;
using Diesis.Abi;
using Diesis.Core.Synchronization;
using Diesis.Core.Waiting;
using Diesis.Platform.Locks;

namespace Diesis.Core.Files;

/// <summary>A tree of mounts (mount_namespaces(7)). There is one for now.</summary>
/// <remarks>Locks: <see cref="Lock"/> (rank Mounts) is held by whatever changes the tree; walks take none.</remarks>
public sealed partial class MountNamespace
{
    private long _version;

    /// <param name="root">What "/" is.</param>
    public MountNamespace(FileSystem root, MountFlags flags)
    {
        Root = NewMount(root, root.Root, "rootfs"u8, flags);
        Root.Namespace = this;
    }

    public Mount Root { get; private set; }

    /// <summary>The topmost directory, not pinned.</summary>
    public Location RootLocation => new(Root, Root.Root);

    /// <summary>Grows by one with each change: who polls /proc/self/mountinfo compares it.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Woken by each change.</summary>
    public WaitQueue Changed { get; } = new();

    internal Mutex Lock { get; } = new(LockRank.Mounts);


    /// <summary>All mounts at this moment, parents first.</summary>
    public List<Mount> Snapshot()
    {
        List<Mount> mounts = [];
        using Mutex.Scope held = Lock.Enter();
        Collect(Root, mounts);
        return mounts;
    }

    /// <summary>Makes a mount that stands nowhere and stays for ever, for files that are in no directory.</summary>
    internal static Mount NewHiddenMount(FileSystem fileSystem, ReadOnlySpan<byte> source)
    {
        Mount mount = NewMount(fileSystem, fileSystem.Root, source, MountFlags.None);
        mount.TryRetain();
        return mount;
    }

    /// <summary>Makes a mount that stands nowhere yet.</summary>
    internal static Mount NewMount(FileSystem fileSystem, Dentry root, ReadOnlySpan<byte> source, MountFlags flags)
    {
        if (!root.TryPin())
            throw new InvalidOperationException("A mount's root is not in use.");
        root.Inode!.Retain();
        fileSystem.OnMounted();
        return new Mount(fileSystem, root, source, flags);
    }

    private static void Collect(Mount mount, List<Mount> into)
    {
        into.Add(mount);
        foreach (Mount child in mount.Children)
            Collect(child, into);
    }

    private void Announce()
    {
        Interlocked.Increment(ref _version);
        Changed.WakeAll();
    }
}
