using System.Collections.Generic;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Internal.Runtime;

namespace System;

/// <summary>Folds values into one hash code: xxHash32, with a seed of this run's own.</summary>
public struct HashCode
{
    private const uint Prime1 = 2654435761;
    private const uint Prime2 = 2246822519;
    private const uint Prime3 = 3266489917;
    private const uint Prime4 = 668265263;
    private const uint Prime5 = 374761393;

    private static uint s_seed;

    // Four lanes that each take every fourth value, the values still waiting for a full round, and the count.
    private uint _lane1;
    private uint _lane2;
    private uint _lane3;
    private uint _lane4;
    private uint _waiting1;
    private uint _waiting2;
    private uint _waiting3;
    private uint _length;

    public static int Combine<T1>(T1 value1)
    {
        uint hash = Seed() + Prime5 + 4;
        hash = Queue(hash, Hash(value1));
        return (int)Finish(hash);
    }

    public static int Combine<T1, T2>(T1 value1, T2 value2)
    {
        uint hash = Seed() + Prime5 + 8;
        hash = Queue(hash, Hash(value1));
        hash = Queue(hash, Hash(value2));
        return (int)Finish(hash);
    }

    public static int Combine<T1, T2, T3>(T1 value1, T2 value2, T3 value3)
    {
        uint hash = Seed() + Prime5 + 12;
        hash = Queue(hash, Hash(value1));
        hash = Queue(hash, Hash(value2));
        hash = Queue(hash, Hash(value3));
        return (int)Finish(hash);
    }

    public static int Combine<T1, T2, T3, T4>(T1 value1, T2 value2, T3 value3, T4 value4)
    {
        Initialize(out uint lane1, out uint lane2, out uint lane3, out uint lane4);
        lane1 = Round(lane1, Hash(value1));
        lane2 = Round(lane2, Hash(value2));
        lane3 = Round(lane3, Hash(value3));
        lane4 = Round(lane4, Hash(value4));
        uint hash = Mix(lane1, lane2, lane3, lane4) + 16;
        return (int)Finish(hash);
    }

    public static int Combine<T1, T2, T3, T4, T5>(T1 value1, T2 value2, T3 value3, T4 value4, T5 value5)
    {
        Initialize(out uint lane1, out uint lane2, out uint lane3, out uint lane4);
        lane1 = Round(lane1, Hash(value1));
        lane2 = Round(lane2, Hash(value2));
        lane3 = Round(lane3, Hash(value3));
        lane4 = Round(lane4, Hash(value4));
        uint hash = Mix(lane1, lane2, lane3, lane4) + 20;
        hash = Queue(hash, Hash(value5));
        return (int)Finish(hash);
    }

    public static int Combine<T1, T2, T3, T4, T5, T6>(T1 value1, T2 value2, T3 value3, T4 value4, T5 value5, T6 value6)
    {
        Initialize(out uint lane1, out uint lane2, out uint lane3, out uint lane4);
        lane1 = Round(lane1, Hash(value1));
        lane2 = Round(lane2, Hash(value2));
        lane3 = Round(lane3, Hash(value3));
        lane4 = Round(lane4, Hash(value4));
        uint hash = Mix(lane1, lane2, lane3, lane4) + 24;
        hash = Queue(hash, Hash(value5));
        hash = Queue(hash, Hash(value6));
        return (int)Finish(hash);
    }

    public static int Combine<T1, T2, T3, T4, T5, T6, T7>(T1 value1, T2 value2, T3 value3, T4 value4, T5 value5, T6 value6, T7 value7)
    {
        Initialize(out uint lane1, out uint lane2, out uint lane3, out uint lane4);
        lane1 = Round(lane1, Hash(value1));
        lane2 = Round(lane2, Hash(value2));
        lane3 = Round(lane3, Hash(value3));
        lane4 = Round(lane4, Hash(value4));
        uint hash = Mix(lane1, lane2, lane3, lane4) + 28;
        hash = Queue(hash, Hash(value5));
        hash = Queue(hash, Hash(value6));
        hash = Queue(hash, Hash(value7));
        return (int)Finish(hash);
    }

