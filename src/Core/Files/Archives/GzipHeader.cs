using System;

namespace Diesis.Core.Files.Archives;

/// <summary>What stands before and behind the packed bytes of a gzip member (RFC 1952).</summary>
public static class GzipHeader
{
    private const int FixedBytes = 10;
    private const int HasHeaderChecksum = 2;
    private const int HasExtra = 4;
    private const int HasName = 8;
    private const int HasComment = 16;

    /// <summary>Whether a member begins here.</summary>
    public static bool IsNext(BufferedSource source)
    {
        ReadOnlySpan<byte> start = source.Peek(3);
        return start.Length == 3 && start[0] == 0x1f && start[1] == 0x8b && start[2] == 8;
    }

    /// <summary>Reads over the header. False if it is cut off.</summary>
    public static bool Skip(BufferedSource source)
    {
        Span<byte> header = stackalloc byte[FixedBytes];
        if (source.ReadFully(header) != FixedBytes)
            return false;
        int flags = header[3];
        if ((flags & HasExtra) != 0)
        {
            int low = source.ReadByte();
            int high = source.ReadByte();
            if (high < 0 || !source.Skip(low | high << 8))
                return false;
        }
        if ((flags & HasName) != 0 && !SkipText(source))
            return false;
        if ((flags & HasComment) != 0 && !SkipText(source))
            return false;
        return (flags & HasHeaderChecksum) == 0 || source.Skip(2);
    }

    private static bool SkipText(BufferedSource source)
    {
        int next;
        do
        {
            next = source.ReadByte();
        }
        while (next > 0);
        return next == 0;
    }
}
