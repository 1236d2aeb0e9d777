using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Core.Logging;
using Diesis.Core.Security;
using Diesis.Platform.Users;

namespace Diesis.Core.Files.Archives;

/// <summary>What unpacking has done.</summary>
/// <param name="Error">What the archive's end was, if not in order.</param>
public readonly record struct UnpackReport(int Files, long Bytes, string? Error);

/// <summary>
/// Unpacks an initial RAM file system into the root: cpio archives in a row, each plain or packed by gzip, with zeros between them, as Linux accepts
/// them (its documentation, "initramfs buffer format").
/// </summary>
/// <remarks>What the archive says is checked as any program's request would be: it only ever makes files, below the root, by the ordinary calls.</remarks>
public sealed class InitialFiles
{
    private const int ChunkBytes = 32 * 1024;
    private const long NanosecondsInSecond = 1_000_000_000;

    private readonly FileSystemContext _context;
    private readonly Credentials _credentials;
    private readonly byte[] _chunk = new byte[ChunkBytes];

    /// <summary>The path of the first name of each file with several.</summary>
    private readonly Dictionary<ulong, byte[]> _links = [];
    private int _files;
    private long _bytes;
    private string? _error;

    private InitialFiles(FileSystemContext context, Credentials credentials)
    {
        _context = context;
        _credentials = credentials;
    }

    /// <param name="context">Whose root and working directory are where the files go; its umask should be 0.</param>
    public static UnpackReport Unpack(ByteSource archive, FileSystemContext context, Credentials credentials)
    {
        InitialFiles files = new(context, credentials);
        files.UnpackAll(new BufferedSource(archive));
        return new UnpackReport(files._files, files._bytes, files._error);
    }

    private void UnpackAll(BufferedSource source)
    {
        while (_error is null)
        {
            ReadOnlySpan<byte> next = source.Peek(1);
            if (next.IsEmpty)
                return;
            if (next[0] == 0)
            {
                source.Skip(1);
            }
            else if (CpioReader.IsNext(source))
            {
                UnpackArchive(source);
            }
            else if (GzipHeader.IsNext(source))
            {
                if (!GzipHeader.Skip(source))
                {
                    _error = "the gzip header is cut off";
                    return;
                }
                InflateSource inflate = new(source);
                UnpackAll(new BufferedSource(inflate));
                if (inflate.IsBroken)
                    _error = "the packed data are broken";

                // Checksum and length follow; the bits that were read ahead may reach into them, and zeros or the next member come then.
                SkipTrailer(source);
            }
            else
            {
                _error = "neither cpio nor gzip";
            }
        }
    }

    private static void SkipTrailer(BufferedSource source)
    {
        while (!source.Peek(1).IsEmpty && !GzipHeader.IsNext(source) && !CpioReader.IsNext(source))
            source.Skip(1);
    }

    private void UnpackArchive(BufferedSource source)
    {
        CpioReader reader = new(source);
        while (true)
        {
            CpioStep step = reader.Next(out CpioEntry entry);
            if (step == CpioStep.Broken)
                _error = "the archive is broken";
            if (step != CpioStep.Entry)
                break;
            long end = source.Position + entry.Size;
            Errno error = MakeEntry(source, in entry);
            if (error != Errno.None)
                Log.Warning("initramfs", $"a file could not be made: {error}");
            else
                _files++;
            if (!source.Skip(end - source.Position) || !reader.EndEntry())
            {
                _error = "the archive is cut off";
                break;
            }
        }
        _links.Clear();
    }

    private Errno MakeEntry(BufferedSource source, in CpioEntry entry)
    {
        PathLookup path = new(_context, _credentials, entry.Name, LookupFlags.None);
        Errno error;
        switch (entry.Mode & FileMode.S_IFMT)
        {
            case FileMode.S_IFDIR:
                error = NameOperations.Create(in path, entry.Mode);
                if (error == Errno.EEXIST)
                    error = Errno.None;
                break;
            case FileMode.S_IFREG:
                error = MakeFile(source, in path, in entry);
                break;
            case FileMode.S_IFLNK:
                error = MakeLink(source, in path, in entry);
                break;
            default:
                error = NameOperations.Create(in path, entry.Mode, new DeviceNumber(entry.SpecialMajor, entry.SpecialMinor));
                break;
        }
        return error == Errno.None ? SetAttributes(in path, in entry) : error;
    }

    private Errno MakeFile(BufferedSource source, in PathLookup path, in CpioEntry entry)
    {
        if (entry.Links > 1)
        {
            ulong key = (ulong)(entry.DeviceMajor << 8 ^ entry.DeviceMinor) << 32 | entry.Number;
            if (_links.TryGetValue(key, out byte[]? first))
            {
                Errno linked = MakeHardLink(first, in path);
                if (linked != Errno.None || entry.Size == 0)
                    return linked;
            }
            else
            {
                _links[key] = entry.Name;
            }
        }
        Result<OpenFile> opened = FileOpener.Open(in path, OpenFlags.O_WRONLY | OpenFlags.O_CREAT | OpenFlags.O_TRUNC, entry.Mode);
        if (!opened.TryGet(out OpenFile? file, out Errno error))
            return error;
        error = Copy(source, file, entry.Size);
        file.Release();
        return error;
    }

    private Errno MakeHardLink(byte[] first, in PathLookup path)
    {
        PathLookup existing = new(_context, _credentials, first, LookupFlags.None);
        Errno error = existing.FindPinned(out Location found);
        if (error != Errno.None)
            return error;
        error = NameOperations.Link(found, in path);
        found.Unpin();
        return error;
    }

    private Errno Copy(BufferedSource source, OpenFile file, long count)
    {
        while (count > 0)
        {
            int read = source.ReadFully(_chunk.AsSpan(0, (int)long.Min(count, ChunkBytes)));
            if (read == 0)
                return Errno.EIO;
            IoBuffer buffer = IoBuffer.ForKernel(_chunk.AsSpan(0, read));
            while (!buffer.IsEmpty)
            {
                Result<long> written = file.Write(ref buffer);
                if (!written.IsSuccess)
                    return written.Error;
            }
            count -= read;
            _bytes += read;
        }
        return Errno.None;
    }

    private Errno MakeLink(BufferedSource source, in PathLookup path, in CpioEntry entry)
    {
        if (entry.Size is 0 or >= PathLimits.PATH_MAX)
            return Errno.ENAMETOOLONG;
        byte[] target = new byte[entry.Size];
        if (source.ReadFully(target) != target.Length)
            return Errno.EIO;
        return NameOperations.SymbolicLink(in path, target);
    }

    private Errno SetAttributes(in PathLookup path, in CpioEntry entry)
    {
        Errno error = path.Find(out Location made);
        if (error != Errno.None)
            return error;
        error = AttributeChanges.SetOwner(made, _credentials, entry.Owner, entry.Group);
        if (error == Errno.None && !made.Inode.IsSymbolicLink)
            error = AttributeChanges.SetMode(made, _credentials, entry.Mode);
        long time = entry.ModificationTime * NanosecondsInSecond;
        return error == Errno.None ? AttributeChanges.SetTimes(made, _credentials, time, time) : error;
    }
}
