using System;
using System.Buffers.Binary;
using System.Numerics;

namespace Diesis.Core.Files;

/// <summary>A name in a directory: any bytes but '/' and 0, with their hash. Linux gives names no encoding, so they are not text here either.</summary>
public readonly struct FileName : IEquatable<FileName>
{
    private readonly byte[] _bytes;

    public FileName(ReadOnlySpan<byte> bytes)
        : this(bytes.ToArray(), HashOf(bytes))
    {
    }

    internal FileName(ReadOnlySpan<byte> bytes, uint hash)
        : this(bytes.ToArray(), hash)
    {
    }

    private FileName(byte[] bytes, uint hash)
    {
        _bytes = bytes;
        Hash = hash;
    }

    /// <summary>Mixed into all hashes: random since boot, so that nobody can choose names that collide.</summary>
    internal static ulong Key { get; set; }

    public ReadOnlySpan<byte> Bytes => _bytes;

    public int Length => _bytes is null ? 0 : _bytes.Length;

    public uint Hash { get; }

    public bool IsDot => Is(_bytes, "."u8);

    public bool IsDotDot => Is(_bytes, ".."u8);

    /// <summary>The hash of a name, eight bytes at a time.</summary>
    public static uint HashOf(ReadOnlySpan<byte> bytes)
    {
        // Odd multipliers with well-mixed bits: the golden ratio's, and the one of L'Ecuyer's tables for 64 bits.
        const ulong First = 0x9e37_79b9_7f4a_7c15;
        const ulong Second = 0xd133_3aa3_b9f3_a1b5;
        ulong hash = Key ^ (ulong)bytes.Length;
        while (bytes.Length >= sizeof(ulong))
        {
            hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * First, 29);
            bytes = bytes[sizeof(ulong)..];
        }

        ulong tail = 0;
        if (bytes.Length >= sizeof(uint))
        {
            tail = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            bytes = bytes[sizeof(uint)..];
        }

        for (int i = 0; i < bytes.Length; i++)
            tail = tail << 8 | bytes[i];
        hash = (hash ^ tail) * Second;
        // A product's low bits only depend on low bits: the upper half of a second one is what is used.
        hash = (hash ^ hash >> 32) * First;
        return (uint)(hash >> 32);
    }

    public bool Equals(ReadOnlySpan<byte> other) => other.SequenceEqual(_bytes);

    public bool Equals(FileName other) => Hash == other.Hash && other.Bytes.SequenceEqual(_bytes);

    public override bool Equals(object? other) => other is FileName name && Equals(name);

    public override int GetHashCode() => (int)Hash;

    private static bool Is(byte[] bytes, ReadOnlySpan<byte> text) => text.SequenceEqual(bytes);
}
