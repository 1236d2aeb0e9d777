using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

// The digits of integers, and what formats without a provider or precision need of them.
//
// SAFETY (whole file): writes go backwards or forwards from a reference to the first element of a destination whose length was compared with
// the digit count first; tables are read at indexes that are remainders modulo their length.
internal static partial class Number
{
    /// <summary>Numbers below it have their strings kept: they are the ones that programs print over and over.</summary>
    private const int SmallNumbers = 300;

    private static string?[]? s_smallNumbers;

    /// <summary>"00", "01" … "99" as two bytes each.</summary>
    private static ReadOnlySpan<byte> PairBytes =>
        ("00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869"u8 +
        "707172737475767778798081828384858687888990919293949596979899"u8);

    /// <summary>For each power of two, added to a value below 2^32: the upper half of the sum is its count of digits.</summary>
    private static ReadOnlySpan<ulong> DigitCounts =>
    [
        4294967296, 8589934582, 8589934582, 8589934582, 12884901788, 12884901788, 12884901788, 17179868184,
        17179868184, 17179868184, 21474826480, 21474826480, 21474826480, 21474826480, 25769703776, 25769703776,
        25769703776, 30063771072, 30063771072, 30063771072, 34349738368, 34349738368, 34349738368, 34349738368,
        38554705664, 38554705664, 38554705664, 41949672960, 41949672960, 41949672960, 42949672960, 42949672960,
    ];

    internal static ReadOnlySpan<ulong> PowersOfTen =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000, 1_000_000_000_000,
        10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
        10_000_000_000_000_000_000,
    ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int CountDigits(uint value) =>
        (int)((value + Unsafe.Add(ref MemoryMarshal.GetReference(DigitCounts), BitOperations.Log2(value))) >> 32);

    internal static int CountDigits(ulong value)
    {
        if (value <= uint.MaxValue)
        {
            return CountDigits((uint)value);
        }

        // log10(2) as 1233 / 4096: the estimate is right or one too small.
        int estimate = ((BitOperations.Log2(value) + 1) * 1233) >> 12;
        return estimate + (value >= Unsafe.Add(ref MemoryMarshal.GetReference(PowersOfTen), estimate) ? 1 : 0);
    }

    private static int CountHexadecimal(ulong value) => (BitOperations.Log2(value) >> 2) + 1;

    private static int CountBinary(ulong value) => BitOperations.Log2(value) + 1;

