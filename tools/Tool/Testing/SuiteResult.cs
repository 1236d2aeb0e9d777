namespace Diesis.Tool.Testing;

/// <summary>How a suite, or its part in one home, went.</summary>
/// <param name="Failures">A line or more each, ready to be shown.</param>
internal sealed record SuiteResult(string Name, int Passed, int Failed, int Skipped, TimeSpan Time, IReadOnlyList<string> Failures);
