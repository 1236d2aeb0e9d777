using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Diesis.Tool.Building;
using Diesis.Tool.Commands;
using Diesis.Tool.Machines;
using Diesis.Tool.Names;
using Diesis.Tool.Roots;

namespace Diesis.Tool.Testing;

/// <summary>
/// Hostile programs (tests/Conformance/Fuzz): each takes what there is of something until it is refused or killed, and in the end the fuzzer calls all
/// system calls with arguments that hurt. The shell that starts them must live, the kernel log have no oops, and what the kernel counts be as before.
/// </summary>
internal sealed partial class FuzzSuite
{
    private const string Folder = ConformanceCases.Place + "/Fuzz";
    private const string GuestFolder = "fuzz";

    /// <summary>The fuzzer's name as a case.</summary>
    private const string Fuzz = "fuzz";

    private const string Family = "robustness/";
    private const string Memory = "256M";
    private const int MostShown = 60;

    /// <summary>How a line begins that tells what is wrong.</summary>
    private const string Complaint = "-- ";

    /// <summary>
    /// As Fuzz/exhaust.c names them; the fuzzer is the last, in a machine of its own. The fork bomb is left to a run by hand: on a busy host its thousand
    /// processes take minutes to go, which cannot be told from a hang.
    /// </summary>
    private static readonly string[] s_cases =
    [
        "processes", "hog", "descriptors", "files", "pipes", "sockets", "threads", "mappings", "directories", "mounts", "arguments", "signals", "locks", "watches", "ptys", "epolls", "timers",
        Fuzz,
    ];

    /// <summary>A fork bomb on a slow machine says nothing for a while; the fuzzer tells every ten seconds.</summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(150);

    private static readonly TimeSpan s_most = TimeSpan.FromMinutes(15);

    private readonly Repository _repository;
    private readonly RootArchive _root;
    private readonly Image _kernel;

    private FuzzSuite(Repository repository, RootArchive root, Image kernel)
    {
        _repository = repository;
        _root = root;
        _kernel = kernel;
    }

    /// <summary>Preconditions: the build lock is held.</summary>
    internal static async Task<FuzzSuite> BuildAsync(Repository repository, Builder builder)
    {
        Terminal.Report("Compiling the hostile programs");
        await ToolProcess.RunAsync(repository.At(ConformanceCases.Place + "/build.sh"), [Programs(repository)]);
        string init = await InitProgram.BuildAsync(repository, builder);
        RootArchive root = await new RootFileSystem(repository, Terminal.Report).BuildAsync(new RootOptions(), init);
        await builder.BuildProjectsAsync(BuildCommand.KernelName, Home.Bare.Projects);
        return new FuzzSuite(repository, root, await builder.LinkAsync(Home.Bare, BuildCommand.KernelName, []));
    }

    /// <param name="seconds">For the fuzzer alone.</param>
    /// <param name="seed">Of the fuzzer: with the same one it makes the same calls, as far as the processors run them in the same order.</param>
    internal async Task<SuiteResult> RunAsync(MachineOptions machine, IReadOnlyList<string> filters, int seconds, ulong seed, CancellationToken cancellation)
    {
        Stopwatch time = Stopwatch.StartNew();
        string[] wanted = [.. s_cases.Where(name => filters.Count == 0 || filters.Any(filter => (Family + name).Contains(filter, StringComparison.Ordinal)))];
        List<string> failures = [];
        int passed = 0;
        foreach (string[] cases in (string[][])[[.. wanted.Where(name => name != Fuzz)], [.. wanted.Where(name => name == Fuzz)]])
        {
            if (cases.Length == 0)
            {
                continue;
            }

            Terminal.Report(cases[0] == Fuzz ? $"Calling all system calls for {seconds} s, seed {seed}" : $"Exhausting {cases.Length} things");
            ProgramResult result = await RunAsync(machine with { Memory = Memory }, cases, seconds, seed, cancellation);
            passed += Judge(cases, result, failures);
        }

        return new SuiteResult("fuzz", passed, failures.Count, 0, time.Elapsed, failures);
    }

    private static string Programs(Repository repository) => Path.Combine(repository.Out, "conformance");

    /// <returns>How many cases are good.</returns>
    private int Judge(string[] cases, ProgramResult result, List<string> failures)
    {
        IReadOnlyDictionary<string, string> answers = ConformanceOutput.Parse(result.Text).ToDictionary(one => one.Key, one => one.Value);
        StackTraceLines lines = new(_kernel.WithSymbols, _repository.Root);
        int passed = 0;
        foreach (string name in cases)
        {
            string answer = answers.GetValueOrDefault(Family + name, "");
            bool isWhole = name == Fuzz ? answer.Contains("syscallfuzz: done", StringComparison.Ordinal) : answer.Contains("exhaust: lives", StringComparison.Ordinal);
            if (isWhole && !answer.Split('\n').Any(line => line.StartsWith(Complaint, StringComparison.Ordinal)))
            {
                passed++;
            }
            else
            {
                failures.Add($"{Family}{name}: {(answer.Length == 0 ? "did not run" : answer.Trim())}");
            }
        }

        string[] oopses = [.. Oops().Matches(result.Log).Select(match => match.Value)];
        if (oopses.Length > 0)
        {
            failures.Add($"the kernel's faults ({oopses.Length} lines):\n{lines.Annotate(string.Join('\n', oopses.Take(MostShown)))}");
        }

        if (result.Status != 0)
        {
            failures.Add($"the machine: {result.End} {result.Status}\n{KernelLog.End(result.Log, lines)}");
        }
        else if (!answers.ContainsKey(ConformanceOutput.End))
        {
            failures.Add("the shell ended before its last case");
        }

        return passed;
    }

    private async Task<ProgramResult> RunAsync(MachineOptions machine, string[] cases, int seconds, ulong seed, CancellationToken cancellation)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("diesis-fuzz-");
        try
        {
            AddedFile[] added =
            [
                .. new[] { "exhaust", "syscallfuzz" }.Select(name => new AddedFile(Path.Combine(Programs(_repository), name), $"{GuestFolder}/{name}")),
                new(_repository.At(Folder + "/guest.sh"), GuestFolder + "/guest.sh"),
            ];
            string[] words = ["sh", $"/{GuestFolder}/guest.sh", seconds.ToString(CultureInfo.InvariantCulture), seed.ToString(CultureInfo.InvariantCulture), .. cases];
            GuestSession session = new(words, ConsoleUse.Streams) { Environment = ["TERM=dumb"] };
            string initrd = Path.Combine(folder.FullName, "initramfs.cpio");
            await _root.WithAsync(added, [(GuestSession.Path, session.ToBytes())], initrd);
            return await new GuestProgram(_repository, GuestKernel.Diesis(_kernel))
                .RunAsync(machine, initrd, "fuzz-" + cases[0], s_silence, s_most + TimeSpan.FromSeconds(seconds), cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"^.*\b(?:oops|panic|watchdog): .*$", RegexOptions.Multiline)]
    private static partial Regex Oops();
}
