using System.Text.RegularExpressions;

namespace Diesis.Tool.Documentation;

/// <summary>How much there is, in numbers that the sources know.</summary>
internal static partial class StatusSection
{
    internal static string Make(string root, SyscallPage calls)
    {
        string conformance = Path.Combine(root, "tests", "Conformance");
        int cases = Directory.EnumerateFiles(Path.Combine(conformance, "Programs"), "*.c").SelectMany(File.ReadLines).Count(line => line.StartsWith("CASE(", StringComparison.Ordinal));
        int scripts = Directory.EnumerateFiles(Path.Combine(conformance, "Scripts"), "*.sh").Count();
        int divergences = File.ReadLines(Path.Combine(root, "docs", "divergences.md")).Count(line => Divergence().IsMatch(line));
        string[] fileSystems = [.. Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories).SelectMany(File.ReadLines)
            .SelectMany(line => FileSystem().Matches(line)).Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal)];
        IEnumerable<string> programs = Directory.EnumerateFiles(Path.Combine(root, "tests", "Programs", "Scripts"), "*.sh").Select(file => Path.GetFileNameWithoutExtension(file).Replace('_', ' ')).Order(StringComparer.Ordinal);
        return $"""
            - System calls: {calls.FullCount} in full and {calls.PartialCount} in part of the {calls.AllCount} that Linux has for x86-64 ([list](docs/syscalls.md)).
            - Compared with Linux: {cases} cases in C and {scripts} shell scripts under three shells give the same output, byte for byte, but for {divergences} [known differences](docs/divergences.md).
            - Debian's programs whose everyday work is compared as well ([tests/Programs](tests/Programs/README.md)): {string.Join("; ", programs)}.
            - File systems: {string.Join(", ", fileSystems)}.

            """;
    }

    [GeneratedRegex(@"^[a-z]+/\w+: ")]
    private static partial Regex Divergence();

    [GeneratedRegex(@"FileSystemTypes\.Register\(""(?<name>\w+)""")]
    private static partial Regex FileSystem();
}
