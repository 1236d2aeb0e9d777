namespace Diesis.Core.Files.Archives;

/// <summary>Bits of a deflate stream: the lowest bit of a byte comes first (RFC 1951, section 3.1.1).</summary>
internal sealed class BitReader(BufferedSource source)
{
    private ulong _bits;
    private int _count;

    /// <summary>The next bits without reading on; behind the end they are 0.</summary>
    /// <param name="count">At most 32.</param>
    internal int Peek(int count)
    {
        Fill(count);
        return (int)(_bits & ((1UL << count) - 1));
    }

    /// <summary>Reads on. False if the input has ended before.</summary>
    internal bool Drop(int count)
    {
        if (_count < count)
            return false;
        _bits >>= count;
        _count -= count;
        return true;
    }

    /// <summary>The next bits as a number, or -1 at the end.</summary>
    internal int Read(int count)
    {
        int value = Peek(count);
        return Drop(count) ? value : -1;
    }

    /// <summary>Goes on with the next whole byte.</summary>
    internal void AlignToByte() => _ = Drop(_count & 7);

    private void Fill(int count)
    {
        while (_count < count)
        {
            int next = source.ReadByte();
            if (next < 0)
                return;
            _bits |= (ulong)next << _count;
            _count += 8;
        }
    }
}
