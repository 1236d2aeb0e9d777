using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace System.Numerics;

/// <summary>Counting, finding and turning bits: instructions where the processor has them.</summary>
public static class BitOperations
{
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LeadingZeroCount(uint value)
    {
        if (X86Base.IsSupported)
        {
            return value == 0 ? 32 : 31 ^ (int)X86Base.BitScanReverse(value);
        }

        return value == 0 ? 32 : 31 - Log2Portable(value);
    }

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LeadingZeroCount(ulong value)
    {
        if (X86Base.X64.IsSupported)
        {
            return value == 0 ? 64 : 63 ^ (int)X86Base.X64.BitScanReverse(value);
        }

        uint upper = (uint)(value >> 32);
        return upper == 0 ? 32 + LeadingZeroCount((uint)value) : LeadingZeroCount(upper);
    }

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LeadingZeroCount(nuint value) => LeadingZeroCount((ulong)value);

    /// <summary>The place of the highest set bit; zero for zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Log2(uint value) => X86Base.IsSupported ? (int)X86Base.BitScanReverse(value | 1) : Log2Portable(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Log2(ulong value)
    {
        if (X86Base.X64.IsSupported)
        {
            return (int)X86Base.X64.BitScanReverse(value | 1);
        }

        uint upper = (uint)(value >> 32);
        return upper == 0 ? Log2Portable((uint)value) : 32 + Log2Portable(upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Log2(nuint value) => Log2((ulong)value);

    [Intrinsic]
    public static int PopCount(uint value)
    {
        if (Popcnt.IsSupported)
        {
            return (int)Popcnt.PopCount(value);
        }

        value -= (value >> 1) & 0x5555_5555;
        value = (value & 0x3333_3333) + ((value >> 2) & 0x3333_3333);
        return (int)((((value + (value >> 4)) & 0x0F0F_0F0F) * 0x0101_0101) >> 24);
    }

    [Intrinsic]
    public static int PopCount(ulong value)
    {
        if (Popcnt.X64.IsSupported)
        {
            return (int)Popcnt.X64.PopCount(value);
        }

        return PopCount((uint)value) + PopCount((uint)(value >> 32));
    }

    [Intrinsic]
    public static int PopCount(nuint value) => PopCount((ulong)value);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TrailingZeroCount(int value) => TrailingZeroCount((uint)value);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TrailingZeroCount(uint value)
    {
        if (X86Base.IsSupported)
        {
            return value == 0 ? 32 : (int)X86Base.BitScanForward(value);
        }

        return value == 0 ? 32 : Log2Portable(value & (0 - value));
    }

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TrailingZeroCount(long value) => TrailingZeroCount((ulong)value);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TrailingZeroCount(ulong value)
    {
        if (X86Base.X64.IsSupported)
        {
            return value == 0 ? 64 : (int)X86Base.X64.BitScanForward(value);
        }

        uint lower = (uint)value;
        return lower == 0 ? 32 + TrailingZeroCount((uint)(value >> 32)) : TrailingZeroCount(lower);
    }

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TrailingZeroCount(nint value) => TrailingZeroCount((ulong)value);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TrailingZeroCount(nuint value) => TrailingZeroCount((ulong)value);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint RotateLeft(uint value, int offset) => (value << offset) | (value >> (32 - offset));

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong RotateLeft(ulong value, int offset) => (value << offset) | (value >> (64 - offset));

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint RotateLeft(nuint value, int offset) => (nuint)RotateLeft((ulong)value, offset);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint RotateRight(uint value, int offset) => (value >> offset) | (value << (32 - offset));

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong RotateRight(ulong value, int offset) => (value >> offset) | (value << (64 - offset));

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint RotateRight(nuint value, int offset) => (nuint)RotateRight((ulong)value, offset);

    public static bool IsPow2(int value) => (value & (value - 1)) == 0 && value > 0;

    public static bool IsPow2(uint value) => (value & (value - 1)) == 0 && value != 0;

    public static bool IsPow2(long value) => (value & (value - 1)) == 0 && value > 0;

    public static bool IsPow2(ulong value) => (value & (value - 1)) == 0 && value != 0;

    public static bool IsPow2(nint value) => IsPow2((long)value);

    public static bool IsPow2(nuint value) => IsPow2((ulong)value);

    /// <summary>The smallest power of two not below the value; zero where that does not fit.</summary>
    public static uint RoundUpToPowerOf2(uint value) => value <= 1 ? value : (uint)(0x1_0000_0000UL >> LeadingZeroCount(value - 1));

    public static ulong RoundUpToPowerOf2(ulong value)
    {
        if (value <= 1)
        {
            return value;
        }

        int zeros = LeadingZeroCount(value - 1);
        return zeros == 0 ? 0 : 1UL << (64 - zeros);
    }

    public static nuint RoundUpToPowerOf2(nuint value) => (nuint)RoundUpToPowerOf2((ulong)value);

    /// <summary>Adds a byte to a CRC-32C (Castagnoli), without inverting it.</summary>
    public static uint Crc32C(uint crc, byte data) => Sse42.IsSupported ? Sse42.Crc32(crc, data) : Crc32CPortable(crc, data, 8);

    public static uint Crc32C(uint crc, ushort data) => Sse42.IsSupported ? Sse42.Crc32(crc, data) : Crc32CPortable(crc, data, 16);

    public static uint Crc32C(uint crc, uint data) => Sse42.IsSupported ? Sse42.Crc32(crc, data) : Crc32CPortable(crc, data, 32);

    public static uint Crc32C(uint crc, ulong data) =>
        Sse42.X64.IsSupported ? (uint)Sse42.X64.Crc32(crc, data) : Crc32C(Crc32C(crc, (uint)data), (uint)(data >> 32));

    private static uint Crc32CPortable(uint crc, uint data, int bits)
    {
        crc ^= data;
        for (; bits > 0; bits--)
        {
            crc = (crc >> 1) ^ (0x82F6_3B78 & (0 - (crc & 1)));
        }

        return crc;
    }

    private static int Log2Portable(uint value)
    {
        int result = 0;
        for (int step = 16; step != 0; step >>= 1)
        {
            if (value >> step != 0)
            {
                value >>= step;
                result += step;
            }
        }

        return result;
    }
}
