using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace System.Text;

/// <summary>A way to write characters as bytes.</summary>
/// <remarks>
/// An encoding gives four steps, each of which works up to the first place that it cannot express: two that convert and two that count. What
/// is put there instead is decided here, once for all. Programs cannot derive encodings of their own.
/// </remarks>
public abstract partial class Encoding
{
    private EncoderFallback _encoderFallback;
    private DecoderFallback _decoderFallback;

    private protected Encoding(int codePage, EncoderFallback encoderFallback, DecoderFallback decoderFallback)
    {
        CodePage = codePage;
        _encoderFallback = encoderFallback;
        _decoderFallback = decoderFallback;
    }

    public static Encoding UTF8 => Utf8Instance.Value;

    public static Encoding Default => Utf8WithoutMarkInstance.Value;

    public static Encoding Unicode => Utf16Instance.Value;

    public static Encoding BigEndianUnicode => Utf16BigEndianInstance.Value;

    public static Encoding UTF32 => Utf32Instance.Value;

    public static Encoding ASCII => AsciiInstance.Value;

    public static Encoding Latin1 => Latin1Instance.Value;

    /// <summary>The number by which encodings have been known since Windows' code pages.</summary>
    public virtual int CodePage { get; }

    public abstract string EncodingName { get; }

    public abstract string WebName { get; }

    public virtual string BodyName => WebName;

    public virtual string HeaderName => WebName;

    public virtual bool IsSingleByte => false;

    public bool IsReadOnly => true;

    public EncoderFallback EncoderFallback => _encoderFallback;

    public DecoderFallback DecoderFallback => _decoderFallback;

    /// <summary>The bytes that mark a text as written in this encoding; may be empty.</summary>
    public virtual ReadOnlySpan<byte> Preamble => default;

    public byte[] GetPreamble() => Preamble.ToArray();

    /// <summary>The encoding of a name that .NET knows.</summary>
    public static Encoding GetEncoding(string name)
    {
        ThrowHelper.CheckNotNull(name, nameof(name));
        return name.ToLowerInvariant() switch
        {
            "utf-8" or "unicode-1-1-utf-8" or "unicode-2-0-utf-8" or "x-unicode-1-1-utf-8" or "x-unicode-2-0-utf-8" => UTF8,
            "utf-16" or "utf-16le" or "unicode" or "ucs-2" or "iso-10646-ucs-2" => Unicode,
            "utf-16be" or "unicodefffe" => BigEndianUnicode,
            "utf-32" or "utf-32le" => UTF32,
            "us-ascii" or "ascii" or "ansi_x3.4-1968" or "ansi_x3.4-1986" or "iso646-us" or "iso_646.irv:1991" or "iso-ir-6" or "cp367" or "ibm367" or "us"
                or "csascii" => ASCII,
            "iso-8859-1" or "iso8859-1" or "iso_8859-1" or "iso_8859-1:1987" or "latin1" or "l1" or "iso-ir-100" or "cp819" or "ibm819"
                or "csisolatin1" => Latin1,
            _ => throw new ArgumentException(
                "'" + name + "' is not a supported encoding name. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method.",
                nameof(name)),
        };
    }

    public static Encoding GetEncoding(int codepage) => codepage switch
    {
        0 => Default,
        65001 => UTF8,
        1200 => Unicode,
        1201 => BigEndianUnicode,
        12000 => UTF32,
        20127 => ASCII,
        28591 => Latin1,
        _ => throw new NotSupportedException(
            "No data is available for encoding " + codepage.ToString() +
            ". For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method."),
    };

    /// <summary>The encoding with other answers to what cannot be expressed.</summary>
    public static Encoding GetEncoding(string name, EncoderFallback encoderFallback, DecoderFallback decoderFallback) =>
        WithFallbacks(GetEncoding(name), encoderFallback, decoderFallback);

    public static Encoding GetEncoding(int codepage, EncoderFallback encoderFallback, DecoderFallback decoderFallback) =>
        WithFallbacks(GetEncoding(codepage), encoderFallback, decoderFallback);

    public static byte[] Convert(Encoding srcEncoding, Encoding dstEncoding, byte[] bytes)
    {
        ThrowHelper.CheckNotNull(bytes, nameof(bytes));
        return Convert(srcEncoding, dstEncoding, bytes, 0, bytes.Length);
    }

