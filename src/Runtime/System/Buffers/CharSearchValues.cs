using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace System.Buffers;

/// <summary>A set of UTF-16 units; when all of them are ASCII, spans are searched by vectors.</summary>
// SAFETY: vectors are loaded only within the span.
internal sealed class CharSearchValues : SearchValues<char>
{
    private readonly char[] _values;
    private readonly ByteSet _lowBytes;
    private readonly AsciiSet _ascii;
    private readonly bool _isAscii;

    internal CharSearchValues(ReadOnlySpan<char> values)
    {
        _values = values.ToArray();
        _isAscii = !values.ContainsAnyExceptInRange('\0', '\x7F');
        foreach (char value in values)
        {
            _lowBytes.Add((byte)value);
        }

        if (_isAscii)
            _ascii = AsciiSet.Create(values, static value => (byte)value);
    }

    public override bool Contains(char value)
    {
        if (!_lowBytes.Contains((byte)value))
            return false;
        return _isAscii ? value < 0x80 : new ReadOnlySpan<char>(_values).Contains(value);
    }

    internal override int IndexOfAny(ReadOnlySpan<char> span) => First(span, 0);

    internal override int IndexOfAnyExcept(ReadOnlySpan<char> span) => First(span, 0xFFFF);

    internal override int LastIndexOfAny(ReadOnlySpan<char> span)
    {
        for (int i = span.Length - 1; i >= 0; i--)
        {
            if (Contains(span[i]))
                return i;
        }

        return -1;
    }

    internal override int LastIndexOfAnyExcept(ReadOnlySpan<char> span)
    {
        for (int i = span.Length - 1; i >= 0; i--)
        {
            if (!Contains(span[i]))
                return i;
        }

        return -1;
    }

    private int First(ReadOnlySpan<char> span, uint inversion)
    {
        int position = 0;
        if (_isAscii)
        {
            ref short units = ref Unsafe.As<char, short>(ref span._reference);
            for (; position + 16 <= span.Length; position += 16)
            {
                // Units beyond 255 become 255, which is in no ASCII set.
                Vector128<short> low = Vector128.LoadUnsafe(ref units, (nuint)position);
                Vector128<short> high = Vector128.LoadUnsafe(ref units, (nuint)position + 8);
                Vector128<short> limit = Vector128.Create((short)0xFF);
                Vector128<byte> bytes = Sse2.PackUnsignedSaturate(
                    Vector128.Min(low.AsUInt16(), limit.AsUInt16()).AsInt16(), Vector128.Min(high.AsUInt16(), limit.AsUInt16()).AsInt16());
                uint mask = _ascii.Matches(bytes).ExtractMostSignificantBits() ^ inversion;
                if (mask != 0)
                    return position + BitOperations.TrailingZeroCount(mask);
            }
        }

        for (; position < span.Length; position++)
        {
            if (Contains(span[position]) == (inversion == 0))
                return position;
        }

        return -1;
    }
}
