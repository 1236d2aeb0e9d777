using System.Diagnostics;
using System.Text;
using Diesis.Tool.Building;
using Diesis.Tool.Commands;
using Diesis.Tool.Machines;
using Diesis.Tool.Names;
using Diesis.Tool.Roots;

namespace Diesis.Tool.Testing;

/// <summary>
/// Runs the same programs and scripts on Debian's Linux and on Diesis, in the same machine with the same root, and compares what they print byte for
/// byte. Linux' answers are kept in tests/Conformance/Expected and made anew for what has changed since.
/// </summary>
internal sealed class ConformanceSuite
{
    internal const string Divergences = "docs/divergences.md";

    private const string Expected = "Expected";
    private const string Sources = "sources.txt";

    /// <summary>How often a machine that died is started again for the cases after the deadly one.</summary>
    private const int MostBoots = 12;

    private static readonly TimeSpan s_total = TimeSpan.FromMinutes(20);

    private readonly Repository _repository;
    private readonly ComparedCases _cases;
    private readonly RootArchive _root;
    private readonly Image _kernel;

    private ConformanceSuite(Repository repository, ComparedCases cases, RootArchive root, Image kernel)
    {
        _repository = repository;
        _cases = cases;
        _root = root;
        _kernel = kernel;
    }

    /// <summary>Preconditions: the build lock is held.</summary>
    internal static async Task<ConformanceSuite> BuildAsync(Repository repository, Builder builder, ComparedCases cases)
    {
        string init = await InitProgram.BuildAsync(repository, builder);
        RootArchive root = await new RootFileSystem(repository, Terminal.Report).BuildAsync(new RootOptions { Packages = cases.Packages }, init);
        await builder.BuildProjectsAsync(BuildCommand.KernelName, Home.Bare.Projects);
        return new ConformanceSuite(repository, cases, root, await builder.LinkAsync(Home.Bare, BuildCommand.KernelName, []));
    }

    internal async Task<SuiteResult> RunAsync(MachineOptions machine, IReadOnlyList<string> filters, CancellationToken cancellation)
    {
        string[] wanted = [.. _cases.Names.Where(name => filters.Count == 0 || filters.Any(filter => name.Contains(filter, StringComparison.Ordinal)))];
        machine = machine with { Memory = _cases.Memory };
        IReadOnlyDictionary<string, string> expected = await ExpectedAsync(machine, wanted, cancellation);
        Terminal.Report($"Running {wanted.Length} cases of {_cases.Suite}");
        Stopwatch time = Stopwatch.StartNew();
        (IReadOnlyDictionary<string, string> actual, List<string> failures) = await RunAllAsync(GuestKernel.Diesis(_kernel), machine, wanted, cancellation);
        return Judge(wanted, expected, actual, failures, time.Elapsed);
    }

    private SuiteResult Judge(
        string[] wanted, IReadOnlyDictionary<string, string> expected, IReadOnlyDictionary<string, string> actual, List<string> failures, TimeSpan time)
    {
        string file = _repository.At(Divergences);
        IReadOnlyDictionary<string, string> divergences = ConformanceOutput.ParseDivergences(File.Exists(file) ? File.ReadAllText(file) : "");
        int passed = 0;
        int known = 0;
        int failed = 0;
        int missing = 0;
        foreach (string name in wanted)
        {
            string? answer = actual.GetValueOrDefault(name);
            bool isSame = answer == expected.GetValueOrDefault(name);
            bool isListed = divergences.ContainsKey(name);
            if (answer is null)
            {
                // The machine's end has been told.
                missing++;
            }
            else if (isSame == isListed)
            {
                failed++;
                failures.Add(isListed ? $"{name}: stands in {Divergences}, but does not differ from Linux any more"
                    : $"{name}:\n{ConformanceOutput.Difference(expected.GetValueOrDefault(name) ?? "", answer)}");
            }
            else if (isSame)
            {
                passed++;
            }
            else
            {
                known++;
            }
        }

        if (missing > 0)
        {
            failures.Add($"{missing} cases did not run");
        }

        foreach ((string name, string answer) in actual.Where(one => !wanted.Contains(one.Key)))
        {
            failed++;
            failures.Add($"{name}: {answer.Trim()}");
        }

        HashSet<string> families = [.. _cases.Names.Select(ComparedCases.Family)];
        failures.AddRange(divergences.Keys.Except(_cases.Names).Where(name => families.Contains(ComparedCases.Family(name)))
            .Select(name => $"{Divergences}: there is no case {name}"));
        return new SuiteResult(_cases.Suite, passed, failed + missing, known, time, failures);
    }

