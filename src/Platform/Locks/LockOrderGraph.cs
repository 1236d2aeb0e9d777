using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Diesis.Platform.Locks;

/// <summary>Which classes of locks have been taken while which others were held: a directed graph that must stay free of cycles.</summary>
/// <remarks>
/// A matrix of bits: recording allocates nothing, an edge that is known costs one load, and a search visits each class once. Two threads that add
/// edges at the same time could close a cycle unseen; so <see cref="TryAdd"/> is called under a lock.
/// </remarks>
internal struct LockOrderGraph
{
    internal const int MaximumClasses = 128;
    private const int WordsPerClass = MaximumClasses / 64;

    private Matrix _edges;

    /// <summary>Whether the inner class has been seen taken under the outer one. Needs no lock.</summary>
    internal readonly bool Has(int outer, int inner) => (_edges[outer * WordsPerClass + (inner >> 6)] >> (inner & 63) & 1) != 0;

    /// <summary>Records that a lock of the inner class is taken while one of the outer class is held.</summary>
    /// <returns>False, and nothing is recorded, if the opposite order is known, be it over other classes.</returns>
    internal bool TryAdd(int outer, int inner)
    {
        if (Has(outer, inner))
            return true;
        if (Reaches(inner, outer))
            return false;
        ref ulong word = ref _edges[outer * WordsPerClass + (inner >> 6)];
        Volatile.Write(ref word, word | 1UL << (inner & 63));
        return true;
    }

    /// <summary>Whether a chain of edges leads from one class to another. Every class reaches itself.</summary>
    internal readonly bool Reaches(int from, int to)
    {
        ulong seenLow = 0;
        ulong seenHigh = 0;
        ulong openLow = from < 64 ? 1UL << from : 0;
        ulong openHigh = from >= 64 ? 1UL << (from - 64) : 0;
        while ((openLow | openHigh) != 0)
        {
            int node = openLow != 0 ? BitOperations.TrailingZeroCount(openLow) : 64 + BitOperations.TrailingZeroCount(openHigh);
            if (node == to)
                return true;
            if (node < 64)
                seenLow |= 1UL << node;
            else
                seenHigh |= 1UL << (node - 64);
            openLow = (openLow | _edges[node * WordsPerClass]) & ~seenLow;
            openHigh = (openHigh | _edges[node * WordsPerClass + 1]) & ~seenHigh;
        }

        return false;
    }

    [InlineArray(MaximumClasses * WordsPerClass)]
    private struct Matrix
    {
        private ulong _first;
    }
}
