using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;

namespace Diesis.FileSystems.Tmpfs;

/// <summary>A directory: a table of names, and a list of them in the order in which they came, for those who read it piece by piece.</summary>
/// <remarks>
/// Each entry has a number that it keeps: a position in the list stays right while other entries come and go (readdir(3)). All under the
/// inode's lock, which callers hold.
/// </remarks>
internal sealed class TmpfsDirectory : TmpfsInode
{
    /// <summary>What Linux counts for each entry of a tmpfs directory.</summary>
    private const int EntryBytes = 20;

    private readonly Dictionary<FileName, Entry> _entries = [];
    private Entry? _first;
    private Entry? _last;
    private long _lastPosition = DirectoryWriter.FirstPosition - 1;

    /// <summary>Where the last piece ended, so that the next one need not search.</summary>
    private Entry? _listedUpTo;

    internal TmpfsDirectory(TmpfsFileSystem fileSystem, ulong number, in NewNode node)
        : base(fileSystem, number, in node) => SetLinks(2);

    public override long Size => (_entries.Count + 2) * EntryBytes;

    public override Result<Inode> Lookup(FileName name) => _entries.TryGetValue(name, out Entry? entry) ? entry.Inode : Errno.ENOENT;

    public override Result<Inode> Create(FileName name, in NewNode node)
    {
        Result<Inode> made = Owning.MakeInode(in node);
        if (made.TryGet(out Inode? inode, out _))
            Enter(name, inode);
        return made;
    }

    public override Result<Inode> CreateUnnamed(in NewNode node)
    {
        Result<Inode> made = Owning.MakeInode(in node);
        if (made.TryGet(out Inode? inode, out _))
            inode.SetLinks(0);
        return made;
    }

    public override Result<Inode> SymbolicLink(FileName name, ReadOnlySpan<byte> target, in NewNode node)
    {
        Result<Inode> made = Owning.MakeLink(target, in node);
        if (made.TryGet(out Inode? inode, out _))
            Enter(name, inode);
        return made;
    }

    public override Errno Link(FileName name, Inode target)
    {
        if (target.FileSystem != FileSystem)
            return Errno.EXDEV;
        target.AddLink();
        target.TouchChanged();
        Enter(name, target);
        return Errno.None;
    }

    public override Errno Unlink(FileName name, Inode target)
    {
        Leave(name);
        target.TouchChanged();
        target.DropLink();
        return Errno.None;
    }

    public override Errno RemoveDirectory(FileName name, Inode target)
    {
        if (target is not TmpfsDirectory { _entries.Count: 0 })
            return Errno.ENOTEMPTY;
        Leave(name);
        target.TouchChanged();
        target.DropAllLinks();
        return Errno.None;
    }

    public override Errno Rename(FileName name, Inode source, Inode newDirectory, FileName newName, Inode? replaced, RenameFlags flags)
    {
        TmpfsDirectory target = (TmpfsDirectory)newDirectory;
        if ((flags & RenameFlags.RENAME_EXCHANGE) != 0)
        {
            Leave(name);
            target.Leave(newName);
            Enter(name, replaced!);
            target.Enter(newName, source);
            replaced!.TouchChanged();
            source.TouchChanged();
            return Errno.None;
        }
        if (replaced is TmpfsDirectory { _entries.Count: not 0 })
            return Errno.ENOTEMPTY;
        Leave(name);
        if (replaced is not null)
        {
            target.Leave(newName);
            replaced.TouchChanged();
            if (replaced.IsDirectory)
                replaced.DropAllLinks();
            else
                replaced.DropLink();
        }
        target.Enter(newName, source);
        source.TouchChanged();
        return Errno.None;
    }

    public override Errno List(ref long position, ref DirectoryWriter writer)
    {
        for (Entry? entry = FirstFrom(position); entry is not null; entry = entry.Next)
        {
            if (!writer.Add(entry.Name.Bytes, entry.Inode, entry.Position + 1))
            {
                _listedUpTo = entry;
                return writer.Error;
            }
            position = entry.Position + 1;
        }
        return Errno.None;
    }

    /// <summary>The file system goes: everything below loses its names.</summary>
    internal void RemoveAll()
    {
        for (Entry? entry = _first; entry is not null; entry = entry.Next)
        {
            if (entry.Inode is TmpfsDirectory directory)
                directory.RemoveAll();
            else
                entry.Inode.DropLink();
        }
        _entries.Clear();
        _first = null;
        _last = null;
        _listedUpTo = null;
        DropAllLinks();
    }

    private Entry? FirstFrom(long position)
    {
        Entry? at = _listedUpTo is { IsLinked: true } hint && hint.Position <= position ? hint : _first;
        while (at is not null && at.Position < position)
            at = at.Next;
        return at;
    }

    private void Enter(FileName name, Inode inode)
    {
        Entry entry = new(name, inode, ++_lastPosition) { Previous = _last, IsLinked = true };
        _entries.Add(name, entry);
        if (_last is null)
            _first = entry;
        else
            _last.Next = entry;
        _last = entry;
        if (inode.IsDirectory)
            AddLink();
        TouchModified();
    }

    private void Leave(FileName name)
    {
        if (!_entries.Remove(name, out Entry? entry))
            throw new InvalidOperationException("A name that is in the dentry cache is not in its directory.");
        entry.IsLinked = false;
        if (entry.Previous is null)
            _first = entry.Next;
        else
            entry.Previous.Next = entry.Next;
        if (entry.Next is null)
            _last = entry.Previous;
        else
            entry.Next.Previous = entry.Previous;
        if (entry.Inode.IsDirectory)
            DropLink();
        TouchModified();
    }

    private sealed class Entry(FileName name, Inode inode, long position)
    {
        internal FileName Name { get; } = name;

        internal Inode Inode { get; } = inode;

        internal long Position { get; } = position;

        internal Entry? Next { get; set; }

        internal Entry? Previous { get; set; }

        internal bool IsLinked { get; set; }
    }
}
