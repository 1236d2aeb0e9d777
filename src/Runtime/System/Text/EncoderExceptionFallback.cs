using System.Diagnostics.CodeAnalysis;

namespace System.Text;

/// <summary>Throws an <see cref="EncoderFallbackException"/> for a character that cannot be expressed.</summary>
public sealed class EncoderExceptionFallback : EncoderFallback
{
    public override int MaxCharCount => 0;

    internal override string Name => "System.Text.EncoderExceptionFallback";

    public override bool Equals([NotNullWhen(true)] object? value) => value is EncoderExceptionFallback;

    public override int GetHashCode() => 654;

    internal override string? Replacement(uint scalar) => null;
}
