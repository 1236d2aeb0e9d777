using System.Text.Json;
using Diesis.Tool.Building;

namespace Diesis.Tool.Comparison;

/// <summary>Linux' figures of the last whole run, in out/: so long as neither the benchmarks nor Linux change they would be the same again.</summary>
/// <param name="Key">What the benchmarks and the kernel were.</param>
internal sealed record KeptFigures(string Key, IReadOnlyList<Measured> Rows, IReadOnlyList<KeptFigures.SystemValue> System)
{
    internal sealed record SystemValue(string Name, double? Value);

    /// <returns>Null when there are none, or they are of something else.</returns>
    internal static async Task<KeptFigures?> ReadAsync(Repository repository, string key, CancellationToken cancellation)
    {
        string path = At(repository);
        KeptFigures? kept = File.Exists(path) ? JsonSerializer.Deserialize<KeptFigures>(await File.ReadAllTextAsync(path, cancellation)) : null;
        return kept?.Key == key ? kept : null;
    }

    internal Task WriteAsync(Repository repository, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(repository))!);
        return File.WriteAllTextAsync(At(repository), JsonSerializer.Serialize(this), cancellation);
    }

    internal static string KeyOf(IEnumerable<string> sources, string kernel) => Fingerprint.OfText(string.Concat(sources.Select(Fingerprint.OfFile)) + kernel)[..16];

    private static string At(Repository repository) => Path.Combine(repository.Out, "bench", "linux-figures.json");
}
