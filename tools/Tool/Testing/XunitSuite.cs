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
        string assembly = Project.Load(repository, project).AssemblyPath;
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
            failed = 1;
        }

        foreach (string note in run.Output.Split('\n').Where(line => line.Trim().StartsWith("note: ", StringComparison.Ordinal)))
        {
            Terminal.Report(note.Trim()["note: ".Length..]);
        }

        return new SuiteResult(name, Number("total") - Number("failed") - skipped, failed, skipped, time.Elapsed, failed == 0 ? [] : [run.Output.TrimEnd()]);
    }

    [GeneratedRegex(@"Total: (?<total>\d+), Errors: (?<errors>\d+), Failed: (?<failed>\d+), Skipped: (?<skipped>\d+)")]
    private static partial Regex Summary();
}
