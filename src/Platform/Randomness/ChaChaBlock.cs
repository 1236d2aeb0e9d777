using System;
using System.Buffers.Binary;
using System.Numerics;

namespace Diesis.Platform.Randomness;

/// <summary>The ChaCha20 block function (RFC 8439, section 2.3): 64 bytes that nobody can tell from random without the key.</summary>
internal static class ChaChaBlock
{
    internal const int KeyWords = 8;
    internal const int Bytes = 64;
    private const int Words = 16;
    private const int DoubleRounds = 10;

    /// <summary>Computes one block.</summary>
    /// <param name="key">8 words.</param>
    /// <param name="counter">Number of the block.</param>
    /// <param name="nonce">3 words.</param>
    /// <param name="block">64 bytes.</param>
    internal static void Compute(ReadOnlySpan<uint> key, uint counter, ReadOnlySpan<uint> nonce, Span<byte> block)
    {
        Span<uint> start = stackalloc uint[Words];
        start[0] = 0x6170_7865;
        start[1] = 0x3320_646e;
        start[2] = 0x7962_2d32;
        start[3] = 0x6b20_6574;
        key[..KeyWords].CopyTo(start[4..]);
        start[12] = counter;
        nonce[..3].CopyTo(start[13..]);

        Span<uint> state = stackalloc uint[Words];
        start.CopyTo(state);
        for (int i = 0; i < DoubleRounds; i++)
        {
            QuarterRound(state, 0, 4, 8, 12);
            QuarterRound(state, 1, 5, 9, 13);
            QuarterRound(state, 2, 6, 10, 14);
            QuarterRound(state, 3, 7, 11, 15);
            QuarterRound(state, 0, 5, 10, 15);
            QuarterRound(state, 1, 6, 11, 12);
            QuarterRound(state, 2, 7, 8, 13);
            QuarterRound(state, 3, 4, 9, 14);
        }
        for (int i = 0; i < Words; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(block.Slice(i * 4, 4), state[i] + start[i]);
    }

    private static void QuarterRound(Span<uint> state, int a, int b, int c, int d)
    {
        state[a] += state[b];
        state[d] = BitOperations.RotateLeft(state[d] ^ state[a], 16);
        state[c] += state[d];
        state[b] = BitOperations.RotateLeft(state[b] ^ state[c], 12);
        state[a] += state[b];
        state[d] = BitOperations.RotateLeft(state[d] ^ state[a], 8);
        state[c] += state[d];
        state[b] = BitOperations.RotateLeft(state[b] ^ state[c], 7);
    }
}
