using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

/// <summary>Primitives to bytes in the machine's order and back, and numbers by their bits.</summary>
// SAFETY: reads and writes stay within spans and arrays whose length was compared with the value's size first; values of the same size are
// read as each other.
public static unsafe class BitConverter
{
    [Intrinsic]
    public static readonly bool IsLittleEndian = true;

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long DoubleToInt64Bits(double value) => *(long*)&value;

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong DoubleToUInt64Bits(double value) => *(ulong*)&value;

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Int64BitsToDouble(long value) => *(double*)&value;

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double UInt64BitsToDouble(ulong value) => *(double*)&value;

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SingleToInt32Bits(float value) => *(int*)&value;

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint SingleToUInt32Bits(float value) => *(uint*)&value;

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Int32BitsToSingle(int value) => *(float*)&value;

    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float UInt32BitsToSingle(uint value) => *(float*)&value;

    public static byte[] GetBytes(bool value) => [value ? (byte)1 : (byte)0];

    public static byte[] GetBytes(char value) => BytesOf(value);

    public static byte[] GetBytes(short value) => BytesOf(value);

    public static byte[] GetBytes(ushort value) => BytesOf(value);

    public static byte[] GetBytes(int value) => BytesOf(value);

    public static byte[] GetBytes(uint value) => BytesOf(value);

    public static byte[] GetBytes(long value) => BytesOf(value);

    public static byte[] GetBytes(ulong value) => BytesOf(value);

    public static byte[] GetBytes(float value) => BytesOf(value);

    public static byte[] GetBytes(double value) => BytesOf(value);

    public static bool TryWriteBytes(Span<byte> destination, bool value)
    {
        if (destination.Length == 0)
        {
            return false;
        }

        destination[0] = value ? (byte)1 : (byte)0;
        return true;
    }

    public static bool TryWriteBytes(Span<byte> destination, char value) => TryWrite(destination, value);

    public static bool TryWriteBytes(Span<byte> destination, short value) => TryWrite(destination, value);

    public static bool TryWriteBytes(Span<byte> destination, ushort value) => TryWrite(destination, value);

    public static bool TryWriteBytes(Span<byte> destination, int value) => TryWrite(destination, value);

    public static bool TryWriteBytes(Span<byte> destination, uint value) => TryWrite(destination, value);

    public static bool TryWriteBytes(Span<byte> destination, long value) => TryWrite(destination, value);

    public static bool TryWriteBytes(Span<byte> destination, ulong value) => TryWrite(destination, value);

    public static bool TryWriteBytes(Span<byte> destination, float value) => TryWrite(destination, value);

    public static bool TryWriteBytes(Span<byte> destination, double value) => TryWrite(destination, value);

    public static bool ToBoolean(byte[] value, int startIndex) => Read<byte>(value, startIndex) != 0;

    public static bool ToBoolean(ReadOnlySpan<byte> value) => Read<byte>(value) != 0;

    public static char ToChar(byte[] value, int startIndex) => Read<char>(value, startIndex);

    public static char ToChar(ReadOnlySpan<byte> value) => Read<char>(value);

    public static short ToInt16(byte[] value, int startIndex) => Read<short>(value, startIndex);

    public static short ToInt16(ReadOnlySpan<byte> value) => Read<short>(value);

    public static ushort ToUInt16(byte[] value, int startIndex) => Read<ushort>(value, startIndex);

    public static ushort ToUInt16(ReadOnlySpan<byte> value) => Read<ushort>(value);

    public static int ToInt32(byte[] value, int startIndex) => Read<int>(value, startIndex);

    public static int ToInt32(ReadOnlySpan<byte> value) => Read<int>(value);

    public static uint ToUInt32(byte[] value, int startIndex) => Read<uint>(value, startIndex);

    public static uint ToUInt32(ReadOnlySpan<byte> value) => Read<uint>(value);

    public static long ToInt64(byte[] value, int startIndex) => Read<long>(value, startIndex);

