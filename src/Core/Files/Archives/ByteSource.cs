using System;

namespace Diesis.Core.Files.Archives;

/// <summary>Bytes that are read once, from front to back.</summary>
public abstract class ByteSource
{
    /// <summary>Fills a part of the span, or all of it.</summary>
    /// <returns>How many bytes; 0 at the end.</returns>
    public abstract int Read(Span<byte> to);

    /// <summary>Fills the span unless the end comes first.</summary>
    /// <returns>How many bytes.</returns>
    public int ReadFully(Span<byte> to)
    {
        int done = 0;
        while (done < to.Length)
        {
            int count = Read(to[done..]);
            if (count == 0)
                break;
            done += count;
        }
        return done;
    }
}
