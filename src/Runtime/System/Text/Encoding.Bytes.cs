using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace System.Text;

// SAFETY: pointers become spans of the length that the caller vouches for.
public abstract unsafe partial class Encoding
{
    public int GetByteCount(char[] chars)
    {
        ThrowHelper.CheckNotNull(chars, nameof(chars));
        return GetByteCount((ReadOnlySpan<char>)chars);
    }

    public int GetByteCount(string chars)
    {
        ThrowHelper.CheckNotNull(chars, nameof(chars));
        return GetByteCount(chars.AsSpan());
    }

    public int GetByteCount(char[] chars, int index, int count) => GetByteCount(Part(chars, index, count));

    public int GetByteCount(string s, int index, int count) => GetByteCount(Part(s, index, count));

    public int GetByteCount(char* chars, int count)
    {
        CheckPointer(chars, nameof(chars));
        CheckNotNegative(count, nameof(count));
        return GetByteCount(new ReadOnlySpan<char>(chars, count));
    }

    public int GetByteCount(ReadOnlySpan<char> chars)
    {
        long total = 0;
        int index = 0;
        while (true)
        {
            OperationStatus status = CountEncoded(chars.Slice(index), out int read, out long count);
            total += count;
            index += read;
            if (status == OperationStatus.Done)
                break;

            ReadOnlySpan<char> replacement = Replace(chars, ref index);
            CountEncoded(replacement, out _, out count);
            total += count;
        }

        if (total > int.MaxValue)
            ThrowHelper.ThrowArgument("Conversion buffer overflow.");
        return (int)total;
    }

    public byte[] GetBytes(char[] chars)
    {
        ThrowHelper.CheckNotNull(chars, nameof(chars));
        return GetBytesOf(chars);
    }

    public byte[] GetBytes(char[] chars, int index, int count) => GetBytesOf(Part(chars, index, count));

    public byte[] GetBytes(string s)
    {
        ThrowHelper.CheckNotNull(s, nameof(s));
        return GetBytesOf(s);
    }

    public byte[] GetBytes(string s, int index, int count) => GetBytesOf(Part(s, index, count));