    public static byte[] Convert(Encoding srcEncoding, Encoding dstEncoding, byte[] bytes, int index, int count)
    {
        ThrowHelper.CheckNotNull(srcEncoding, nameof(srcEncoding));
        ThrowHelper.CheckNotNull(dstEncoding, nameof(dstEncoding));
        ThrowHelper.CheckNotNull(bytes, nameof(bytes));
        return dstEncoding.GetBytes(srcEncoding.GetChars(bytes, index, count));
    }

    public virtual int GetMaxByteCount(int charCount)
    {
        CheckNotNegative(charCount, nameof(charCount));
        long units = (long)charCount + 1;
        if (_encoderFallback.MaxCharCount > 1)
            units *= _encoderFallback.MaxCharCount;
        units *= BytesPerUnit;
        if (units > int.MaxValue)
        {
            ThrowHelper.ThrowArgumentOutOfRange(
                nameof(charCount), "Too many characters. The resulting number of bytes is larger than what can be returned as an int.");
        }

        return (int)units;
    }

    public virtual int GetMaxCharCount(int byteCount)
    {
        CheckNotNegative(byteCount, nameof(byteCount));
        long units = MostUnits(byteCount);
        if (_decoderFallback.MaxCharCount > 1)
            units *= _decoderFallback.MaxCharCount;
        if (units > int.MaxValue)
        {
            ThrowHelper.ThrowArgumentOutOfRange(
                nameof(byteCount), "Too many bytes. The resulting number of chars is larger than what can be returned as an int.");
        }

        return (int)units;
    }

    public override bool Equals([NotNullWhen(true)] object? value) =>
        value is Encoding other && CodePage == other.CodePage && _encoderFallback.Equals(other._encoderFallback) &&
        _decoderFallback.Equals(other._decoderFallback) && Preamble.SequenceEqual(other.Preamble);

    public override int GetHashCode() => CodePage + _encoderFallback.GetHashCode() + _decoderFallback.GetHashCode();

    /// <summary>The most bytes that one UTF-16 unit takes.</summary>
    private protected abstract int BytesPerUnit { get; }

    /// <summary>The most units that so many bytes give.</summary>
    private protected abstract long MostUnits(int byteCount);

    /// <summary>Encodes as much as can be expressed and fits. At InvalidData and NeedMoreData a bad character stands at the position read.</summary>
    private protected abstract OperationStatus Encode(ReadOnlySpan<char> source, Span<byte> destination, out int read, out int written);

    private protected abstract OperationStatus CountEncoded(ReadOnlySpan<char> source, out int read, out long count);

    /// <summary>Decodes as much as has a meaning and fits. At InvalidData and NeedMoreData bad bytes stand at the position read.</summary>
    private protected abstract OperationStatus Decode(ReadOnlySpan<byte> source, Span<char> destination, out int read, out int written);

    private protected abstract OperationStatus CountDecoded(ReadOnlySpan<byte> source, out int read, out int count);

    /// <summary>How many bytes at the start are one error. Preconditions: there is one.</summary>
    private protected abstract int ErrorLength(ReadOnlySpan<byte> source);

    /// <summary>A sibling that shares everything but the fallbacks.</summary>
    private static Encoding WithFallbacks(Encoding encoding, EncoderFallback encoderFallback, DecoderFallback decoderFallback)
    {
        ThrowHelper.CheckNotNull(encoderFallback, nameof(encoderFallback));
        ThrowHelper.CheckNotNull(decoderFallback, nameof(decoderFallback));
        Encoding sibling = (Encoding)encoding.MemberwiseClone();
        sibling._encoderFallback = encoderFallback;
        sibling._decoderFallback = decoderFallback;
        return sibling;
    }

    // Each in a class of its own, so that whoever uses one does not link the others.

    private static class Utf8Instance
    {
        internal static readonly UTF8Encoding Value = new(encoderShouldEmitUTF8Identifier: true);
    }

    private static class Utf8WithoutMarkInstance
    {
        internal static readonly UTF8Encoding Value = new(encoderShouldEmitUTF8Identifier: false);
    }

    private static class Utf16Instance
    {
        internal static readonly UnicodeEncoding Value = new(bigEndian: false, byteOrderMark: true);
    }

    private static class Utf16BigEndianInstance
    {
        internal static readonly UnicodeEncoding Value = new(bigEndian: true, byteOrderMark: true);
    }

    private static class Utf32Instance
    {
        internal static readonly UTF32Encoding Value = new(bigEndian: false, byteOrderMark: true);
    }

    private static class AsciiInstance
    {
        internal static readonly ASCIIEncoding Value = new();
    }

    private static class Latin1Instance
    {
        internal static readonly Latin1Encoding Value = new();
    }
}
