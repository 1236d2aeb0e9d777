using System.Buffers;

namespace System.Text;

/// <summary>UTF-32 in either byte order. What is no scalar value becomes U+FFFD, or an exception.</summary>
public sealed class UTF32Encoding : Encoding
{
    private readonly bool _bigEndian;
    private readonly bool _emitsMark;

    public UTF32Encoding() : this(false, true)
    {
    }

    public UTF32Encoding(bool bigEndian, bool byteOrderMark) : this(bigEndian, byteOrderMark, false)
    {
    }

    public UTF32Encoding(bool bigEndian, bool byteOrderMark, bool throwOnInvalidCharacters)
        : base(bigEndian ? 12001 : 12000, Fallbacks.Encoder(throwOnInvalidCharacters), Fallbacks.Decoder(throwOnInvalidCharacters))
    {
        _bigEndian = bigEndian;
        _emitsMark = byteOrderMark;
    }

    public override string EncodingName => _bigEndian ? "Unicode (UTF-32 Big-Endian)" : "Unicode (UTF-32)";

    public override string WebName => _bigEndian ? "utf-32BE" : "utf-32";

    public override ReadOnlySpan<byte> Preamble => !_emitsMark ? default : _bigEndian ? [0, 0, 0xFE, 0xFF] : [0xFF, 0xFE, 0, 0];

    private protected override int BytesPerUnit => 4;

    private protected override long MostUnits(int byteCount) => byteCount / 2 + 2;

    private protected override OperationStatus Encode(ReadOnlySpan<char> source, Span<byte> destination, out int read, out int written)
    {
        read = 0;
        written = 0;
        while (read < source.Length)
        {
            if (Rune.DecodeFromUtf16(source.Slice(read), out Rune rune, out int width) != OperationStatus.Done)
                return OperationStatus.InvalidData;
            if (destination.Length - written < 4)
                return OperationStatus.DestinationTooSmall;

            for (int i = 0; i < 4; i++)
            {
                destination[written++] = (byte)(rune.Value >> (_bigEndian ? 24 - 8 * i : 8 * i));
            }

            read += width;
        }

        return OperationStatus.Done;
    }

    private protected override OperationStatus CountEncoded(ReadOnlySpan<char> source, out int read, out long count)
    {
        read = 0;
        count = 0;
        while (read < source.Length)
        {
            if (Rune.DecodeFromUtf16(source.Slice(read), out _, out int width) != OperationStatus.Done)
                return OperationStatus.InvalidData;
            read += width;
            count += 4;
        }

        return OperationStatus.Done;
    }

    private protected override OperationStatus Decode(ReadOnlySpan<byte> source, Span<char> destination, out int read, out int written)
    {
        read = 0;
        written = 0;
        while (read < source.Length)
        {
            if (!TryRead(source.Slice(read), out Rune rune))
                return OperationStatus.InvalidData;
            if (!rune.TryEncodeToUtf16(destination.Slice(written), out int units))
                return OperationStatus.DestinationTooSmall;
            read += 4;
            written += units;
        }

        return OperationStatus.Done;
    }

    private protected override OperationStatus CountDecoded(ReadOnlySpan<byte> source, out int read, out int count)
    {
        read = 0;
        count = 0;
        while (read < source.Length)
        {
            if (!TryRead(source.Slice(read), out Rune rune))
                return OperationStatus.InvalidData;
            read += 4;
            count += rune.Utf16SequenceLength;
        }

        return OperationStatus.Done;
    }

    private protected override int ErrorLength(ReadOnlySpan<byte> source) => Math.Min(source.Length, 4);

    private protected override void CheckNotNegative(int value, string parameter) => ThrowHelper.CheckNotNegative(value, parameter);

    private bool TryRead(ReadOnlySpan<byte> source, out Rune rune)
    {
        rune = default;
        if (source.Length < 4)
            return false;
        uint value = _bigEndian
            ? (uint)(source[0] << 24 | source[1] << 16 | source[2] << 8 | source[3])
            : (uint)(source[3] << 24 | source[2] << 16 | source[1] << 8 | source[0]);
        return Rune.TryCreate(value, out rune);
    }
}