    public static long ToInt64(ReadOnlySpan<byte> value) => Read<long>(value);

    public static ulong ToUInt64(byte[] value, int startIndex) => Read<ulong>(value, startIndex);

    public static ulong ToUInt64(ReadOnlySpan<byte> value) => Read<ulong>(value);

    public static float ToSingle(byte[] value, int startIndex) => Read<float>(value, startIndex);

    public static float ToSingle(ReadOnlySpan<byte> value) => Read<float>(value);

    public static double ToDouble(byte[] value, int startIndex) => Read<double>(value, startIndex);

    public static double ToDouble(ReadOnlySpan<byte> value) => Read<double>(value);

    public static string ToString(byte[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return ToString(value, 0, value.Length);
    }

    public static string ToString(byte[] value, int startIndex)
    {
        ArgumentNullException.ThrowIfNull(value);
        return ToString(value, startIndex, value.Length - startIndex);
    }

    /// <summary>Upper-case hexadecimal pairs with hyphens between.</summary>
    public static string ToString(byte[] value, int startIndex, int length)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (startIndex < 0 || (startIndex >= value.Length && startIndex > 0))
        {
            ThrowStartIndex();
        }

        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (startIndex > value.Length - length)
        {
            ThrowTooSmall();
        }

        if (length == 0)
        {
            return "";
        }

        if (length > int.MaxValue / 3)
        {
            throw new ArgumentOutOfRangeException(nameof(length), "The specified length exceeds the maximum value of 715827882.");
        }

        string text = string.FastAllocateString(length * 3 - 1);
        Span<char> characters = MemoryMarshal.CreateSpan(ref Unsafe.AsRef(in text.GetPinnableReference()), text.Length);
        for (int i = 0; i < length; i++)
        {
            uint data = value[startIndex + i];
            characters[3 * i] = HexadecimalDigit(data >> 4);
            characters[3 * i + 1] = HexadecimalDigit(data & 0xF);
            if (i < length - 1)
            {
                characters[3 * i + 2] = '-';
            }
        }

        return text;
    }

    private static char HexadecimalDigit(uint value) => (char)(value + (value < 10 ? '0' : 'A' - 10u));

    private static byte[] BytesOf<T>(T value)
        where T : unmanaged
    {
        byte[] bytes = new byte[sizeof(T)];
        Unsafe.WriteUnaligned(ref bytes[0], value);
        return bytes;
    }

    private static bool TryWrite<T>(Span<byte> destination, T value)
        where T : unmanaged
    {
        if (destination.Length < sizeof(T))
        {
            return false;
        }

        Unsafe.WriteUnaligned(ref MemoryMarshal.GetReference(destination), value);
        return true;
    }

    private static T Read<T>(byte[] value, int startIndex)
        where T : unmanaged
    {
        if (value is null)
        {
            ThrowNull();
        }

        if ((uint)startIndex >= (uint)value.Length)
        {
            ThrowStartIndex();
        }

        if (startIndex > value.Length - sizeof(T))
        {
            ThrowTooSmall();
        }

        return Unsafe.ReadUnaligned<T>(ref value[startIndex]);
    }

    private static T Read<T>(ReadOnlySpan<byte> value)
        where T : unmanaged
    {
        if (value.Length < sizeof(T))
        {
            ThrowTooShort();
        }

        return Unsafe.ReadUnaligned<T>(ref MemoryMarshal.GetReference(value));
    }

    [DoesNotReturn]
    private static void ThrowNull() => throw new ArgumentNullException("value");

    [DoesNotReturn]
    private static void ThrowStartIndex() =>
        throw new ArgumentOutOfRangeException("startIndex", "Index was out of range. Must be non-negative and less than the size of the collection.");

    [DoesNotReturn]
    private static void ThrowTooSmall() => throw new ArgumentException(
        "The array starting from the specified index is not long enough to read a value of the specified type.", "value");

    [DoesNotReturn]
    private static void ThrowTooShort() => throw new ArgumentOutOfRangeException("value");
}
