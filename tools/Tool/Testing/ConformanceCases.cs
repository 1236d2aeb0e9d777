using Diesis.Tool.Building;
using Diesis.Tool.Roots;

namespace Diesis.Tool.Testing;

/// <summary>The conformance tests that there are: programs built for Linux, by family of system calls, and scripts, each under several shells.</summary>
internal sealed class ConformanceCases : ComparedCases
{
    internal const string Place = "tests/Conformance";

    private static readonly string[] s_shells = ["busybox", "dash", "bash"];

    private readonly SortedDictionary<string, string> _programs = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly string[] _scripts;

    private ConformanceCases(Repository repository)
        : base(repository, "conformance", Place) =>
        _scripts = [.. Directory.EnumerateFiles(At("Scripts"), "*.sh").Order(StringComparer.Ordinal)];

    internal override IReadOnlyList<string> Names => _names;

    internal override IReadOnlyList<string> Packages => ["bash"];

    internal override string Memory => "512M";

    internal override string GuestFolder => "conformance";

    /// <summary>A case has 30 seconds, and the machine may be slow.</summary>
    internal override TimeSpan Silence => TimeSpan.FromSeconds(75);

    /// <summary>Preconditions: the build lock is held.</summary>
    internal static async Task<ConformanceCases> BuildAsync(Repository repository)
    {
        ConformanceCases cases = new(repository);
        string output = Path.Combine(repository.Out, "conformance");
        Terminal.Report("Compiling the conformance programs");
        await ToolProcess.RunAsync(cases.At("build.sh"), [output]);
        foreach (string family in Directory.EnumerateFiles(cases.At("Programs"), "*.c").Order(StringComparer.Ordinal).Select(source => Path.GetFileNameWithoutExtension(source)))
        {
            cases._programs.Add(family, Path.Combine(output, family));
            ToolProcess.Result list = await ToolProcess.CaptureAsync(cases._programs[family], ["--list"]);
            cases._names.AddRange(list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        cases._names.AddRange(s_shells.SelectMany(shell => cases._scripts.Select(script => $"{shell}/{Path.GetFileNameWithoutExtension(script)}")));
        return cases;
    }

    /// <summary>A script's name has a colon there.</summary>
    internal override string ForGuest(string name) => s_shells.Contains(Family(name)) ? name.Replace('/', ':') : name;

    internal override IEnumerable<AddedFile> Files(IReadOnlyList<string> names) =>
    [
        .. names.Select(Family).Distinct().Where(_programs.ContainsKey).Select(family => new AddedFile(_programs[family], $"{GuestFolder}/programs/{family}")),
        new(At("Scripts"), GuestFolder + "/scripts"),
        new(At("run-scripts.sh"), GuestFolder + "/run-scripts.sh"),
        new(At("guest.sh"), GuestFolder + "/guest.sh"),
        new(At("counts.sh"), GuestFolder + "/counts.sh"),
    ];

    protected override IEnumerable<string> Sources(string family) => s_shells.Contains(family)
        ? [.. _scripts, At("run-scripts.sh")]
        : [At($"Programs/{family}.c"), .. Directory.EnumerateFiles(At("Programs"), "*.h")];
}
