using System.Diagnostics;
using Diesis.Tool.Building;
using Diesis.Tool.Commands;
using Diesis.Tool.Machines;
using Diesis.Tool.Roots;

namespace Diesis.Tool.Testing;

/// <summary>A shell on screen and keyboard (tty1), from the outside: keys are pressed, and the screen's points are read.</summary>
internal sealed class ScreenWays(Repository repository)
{
    /// <summary>The filter that asks for these alone.</summary>
    internal const string Name = nameof(ScreenWays);

    private const string LogName = "kernel-screen";
    private const char Interrupt = '\u0003';
    private const char EndOfFile = '\u0004';
    private const int Status = 7;

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    /// <summary>For one answer; a build machine may have much else to do.</summary>
    private static readonly TimeSpan s_answerLimit = TimeSpan.FromSeconds(60);

    /// <param name="Typed">Pressed one after another.</param>
    /// <param name="Shows">What the screen must show then.</param>
    private sealed record Question(string Name, string Typed, Func<ScreenText, bool> Shows);

    private static IReadOnlyList<Question> All { get; } =
    [
        new("a prompt", "", ScreenVisit.ShowsPrompt),
        new("a command", "echo $((6 * 7))\n", screen => Answered(screen, "42")),
        new("the terminal's name and size", "tty; stty size\n", screen => Answered(screen, "/dev/tty1") && Answered(screen, "48 128")),
        new("shifted keys", "echo '{~}' \"A|B\" >/tmp/f; cat /tmp/f\n", screen => Answered(screen, "{~} A|B")),

        // The shell edits its own line; cat reads one that the kernel has edited.
        new("an edited line", "cat\nhelp\blo\n", screen => screen.Lines.Count(line => line == "hello") == 2),
        new("the end of a file", $"{EndOfFile}", ScreenVisit.ShowsPrompt),
        new("an interrupted program", "sleep 1000\n", screen => screen.LastLine.EndsWith("sleep 1000", StringComparison.Ordinal)),
        new("its end", $"{Interrupt}", screen => ScreenVisit.ShowsPrompt(screen) && screen.Lines.Any(line => line.Contains("^C", StringComparison.Ordinal))),
        new("a program for the whole screen", "vi /tmp/new\n", screen => screen.Lines.Count(line => line == "~") > 30),
        new("its end, with its text", "itwo words\e:wq\n", ScreenVisit.ShowsPrompt),
        new("what it wrote", "clear; wc -w /tmp/new\n", screen => Answered(screen, "2 /tmp/new")),
    ];

    internal async Task<SuiteResult> RunAsync(CancellationToken cancellation)
    {
        Terminal.Report($"Asking {All.Count} questions by keyboard and screen");
        Stopwatch time = Stopwatch.StartNew();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("diesis-screen-");
        List<string> failures = [];
        int asked = 0;
        try
        {
            Image kernel = await BuildCommand.BuildKernelAsync(repository, cancellation);
            string initrd = Path.Combine(folder.FullName, "initramfs.cpio");
            await GuestRoot.MakeAsync(repository, new RootOptions(), new GuestSession([], ConsoleUse.Terminal) { Environment = ["TERM=linux"] }, null, initrd, cancellation);
            MachineOptions options = new() { Accelerator = "tcg", Display = DisplayKind.Hidden, CommandLine = "console=tty1 loglevel=error", Initrd = initrd };
            CapturedMachine guest = new(repository, kernel);
            GuestOutcome outcome = await guest.RunAsync(
                options, new BootMedium.Direct(kernel.WithSymbols, initrd), LogName, s_limit, s_limit, cancellation, async monitor => asked = await VisitAsync(monitor, folder.FullName, failures));
            if (failures.Count == 0 && outcome.Status != Status)
            {
                failures.Add($"the shell's end: {(outcome.Status is int status ? $"exit status {status}" : outcome.End)}\n{KernelLog.End(outcome.Log, guest.Lines)}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return new SuiteResult("kernel, screen and keyboard", asked + 1 - failures.Count, failures.Count, 0, time.Elapsed, failures);
    }

    /// <returns>How many questions were asked.</returns>
    private static async Task<int> VisitAsync(QemuMonitor monitor, string folder, List<string> failures)
    {
        ScreenUser user = new(monitor, folder);
        for (int i = 0; i < All.Count; i++)
        {
            await user.TypeAsync(All[i].Typed);
            if (!await user.WaitForAsync(All[i].Shows, s_answerLimit))
            {
                failures.Add($"{All[i].Name}: the screen shows\n{string.Join('\n', (await user.LookAsync())?.Lines.Where(line => line.Length > 0) ?? ["nothing any more"])}");
                await monitor.ExecuteAsync("quit");
                return i + 1;
            }
        }

        await user.TypeAsync($"exit {Status}\n");
        return All.Count;
    }

    /// <summary>A line of its own says so, and the prompt is back.</summary>
    private static bool Answered(ScreenText screen, string line) => screen.Lines.Contains(line) && ScreenVisit.ShowsPrompt(screen);
}
