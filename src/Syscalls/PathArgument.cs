using System;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>Whether an empty path may stand for the descriptor itself.</summary>
internal enum EmptyPath
{
    Refused,

    /// <summary>AT_EMPTY_PATH was given.</summary>
    Allowed,
}

/// <summary>Where an absolute path begins.</summary>
internal enum PathStart
{
    /// <summary>At the root, whatever the descriptor is.</summary>
    Usual,

    /// <summary>At the directory, which takes the root's place (RESOLVE_IN_ROOT).</summary>
    Directory,
}

/// <summary>A path that a program has named, copied, with the directory that it begins at.</summary>
internal ref struct PathArgument : IDisposable
{
    private readonly UserThread _caller;
    private readonly byte[]? _buffer;
    private readonly int _length;
    private readonly FileReference _directory;
    private readonly Location _start;
    private readonly EmptyPath _empty;

    private PathArgument(UserThread caller, int directory, UserAddress address, EmptyPath empty, PathStart start, out Errno error)
    {
        _caller = caller;
        _empty = empty;
        // Linux takes a null for an empty path there since 6.11.
        if (!address.IsNull || empty == EmptyPath.Refused)
        {
            _buffer = PathBuffers.Take();
            error = caller.Memory.CopyString(address, _buffer, out _length);
            if (error != Errno.None)
                return;
        }
        if (start == PathStart.Usual && _length != 0 && _buffer![0] == (byte)'/')
        {
            _start = caller.FileSystem.Root;
            error = Errno.None;
            return;
        }
        if (directory == AtDescriptors.AT_FDCWD)
        {
            _start = caller.FileSystem.WorkingDirectory;
            error = Errno.None;
            return;
        }
        _directory = caller.Files.GetAny(directory);
        if (_directory.File is not { } file)
        {
            error = Errno.EBADF;
            return;
        }
        _start = file.Location;
        if (_length == 0)
            error = empty == EmptyPath.Allowed ? Errno.None : Errno.ENOENT;
        else
            error = file.Inode.IsDirectory ? Errno.None : Errno.ENOTDIR;
    }

    internal readonly bool IsEmpty => _length == 0;

    internal readonly ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>The file that an empty path stands for; null when it is the working directory.</summary>
    internal readonly OpenFile? File => _directory.File;

    /// <summary>Copies a path. It is to be disposed of, also after an error.</summary>
    /// <param name="directory">A descriptor or AT_FDCWD.</param>
    internal static PathArgument Read(UserThread caller, int directory, UserAddress address, out Errno error, EmptyPath empty = EmptyPath.Refused, PathStart start = PathStart.Usual) =>
        new(caller, directory, address, empty, start, out error);

    /// <summary>As the other, from the working directory.</summary>
    internal static PathArgument Read(UserThread caller, UserAddress address, out Errno error) =>
        new(caller, AtDescriptors.AT_FDCWD, address, EmptyPath.Refused, PathStart.Usual, out error);

    internal readonly PathLookup Lookup(LookupFlags flags) =>
        new(_caller.FileSystem, _caller.Credentials, Bytes, flags | (_empty == EmptyPath.Allowed ? LookupFlags.AllowEmpty : LookupFlags.None)) { Start = _start };

    public readonly void Dispose()
    {
        if (_buffer is not null)
            PathBuffers.Give(_buffer);
        _directory.Dispose();
    }
}
