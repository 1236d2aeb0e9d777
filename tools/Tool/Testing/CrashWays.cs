using System.Diagnostics;
using System.Text.RegularExpressions;
using Diesis.Tool.Building;
using Diesis.Tool.Machines;

namespace Diesis.Tool.Testing;

/// <summary>Lets the kernel die of planted faults (tests/InKernel/Crashes), and holds its report against what it should say.</summary>
internal sealed class CrashWays(Repository repository, Image kernel)
{
    private static readonly TimeSpan s_timeLimit = TimeSpan.FromSeconds(90);

    /// <param name="Expected">Regular expressions that the report matches, in any order.</param>
    private sealed record Crash(string Name, int Processors, string[] Expected);

    private static IReadOnlyList<Crash> All { get; } =
    [
        new("overflow", 1, [@"Stack overflow\.", @"Repeated \d+ times", @"Crashes\.Recurse\("]),
        new("overflow-in-thread", 2, ["Stack overflow", @"Crashes\.Recurse\("]),
        new("overflow-on-other-processor", 2, ["Stack overflow", @"Crashes\.Recurse\("]),
        new("non-canonical", 1, ["#GP general protection fault", @"Crashes\.ReadFrom\("]),
        new("wild", 2, ["#PF page fault", "address 0xffffc12345670000", @"Crashes\.ReadFrom\("]),
        new("write-constants", 1, ["#PF page fault, error code 0x0*3", @"Crashes\.WriteTo\("]),
        new("write-code", 1, ["#PF page fault, error code 0x0*3", @"Crashes\.WriteTo\("]),
        new("write-constants-through-direct-map", 1, ["#PF page fault, error code 0x0*3", @"Crashes\.WriteTo\("]),
        new("execute-data", 1, ["#PF page fault, error code 0x0*11", @"Crashes\.Crash\("]),
        new("non-maskable", 1, ["NMI non-maskable interrupt"]),
        new("fault-in-critical-section", 1, ["Fatal error|#PF", @"Crashes\.ReadFrom\("]),
        new("recursive-lock", 1, ["a lock is taken by its holder", @"Crashes\.Crash\("]),
        new("panic", 2, ["Panic: planted", @"Crashes\.Crash\(", @"Panic on processor \d of 2, thread 1 'main'", "The log's end:", @"serial: port 3f8"]),
        new("double-free", 1, ["a frame was freed that is not in use", @"Crashes\.Crash\("]),
    ];

    internal async Task<SuiteResult> RunAsync(CancellationToken cancellation)
    {
        Terminal.Report($"Letting the kernel die in {All.Count} ways");
        Stopwatch time = Stopwatch.StartNew();
        List<string> failures = [];
        foreach (Crash crash in All)
        {
            MachineOptions options = new() { Accelerator = "tcg", Processors = crash.Processors, CommandLine = $"crash={crash.Name} -- Crashes.Planted" };
            CapturedMachine guest = new(repository, kernel);
            GuestOutcome outcome = await guest.RunAsync(options, new BootMedium.Direct(kernel.WithSymbols), "kernel-crash", s_timeLimit, s_timeLimit, cancellation);
            string[] missing = [.. crash.Expected.Where(expected => !Regex.IsMatch(outcome.Console, expected))];
            if (outcome.Status == ExitCodes.KernelDied && missing.Length == 0)
            {
                continue;
            }

            string status = outcome.Status is int code ? $"exit status {code}" : outcome.End;
            failures.Add($"{crash.Name}: {status}, not found: {string.Join(", ", missing)}\n{KernelLog.End(outcome.Console, guest.Lines)}");
        }

        return new SuiteResult("kernel, ways to die", All.Count - failures.Count, failures.Count, 0, time.Elapsed, failures);
    }
}
