using System.Runtime.CompilerServices;

namespace System.Buffers;

/// <summary>256 bits: a set of bytes.</summary>
internal struct ByteSet
{
    private ulong _bits0;
    private ulong _bits1;
    private ulong _bits2;
    private ulong _bits3;

    internal void Add(byte value)
    {
        ulong bit = 1ul << (value & 63);
        switch (value >> 6)
        {
            case 0:
                _bits0 |= bit;
                break;
            case 1:
                _bits1 |= bit;
                break;
            case 2:
                _bits2 |= bit;
                break;
            default:
                _bits3 |= bit;
                break;
        }
    }

    // SAFETY: the index is 0 to 3, one of the four fields, which lie behind one another.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly bool Contains(byte value) =>
        ((Unsafe.Add(ref Unsafe.AsRef(in _bits0), value >> 6) >> (value & 63)) & 1) != 0;
}
