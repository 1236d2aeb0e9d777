using System.Buffers;

namespace System.Text;

/// <summary>UTF-8 (RFC 3629). Bad input becomes U+FFFD for each maximal subpart, or an exception.</summary>
public class UTF8Encoding : Encoding
{
    private readonly bool _emitsMark;

    public UTF8Encoding() : this(false)
    {
    }

    public UTF8Encoding(bool encoderShouldEmitUTF8Identifier) : this(encoderShouldEmitUTF8Identifier, false)
    {
    }

    public UTF8Encoding(bool encoderShouldEmitUTF8Identifier, bool throwOnInvalidBytes)
        : base(65001, Fallbacks.Encoder(throwOnInvalidBytes), Fallbacks.Decoder(throwOnInvalidBytes)) =>
        _emitsMark = encoderShouldEmitUTF8Identifier;

    public override string EncodingName => "Unicode (UTF-8)";

    public override string WebName => "utf-8";

    public override ReadOnlySpan<byte> Preamble => _emitsMark ? [0xEF, 0xBB, 0xBF] : default;

    private protected override int BytesPerUnit => 3;

    private protected override long MostUnits(int byteCount) => (long)byteCount + 1;

    private protected override OperationStatus Encode(ReadOnlySpan<char> source, Span<byte> destination, out int read, out int written) =>
        Utf8Coding.FromUtf16(source, destination, out read, out written);

    private protected override OperationStatus CountEncoded(ReadOnlySpan<char> source, out int read, out long count) =>
        Utf8Coding.CountUtf8(source, out read, out count);

    private protected override OperationStatus Decode(ReadOnlySpan<byte> source, Span<char> destination, out int read, out int written) =>
        Utf8Coding.ToUtf16(source, destination, out read, out written);

    private protected override OperationStatus CountDecoded(ReadOnlySpan<byte> source, out int read, out int count) =>
        Utf8Coding.CountUtf16(source, out read, out count);

    private protected override int ErrorLength(ReadOnlySpan<byte> source)
    {
        Utf8Coding.Decode(source, out _, out int length);
        return length;
    }
}
