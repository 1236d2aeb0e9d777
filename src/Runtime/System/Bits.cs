using System.Runtime.CompilerServices;

namespace System;

/// <summary>What is known of an element type at compile time.</summary>
internal static class Bits
{
    /// <summary>Whether two values are equal exactly when their bits are; folded to a constant for each type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AreEquality<T>() =>
        typeof(T) == typeof(byte) || typeof(T) == typeof(char) || typeof(T) == typeof(int) || typeof(T) == typeof(uint) ||
        typeof(T) == typeof(long) || typeof(T) == typeof(ulong) || typeof(T) == typeof(short) || typeof(T) == typeof(ushort) ||
        typeof(T) == typeof(sbyte) || typeof(T) == typeof(nint) || typeof(T) == typeof(nuint) || typeof(T) == typeof(bool);
}
