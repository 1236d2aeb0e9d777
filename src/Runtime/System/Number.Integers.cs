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

    /// <summary>The same as two UTF-16 units each.</summary>
    private static ReadOnlySpan<uint> PairUnits =>
    [
        0x00300030, 0x00310030, 0x00320030, 0x00330030, 0x00340030, 0x00350030, 0x00360030, 0x00370030, 0x00380030, 0x00390030,
        0x00300031, 0x00310031, 0x00320031, 0x00330031, 0x00340031, 0x00350031, 0x00360031, 0x00370031, 0x00380031, 0x00390031,
        0x00300032, 0x00310032, 0x00320032, 0x00330032, 0x00340032, 0x00350032, 0x00360032, 0x00370032, 0x00380032, 0x00390032,
        0x00300033, 0x00310033, 0x00320033, 0x00330033, 0x00340033, 0x00350033, 0x00360033, 0x00370033, 0x00380033, 0x00390033,
        0x00300034, 0x00310034, 0x00320034, 0x00330034, 0x00340034, 0x00350034, 0x00360034, 0x00370034, 0x00380034, 0x00390034,
        0x00300035, 0x00310035, 0x00320035, 0x00330035, 0x00340035, 0x00350035, 0x00360035, 0x00370035, 0x00380035, 0x00390035,
        0x00300036, 0x00310036, 0x00320036, 0x00330036, 0x00340036, 0x00350036, 0x00360036, 0x00370036, 0x00380036, 0x00390036,
        0x00300037, 0x00310037, 0x00320037, 0x00330037, 0x00340037, 0x00350037, 0x00360037, 0x00370037, 0x00380037, 0x00390037,
        0x00300038, 0x00310038, 0x00320038, 0x00330038, 0x00340038, 0x00350038, 0x00360038, 0x00370038, 0x00380038, 0x00390038,
        0x00300039, 0x00310039, 0x00320039, 0x00330039, 0x00340039, 0x00350039, 0x00360039, 0x00370039, 0x00380039, 0x00390039,
    ];

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
        if (Unsafe.SizeOf<TCharacter>() == sizeof(char))
        {
            uint pair = Unsafe.Add(ref MemoryMarshal.GetReference(PairUnits), (nuint)value);
            Unsafe.WriteUnaligned(ref Unsafe.As<TCharacter, byte>(ref destination), pair);
        }
        else
        {
            ushort pair = Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref MemoryMarshal.GetReference(PairBytes), (nuint)value * 2));
            Unsafe.WriteUnaligned(ref Unsafe.As<TCharacter, byte>(ref destination), pair);
        }
    }

    /// <summary>Writes exactly count digits, with leading zeros where the value has fewer; it must not have more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutDecimal<TCharacter>(ref TCharacter destination, int count, uint value)
        where TCharacter : unmanaged
    {
        nint left = count;
        while (left >= 2)
        {
            left -= 2;
            uint quotient = value / 100;
            PutPair(ref Unsafe.Add(ref destination, left), value - quotient * 100);
            value = quotient;
        }

        if (left != 0)
        {
            Put(ref destination, '0' + value);
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
        ref byte digits = ref MemoryMarshal.GetReference(isUpper ? "0123456789ABCDEF"u8 : "0123456789abcdef"u8);
        nint left = count;
        while (--left >= 0)
        {
            Put(ref Unsafe.Add(ref destination, left), Unsafe.Add(ref digits, (nuint)value & 0xF));
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
