using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Diesis.Tool.Building;

namespace Diesis.Tool.Testing;

/// <summary>A suite of host tests written with xunit: an executable that prints its own summary.</summary>
internal static partial class XunitSuite
{
    internal static async Task<SuiteResult> RunAsync(Repository repository, string name, string project, CancellationToken cancellation)
    {
        Stopwatch time = Stopwatch.StartNew();
        string assembly = Project.Load(repository, project).AssemblyPath(Variant.Plain);
        ToolProcess.Result run = await ToolProcess.CaptureAsync(
            DotNet.Host,
            [assembly, "-noColor", "-noLogo"],
            repository.Root,
            TimeSpan.FromMinutes(10),
            cancellation);
        Match summary = Summary().Match(run.Output);
        if (!summary.Success)
        {
            return new SuiteResult(name, 0, 1, 0, time.Elapsed, [$"the test program ended without a summary (exit status {run.ExitCode})\n{run.Output}"]);
        }

        int Number(string group) => int.Parse(summary.Groups[group].Value, CultureInfo.InvariantCulture);
        int failed = Number("failed") + Number("errors");
        int skipped = Number("skipped");
        if (failed == 0 && run.ExitCode != 0)
        {
            return new SuiteResult(name, Number("total"), 1, skipped, time.Elapsed, [$"exit status {run.ExitCode}\n{run.Output}"]);
        }

        foreach (string note in run.Output.Split('\n').Where(line => line.Trim().StartsWith("note: ", StringComparison.Ordinal)))
        {
            Terminal.Report(note.Trim()["note: ".Length..]);
        }

        return new SuiteResult(name, Number("total") - Number("failed") - skipped, failed, skipped, time.Elapsed, failed == 0 ? [] : [Failures(run.Output)]);
    }

    /// <summary>The failed tests with their messages, without the runner's frame around them.</summary>
    private static string Failures(string output) =>
        string.Join('\n', output.Split('\n').SkipWhile(line => !line.Contains("[FAIL]", StringComparison.Ordinal))
            .TakeWhile(line => !line.TrimStart().StartsWith("Finished:", StringComparison.Ordinal))
            .Where(line => !line.TrimStart().StartsWith("at System.", StringComparison.Ordinal))
            .Select(line => line.StartsWith("    ", StringComparison.Ordinal) ? line[4..] : line));

    [GeneratedRegex(@"Total: (?<total>\d+), Errors: (?<errors>\d+), Failed: (?<failed>\d+), Skipped: (?<skipped>\d+)")]
    private static partial Regex Summary();
}
