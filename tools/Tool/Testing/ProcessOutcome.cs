namespace Diesis.Tool.Testing;

/// <summary>How a program ended and what it wrote.</summary>
/// <param name="Status">128 + the signal when one ended it.</param>
internal sealed record ProcessOutcome(int Status, string Output, string Error);
