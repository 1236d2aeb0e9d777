namespace Diesis.Tool.Testing;

/// <summary>Holds one home's transcript against that of stock .NET, the oracle.</summary>
internal static class TranscriptComparison
{
    /// <param name="oracle">Stock .NET's transcript: it says which tests there are and what each should compute.</param>
    /// <param name="differing">Receives the names of tests that passed in both homes with different transcripts.</param>
    internal static SuiteResult Compare(string home, Transcript oracle, Transcript actual, TimeSpan time, List<string> differing)
    {
        List<string> failures = [];
        int passed = 0;
        int skipped = 0;
        int missing = 0;
        string? firstMissing = null;
        foreach ((string name, TestOutcome expected) in oracle.Outcomes)
        {
            TestOutcome? outcome = actual.Outcomes.GetValueOrDefault(name);
            switch (outcome?.Status)
            {
                case null:
                    missing++;
                    firstMissing ??= name;
                    break;
                case TestStatus.Skipped:
                    skipped++;
                    break;
                case TestStatus.Failed:
                    failures.Add($"{name}: {outcome.Message}");
                    break;
                case TestStatus.Passed when expected.Status == TestStatus.Passed && expected.Hash != outcome.Hash:
                    differing.Add(name);
                    failures.Add($"{name}: computes something else than stock .NET (transcript {outcome.Hash}, stock {expected.Hash})");
                    break;
                default:
                    passed++;
                    break;
            }
        }

        foreach (string unknown in actual.Outcomes.Keys.Where(name => !oracle.Outcomes.ContainsKey(name)))
        {
            failures.Add($"{unknown}: ran here but not on stock .NET");
        }

        if (missing > 0)
        {
            string after = actual.Last is null ? "before the first test ended" : $"after {actual.Last}";
            failures.Add($"{missing} tests did not run: the run ended {after}; {firstMissing} was next");
        }
        else if (!actual.IsComplete)
        {
            failures.Add("the run died after its last test");
        }

        return new SuiteResult(home, passed, failures.Count + Math.Max(0, missing - 1), skipped, time, failures);
    }

    /// <summary>The first line in which two verbose transcripts of one test differ.</summary>
    internal static string FirstDifference(string expected, string actual)
    {
        string[] left = Recorded(expected);
        string[] right = Recorded(actual);
        for (int i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            string? expectedLine = i < left.Length ? left[i] : null;
            string? actualLine = i < right.Length ? right[i] : null;
            if (expectedLine != actualLine)
            {
                return $"record {i + 1}: stock .NET has {expectedLine ?? "no more records"}, here it is {actualLine ?? "missing"}";
            }
        }

        return "the records look alike: the difference is in kind (text or number)";
    }

    private static string[] Recorded(string transcript) =>
        [.. transcript.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.StartsWith("  | ", StringComparison.Ordinal)).Select(line => line[4..])];
}
