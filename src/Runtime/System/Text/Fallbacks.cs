namespace System.Text;

/// <summary>The two answers that the Unicode encodings choose from.</summary>
internal static class Fallbacks
{
    internal static EncoderFallback Encoder(bool throws) => throws ? new EncoderExceptionFallback() : new EncoderReplacementFallback("\uFFFD");

    internal static DecoderFallback Decoder(bool throws) => throws ? new DecoderExceptionFallback() : new DecoderReplacementFallback("\uFFFD");
}
