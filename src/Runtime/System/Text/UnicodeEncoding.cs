using System.Buffers;

namespace System.Text;

/// <summary>UTF-16 in either byte order. Unpaired surrogates and a last odd byte become U+FFFD, or an exception.</summary>
public class UnicodeEncoding : Encoding
{
    private readonly bool _bigEndian;
    private readonly bool _emitsMark;

    public UnicodeEncoding() : this(false, true)
    {
    }

    public UnicodeEncoding(bool bigEndian, bool byteOrderMark) : this(bigEndian, byteOrderMark, false)
    {
    }

    public UnicodeEncoding(bool bigEndian, bool byteOrderMark, bool throwOnInvalidBytes)
        : base(bigEndian ? 1201 : 1200, Fallbacks.Encoder(throwOnInvalidBytes), Fallbacks.Decoder(throwOnInvalidBytes))
    {
        _bigEndian = bigEndian;
        _emitsMark = byteOrderMark;
    }

    public override string EncodingName => _bigEndian ? "Unicode (Big-Endian)" : "Unicode";

    public override string WebName => _bigEndian ? "utf-16BE" : "utf-16";

    public override ReadOnlySpan<byte> Preamble => !_emitsMark ? default : _bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE];

    private protected override int BytesPerUnit => 2;

    private protected override long MostUnits(int byteCount) => (long)(byteCount >> 1) + (byteCount & 1) + 1;

    private protected override OperationStatus Encode(ReadOnlySpan<char> source, Span<byte> destination, out int read, out int written)
    {
        OperationStatus status = LengthOfWellFormed(source, out int length);
        int room = destination.Length / 2;
        if (length > room)
        {
            // A pair is not cut in two.
            length = room > 0 && char.IsHighSurrogate(source[room - 1]) ? room - 1 : room;
            status = OperationStatus.DestinationTooSmall;
        }

        for (int i = 0; i < length; i++)
        {
            char unit = source[i];
            destination[2 * i] = (byte)(_bigEndian ? unit >> 8 : unit);
            destination[2 * i + 1] = (byte)(_bigEndian ? unit : unit >> 8);
        }

        read = length;
        written = 2 * length;
        return status;
    }

    private protected override OperationStatus CountEncoded(ReadOnlySpan<char> source, out int read, out long count)
    {
        OperationStatus status = LengthOfWellFormed(source, out read);
        count = 2L * read;
        return status;
    }

    private protected override OperationStatus Decode(ReadOnlySpan<byte> source, Span<char> destination, out int read, out int written)
    {
        int from = 0;
        int to = 0;
        OperationStatus status = OperationStatus.Done;
        while (from < source.Length)
        {
            int width = WidthAt(source, from);
            if (width == 0)
            {
                status = OperationStatus.InvalidData;
                break;
            }

            if (destination.Length - to < width)
            {
                status = OperationStatus.DestinationTooSmall;
                break;
            }

            for (; width > 0; width--)
            {
                destination[to++] = UnitAt(source, from);
                from += 2;
            }
        }

        read = from;
        written = to;
        return status;
    }

    private protected override OperationStatus CountDecoded(ReadOnlySpan<byte> source, out int read, out int count)
    {
        count = 0;
        read = 0;
        while (read < source.Length)
        {
            int width = WidthAt(source, read);
            if (width == 0)
                return OperationStatus.InvalidData;
            count += width;
            read += 2 * width;
        }

        return OperationStatus.Done;
    }

    private protected override int ErrorLength(ReadOnlySpan<byte> source) => Math.Min(source.Length, 2);

    // A high surrogate is only found to be alone when the next unit has been read.
    private protected override int ErrorDistance(ReadOnlySpan<byte> source) =>
        source.Length >= 4 && char.IsHighSurrogate(UnitAt(source, 0)) ? 2 : 0;

    private protected override void CheckNotNegative(int value, string parameter) => ThrowHelper.CheckNotNegative(value, parameter);

    private static OperationStatus LengthOfWellFormed(ReadOnlySpan<char> source, out int length)
    {
        length = 0;
        while (true)
        {
            int next = source.Slice(length).IndexOfAnyInRange('\uD800', '\uDFFF');
            if (next < 0)
            {
                length = source.Length;
                return OperationStatus.Done;
            }

            length += next;
            if (length + 1 >= source.Length || !char.IsSurrogatePair(source[length], source[length + 1]))
                return OperationStatus.InvalidData;
            length += 2;
        }
    }

    // One or two units when they are well-formed, else none.
    private int WidthAt(ReadOnlySpan<byte> source, int position)
    {
        if (source.Length - position < 2)
            return 0;
        char unit = UnitAt(source, position);
        if (!char.IsSurrogate(unit))
            return 1;
        return source.Length - position >= 4 && char.IsSurrogatePair(unit, UnitAt(source, position + 2)) ? 2 : 0;
    }

    private char UnitAt(ReadOnlySpan<byte> source, int position) =>
        _bigEndian ? (char)(source[position] << 8 | source[position + 1]) : (char)(source[position + 1] << 8 | source[position]);
}
