using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

// Bytes as pairs of hexadecimal digits.
public static partial class Convert
{
    public static string ToHexString(byte[] inArray)
    {
        ArgumentNullException.ThrowIfNull(inArray);
        return ToHexString(new ReadOnlySpan<byte>(inArray));
    }

    public static string ToHexString(byte[] inArray, int offset, int length) => ToHexString(Part(inArray, offset, length));

    public static string ToHexString(ReadOnlySpan<byte> bytes) => ToHexadecimal(bytes, 'A');

    public static string ToHexStringLower(byte[] inArray)
    {
        ArgumentNullException.ThrowIfNull(inArray);
        return ToHexStringLower(new ReadOnlySpan<byte>(inArray));
    }

    public static string ToHexStringLower(byte[] inArray, int offset, int length) => ToHexStringLower(Part(inArray, offset, length));

    public static string ToHexStringLower(ReadOnlySpan<byte> bytes) => ToHexadecimal(bytes, 'a');

    public static bool TryToHexString(ReadOnlySpan<byte> source, Span<char> destination, out int charsWritten) =>
        TryToHexadecimal(source, destination, 'A', out charsWritten);

    public static bool TryToHexStringLower(ReadOnlySpan<byte> source, Span<char> destination, out int charsWritten) =>
        TryToHexadecimal(source, destination, 'a', out charsWritten);

    public static byte[] FromHexString(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return FromHexString(s.AsSpan());
    }

    public static byte[] FromHexString(ReadOnlySpan<char> chars)
    {
        if (chars.Length % 2 != 0)
        {
            throw new FormatException("The input is not a valid hex string as its length is not a multiple of 2.");
        }

        byte[] bytes = new byte[chars.Length / 2];
        if (FromHexString(chars, bytes, out _, out _) != OperationStatus.Done)
        {
            throw new FormatException("The input is not a valid hex string as it contains a non-hex character.");
        }

        return bytes;
    }

    public static OperationStatus FromHexString(string source, Span<byte> destination, out int charsConsumed, out int bytesWritten)
    {
        ArgumentNullException.ThrowIfNull(source);
        return FromHexString(source.AsSpan(), destination, out charsConsumed, out bytesWritten);
    }

    public static OperationStatus FromHexString(ReadOnlySpan<char> source, Span<byte> destination, out int charsConsumed, out int bytesWritten)
    {
        int count = Math.Min(source.Length / 2, destination.Length);
        for (int i = 0; i < count; i++)
        {
            int high = Number.HexadecimalDigit(source[2 * i]);
            int low = Number.HexadecimalDigit(source[2 * i + 1]);
            if ((high | low) < 0)
            {
                charsConsumed = 2 * i + (low < 0 ? 1 : 0);
                bytesWritten = i;
                return OperationStatus.InvalidData;
            }

            destination[i] = (byte)((high << 4) | low);
        }

        charsConsumed = 2 * count;
        bytesWritten = count;
        return source.Length / 2 > destination.Length ? OperationStatus.DestinationTooSmall
            : source.Length % 2 != 0 ? OperationStatus.NeedMoreData
            : OperationStatus.Done;
    }

    private static ReadOnlySpan<byte> Part(byte[] inArray, int offset, int length)
    {
        ArgumentNullException.ThrowIfNull(inArray);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, inArray.Length - length);
        return new ReadOnlySpan<byte>(inArray, offset, length);
    }

    private static string ToHexadecimal(ReadOnlySpan<byte> bytes, char letter)
    {
        if (bytes.Length == 0)
        {
            return "";
        }

        if (bytes.Length > int.MaxValue / 2)
        {
            throw new ArgumentOutOfRangeException(nameof(bytes), "Input is too large to be processed.");
        }

        // SAFETY: the string is new and seen by nobody else yet.
        string text = string.FastAllocateString(bytes.Length * 2);
        TryToHexadecimal(bytes, MemoryMarshal.CreateSpan(ref Unsafe.AsRef(in text.GetPinnableReference()), text.Length), letter, out _);
        return text;
    }

    private static bool TryToHexadecimal(ReadOnlySpan<byte> source, Span<char> destination, char letter, out int charsWritten)
    {
        charsWritten = 0;
        if (source.Length > destination.Length / 2)
        {
            return false;
        }

        uint letters = letter - 10u;
        for (int i = 0; i < source.Length; i++)
        {
            uint high = (uint)source[i] >> 4;
            uint low = source[i] & 0xFu;
            destination[2 * i] = (char)(high + (high < 10 ? '0' : letters));
            destination[2 * i + 1] = (char)(low + (low < 10 ? '0' : letters));
        }

        charsWritten = source.Length * 2;
        return true;
    }
}
