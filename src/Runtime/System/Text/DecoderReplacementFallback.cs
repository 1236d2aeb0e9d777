using System.Diagnostics.CodeAnalysis;

namespace System.Text;

/// <summary>Puts a given text in the place of bytes that mean nothing.</summary>
public sealed class DecoderReplacementFallback : DecoderFallback
{
    public DecoderReplacementFallback() : this("?")
    {
    }

    public DecoderReplacementFallback(string replacement)
    {
        ThrowHelper.CheckNotNull(replacement, nameof(replacement));
        EncoderReplacementFallback.CheckWellFormed(replacement);
        DefaultString = replacement;
    }

    public string DefaultString { get; }

    public override int MaxCharCount => DefaultString.Length;

    internal override string Name => "System.Text.DecoderReplacementFallback";

    internal override string? Replacement => DefaultString;

    public override bool Equals([NotNullWhen(true)] object? value) => value is DecoderReplacementFallback other && other.DefaultString == DefaultString;

    public override int GetHashCode() => DefaultString.GetHashCode();
}
