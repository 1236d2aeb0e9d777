using System.Buffers.Binary;

namespace Diesis.Tool.Names;

/// <summary>Little-endian numbers and varints (LEB128: seven bits a byte, low ones first, the top bit says that more follow).</summary>
internal sealed class ByteWriter
{
    private readonly List<byte> _bytes = [];

    internal int Length => _bytes.Count;

    internal void Byte(byte value) => _bytes.Add(value);

    internal void UInt32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        _bytes.AddRange(bytes);
    }

    internal void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            _bytes.Add((byte)(value | 0x80));
            value >>= 7;
        }

        _bytes.Add((byte)value);
    }

    internal void Bytes(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    internal byte[] ToArray() => [.. _bytes];
}
