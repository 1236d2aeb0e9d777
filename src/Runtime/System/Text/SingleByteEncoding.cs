using System.Buffers;

namespace System.Text;

/// <summary>What ASCII and Latin-1 have in common: the first 128 or 256 code points as one byte each.</summary>
public abstract class SingleByteEncoding : Encoding
{
    private readonly int _limit;

    private protected SingleByteEncoding(int codePage, int limit, DecoderFallback decoderFallback)
        : base(codePage, new EncoderReplacementFallback(), decoderFallback) => _limit = limit;

    public override bool IsSingleByte => true;

    public override int GetMaxByteCount(int charCount)
    {
        ThrowHelper.CheckNotNegative(charCount, nameof(charCount));
        return base.GetMaxByteCount(charCount);
    }

    private protected override int BytesPerUnit => 1;

    private protected override long MostUnits(int byteCount) => byteCount;

    private protected override OperationStatus Encode(ReadOnlySpan<char> source, Span<byte> destination, out int read, out int written)
    {
        int length = Math.Min(source.Length, destination.Length);
        int position = AsciiCoding.Narrow(source, destination);
        while (position < length && source[position] < _limit)
        {
            destination[position] = (byte)source[position];
            position++;
        }

        read = position;
        written = position;
        if (position == source.Length)
            return OperationStatus.Done;
        return source[position] >= _limit ? OperationStatus.InvalidData : OperationStatus.DestinationTooSmall;
    }

    private protected override OperationStatus CountEncoded(ReadOnlySpan<char> source, out int read, out long count)
    {
        read = AsciiCoding.LengthOfAscii(source);
        while (read < source.Length && source[read] < _limit)
        {
            read++;
        }

        count = read;
        return read == source.Length ? OperationStatus.Done : OperationStatus.InvalidData;
    }

    private protected override OperationStatus Decode(ReadOnlySpan<byte> source, Span<char> destination, out int read, out int written)
    {
        int length = Math.Min(source.Length, destination.Length);
        int position = AsciiCoding.Widen(source, destination);
        while (position < length && source[position] < _limit)
        {
            destination[position] = (char)source[position];
            position++;
        }

        read = position;
        written = position;
        if (position == source.Length)
            return OperationStatus.Done;
        return source[position] >= _limit ? OperationStatus.InvalidData : OperationStatus.DestinationTooSmall;
    }

    private protected override OperationStatus CountDecoded(ReadOnlySpan<byte> source, out int read, out int count)
    {
        read = _limit == 256 ? source.Length : AsciiCoding.LengthOfAscii(source);
        count = read;
        return read == source.Length ? OperationStatus.Done : OperationStatus.InvalidData;
    }

    private protected override int ErrorLength(ReadOnlySpan<byte> source) => 1;
}
