namespace Diesis.Tool.Testing;

/// <summary>What one home printed while it ran the runtime tests (tests/Runtime/Harness/Program.cs has the format), by test.</summary>
internal sealed class Transcript
{
    private readonly Dictionary<string, TestOutcome> _outcomes = [];

    private Transcript(string text)
    {
        Text = text;
    }

    internal string Text { get; }

    /// <summary>The tests in the order in which they ended.</summary>
    internal IReadOnlyDictionary<string, TestOutcome> Outcomes => _outcomes;

    /// <summary>The summary came: nothing died before the end.</summary>
    internal bool IsComplete { get; private set; }

    /// <summary>The last test that ended, or null.</summary>
    internal string? Last { get; private set; }

    /// <summary>The test that was announced and has not ended, or null.</summary>
    internal string? Running { get; private set; }

    internal int Count(TestStatus status) => _outcomes.Values.Count(outcome => outcome.Status == status);

    internal static Transcript Parse(string text)
    {
        Transcript transcript = new(text);
        foreach (string rawLine in text.Split('\n'))
        {
            string line = rawLine.TrimEnd('\r');
            if (line.StartsWith("ok ", StringComparison.Ordinal))
            {
                int space = line.LastIndexOf(' ');
                transcript.Add(line[3..Math.Max(space, 3)], new TestOutcome(TestStatus.Passed, line[(space + 1)..], ""));
            }
            else if (line.StartsWith("FAIL ", StringComparison.Ordinal))
            {
                int colon = line.IndexOf(": ", StringComparison.Ordinal);
                string name = colon < 0 ? line[5..] : line[5..colon];
                transcript.Add(name, new TestOutcome(TestStatus.Failed, "", colon < 0 ? "" : line[(colon + 2)..]));
            }
            else if (line.StartsWith("skip ", StringComparison.Ordinal))
            {
                transcript.Add(line[5..], new TestOutcome(TestStatus.Skipped, "", ""));
            }
            else if (line.StartsWith("run ", StringComparison.Ordinal))
            {
                transcript.Running = line[4..];
            }
            else if (IsSummary(line))
            {
                transcript.IsComplete = true;
            }
        }

        return transcript;
    }

    private static bool IsSummary(string line) =>
        line.Split(' ') is [var passed, "passed,", var failed, "failed,", var skipped, "skipped"]
        && int.TryParse(passed, out _) && int.TryParse(failed, out _) && int.TryParse(skipped, out _);

    private void Add(string name, TestOutcome outcome)
    {
        // Names are unique (registration is checked by the stock home's run); a repeated one would hide a result.
        _outcomes[name] = _outcomes.ContainsKey(name) ? new TestOutcome(TestStatus.Failed, "", "two tests have this name") : outcome;
        Last = name;
        Running = null;
    }
}
