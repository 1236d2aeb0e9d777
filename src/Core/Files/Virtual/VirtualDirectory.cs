using System;
using System.Collections.Generic;
using System.Text;
using Diesis.Abi;

namespace Diesis.Core.Files.Virtual;

/// <summary>A directory whose entries are always the same.</summary>
public class VirtualDirectory : VirtualInode
{
    private readonly List<(FileName Name, Inode Inode)> _entries = [];

    public VirtualDirectory(FileSystem fileSystem, ulong number)
        : base(fileSystem, number, OpenDirectory) => SetLinks(2);

    protected int EntryCount => _entries.Count;

    /// <summary>Adds an entry. Preconditions: while the file system is being made.</summary>
    public void Add(string name, Inode inode)
    {
        _entries.Add((new FileName(Encoding.UTF8.GetBytes(name)), inode));
        if (inode.IsDirectory)
            AddLink();
    }

    /// <summary>A directory below; made unless it is there.</summary>
    public VirtualDirectory Directory(string name)
    {
        FileName searched = new(Encoding.UTF8.GetBytes(name));
        foreach ((FileName Name, Inode Inode) entry in _entries)
        {
            if (entry.Name.Equals(searched))
                return (VirtualDirectory)entry.Inode;
        }
        VirtualDirectory made = new(FileSystem, ((VirtualFileSystem)FileSystem).NextNumber());
        Add(name, made);
        return made;
    }

    /// <summary>A file that is written anew for each reader.</summary>
    public void Text(string name, Action<VirtualText> write) => Text(name, write, ReadableFile);

    /// <summary>As the other, for a file that not everybody may read.</summary>
    public void Text(string name, Action<VirtualText> write, FileMode mode) => Add(name, new WrittenText(FileSystem, ((VirtualFileSystem)FileSystem).NextNumber(), mode, write, null));

    /// <summary>A file that can be written to: what is written comes without the line's end.</summary>
    public void Setting(string name, Action<VirtualText> write, SettingStore store) =>
        Add(name, new WrittenText(FileSystem, ((VirtualFileSystem)FileSystem).NextNumber(), SettingFile, write, store));

    public override Result<Inode> Lookup(FileName name)
    {
        foreach ((FileName Name, Inode Inode) entry in _entries)
        {
            if (entry.Name.Equals(name))
                return entry.Inode;
        }
        return Errno.ENOENT;
    }

    public override Errno List(ref long position, ref DirectoryWriter writer)
    {
        for (int i = (int)(position - DirectoryWriter.FirstPosition); i < _entries.Count; i++)
        {
            long next = i + 1 + DirectoryWriter.FirstPosition;
            if (!writer.Add(_entries[i].Name.Bytes, _entries[i].Inode, next))
                return writer.Error;
            position = next;
        }
        return Errno.None;
    }
}

/// <summary>Takes what was written into a setting's file, without the line's end.</summary>
public delegate Errno SettingStore(ReadOnlySpan<byte> text);
