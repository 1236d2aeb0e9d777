namespace System.Text;

/// <summary>What an encoding does with bytes that mean nothing.</summary>
public abstract class DecoderFallback
{
    private protected DecoderFallback()
    {
    }

    /// <summary>Puts a question mark.</summary>
    public static DecoderFallback ReplacementFallback { get; } = new DecoderReplacementFallback();

    public static DecoderFallback ExceptionFallback { get; } = new DecoderExceptionFallback();

    /// <summary>The most characters that one run of bad bytes turns into.</summary>
    public abstract int MaxCharCount { get; }

    /// <summary>The type's name, as errors quote it.</summary>
    internal abstract string Name { get; }

    /// <summary>What stands in the bytes' place, or null to throw.</summary>
    internal abstract string? Replacement { get; }
}
