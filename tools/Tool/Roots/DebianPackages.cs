using System.Text.RegularExpressions;
using Diesis.Tool.Building;

namespace Diesis.Tool.Roots;

/// <summary>Whether a package comes alone or with what it depends on.</summary>
internal enum Dependencies
{
    Without,
    With,
}

/// <summary>
/// Fetches Debian packages with Debian's own client, apt-get, which needs no privilege for that and checks the archive's signatures. Which
/// versions a set of packages means is found once and kept in out/packages/sets; deleting that file finds them anew.
/// </summary>
internal sealed partial class DebianPackages(Repository repository, Action<string> report)
{
    /// <summary>
    /// What the guest's root does without though Debian counts on it: package management and the scripts that run at an installation.
    /// The resolver is told that they are there.
    /// </summary>
    private static readonly string[] s_assumed =
    [
        "base-files", "base-passwd", "busybox-static", "dash", "debconf", "debianutils", "dpkg", "init-system-helpers", "install-info", "media-types",
        "sensible-utils", "ucf",
    ];

    private readonly string _folder = Path.Combine(repository.Out, "packages");

    private string Lists => Path.Combine(_folder, "lists");

    private string Archives => Path.Combine(_folder, "archives");

    /// <summary>Stays empty: apt-get names no address for an archive that lies complete in the folder it is started in.</summary>
    private string Nowhere => Path.Combine(_folder, "nowhere");

    /// <summary>Preconditions: the build lock is held.</summary>
    /// <param name="names">Packages, each perhaps with =VERSION.</param>
    /// <param name="wanted">Which of all the packages are fetched; null for all.</param>
    internal async Task<IReadOnlyList<DebianPackage>> FetchAsync(IReadOnlyList<string> names, Dependencies dependencies, Func<string, bool>? wanted = null)
    {
        Prepare();
        string set = Path.Combine(_folder, "sets", Fingerprint.OfText(dependencies + " " + string.Join(' ', names.Order(StringComparer.Ordinal)))[..16] + ".txt");
        IReadOnlyList<DebianPackage> packages = File.Exists(set) ? Parse(await File.ReadAllTextAsync(set)) : [];
        if (packages.Count == 0)
        {
            report($"Looking up {string.Join(", ", names)}");
            packages = [.. (await ResolveAsync(names, dependencies)).Where(package => wanted?.Invoke(package.Name) ?? true)];
            await File.WriteAllTextAsync(set, string.Concat(packages.Select(package => $"{package.Name} {package.Version} {Path.GetFileName(package.File)}\n")));
        }

        DebianPackage[] missing = [.. packages.Where(package => !File.Exists(package.File))];
        if (missing.Length == 0)
        {
            return packages;
        }

        report($"Fetching {(missing.Length == 1 ? missing[0].Name : $"{missing.Length} Debian packages")}");
        ToolProcess.Result result = await AptAsync(Dependencies.Without, ["download", .. missing.Select(package => $"{package.Name}={package.Version}")], Archives);
        if (result.ExitCode != 0 || missing.Any(package => !File.Exists(package.File)))
        {
            // The archive keeps no old versions: the next try asks which are there now.
            File.Delete(set);
            throw new ToolException($"{result.Output.Trim()}\ncould not fetch Debian packages; another try looks for newer versions");
        }

        return packages;
    }

    private IReadOnlyList<DebianPackage> Parse(string set) =>
    [
        .. set.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .Select(words => new DebianPackage(words[0], words[1], Path.Combine(Archives, words[2]))),
    ];

    /// <summary>What apt-get takes for the list of installed packages.</summary>
    private string Status(Dependencies dependencies) => Path.Combine(_folder, dependencies == Dependencies.With ? "assumed" : "nothing");

    private void Prepare()
    {
        foreach (string folder in (string[])["sets", "archives", "nowhere", "cache/archives/partial", "lists/partial"])
        {
            Directory.CreateDirectory(Path.Combine(_folder, folder));
        }

        string status = string.Concat(s_assumed.Select(name => $"""
            Package: {name}
            Status: install ok installed
            Architecture: amd64
            Version: 99:1
            Provides: {(name == "debconf" ? "debconf-2.0" : name + "-assumed")}
            Maintainer: nobody
            Description: assumed


            """));
        File.WriteAllText(Status(Dependencies.With), status);
        File.WriteAllText(Status(Dependencies.Without), "");
    }

    private async Task<IReadOnlyList<DebianPackage>> ResolveAsync(IReadOnlyList<string> names, Dependencies dependencies)
    {
        ToolProcess.Result result = await FindAsync(names, dependencies);
        if (result.ExitCode != 0)
        {
            // The package lists are absent or old. Lists of our own need no privilege.
            report("Fetching Debian's lists of packages");
            await AptAsync(Dependencies.Without, ["update"], Nowhere, LocalLists.Yes);
            result = await FindAsync(names, dependencies);
        }

        return result.ExitCode == 0
            ? Uris(result.Output)
            : throw new ToolException($"{result.Output.Trim()}\nthese Debian packages are not to be had: {string.Join(", ", names)}", ExitCodes.Usage);
    }

    private async Task<ToolProcess.Result> FindAsync(IReadOnlyList<string> names, Dependencies dependencies)
    {
        if (dependencies == Dependencies.With)
        {
            ToolProcess.Result plan = await AptAsync(Dependencies.With, ["install", "--simulate", "--no-install-recommends", .. names], Nowhere);
            names = [.. Planned().Matches(plan.Output).Select(match => $"{match.Groups["name"].Value}={match.Groups["version"].Value}")];
            if (plan.ExitCode != 0 || names.Count == 0)
            {
                return plan with { ExitCode = 1 };
            }
        }

        ToolProcess.Result addresses = await AptAsync(Dependencies.Without, ["download", "--print-uris", .. names], Nowhere);
        int found = Uris(addresses.Output).Count;
        return addresses.ExitCode != 0 || found == names.Count
            ? addresses
            : addresses with { ExitCode = 1, Output = $"{addresses.Output}\napt-get named {found} archives for {names.Count} packages" };
    }

    private IReadOnlyList<DebianPackage> Uris(string output) =>
    [
        .. Uri().Matches(output).Select(match => match.Groups["file"].Value)
            .Select(file => new DebianPackage(file.Split('_')[0], file.Split('_')[1].Replace("%3a", ":"), Path.Combine(Archives, file))),
    ];

    private Task<ToolProcess.Result> AptAsync(Dependencies status, IReadOnlyList<string> words, string folder, LocalLists lists = LocalLists.IfThere)
    {
        bool usesLocal = lists == LocalLists.Yes || Directory.EnumerateFiles(Lists, "*Packages*").Any();
        string[] settings =
        [
            "Dir::State::status=" + Status(status), "Dir::Cache=" + Path.Combine(_folder, "cache"), "Debug::NoLocking=1",
            "APT::Sandbox::User=root", "APT::Get::Assume-Yes=1", "Acquire::Languages=none",
            .. usesLocal ? (string[])["Dir::State::Lists=" + Lists] : [],
        ];
        return ToolProcess.CaptureAsync("apt-get", ["-q", .. settings.SelectMany(setting => (string[])["-o", setting]), .. words], folder);
    }

    [GeneratedRegex(@"^Inst (?<name>\S+) \((?<version>\S+) ", RegexOptions.Multiline)]
    private static partial Regex Planned();

    [GeneratedRegex(@"^'\S+' (?<file>\S+\.deb) ", RegexOptions.Multiline)]
    private static partial Regex Uri();

    private enum LocalLists
    {
        IfThere,
        Yes,
    }
}
