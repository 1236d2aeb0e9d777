using Diesis.Tool.Building;

namespace Diesis.Tool.Testing;

/// <summary>The conformance tests that there are: programs built for Linux, and scripts.</summary>
/// <param name="Names">As the output names them: family/case, shell/script.</param>
/// <param name="Programs">By family.</param>
internal sealed record ConformanceCases(IReadOnlyList<string> Names, IReadOnlyDictionary<string, string> Programs, IReadOnlyList<string> Scripts)
{
    internal const string Folder = "tests/Conformance";

    private static readonly string[] s_shells = ["busybox", "dash", "bash"];

    /// <summary>Preconditions: the build lock is held.</summary>
    internal static async Task<ConformanceCases> BuildAsync(Repository repository)
    {
        string output = Path.Combine(repository.Out, "conformance");
        Terminal.Report("Compiling the conformance programs");
        await ToolProcess.RunAsync(repository.At(Folder + "/build.sh"), [output]);
        string[] sources = [.. Directory.EnumerateFiles(repository.At(Folder + "/Programs"), "*.c").Order(StringComparer.Ordinal)];
        SortedDictionary<string, string> programs = new(StringComparer.Ordinal);
        List<string> names = [];
        foreach (string family in sources.Select(source => Path.GetFileNameWithoutExtension(source)))
        {
            programs.Add(family, Path.Combine(output, family));
            ToolProcess.Result list = await ToolProcess.CaptureAsync(programs[family], ["--list"]);
            names.AddRange(list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        string[] scripts = [.. Directory.EnumerateFiles(repository.At(Folder + "/Scripts"), "*.sh").Order(StringComparer.Ordinal)];
        names.AddRange(s_shells.SelectMany(shell => scripts.Select(script => $"{shell}/{Path.GetFileNameWithoutExtension(script)}")));
        return new ConformanceCases(names, programs, scripts);
    }

    /// <summary>The name as guest.sh takes it: a script's has a colon.</summary>
    internal static string ForGuest(string name) => s_shells.Contains(Family(name)) ? name.Replace('/', ':') : name;

    internal static string Family(string name) => name[..name.IndexOf('/')];

    /// <summary>Everything on which a family's output depends.</summary>
    internal string Fingerprint(Repository repository, string family)
    {
        string folder = repository.At(Folder);
        IEnumerable<string> files = s_shells.Contains(family)
            ? [.. Scripts, Path.Combine(folder, "run-scripts.sh")]
            : [Path.Combine(folder, "Programs", family + ".c"), .. Directory.EnumerateFiles(Path.Combine(folder, "Programs"), "*.h")];
        return Building.Fingerprint.OfText(string.Join('\n', files.Order(StringComparer.Ordinal).Select(file => Path.GetFileName(file) + Building.Fingerprint.OfFile(file))))[..16];
    }
}
