using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

// Base64 (RFC 4648, section 4). White space between the characters is skipped; bits that no byte needs are ignored.
public static partial class Convert
{
    private const int LineLength = 76;

    private static ReadOnlySpan<byte> Base64Digits => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;

    public static string ToBase64String(byte[] inArray)
    {
        ArgumentNullException.ThrowIfNull(inArray);
        return ToBase64String(new ReadOnlySpan<byte>(inArray));
    }

    public static string ToBase64String(byte[] inArray, Base64FormattingOptions options)
    {
        ArgumentNullException.ThrowIfNull(inArray);
        return ToBase64String(new ReadOnlySpan<byte>(inArray), options);
    }

    public static string ToBase64String(byte[] inArray, int offset, int length) => ToBase64String(Part(inArray, offset, length));

    public static string ToBase64String(byte[] inArray, int offset, int length, Base64FormattingOptions options) =>
        ToBase64String(Part(inArray, offset, length), options);

    public static string ToBase64String(ReadOnlySpan<byte> bytes, Base64FormattingOptions options = Base64FormattingOptions.None)
    {
        CheckOptions(options);
        if (bytes.Length == 0)
        {
            return "";
        }

        // SAFETY: the string is new and seen by nobody else yet.
        string text = string.FastAllocateString(Base64Length(bytes.Length, options));
        Encode(bytes, MemoryMarshal.CreateSpan(ref Unsafe.AsRef(in text.GetPinnableReference()), text.Length), options);
        return text;
    }

    public static int ToBase64CharArray(byte[] inArray, int offsetIn, int length, char[] outArray, int offsetOut) =>
        ToBase64CharArray(inArray, offsetIn, length, outArray, offsetOut, Base64FormattingOptions.None);

