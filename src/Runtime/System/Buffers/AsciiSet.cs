using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace System.Buffers;

/// <summary>A set of ASCII values, tested sixteen bytes at a time.</summary>
/// <remarks>
/// The table is indexed by the low four bits of a byte and holds one bit for each value of the high four; a second lookup turns the high four
/// bits into that bit. Bytes from 128 up have no bit, so they match nothing.
/// </remarks>
internal readonly struct AsciiSet
{
    private readonly Vector128<byte> _table;

    private AsciiSet(Vector128<byte> table) => _table = table;

    /// <summary>Preconditions: every value is below 128.</summary>
    internal static AsciiSet Create<T>(ReadOnlySpan<T> values, Func<T, byte> toByte)
    {
        Span<byte> table = stackalloc byte[16];
        table.Clear();
        foreach (T value in values)
        {
            byte b = toByte(value);
            table[b & 0xF] |= (byte)(1 << (b >> 4));
        }

        return new AsciiSet(Vector128.Create<byte>(table));
    }

    /// <summary>All bits set in each byte that is in the set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector128<byte> Matches(Vector128<byte> values)
    {
        Vector128<byte> highBits = Vector128.Create((byte)1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0);
        Vector128<byte> row = Vector128.Shuffle(_table, values & Vector128.Create((byte)0xF));
        Vector128<byte> bit = Vector128.Shuffle(highBits, (values.AsUInt16() >>> 4).AsByte() & Vector128.Create((byte)0xF));
        return ~Vector128.Equals(row & bit, Vector128<byte>.Zero);
    }
}
