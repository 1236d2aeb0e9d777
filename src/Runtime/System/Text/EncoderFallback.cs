namespace System.Text;

/// <summary>What an encoding does with characters that it cannot express.</summary>
public abstract class EncoderFallback
{
    private protected EncoderFallback()
    {
    }

    /// <summary>Puts a question mark.</summary>
    public static EncoderFallback ReplacementFallback { get; } = new EncoderReplacementFallback();

    public static EncoderFallback ExceptionFallback { get; } = new EncoderExceptionFallback();

    /// <summary>The most characters that one bad character turns into.</summary>
    public abstract int MaxCharCount { get; }

    /// <summary>The type's name, as errors quote it.</summary>
    internal abstract string Name { get; }

    /// <summary>What is encoded instead, or null to throw.</summary>
    internal abstract string? Replacement(uint scalar);
}
