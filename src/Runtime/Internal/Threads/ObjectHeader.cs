using System.Runtime.CompilerServices;
using System.Threading;

namespace Internal.Runtime;

/// <summary>The eight bytes before an object's method table pointer: its lock and its identity hash.</summary>
/// <remarks>
/// <code>
/// bytes 0 to 3, lock word   0                       free
///                           bit 31 clear            thin: bits 0-17 the owner's managed thread id, bits 18-30 entries after the first
///                           bit 31 set              inflated: bits 0-30 the index in <see cref="MonitorTable"/>
/// bytes 4 to 7, hash word   0                       none given yet
///                           bits 0-30               the identity hash; never zero
/// </code>
/// A thin word is changed only by compare-and-exchange, also by its owner, because a contender may inflate it at any time. An inflated word
/// stays until the object dies. Frozen objects (string literals) have headers too, so they must lie in writable memory.
/// </remarks>
// SAFETY: every object has its header; objects never move, and whoever holds the reference `o` keeps the header alive.
internal static class ObjectHeader
{
    internal const int MaximumThreadId = (1 << 18) - 1;
    internal const int OneRecursion = 1 << 18;
    internal const int MaximumRecursion = (1 << 13) - 1;
    internal const int Inflated = int.MinValue;
    private const int HeaderOffsetFromData = -16;
    private const int HashMask = int.MaxValue;

    private static int s_hashSequence;

    /// <summary>The first field of any object lies behind the method table pointer.</summary>
    private sealed class RawData
    {
#pragma warning disable CS0649
        internal byte First;
#pragma warning restore CS0649
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ref int LockWord(object o) =>
        ref Unsafe.As<byte, int>(ref Unsafe.AddByteOffset(ref Unsafe.As<RawData>(o).First, HeaderOffsetFromData));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref int HashWord(object o) => ref Unsafe.Add(ref LockWord(o), 1);

    /// <summary>Keeps the object alive until here, at the cost of a read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void KeepAlive(object o) => Volatile.Read(ref LockWord(o));

    internal static bool IsInflated(int word) => word < 0;

    internal static int OwnerOf(int thinWord) => thinWord & MaximumThreadId;

    internal static int RecursionOf(int thinWord) => thinWord >> 18;

    internal static int MonitorIndexOf(int inflatedWord) => inflatedWord & int.MaxValue;

    /// <summary>A number that stays with the object and says nothing about its address. Null has zero.</summary>
    internal static int GetHashCode(object? o)
    {
        if (o is null)
            return 0;
        int hash = HashWord(o);
        return hash != 0 ? hash : AssignHashCode(o);
    }

    private static int AssignHashCode(object o)
    {
        // Weyl sequence through the finalizer of MurmurHash3 (fmix32): distinct inputs stay distinct and spread over all bits.
        uint mixed = (uint)Interlocked.Add(ref s_hashSequence, unchecked((int)0x9E3779B9));
        mixed = (mixed ^ (mixed >> 16)) * 0x85EBCA6B;
        mixed = (mixed ^ (mixed >> 13)) * 0xC2B2AE35;
        int hash = (int)((mixed ^ (mixed >> 16)) & HashMask);
        if (hash == 0)
            hash = 1;
        int previous = Interlocked.CompareExchange(ref HashWord(o), hash, 0);
        return previous == 0 ? hash : previous;
    }
}