    public static int Combine<T1, T2, T3, T4, T5, T6, T7, T8>(T1 value1, T2 value2, T3 value3, T4 value4, T5 value5, T6 value6, T7 value7, T8 value8)
    {
        Initialize(out uint lane1, out uint lane2, out uint lane3, out uint lane4);
        lane1 = Round(lane1, Hash(value1));
        lane2 = Round(lane2, Hash(value2));
        lane3 = Round(lane3, Hash(value3));
        lane4 = Round(lane4, Hash(value4));
        lane1 = Round(lane1, Hash(value5));
        lane2 = Round(lane2, Hash(value6));
        lane3 = Round(lane3, Hash(value7));
        lane4 = Round(lane4, Hash(value8));
        uint hash = Mix(lane1, lane2, lane3, lane4) + 32;
        return (int)Finish(hash);
    }

    public void Add<T>(T value) => AddHash(Hash(value));

    public void Add<T>(T value, IEqualityComparer<T>? comparer) =>
        AddHash(value is null ? 0 : comparer is null ? (uint)value.GetHashCode() : (uint)comparer.GetHashCode(value));

    /// <summary>Adds bytes, four at a time; not the same as adding each.</summary>
    // SAFETY: four bytes are read where the loop has seen that there are four.
    public void AddBytes(ReadOnlySpan<byte> value)
    {
        int i = 0;
        for (; i + sizeof(uint) <= value.Length; i += sizeof(uint))
        {
            AddHash(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref MemoryMarshal.GetReference(value), i)));
        }

        for (; i < value.Length; i++)
        {
            AddHash(value[i]);
        }
    }

    public readonly int ToHashCode()
    {
        uint waiting = _length % 4;
        uint hash = _length < 4 ? Seed() + Prime5 : Mix(_lane1, _lane2, _lane3, _lane4);
        hash += _length * 4;
        if (waiting > 0)
        {
            hash = Queue(hash, _waiting1);
        }

        if (waiting > 1)
        {
            hash = Queue(hash, _waiting2);
        }

        if (waiting > 2)
        {
            hash = Queue(hash, _waiting3);
        }

        return (int)Finish(hash);
    }

    private void AddHash(uint value)
    {
        uint position = _length++ % 4;
        if (position == 0)
        {
            _waiting1 = value;
        }
        else if (position == 1)
        {
            _waiting2 = value;
        }
        else if (position == 2)
        {
            _waiting3 = value;
        }
        else
        {
            if (_length == 4)
            {
                Initialize(out _lane1, out _lane2, out _lane3, out _lane4);
            }

            _lane1 = Round(_lane1, _waiting1);
            _lane2 = Round(_lane2, _waiting2);
            _lane3 = Round(_lane3, _waiting3);
            _lane4 = Round(_lane4, value);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash<T>(T value) => (uint)(value?.GetHashCode() ?? 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Seed()
    {
        uint seed = s_seed;
        return seed != 0 ? seed : MakeSeed();
    }

    // SAFETY: the home fills the local that the pointer is to.
    private static unsafe uint MakeSeed()
    {
        uint seed = 0;
        Home.Random((byte*)&seed, sizeof(uint));
        seed |= 1;

        // Of several threads that come here first, one decides for all.
        uint other = Threading.Interlocked.CompareExchange(ref s_seed, seed, 0);
        return other != 0 ? other : seed;
    }

    private static void Initialize(out uint lane1, out uint lane2, out uint lane3, out uint lane4)
    {
        uint seed = Seed();
        lane1 = seed + Prime1 + Prime2;
        lane2 = seed + Prime2;
        lane3 = seed;
        lane4 = seed - Prime1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Round(uint lane, uint value) => BitOperations.RotateLeft(lane + value * Prime2, 13) * Prime1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Queue(uint hash, uint value) => BitOperations.RotateLeft(hash + value * Prime3, 17) * Prime4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mix(uint lane1, uint lane2, uint lane3, uint lane4) =>
        BitOperations.RotateLeft(lane1, 1) + BitOperations.RotateLeft(lane2, 7) + BitOperations.RotateLeft(lane3, 12) + BitOperations.RotateLeft(lane4, 18);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Finish(uint hash)
    {
        hash ^= hash >> 15;
        hash *= Prime2;
        hash ^= hash >> 13;
        hash *= Prime3;
        return hash ^ (hash >> 16);
    }
}
