using System;
using Diesis.Abi;
using Diesis.Core.Security;

namespace Diesis.Core.Files;

/// <summary>How a path is looked up.</summary>
[Flags]
public enum LookupFlags
{
    None = 0,

    /// <summary>A symbolic link at the end is followed.</summary>
    FollowLast = 1,

    /// <summary>The end has to be a directory.</summary>
    Directory = 2,

    /// <summary>An empty path stands for the start itself (AT_EMPTY_PATH).</summary>
    AllowEmpty = 4,
}

/// <summary>A path with all that its meaning depends on: where it starts, where "/" is, and who asks.</summary>
public readonly ref struct PathLookup
{
    /// <summary>A path that goes stale is walked again so often; each time something has to be dropped from the cache at just that moment.</summary>
    private const int Attempts = 16;

    /// <param name="path">Without a zero at its end.</param>
    public PathLookup(FileSystemContext context, Credentials credentials, ReadOnlySpan<byte> path, LookupFlags flags = LookupFlags.FollowLast)
    {
        Context = context;
        Credentials = credentials;
        Path = path;
        Flags = flags;
        Start = context.WorkingDirectory;
    }

    public FileSystemContext Context { get; }

    public Credentials Credentials { get; }

    public ReadOnlySpan<byte> Path { get; }

    public LookupFlags Flags { get; init; }

    public ResolveFlags Resolve { get; init; }

    /// <summary>Where a relative path begins; the working directory unless it says otherwise.</summary>
    public Location Start { get; init; }

    /// <summary>The same with rules of openat2(2).</summary>
    public PathLookup With(ResolveFlags resolve) => new(Context, Credentials, Path, Flags) { Start = Start, Resolve = resolve };

    /// <summary>The same asked by somebody else.</summary>
    public PathLookup As(Credentials credentials) => new(Context, credentials, Path, Flags) { Start = Start, Resolve = Resolve };

    internal PathWalker Walker => new(Path, Start, Context.Root, Credentials, Flags, Resolve);

    /// <summary>Finds what the path leads to.</summary>
    /// <param name="found">Not pinned: good for a look.</param>
    /// <returns>ENOENT, ENOTDIR, EACCES, ELOOP, ENAMETOOLONG, EXDEV, or what the file system says.</returns>
    public Errno Find(out Location found)
    {
        found = default;
        if (Path.IsEmpty)
        {
            found = Start;
            return (Flags & LookupFlags.AllowEmpty) != 0 ? Errno.None : Errno.ENOENT;
        }
        Errno error = Errno.ESTALE;
        for (int attempt = 0; attempt < Attempts && error == Errno.ESTALE; attempt++)
        {
            PathWalker walker = Walker;
            error = walker.WalkToEnd();
            found = walker.Current;
        }
        return error;
    }

    /// <summary>As <see cref="Find"/>, with the result pinned.</summary>
    public Errno FindPinned(out Location found)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Errno error = Find(out found);
            if (error != Errno.None)
                return error;
            if (found.TryPin())
                return Errno.None;
        }
        found = default;
        return Errno.ENOENT;
    }
}
