using System;
using Diesis.Abi;
using Diesis.Platform.Users;

namespace Diesis.Core.Files.Virtual;

/// <summary>An open file of text. The text is written at the first read, and again by each read at its beginning, so one pass sees one moment.</summary>
public sealed class VirtualTextFile(VirtualTextInode inode, Location location, OpenFlags flags) : SeekableFile(inode, flags, location)
{
    private VirtualTextInode Source => (VirtualTextInode)Inode;

    private const int LongestSetting = 4096;

    private byte[]? _text;

    public override Result<long> ReadAt(ref IoBuffer to, long offset)
    {
        byte[]? text = _text;
        if (text is null || offset == 0)
        {
            VirtualText written = new();
            Errno error = Source.Write(written);
            if (error != Errno.None)
                return error;
            text = written.ToArray();
            _text = text;
        }
        if (offset >= text.Length)
            return 0;
        int count = (int)nuint.Min(to.Remaining, (nuint)(text.Length - offset));
        Errno copied = to.Put(text.AsSpan((int)offset, count));
        return copied == Errno.None ? count : copied;
    }

    public override Result<long> WriteAt(ref IoBuffer from, ref long position, WritePlace place)
    {
        if (from.Remaining > LongestSetting)
            return Errno.EINVAL;
        byte[] text = new byte[from.Remaining];
        Errno error = from.Take(text);
        if (error == Errno.None)
            error = Source.Store(WithoutEnd(text));
        if (error != Errno.None)
            return error;
        position += text.Length;
        return text.Length;
    }

    private static ReadOnlySpan<byte> WithoutEnd(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && (text[^1] is (byte)'\n' or 0))
            text = text[..^1];
        return text;
    }

    /// <summary>Nobody knows how long it will be.</summary>
    protected override long End => _text?.Length ?? 0;
}
