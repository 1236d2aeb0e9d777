using System.Runtime.CompilerServices;

namespace Diesis.Core.Futexes;

/// <summary>What names a futex: a place in an address space, or in a memory object that several address spaces map (futex(2)).</summary>
/// <param name="owner">The address space of private memory, or the object of shared memory.</param>
/// <param name="offset">The address, or the offset in the object: a multiple of 4.</param>
public readonly struct FutexKey(object owner, ulong offset)
{
    private const ulong GoldenRatio = 0x9e37_79b9_7f4a_7c15;

    private readonly object _owner = owner;

    public ulong Offset { get; } = offset;

    public bool Is(in FutexKey other) => Offset == other.Offset && ReferenceEquals(_owner, other._owner);

    /// <summary>A number of so many bits that differs for most keys.</summary>
    internal int Hash(int bits) => (int)(((Offset >> 2) + (ulong)(uint)RuntimeHelpers.GetHashCode(_owner) * GoldenRatio) * GoldenRatio >> (64 - bits));
}

/// <summary>Whether other processes may use the futex too.</summary>
public enum FutexSharing
{
    /// <summary>FUTEX_PRIVATE_FLAG: the key is the address.</summary>
    Private,
    Shared,
}
