using System.Globalization;

namespace System.Text;

/// <summary>ISO 8859-1. Characters beyond it become the letter that comes nearest, else a question mark.</summary>
internal sealed class Latin1Encoding : SingleByteEncoding
{
    internal Latin1Encoding() : base(28591, 0x100, new DecoderReplacementFallback())
    {
    }

    public override string EncodingName => "Western European (ISO)";

    public override string WebName => "iso-8859-1";

    private protected override string FallbackName => FitsBest ? "System.Text.EncoderLatin1BestFitFallback" : base.FallbackName;

    // The encoding as .NET gives it out; one with a fallback chosen by the program takes that.
    private bool FitsBest => ReferenceEquals(this, Latin1);

    private protected override string? BestFit(uint scalar)
    {
        if (!FitsBest)
            return null;
        int nearest = CodePointRuns.Map((int)scalar, UnicodeData.Latin1Starts, UnicodeData.Latin1Ends, UnicodeData.Latin1Deltas);
        return nearest < 0x100 ? ((char)nearest).ToString() : null;
    }
}
