using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Internal.Runtime;

namespace System;

/// <summary>xoshiro256** (Blackman and Vigna, 2018), seeded by the home's random bytes.</summary>
internal sealed class XoshiroGenerator
{
    private ulong _state0;
    private ulong _state1;
    private ulong _state2;
    private ulong _state3;

    // SAFETY: the home fills the four words that the pointer is to.
    internal unsafe XoshiroGenerator()
    {
        ulong* state = stackalloc ulong[4];
        do
        {
            Home.Random((byte*)state, 4 * sizeof(ulong));
        }
        while ((state[0] | state[1] | state[2] | state[3]) == 0);

        _state0 = state[0];
        _state1 = state[1];
        _state2 = state[2];
        _state3 = state[3];
    }

    internal ulong Next()
    {
        ulong result = BitOperations.RotateLeft(_state1 * 5, 7) * 9;
        ulong shifted = _state1 << 17;
        _state2 ^= _state0;
        _state3 ^= _state1;
        _state1 ^= _state2;
        _state0 ^= _state3;
        _state2 ^= shifted;
        _state3 = BitOperations.RotateLeft(_state3, 45);
        return result;
    }

    /// <summary>From zero up to, not including, the limit; without bias (Lemire, 2019). Zero for a limit of zero.</summary>
    internal uint Next(uint limit)
    {
        ulong product = (ulong)limit * (uint)(Next() >> 32);
        uint low = (uint)product;
        if (low < limit)
        {
            uint remainder = (0 - limit) % limit;
            while (low < remainder)
            {
                product = (ulong)limit * (uint)(Next() >> 32);
                low = (uint)product;
            }
        }

        return (uint)(product >> 32);
    }

    // SAFETY: eight bytes are written where the loop has seen that there are eight.
    internal void Fill(Span<byte> buffer)
    {
        int i = 0;
        for (; i + sizeof(ulong) <= buffer.Length; i += sizeof(ulong))
        {
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref MemoryMarshal.GetReference(buffer), i), Next());
        }

        for (ulong rest = Next(); i < buffer.Length; i++)
        {
            buffer[i] = (byte)rest;
            rest >>= 8;
        }
    }
}
