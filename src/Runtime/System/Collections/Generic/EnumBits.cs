using System.Runtime.CompilerServices;
using Internal.IntrinsicSupport;

namespace System.Collections.Generic;

/// <summary>Enums as the integers under them, without boxing: equality, order and hash.</summary>
internal static class EnumBits
{
    /// <summary>The bits of the value, zero-extended.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong ToUInt64<T>(T value)
        where T : struct, Enum
    {
        // SAFETY: each read is as wide as the enum, and enums hold integers only.
        return Unsafe.SizeOf<T>() switch
        {
            1 => Unsafe.As<T, byte>(ref value),
            2 => Unsafe.As<T, ushort>(ref value),
            4 => Unsafe.As<T, uint>(ref value),
            _ => Unsafe.As<T, ulong>(ref value),
        };
    }

    /// <summary>What the underlying integer's GetHashCode gives.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int GetHashCode<T>(T value)
        where T : struct, Enum
    {
        ulong bits = ToUInt64(value);
        switch (Unsafe.SizeOf<T>())
        {
            case 1:
                return IsSigned<T>() ? (sbyte)bits : (byte)bits;
            case 2:
                return IsSigned<T>() ? (short)bits : (ushort)bits;
            case 4:
                return (int)bits;
            default:
                return (int)bits ^ (int)(bits >> 32);
        }
    }

    /// <summary>The order of the underlying integers, as their CompareTo gives it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Compare<T>(T x, T y)
        where T : struct, Enum
        => ComparerHelpers.EnumOnlyCompare(x, y);

    // The integer with all bits set is below zero exactly when it has a sign.
    private static bool IsSigned<T>()
        where T : struct, Enum
    {
        ulong allBits = ulong.MaxValue;
        // SAFETY: an enum is at most as wide as the ulong.
        return ComparerHelpers.EnumOnlyCompare(Unsafe.As<ulong, T>(ref allBits), default) < 0;
    }
}
