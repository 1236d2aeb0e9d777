using System.Diagnostics.CodeAnalysis;

namespace System.Text;

/// <summary>Throws a <see cref="DecoderFallbackException"/> for bytes that mean nothing.</summary>
public sealed class DecoderExceptionFallback : DecoderFallback
{
    public override int MaxCharCount => 0;

    internal override string Name => "System.Text.DecoderExceptionFallback";

    internal override string? Replacement => null;

    public override bool Equals([NotNullWhen(true)] object? value) => value is DecoderExceptionFallback;

    public override int GetHashCode() => 879;
}