    /// <summary>Linux' answers by case: recorded ones, and new ones where the sources have changed since.</summary>
    private async Task<IReadOnlyDictionary<string, string>> ExpectedAsync(MachineOptions machine, string[] wanted, CancellationToken cancellation)
    {
        string folder = _repository.At(_cases.Folder + "/" + Expected);
        Directory.CreateDirectory(folder);
        string sources = Path.Combine(folder, Sources);
        Dictionary<string, string> recorded = File.Exists(sources)
            ? File.ReadAllLines(sources).Select(line => line.Split(' ')).ToDictionary(words => words[0], words => words[1])
            : [];
        string[] families = [.. wanted.Select(ComparedCases.Family).Distinct()];
        Dictionary<string, string> current = families.ToDictionary(family => family, family => _cases.FingerprintOf(family));
        string[] stale = [.. families.Where(family => recorded.GetValueOrDefault(family) != current[family])];
        if (stale.Length > 0)
        {
            Terminal.Report($"Asking Linux for the answers of {string.Join(", ", stale)}");
            GuestKernel linux;
            using (await BuildLock.EnterAsync(_repository, Terminal.Report, cancellation))
            {
                linux = await LinuxKernel.FetchAsync(_repository);
            }

            string[] names = [.. _cases.Names.Where(name => stale.Contains(ComparedCases.Family(name)))];
            (IReadOnlyDictionary<string, string> answers, List<string> failures) = await RunAllAsync(linux, machine, names, cancellation);
            if (failures.Count > 0)
            {
                throw new ToolException("Linux did not run all cases: " + string.Join('\n', failures));
            }

            foreach (string family in stale)
            {
                IEnumerable<string> ofFamily = names.Where(name => ComparedCases.Family(name) == family);
                string text = ConformanceOutput.Format(ofFamily.Select(name => KeyValuePair.Create(name, answers[name])));
                await File.WriteAllTextAsync(Path.Combine(folder, family + ".txt"), text, Encoding.Latin1, cancellation);
                recorded[family] = current[family];
            }

            // Families that are gone leave with their answers.
            string[] known = [.. _cases.Names.Select(ComparedCases.Family).Distinct()];
            foreach (string gone in recorded.Keys.Except(known).ToArray())
            {
                recorded.Remove(gone);
                File.Delete(Path.Combine(folder, gone + ".txt"));
            }

            await File.WriteAllLinesAsync(sources, recorded.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => $"{row.Key} {row.Value}"), cancellation);
        }

        return families.SelectMany(family => ConformanceOutput.Parse(File.ReadAllText(Path.Combine(folder, family + ".txt"), Encoding.Latin1)))
            .ToDictionary(one => one.Key, one => one.Value);
    }

    /// <summary>Runs cases in one machine; when it dies, the rest in another.</summary>
    private async Task<(IReadOnlyDictionary<string, string> Answers, List<string> Failures)> RunAllAsync(
        GuestKernel kernel, MachineOptions machine, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        Dictionary<string, string> answers = [];
        List<string> failures = [];
        string[] rest = [.. names];
        for (int boot = 0; boot < MostBoots && rest.Length > 0; boot++)
        {
            ProgramResult result = await RunAsync(kernel, machine, rest, cancellation);
            IReadOnlyList<KeyValuePair<string, string>> cases = ConformanceOutput.Parse(Encoding.Latin1.GetString(result.Output));
            bool isWhole = cases.Count > 0 && cases[^1].Key == ConformanceOutput.End;
            string? last = cases.Count == 0 || isWhole ? null : cases[^1].Key;
            foreach ((string name, string answer) in cases.Where(one => one.Key != last && one.Key != ConformanceOutput.End))
            {
                answers[name] = answer;
            }

            if (isWhole)
            {
                break;
            }

            string lines = kernel.CommandLine.Length == 0 ? KernelLog.End(result.Log, new StackTraceLines(_kernel.WithSymbols, _repository.Root)) : "";
            failures.Add($"the machine ended in {last ?? "its start"}: {result.End} {result.Status}\n  {lines.Replace("\n", "\n  ")}");
            int at = last is null ? -1 : Array.IndexOf(rest, last);
            if (at < 0)
            {
                break;
            }

            rest = rest[(at + 1)..];
        }

        return (answers, failures);
    }

    private async Task<ProgramResult> RunAsync(GuestKernel kernel, MachineOptions machine, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("diesis-cases-");
        try
        {
            GuestSession session = new(["sh", $"/{_cases.GuestFolder}/guest.sh"], ConsoleUse.Streams) { Environment = ["TERM=dumb"] };
            string initrd = Path.Combine(folder.FullName, "initramfs.cpio");
            string cases = string.Concat(names.Select(name => _cases.ForGuest(name) + "\n"));
            await _root.WithAsync([.. _cases.Files(names)], [(GuestSession.Path, session.ToBytes()), (_cases.GuestFolder + "/cases", Encoding.UTF8.GetBytes(cases))], initrd);
            return await new GuestProgram(_repository, kernel).RunAsync(machine, initrd, _cases.Suite, _cases.Silence, s_total, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