    public int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
    {
        CheckBuffers(chars, nameof(chars), bytes, nameof(bytes));
        CheckNotNegative(charIndex, nameof(charIndex));
        CheckNotNegative(charCount, nameof(charCount));
        if (chars.Length - charIndex < charCount)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(chars), "Index and count must refer to a location within the string.");
        CheckPlace(byteIndex, bytes.Length, nameof(byteIndex));
        return GetBytes(new ReadOnlySpan<char>(chars, charIndex, charCount), bytes.AsSpan(byteIndex));
    }

    public int GetBytes(string s, int charIndex, int charCount, byte[] bytes, int byteIndex)
    {
        CheckBuffers(s, nameof(s), bytes, nameof(bytes));
        CheckNotNegative(charIndex, nameof(charIndex));
        CheckNotNegative(charCount, nameof(charCount));
        if (s.Length - charIndex < charCount)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(s), "Index and count must refer to a location within the string.");
        CheckPlace(byteIndex, bytes.Length, nameof(byteIndex));
        return GetBytes(s.AsSpan(charIndex, charCount), bytes.AsSpan(byteIndex));
    }

    public int GetBytes(char* chars, int charCount, byte* bytes, int byteCount)
    {
        CheckPointer(chars, nameof(chars));
        CheckPointer(bytes, nameof(bytes));
        CheckNotNegative(charCount, nameof(charCount));
        CheckNotNegative(byteCount, nameof(byteCount));
        return GetBytes(new ReadOnlySpan<char>(chars, charCount), new Span<byte>(bytes, byteCount));
    }

    public int GetBytes(ReadOnlySpan<char> chars, Span<byte> bytes)
    {
        if (!TryGetBytes(chars, bytes, out int written))
        {
            ThrowHelper.ThrowArgument(
                "The output byte buffer is too small to contain the encoded data, encoding codepage '" + CodePage.ToString() + "' and fallback '" +
                FallbackName + "'.",
                nameof(bytes));
        }

        return written;
    }

    public bool TryGetBytes(ReadOnlySpan<char> chars, Span<byte> bytes, out int bytesWritten)
    {
        int index = 0;
        int filled = 0;
        while (true)
        {
            OperationStatus status = Encode(chars.Slice(index), bytes.Slice(filled), out int read, out int written);
            index += read;
            filled += written;
            if (status == OperationStatus.Done)
                break;

            if (status != OperationStatus.DestinationTooSmall)
            {
                ReadOnlySpan<char> replacement = Replace(chars, ref index);
                status = Encode(replacement, bytes.Slice(filled), out _, out written);
                filled += written;
            }

            if (status == OperationStatus.DestinationTooSmall)
            {
                bytesWritten = 0;
                return false;
            }
        }

        bytesWritten = filled;
        return true;
    }

    private protected virtual string FallbackName => _encoderFallback.Name;

    // What the Latin-1 encoding would rather put than the replacement.
    private protected virtual string? BestFit(uint scalar) => null;

    private byte[] GetBytesOf(ReadOnlySpan<char> chars)
    {
        int count = GetByteCount(chars);
        if (count == 0)
            return [];
        byte[] bytes = new byte[count];
        GetBytes(chars, bytes);
        return bytes;
    }

    // The text in the place of the bad character at the index, which moves behind it.
    private ReadOnlySpan<char> Replace(ReadOnlySpan<char> chars, ref int index)
    {
        bool isScalar = Rune.DecodeFromUtf16(chars.Slice(index), out Rune rune, out int width) == OperationStatus.Done;
        uint bad = isScalar ? (uint)rune.Value : chars[index];
        string? replacement = (isScalar ? BestFit(bad) : null) ?? _encoderFallback.Replacement(bad);
        if (replacement is null)
            ThrowUnknown(chars, index, width, bad);
        index += width;

        // .NET replaces each half of a pair.
        return width == 2 ? string.Concat(replacement, replacement).AsSpan() : replacement.AsSpan();
    }

    [DoesNotReturn]
    private static void ThrowUnknown(ReadOnlySpan<char> chars, int index, int width, uint bad)
    {
        string message = "Unable to translate Unicode character \\\\u" + Hexadecimal(bad, 4) + " at index " + index.ToString() + " to specified code page.";
        throw width == 2
            ? new EncoderFallbackException(message, chars[index], chars[index + 1], index)
            : new EncoderFallbackException(message, chars[index], index);
    }

    private static string Hexadecimal(uint value, int least)
    {
        Span<char> digits = stackalloc char[8];
        int position = digits.Length;
        while (value != 0 || digits.Length - position < least)
        {
            digits[--position] = "0123456789ABCDEF"[(int)(value & 0xF)];
            value >>= 4;
        }

        return ((ReadOnlySpan<char>)digits.Slice(position)).ToString();
    }

    private ReadOnlySpan<char> Part(char[] chars, int index, int count)
    {
        ThrowHelper.CheckNotNull(chars, nameof(chars));
        CheckNotNegative(index, nameof(index));
        CheckNotNegative(count, nameof(count));
        if (chars.Length - index < count)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(chars), "Index and count must refer to a location within the buffer.");
        return new ReadOnlySpan<char>(chars, index, count);
    }

    private ReadOnlySpan<char> Part(string s, int index, int count)
    {
        ThrowHelper.CheckNotNull(s, nameof(s));
        ThrowHelper.CheckNotNegative(index, nameof(index));
        ThrowHelper.CheckNotNegative(count, nameof(count));
        ThrowHelper.CheckNotGreater(index, s.Length - count, nameof(index));
        return s.AsSpan(index, count);
    }

    private static void CheckBuffers([NotNull] object? source, string sourceName, [NotNull] object? destination, string destinationName)
    {
        if (source is null || destination is null)
            throw new ArgumentNullException(source is null ? sourceName : destinationName, "Array cannot be null.");
    }

    private static void CheckPointer(void* pointer, string parameter)
    {
        if (pointer is null)
            throw new ArgumentNullException(parameter, "Array cannot be null.");
    }

    /// <summary>Refuses negative numbers in .NET's words, which are not the same in all encodings.</summary>
    private protected virtual void CheckNotNegative(int value, string parameter)
    {
        if (value < 0)
            ThrowHelper.ThrowArgumentOutOfRange(parameter, "Non-negative number required.");
    }

    private static void CheckPlace(int index, int length, string parameter)
    {
        if ((uint)index > (uint)length)
            ThrowHelper.ThrowIndexLessOrEqual(parameter);
    }
}
