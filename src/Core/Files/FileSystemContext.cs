using System.Threading;
using Diesis.Abi;

namespace Diesis.Core.Files;

/// <summary>A thread's place in the tree of files: root, working directory, umask. Shared by threads that were made with CLONE_FS.</summary>
/// <remarks>Counted: the last one who gives it back unpins its places. Locks: the object's own, for changes.</remarks>
public sealed class FileSystemContext
{
    private const FileMode DefaultUmask = FileMode.S_IWGRP | FileMode.S_IWOTH;

    private PinnedPlace _root;
    private PinnedPlace _workingDirectory;
    private uint _umask;
    private int _references = 1;

    /// <param name="root">Pinned once more here.</param>
    public FileSystemContext(MountNamespace mounts, Location root)
        : this(mounts, root.Pin(), root.Pin(), DefaultUmask)
    {
    }

    private FileSystemContext(MountNamespace mounts, Location root, Location workingDirectory, FileMode umask)
    {
        Mounts = mounts;
        _root = new PinnedPlace(root);
        _workingDirectory = new PinnedPlace(workingDirectory);
        _umask = (uint)umask;
    }

    public MountNamespace Mounts { get; }

    /// <summary>Where paths begin that start with '/', and what ".." does not lead out of.</summary>
    public Location Root => Volatile.Read(ref _root).Location;

    public Location WorkingDirectory => Volatile.Read(ref _workingDirectory).Location;

    /// <summary>Permissions that new files do not get.</summary>
    public FileMode Umask => (FileMode)Volatile.Read(ref _umask);

    /// <summary>Whether other threads share it.</summary>
    public bool IsShared => Volatile.Read(ref _references) > 1;

    /// <summary>umask(2).</summary>
    /// <returns>The one before.</returns>
    public FileMode ExchangeUmask(FileMode umask) => (FileMode)Interlocked.Exchange(ref _umask, (uint)(umask & FileMode.Permissions));

    /// <param name="location">Pinned; the pin is taken over.</param>
    public void SetRoot(Location location)
    {
        lock (this)
            Replace(ref _root, location);
    }

    /// <param name="location">Pinned; the pin is taken over.</param>
    public void SetWorkingDirectory(Location location)
    {
        lock (this)
            Replace(ref _workingDirectory, location);
    }

    /// <summary>A context of its own with the same places, as fork(2) makes.</summary>
    public FileSystemContext Copy()
    {
        lock (this)
            return new FileSystemContext(Mounts, Root.Pin(), WorkingDirectory.Pin(), Umask);
    }

    public void Retain() => Interlocked.Increment(ref _references);

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) != 0)
            return;
        Root.Unpin();
        WorkingDirectory.Unpin();
    }

    private static void Replace(ref PinnedPlace place, Location location)
    {
        Location old = place.Location;
        Volatile.Write(ref place, new PinnedPlace(location));
        old.Unpin();
    }

    /// <summary>A location in an object, so that a reader without a lock sees a whole one.</summary>
    private sealed class PinnedPlace(Location location)
    {
        internal Location Location { get; } = location;
    }
}
