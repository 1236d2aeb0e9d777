using System;

namespace Diesis.Core.Files;

/// <summary>A place in the tree of files: a dentry as seen through a mount.</summary>
/// <remarks>
/// A path walk gives it out unpinned: good for a look, since the collector keeps the objects, but the file may be deleted meanwhile. Who keeps
/// it pins it: then the mount is busy, the dentry stays in the cache and the inode lives.
/// </remarks>
public readonly struct Location(Mount mount, Dentry dentry) : IEquatable<Location>
{
    public Mount Mount { get; } = mount;

    public Dentry Dentry { get; } = dentry;

    public bool IsNone => Dentry is null;

    /// <summary>What is there. Preconditions: not negative, as no result of a walk is.</summary>
    public Inode Inode => Dentry.Inode!;

    /// <summary>Pins it. False: it has gone meanwhile, and the walk has to be done again.</summary>
    public bool TryPin()
    {
        if (!Mount.TryRetain())
            return false;
        if (Dentry.TryPin())
        {
            if (Dentry.Inode is { } inode && inode.TryRetain())
                return true;
            Dentry.Unpin();
        }
        Mount.Release();
        return false;
    }

    /// <summary>Pins it once more. Preconditions: it is pinned.</summary>
    public Location Pin()
    {
        if (!TryPin())
            throw new InvalidOperationException("A location was used after its last pin.");
        return this;
    }

    public void Unpin()
    {
        Dentry.Inode!.Release();
        Dentry.Unpin();
        Mount.Release();
    }

    public bool Equals(Location other) => Mount == other.Mount && Dentry == other.Dentry;

    public override bool Equals(object? other) => other is Location location && Equals(location);

    public override int GetHashCode() => Dentry is null ? 0 : Dentry.GetHashCode();

    public static bool operator ==(Location left, Location right) => left.Equals(right);

    public static bool operator !=(Location left, Location right) => !left.Equals(right);
}
