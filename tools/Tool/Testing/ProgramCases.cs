using Diesis.Tool.Building;
using Diesis.Tool.Roots;

namespace Diesis.Tool.Testing;

/// <summary>Programs from Debian's packages, and some that compilers make for Debian, at their everyday work: a script for each.</summary>
internal sealed class ProgramCases : ComparedCases
{
    private const string OnlyFamily = "programs";

    private readonly string _compiled;

    private ProgramCases(Repository repository)
        : base(repository, "programs", "tests/Programs")
    {
        _compiled = Path.Combine(repository.Out, "debian-programs");
        Names = [.. Directory.EnumerateFiles(At("Scripts"), "*.sh").Order(StringComparer.Ordinal).Select(script => $"{OnlyFamily}/{Path.GetFileNameWithoutExtension(script)}")];
    }

    internal override IReadOnlyList<string> Names { get; }

    internal override IReadOnlyList<string> Packages =>
    [
        "bash", "coreutils", "findutils", "grep", "sed", "gawk", "diffutils", "tar", "gzip", "lua5.4", "perl", "python3", "python3-venv", "git", "musl", "libstdc++6",
    ];

    internal override string Memory => "2G";

    internal override string GuestFolder => "programs";

    /// <summary>guest.sh ends a script after 240 seconds.</summary>
    internal override TimeSpan Silence => TimeSpan.FromSeconds(300);

    /// <summary>Preconditions: the build lock is held.</summary>
    internal static async Task<ProgramCases> BuildAsync(Repository repository)
    {
        ProgramCases cases = new(repository);
        Terminal.Report("Compiling programs for Debian");
        await ToolProcess.RunAsync(cases.At("build.sh"), [cases._compiled]);
        return cases;
    }

    internal override string ForGuest(string name) => name[(OnlyFamily.Length + 1)..];

    internal override IEnumerable<AddedFile> Files(IReadOnlyList<string> names) =>
    [
        new(At("Scripts"), GuestFolder + "/Scripts"),
        new(At("Files"), GuestFolder + "/Files"),
        new(_compiled, GuestFolder + "/bin"),
        new(At("guest.sh"), GuestFolder + "/guest.sh"),
        new(Repository.At("tests/Conformance/counts.sh"), GuestFolder + "/counts.sh"),
    ];

    protected override IEnumerable<string> Sources(string family) =>
        [.. Directory.EnumerateFiles(At("Scripts")), .. Directory.EnumerateFiles(At("Files")), At("guest.sh"), At("build.sh")];
}
