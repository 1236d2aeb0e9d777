using System;
using System.Buffers.Binary;

namespace Diesis.Platform.Randomness;

/// <summary>A generator of random bytes that forgets: each request replaces the key by which it was answered.</summary>
/// <remarks>
/// "Fast key erasure": the first half of the first block becomes the next key, the rest is output, so that whoever reads the state later cannot
/// tell what was given out before. A plain value, usable before there is a heap; not safe for several processors.
/// </remarks>
internal unsafe struct KeyedGenerator
{
    private const int KeyBytes = ChaChaBlock.KeyWords * sizeof(uint);

    // SAFETY: the buffer is the structure's own, and spans over it stay in this file.
    private fixed uint _key[ChaChaBlock.KeyWords];
    private uint _request;

    /// <summary>Makes the key depend on one more value, of which an attacker may know all or nothing.</summary>
    internal void Mix(ulong value)
    {
        Span<uint> nonce = [(uint)value, (uint)(value >> 32), _request++];
        Span<byte> block = stackalloc byte[ChaChaBlock.Bytes];
        fixed (uint* key = _key)
        {
            Span<uint> words = new(key, ChaChaBlock.KeyWords);
            ChaChaBlock.Compute(words, uint.MaxValue, nonce, block);
            ReplaceKey(words, block);
        }
    }

    /// <summary>Fills a buffer.</summary>
    internal void Fill(Span<byte> buffer)
    {
        Span<uint> nonce = [0, 0, _request++];
        Span<uint> oldKey = stackalloc uint[ChaChaBlock.KeyWords];
        Span<byte> block = stackalloc byte[ChaChaBlock.Bytes];
        fixed (uint* key = _key)
        {
            Span<uint> words = new(key, ChaChaBlock.KeyWords);
            words.CopyTo(oldKey);
            ChaChaBlock.Compute(oldKey, 0, nonce, block);
            ReplaceKey(words, block);
        }

        int first = Math.Min(buffer.Length, ChaChaBlock.Bytes - KeyBytes);
        block.Slice(KeyBytes, first).CopyTo(buffer);
        buffer = buffer[first..];
        for (uint counter = 1; !buffer.IsEmpty; counter++)
        {
            ChaChaBlock.Compute(oldKey, counter, nonce, block);
            int count = Math.Min(buffer.Length, ChaChaBlock.Bytes);
            block[..count].CopyTo(buffer);
            buffer = buffer[count..];
        }
        oldKey.Clear();
        block.Clear();
    }

    private static void ReplaceKey(Span<uint> key, ReadOnlySpan<byte> block)
    {
        for (int i = 0; i < key.Length; i++)
            key[i] = BinaryPrimitives.ReadUInt32LittleEndian(block.Slice(i * 4, 4));
    }
}
