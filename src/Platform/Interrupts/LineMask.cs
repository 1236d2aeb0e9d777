namespace Diesis.Platform.Interrupts;

/// <summary>Whether a line may interrupt.</summary>
internal enum LineMask
{
    Unmasked,
    Masked,
}
