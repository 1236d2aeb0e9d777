namespace System.Text;

/// <summary>US-ASCII: characters and bytes from 128 up become a question mark.</summary>
public sealed class ASCIIEncoding : SingleByteEncoding
{
    public ASCIIEncoding() : base(20127, 0x80, new DecoderReplacementFallback())
    {
    }

    public override string EncodingName => "US-ASCII";

    public override string WebName => "us-ascii";

    public override int GetMaxCharCount(int byteCount)
    {
        ThrowHelper.CheckNotNegative(byteCount, nameof(byteCount));
        return base.GetMaxCharCount(byteCount);
    }
}
