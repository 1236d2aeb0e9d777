using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace System.Text;

// SAFETY: pointers become spans of the length that the caller vouches for; a string is written only before it is given away.
public abstract unsafe partial class Encoding
{
    public int GetCharCount(byte[] bytes)
    {
        ThrowHelper.CheckNotNull(bytes, nameof(bytes));
        return GetCharCount((ReadOnlySpan<byte>)bytes);
    }

    public int GetCharCount(byte[] bytes, int index, int count) => GetCharCount(Part(bytes, index, count));

    public int GetCharCount(byte* bytes, int count)
    {
        CheckPointer(bytes, nameof(bytes));
        CheckNotNegative(count, nameof(count));
        return GetCharCount(new ReadOnlySpan<byte>(bytes, count));
    }

    public int GetCharCount(ReadOnlySpan<byte> bytes)
    {
        long total = 0;
        int index = 0;
        while (true)
        {
            OperationStatus status = CountDecoded(bytes.Slice(index), out int read, out int count);
            total += count;
            index += read;
            if (status == OperationStatus.Done)
                break;
            total += Replace(bytes, ref index).Length;
        }

        if (total > int.MaxValue)
            ThrowHelper.ThrowArgument("Conversion buffer overflow.");
        return (int)total;
    }

    public char[] GetChars(byte[] bytes)
    {
        ThrowHelper.CheckNotNull(bytes, nameof(bytes));
        return GetCharsOf(bytes);
    }

    public char[] GetChars(byte[] bytes, int index, int count) => GetCharsOf(Part(bytes, index, count));

    public int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        CheckBuffers(bytes, nameof(bytes), chars, nameof(chars));
        CheckNotNegative(byteIndex, nameof(byteIndex));
        CheckNotNegative(byteCount, nameof(byteCount));
        if (bytes.Length - byteIndex < byteCount)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(bytes), "Index and count must refer to a location within the buffer.");
        CheckPlace(charIndex, chars.Length, nameof(charIndex));
        return GetChars(new ReadOnlySpan<byte>(bytes, byteIndex, byteCount), chars.AsSpan(charIndex));
    }

    public int GetChars(byte* bytes, int byteCount, char* chars, int charCount)
    {
        CheckPointer(bytes, nameof(bytes));
        CheckPointer(chars, nameof(chars));
        CheckNotNegative(byteCount, nameof(byteCount));
        CheckNotNegative(charCount, nameof(charCount));
        return GetChars(new ReadOnlySpan<byte>(bytes, byteCount), new Span<char>(chars, charCount));
    }

    public int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        if (!TryGetChars(bytes, chars, out int written))
        {
            ThrowHelper.ThrowArgument(
                "The output char buffer is too small to contain the decoded characters, encoding codepage '" + CodePage.ToString() +
                "' and fallback '" + _decoderFallback.Name + "'.",
                nameof(chars));
        }

        return written;
    }

    public bool TryGetChars(ReadOnlySpan<byte> bytes, Span<char> chars, out int charsWritten)
    {
        int index = 0;
        int filled = 0;
        charsWritten = 0;
        while (true)
        {
            OperationStatus status = Decode(bytes.Slice(index), chars.Slice(filled), out int read, out int written);
            index += read;
            filled += written;
            if (status == OperationStatus.Done)
                break;
            if (status == OperationStatus.DestinationTooSmall)
                return false;

            ReadOnlySpan<char> replacement = Replace(bytes, ref index);
            if (!replacement.TryCopyTo(chars.Slice(filled)))
                return false;
            filled += replacement.Length;
        }

        charsWritten = filled;
        return true;
    }

    public string GetString(byte[] bytes)
    {
        ThrowHelper.CheckNotNull(bytes, nameof(bytes));
        return GetString((ReadOnlySpan<byte>)bytes);
    }

    public string GetString(byte[] bytes, int index, int count) => GetString(Part(bytes, index, count));

    public string GetString(byte* bytes, int byteCount)
    {
        CheckPointer(bytes, nameof(bytes));
        CheckNotNegative(byteCount, nameof(byteCount));
        return GetString(new ReadOnlySpan<byte>(bytes, byteCount));
    }

    public string GetString(ReadOnlySpan<byte> bytes)
    {
        int count = GetCharCount(bytes);
        if (count == 0)
            return "";
        string text = string.FastAllocateString(count);
        GetChars(bytes, new Span<char>(ref text.GetRawStringData(), count));
        return text;
    }

    // How far behind the bad bytes' start .NET's exception reports them.
    private protected virtual int ErrorDistance(ReadOnlySpan<byte> source) => 0;

    private char[] GetCharsOf(ReadOnlySpan<byte> bytes)
    {
        int count = GetCharCount(bytes);
        if (count == 0)
            return [];
        char[] chars = new char[count];
        GetChars(bytes, chars);
        return chars;
    }

    // The text in the place of the bad bytes at the index, which moves behind them.
    private ReadOnlySpan<char> Replace(ReadOnlySpan<byte> bytes, ref int index)
    {
        int length = ErrorLength(bytes.Slice(index));
        string? replacement = _decoderFallback.Replacement;
        if (replacement is null)
            ThrowUnknown(bytes.Slice(index, length), index + ErrorDistance(bytes.Slice(index)));
        index += length;
        return replacement.AsSpan();
    }

    [DoesNotReturn]
    private static void ThrowUnknown(ReadOnlySpan<byte> unknown, int index)
    {
        StringBuilder message = new("Unable to translate bytes ");
        foreach (byte value in unknown)
        {
            message.Append('[').Append(Hexadecimal(value, 2)).Append(']');
        }

        message.Append(" at index ").Append(index.ToString()).Append(" from specified code page to Unicode.");
        throw new DecoderFallbackException(message.ToString(), unknown.ToArray(), index);
    }

    private ReadOnlySpan<byte> Part(byte[] bytes, int index, int count)
    {
        ThrowHelper.CheckNotNull(bytes, nameof(bytes));
        CheckNotNegative(index, nameof(index));
        CheckNotNegative(count, nameof(count));
        if (bytes.Length - index < count)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(bytes), "Index and count must refer to a location within the buffer.");
        return new ReadOnlySpan<byte>(bytes, index, count);
    }
}