    /// <summary>Writes the two digits of a value below one hundred.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutPair<TCharacter>(ref TCharacter destination, uint value)
        where TCharacter : unmanaged
    {
        uint pair = Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref MemoryMarshal.GetReference(PairBytes), value * 2));
        if (Unsafe.SizeOf<TCharacter>() == sizeof(char))
        {
            Unsafe.WriteUnaligned(ref Unsafe.As<TCharacter, byte>(ref destination), (pair & 0xFF) | ((pair & 0xFF00) << 8));
        }
        else
        {
            Unsafe.WriteUnaligned(ref Unsafe.As<TCharacter, byte>(ref destination), (ushort)pair);
        }
    }

    /// <summary>Writes exactly count digits, with leading zeros where the value has fewer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutDecimal<TCharacter>(ref TCharacter destination, int count, uint value)
        where TCharacter : unmanaged
    {
        while (count >= 2)
        {
            count -= 2;
            uint quotient = value / 100;
            PutPair(ref Unsafe.Add(ref destination, count), value - quotient * 100);
            value = quotient;
        }

        if (count != 0)
        {
            Put(ref destination, '0' + value % 10);
        }
    }

    private static void PutDecimal<TCharacter>(ref TCharacter destination, int count, ulong value)
        where TCharacter : unmanaged
    {
        while (value > uint.MaxValue)
        {
            ulong quotient = value / 100_000_000;
            uint low = (uint)(value - quotient * 100_000_000);
            value = quotient;
            count -= 8;
            uint upper = low / 10_000;
            low -= upper * 10_000;
            PutPair(ref Unsafe.Add(ref destination, count), upper / 100);
            PutPair(ref Unsafe.Add(ref destination, count + 2), upper % 100);
            PutPair(ref Unsafe.Add(ref destination, count + 4), low / 100);
            PutPair(ref Unsafe.Add(ref destination, count + 6), low % 100);
        }

        PutDecimal(ref destination, count, (uint)value);
    }

    /// <summary>Fills the destination with the value's digits, leading zeros included.</summary>
    internal static void WriteDecimal(ulong value, Span<byte> destination)
    {
        int count = destination.Length;
        ref byte start = ref MemoryMarshal.GetReference(destination);
        if (count > 20)
        {
            destination.Slice(0, count - 20).Fill((byte)'0');
            start = ref Unsafe.Add(ref start, count - 20);
            count = 20;
        }

        PutDecimal(ref start, count, value);
    }

    internal static string UInt32ToString(uint value)
    {
        return value < SmallNumbers ? SmallNumberToString(value) : LargeToString(value);

        static string LargeToString(uint value)
        {
            int count = CountDigits(value);
            string text = string.FastAllocateString(count);
            PutDecimal(ref Characters(text), count, value);
            return text;
        }
    }

    private static string SmallNumberToString(uint value)
    {
        string?[]? cache = s_smallNumbers;
        if (cache is not null)
        {
            string? known = cache[value];
            if (known is not null)
            {
                return known;
            }
        }

        return MakeSmallNumber(value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string MakeSmallNumber(uint value)
    {
        string?[] cache = s_smallNumbers ??= new string?[SmallNumbers];
        int count = CountDigits(value);
        string text = string.FastAllocateString(count);
        PutDecimal(ref Characters(text), count, value);
        cache[value] = text;
        return text;
    }

    internal static string UInt64ToString(ulong value)
    {
        if (value <= uint.MaxValue)
        {
            return UInt32ToString((uint)value);
        }

        int count = CountDigits(value);
        string text = string.FastAllocateString(count);
        PutDecimal(ref Characters(text), count, value);
        return text;
    }

    internal static string Int32ToString(int value, IFormatProvider? provider = null) =>
        value >= 0 ? UInt32ToString((uint)value) : NegativeToString((ulong)-(long)value, NumberFormatInfo.NegativeSignOf(provider));

    internal static string Int64ToString(long value, IFormatProvider? provider = null) =>
        value >= 0 ? UInt64ToString((ulong)value) : NegativeToString((ulong)-value, NumberFormatInfo.NegativeSignOf(provider));

    private static string NegativeToString(ulong magnitude, string sign)
    {
        int count = CountDigits(magnitude);
        string text = string.FastAllocateString(count + sign.Length);
        ref char destination = ref Characters(text);
        for (int i = 0; i < sign.Length; i++)
        {
            Unsafe.Add(ref destination, i) = sign[i];
        }

        PutDecimal(ref Unsafe.Add(ref destination, sign.Length), count, magnitude);
        return text;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryUInt32ToDecimal<TCharacter>(uint value, Span<TCharacter> destination, out int written)
        where TCharacter : unmanaged
    {
        int count = CountDigits(value);
        if (count > destination.Length)
        {
            written = 0;
            return false;
        }

        written = count;
        PutDecimal(ref MemoryMarshal.GetReference(destination), count, value);
        return true;
    }

    internal static bool TryUInt64ToDecimal<TCharacter>(ulong value, Span<TCharacter> destination, out int written)
        where TCharacter : unmanaged
    {
        if (value <= uint.MaxValue)
        {
            return TryUInt32ToDecimal((uint)value, destination, out written);
        }

        int count = CountDigits(value);
        if (count > destination.Length)
        {
            written = 0;
            return false;
        }

        written = count;
        PutDecimal(ref MemoryMarshal.GetReference(destination), count, value);
        return true;
    }

    private static bool TryNegativeToDecimal<TCharacter>(ulong magnitude, string sign, Span<TCharacter> destination, out int written)
        where TCharacter : unmanaged
    {
        int count = CountDigits(magnitude);
        written = 0;
        if (count + sign.Length > destination.Length)
        {
            return false;
        }

        if (Unsafe.SizeOf<TCharacter>() == sizeof(byte) && !IsAscii(sign))
        {
            FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
            buffer.Append(sign);
            AppendDigits(ref buffer, magnitude, count);
            return TryCopy(ref buffer, destination, out written);
        }

        ref TCharacter start = ref MemoryMarshal.GetReference(destination);
        for (int i = 0; i < sign.Length; i++)
        {
            Put(ref Unsafe.Add(ref start, i), sign[i]);
        }

        PutDecimal(ref Unsafe.Add(ref start, sign.Length), count, magnitude);
        written = count + sign.Length;
        return true;
    }

    private static bool IsAscii(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] >= 0x80)
            {
                return false;
            }
        }

        return true;
    }

    private static void AppendDigits(ref FormatBuffer buffer, ulong magnitude, int count)
    {
        Span<char> destination = buffer.AppendSpan(count);
        if (count > 20)
        {
            destination.Slice(0, count - 20).Fill('0');
            destination = destination.Slice(count - 20);
        }

        PutDecimal(ref MemoryMarshal.GetReference(destination), destination.Length, magnitude);
    }

    /// <summary>Hexadecimal digits, at least as many as minimum.</summary>
    private static void AppendHexadecimal(ref FormatBuffer buffer, ulong value, int minimum, bool isUpper)
    {
        int count = Math.Max(minimum, CountHexadecimal(value));
        Span<char> destination = buffer.AppendSpan(count);
        PutHexadecimal(ref MemoryMarshal.GetReference(destination), count, value, isUpper);
    }

    private static void PutHexadecimal<TCharacter>(ref TCharacter destination, int count, ulong value, bool isUpper)
        where TCharacter : unmanaged
    {
        uint letters = (isUpper ? 'A' : 'a') - 10u;
        while (--count >= 0)
        {
            uint digit = (uint)value & 0xF;
            Put(ref Unsafe.Add(ref destination, count), digit + (digit < 10 ? '0' : letters));
            value >>= 4;
        }
    }

    private static void AppendBinary(ref FormatBuffer buffer, ulong value, int minimum)
    {
        Span<char> destination = buffer.AppendSpan(Math.Max(minimum, CountBinary(value)));
        for (int i = destination.Length - 1; i >= 0; i--)
        {
            destination[i] = (char)('0' + (value & 1));
            value >>= 1;
        }
    }
}
