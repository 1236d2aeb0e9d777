using System;
using System.Collections.Generic;
using System.Threading;

namespace Diesis.Core.Files;

/// <summary>Makes a file system for mount(2).</summary>
/// <param name="source">What was named as its device; virtual file systems do without.</param>
/// <param name="options">Separated by commas.</param>
public delegate Result<FileSystem> FileSystemMaker(ReadOnlySpan<byte> source, ReadOnlySpan<byte> options);

/// <summary>Whether a file system lies on a device.</summary>
public enum FileSystemBacking
{
    /// <summary>"nodev" in /proc/filesystems.</summary>
    Virtual,
    Device,
}

/// <summary>A kind of file system that can be mounted.</summary>
public sealed record FileSystemType(string Name, FileSystemBacking Backing, FileSystemMaker Make);

/// <summary>The kinds of file systems that are there; Boot lists them.</summary>
public static class FileSystemTypes
{
    private static FileSystemType[]? s_types;

    public static ReadOnlySpan<FileSystemType> All => Volatile.Read(ref s_types) ?? [];

    /// <remarks>Preconditions: at start-up, by one thread.</remarks>
    public static void Register(string name, FileSystemBacking backing, FileSystemMaker make)
    {
        List<FileSystemType> types = [.. s_types ?? [], new FileSystemType(name, backing, make)];
        Volatile.Write(ref s_types, types.ToArray());
    }

    public static FileSystemType? Find(ReadOnlySpan<byte> name)
    {
        foreach (FileSystemType type in All)
        {
            if (name.Length != type.Name.Length)
                continue;
            int at = 0;
            while (at < name.Length && name[at] == type.Name[at])
                at++;
            if (at == name.Length)
                return type;
        }
        return null;
    }
}
