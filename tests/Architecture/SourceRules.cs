using System.Text.RegularExpressions;

namespace Diesis.Architecture.Tests;

/// <summary>Rules about the text of the sources. Each gives the violations in one file, a sentence each.</summary>
internal static partial class SourceRules
{
    private const int LongestSource = 500;
    private const int LongestAssemblySource = 300;
    private const int LinesBeforeBlock = 4;
    private const int LinesInBlock = 2;

    internal static IEnumerable<string> TooLong(string path, IReadOnlyList<string> lines)
    {
        int limit = path.EndsWith(".S", StringComparison.Ordinal) ? LongestAssemblySource : LongestSource;
        return lines.Count > limit ? [$"{path} has {lines.Count} lines; {limit} is the limit"] : [];
    }

    /// <summary>
    /// Every unsafe block says beside it, and every unsafe type or member says somewhere in its file, by which invariant it is safe.
    /// </summary>
    /// <param name="typeHasReason">Another file of the same partial type (Heap.cs for Heap.Marking.cs) says it.</param>
    internal static IEnumerable<string> UnsafeWithoutReason(string path, IReadOnlyList<string> lines, bool typeHasReason = false)
    {
        bool fileHasReason = typeHasReason || HasReason(lines);
        for (int i = 0; i < lines.Count; i++)
        {
            string line = lines[i].TrimStart();
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                continue;
            }

            if (UnsafeBlock().IsMatch(line))
            {
                int start = Math.Max(0, i - LinesBeforeBlock);
                int end = Math.Min(lines.Count, i + LinesInBlock + 1);
                if (!lines.Skip(start).Take(end - start).Any(near => near.Contains("SAFETY:", StringComparison.Ordinal)))
                {
                    yield return $"{path}:{i + 1}: an unsafe block without a SAFETY comment";
                }
            }
            else if (UnsafeModifier().IsMatch(line) && !fileHasReason)
            {
                yield return $"{path}:{i + 1}: unsafe code, but no SAFETY comment in the file";
                yield break;
            }
        }
    }

    internal static bool HasReason(IReadOnlyList<string> lines) => lines.Any(line => line.Contains("SAFETY:", StringComparison.Ordinal));

    /// <summary>Folder and name of the type that a file is a part of, by the convention Type.Part.cs.</summary>
    internal static string TypeOf(string path) => Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileName(path).Split('.')[0]);

    /// <summary>Architectures differ by folder, not by conditional compilation.</summary>
    internal static IEnumerable<string> ArchitectureConditional(string path, IReadOnlyList<string> lines)
    {
        if (path.Contains("/Arch/", StringComparison.Ordinal))
        {
            return [];
        }

        return lines.Select((line, index) => (line, index)).Where(row => Conditional().IsMatch(row.line))
            .Select(row => $"{path}:{row.index + 1}: a condition on the architecture outside Arch");
    }

    /// <summary>Paths of a developer's machine, and hosts of package registries, which the package clients know by themselves.</summary>
    internal static IEnumerable<string> ForeignPlaces(string path, IReadOnlyList<string> lines) =>
        lines.Select((line, index) => (line, index)).Where(row => Places().IsMatch(row.line))
            .Select(row => $"{path}:{row.index + 1}: names a place that exists only on one machine or a registry's host");

    /// <summary>Runtime tests run only when Suites.cs lists their class: a class that is not listed would never be missed.</summary>
    internal static IEnumerable<string> UnlistedTests(string suites, string path, IReadOnlyList<string> lines)
    {
        if (!lines.Any(line => line.Contains("static void Register(TestList ", StringComparison.Ordinal)))
        {
            yield break;
        }

        foreach (string line in lines)
        {
            Match declaration = ClassDeclaration().Match(line);
            if (declaration.Success && declaration.Groups["name"].Value is var name && name != "Suites")
            {
                if (!suites.Contains($" {name}.Register(tests);", StringComparison.Ordinal))
                {
                    yield return $"{path}: {name} is not listed in tests/Runtime/Suites.cs";
                }

                yield break;
            }
        }
    }

    [GeneratedRegex(@"^(internal|public)? ?static (unsafe )?(partial )?class (?<name>\w+)")]
    private static partial Regex ClassDeclaration();

    [GeneratedRegex(@"^unsafe\s*(\{|$)")]
    private static partial Regex UnsafeBlock();

    [GeneratedRegex(@"^[^""]*\bunsafe\b")]
    private static partial Regex UnsafeModifier();

    [GeneratedRegex(@"^\s*#\s*(if|elif).*\b(X64|X86|AMD64|ARM64|AARCH64|RISCV\w*|TARGET_\w+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Conditional();

    [GeneratedRegex(@"(^|[^a-zA-Z0-9_.*])/(work|root)/|\b(api\.nuget|deb\.debian|security\.debian|registry\.npmjs)\.")]
    private static partial Regex Places();
}
