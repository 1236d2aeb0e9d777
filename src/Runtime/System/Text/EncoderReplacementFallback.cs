using System.Diagnostics.CodeAnalysis;

namespace System.Text;

/// <summary>Encodes a given text in the place of characters that cannot be expressed.</summary>
public sealed class EncoderReplacementFallback : EncoderFallback
{
    public EncoderReplacementFallback() : this("?")
    {
    }

    public EncoderReplacementFallback(string replacement)
    {
        ThrowHelper.CheckNotNull(replacement, nameof(replacement));
        CheckWellFormed(replacement);
        DefaultString = replacement;
    }

    public string DefaultString { get; }

    public override int MaxCharCount => DefaultString.Length;

    internal override string Name => "System.Text.EncoderReplacementFallback";

    public override bool Equals([NotNullWhen(true)] object? value) => value is EncoderReplacementFallback other && other.DefaultString == DefaultString;

    public override int GetHashCode() => DefaultString.GetHashCode();

    internal override string? Replacement(uint scalar) => DefaultString;

    internal static void CheckWellFormed(string replacement)
    {
        if (Utf8Coding.CountUtf8(replacement.AsSpan(), out _, out _) != System.Buffers.OperationStatus.Done)
            ThrowHelper.ThrowArgument("String contains invalid Unicode code points.", nameof(replacement));
    }
}
