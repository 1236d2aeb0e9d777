using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace System.Buffers;

/// <summary>A set of bytes; when all of them are ASCII, spans are searched by vectors.</summary>
// SAFETY: vectors are loaded only within the span.
internal sealed class ByteSearchValues : SearchValues<byte>
{
    private readonly ByteSet _set;
    private readonly AsciiSet _ascii;
    private readonly bool _isAscii;

    internal ByteSearchValues(ReadOnlySpan<byte> values)
    {
        _isAscii = !values.ContainsAnyExceptInRange((byte)0, (byte)0x7F);
        foreach (byte value in values)
        {
            _set.Add(value);
        }

        if (_isAscii)
            _ascii = AsciiSet.Create(values, static value => value);
    }

    public override bool Contains(byte value) => _set.Contains(value);

    internal override int IndexOfAny(ReadOnlySpan<byte> span) => First(span, 0);

    internal override int IndexOfAnyExcept(ReadOnlySpan<byte> span) => First(span, 0xFFFF);

    internal override int LastIndexOfAny(ReadOnlySpan<byte> span)
    {
        for (int i = span.Length - 1; i >= 0; i--)
        {
            if (_set.Contains(span[i]))
                return i;
        }

        return -1;
    }

    internal override int LastIndexOfAnyExcept(ReadOnlySpan<byte> span)
    {
        for (int i = span.Length - 1; i >= 0; i--)
        {
            if (!_set.Contains(span[i]))
                return i;
        }

        return -1;
    }

    // The mask is exclusive-ored to the matches of 16 bytes: 0 asks for members, all ones for the others.
    private int First(ReadOnlySpan<byte> span, uint inversion)
    {
        int position = 0;
        if (_isAscii)
        {
            for (; position + 16 <= span.Length; position += 16)
            {
                uint mask = _ascii.Matches(Vector128.LoadUnsafe(ref span._reference, (nuint)position)).ExtractMostSignificantBits() ^ inversion;
                if (mask != 0)
                    return position + BitOperations.TrailingZeroCount(mask);
            }
        }

        for (; position < span.Length; position++)
        {
            if (_set.Contains(span[position]) == (inversion == 0))
                return position;
        }

        return -1;
    }
}
