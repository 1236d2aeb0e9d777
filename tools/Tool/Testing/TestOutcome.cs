namespace Diesis.Tool.Testing;

internal enum TestStatus
{
    Passed,
    Failed,
    Skipped,
}

/// <param name="Hash">Of the test's transcript; empty unless it passed.</param>
/// <param name="Message">Why it failed.</param>
internal sealed record TestOutcome(TestStatus Status, string Hash, string Message);