    public static int ToBase64CharArray(byte[] inArray, int offsetIn, int length, char[] outArray, int offsetOut, Base64FormattingOptions options)
    {
        ArgumentNullException.ThrowIfNull(inArray);
        ArgumentNullException.ThrowIfNull(outArray);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(offsetIn);
        ArgumentOutOfRangeException.ThrowIfNegative(offsetOut);
        CheckOptions(options);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offsetIn, inArray.Length - length);
        int needed = Base64Length(length, options);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offsetOut, outArray.Length - needed);
        Encode(new ReadOnlySpan<byte>(inArray, offsetIn, length), new Span<char>(outArray, offsetOut, needed), options);
        return needed;
    }

    public static bool TryToBase64Chars(
        ReadOnlySpan<byte> bytes, Span<char> chars, out int charsWritten, Base64FormattingOptions options = Base64FormattingOptions.None)
    {
        CheckOptions(options);
        int needed = Base64Length(bytes.Length, options);
        if (needed > chars.Length)
        {
            charsWritten = 0;
            return false;
        }

        Encode(bytes, chars, options);
        charsWritten = needed;
        return true;
    }

    public static byte[] FromBase64String(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return FromBase64(s.AsSpan());
    }

    public static byte[] FromBase64CharArray(char[] inArray, int offset, int length)
    {
        ArgumentNullException.ThrowIfNull(inArray);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, inArray.Length - length);
        return FromBase64(new ReadOnlySpan<char>(inArray, offset, length));
    }

    public static bool TryFromBase64String(string s, Span<byte> bytes, out int bytesWritten)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryFromBase64Chars(s.AsSpan(), bytes, out bytesWritten);
    }

    public static bool TryFromBase64Chars(ReadOnlySpan<char> chars, Span<byte> bytes, out int bytesWritten)
    {
        bool isValid = TryDecode(chars, bytes, out bytesWritten);
        bytesWritten = isValid ? bytesWritten : 0;
        return isValid;
    }

    private static byte[] FromBase64(ReadOnlySpan<char> chars)
    {
        int digits = 0;
        foreach (char character in chars)
        {
            digits += IsSpace(character) || character == '=' ? 0 : 1;
        }

        // Three bytes for four digits; two or three digits more are one or two bytes.
        byte[] bytes = new byte[(int)(digits * 3L / 4)];
        if (!TryDecode(chars, bytes, out _))
        {
            throw new FormatException(
                "The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, or an illegal character among the padding characters.");
        }

        return bytes;
    }

    private static void CheckOptions(Base64FormattingOptions options)
    {
        if ((uint)options > (uint)Base64FormattingOptions.InsertLineBreaks)
        {
            throw new ArgumentException("Illegal enum value: " + ((int)options).ToString() + ".", nameof(options));
        }
    }

    private static int Base64Length(int count, Base64FormattingOptions options)
    {
        long length = ((long)count + 2) / 3 * 4;
        if (options == Base64FormattingOptions.InsertLineBreaks && length > 0)
        {
            length += (length - 1) / LineLength * 2;
        }

        if (length > int.MaxValue)
        {
            throw new OutOfMemoryException();
        }

        return (int)length;
    }

    private static void Encode(ReadOnlySpan<byte> bytes, Span<char> chars, Base64FormattingOptions options)
    {
        ref byte digits = ref MemoryMarshal.GetReference(Base64Digits);
        bool breaksLines = options == Base64FormattingOptions.InsertLineBreaks;
        int written = 0;
        int column = 0;

        // SAFETY: six bits index the 64 digits.
        for (int i = 0; i < bytes.Length; i += 3)
        {
            if (breaksLines && column == LineLength)
            {
                chars[written++] = '\r';
                chars[written++] = '\n';
                column = 0;
            }

            int left = bytes.Length - i;
            uint group = (uint)bytes[i] << 16 | (left > 1 ? (uint)bytes[i + 1] << 8 : 0) | (left > 2 ? bytes[i + 2] : 0u);
            chars[written] = (char)Unsafe.Add(ref digits, group >> 18);
            chars[written + 1] = (char)Unsafe.Add(ref digits, (group >> 12) & 63);
            chars[written + 2] = left > 1 ? (char)Unsafe.Add(ref digits, (group >> 6) & 63) : '=';
            chars[written + 3] = left > 2 ? (char)Unsafe.Add(ref digits, group & 63) : '=';
            written += 4;
            column += 4;
        }
    }

    private static bool IsSpace(char character) => character is ' ' or '\t' or '\r' or '\n';

    private static int Base64Digit(char character) => character switch
    {
        >= 'A' and <= 'Z' => character - 'A',
        >= 'a' and <= 'z' => character - 'a' + 26,
        >= '0' and <= '9' => character - '0' + 52,
        '+' => 62,
        '/' => 63,
        _ => -1,
    };

    private static bool TryDecode(ReadOnlySpan<char> chars, Span<byte> bytes, out int written)
    {
        written = 0;
        uint group = 0;
        int count = 0;
        int padding = 0;
        foreach (char character in chars)
        {
            if (IsSpace(character))
            {
                continue;
            }

            if (character == '=')
            {
                // Padding stands for the third and fourth digits of the last group.
                padding++;
                if (count < 2 || count + padding > 4)
                {
                    return false;
                }

                continue;
            }

            int digit = Base64Digit(character);
            if (digit < 0 || padding != 0)
            {
                return false;
            }

            group = (group << 6) | (uint)digit;
            if (++count == 4)
            {
                if (bytes.Length - written < 3)
                {
                    return false;
                }

                bytes[written] = (byte)(group >> 16);
                bytes[written + 1] = (byte)(group >> 8);
                bytes[written + 2] = (byte)group;
                written += 3;
                group = 0;
                count = 0;
            }
        }

        if (count == 0)
        {
            return padding == 0;
        }

        if (count + padding != 4 || bytes.Length - written < count - 1)
        {
            return false;
        }

        group <<= 6 * padding;
        bytes[written++] = (byte)(group >> 16);
        if (count == 3)
        {
            bytes[written++] = (byte)(group >> 8);
        }

        return true;
    }
}
