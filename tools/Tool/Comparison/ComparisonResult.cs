using System.Text.Json;

namespace Diesis.Tool.Comparison;

/// <summary>The whole comparison with Linux.</summary>
/// <param name="LinuxName">Which Linux.</param>
/// <param name="Rows">In the order of the program that measures.</param>
internal sealed record ComparisonResult(string LinuxName, IReadOnlyList<ComparisonRow> Rows, IReadOnlyList<SystemFigure> System, CollectorCost? Collector)
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    /// <summary>Rows with a figure of both, without the controls.</summary>
    internal IReadOnlyList<ComparisonRow> Compared => [.. Rows.Where(row => !row.IsControl && row.Ratio is > 0)];

    internal bool IsComplete => Rows.All(row => row.Ratio is not null) && System.All(figure => figure.Ratio is not null);

    /// <summary>The controls that differ, and whether there are any: a run without a control proves nothing either.</summary>
    internal IReadOnlyList<ComparisonRow> Differing => [.. Rows.Where(row => row.VoidsTheRun)];

    internal bool IsVoid => Differing.Count > 0 || !Rows.Any(row => row.IsControl);

    /// <summary>The mean of ratios: it does not depend on which of the two is the base. Null when nothing was compared.</summary>
    internal double? GeometricMean => Compared.Count == 0 ? null : Math.Exp(Compared.Average(row => Math.Log(row.Ratio!.Value)));

    /// <summary>Joins what was measured on both, in Linux' order; what only one of them has is a row with a gap.</summary>
    internal static IReadOnlyList<ComparisonRow> Join(IReadOnlyList<Measured> linux, IReadOnlyList<Measured> diesis) =>
    [
        .. linux.Concat(diesis).Select(one => one.Name).Distinct()
            .Select(name => new ComparisonRow(name, Microseconds(linux, name), Microseconds(diesis, name))),
    ];

    /// <summary>What outside checks read: rows with name, linux, diesis, unit and ratio. Whole-system figures and the collector's stand apart.</summary>
    internal string ToJson() => JsonSerializer.Serialize(
        new
        {
            linuxKernel = LinuxName,
            rows = Rows.Select(row => new { name = row.Name, linux = row.Linux, diesis = row.Diesis, unit = ComparisonRow.Unit, ratio = row.Ratio }),
            geometricMean = GeometricMean,
            system = System.Select(figure => new { name = figure.Name, linux = figure.Linux, diesis = figure.Diesis, unit = figure.Unit, ratio = figure.Ratio }),
            collector = Collector,
        },
        s_json) + "\n";

    private static double? Microseconds(IReadOnlyList<Measured> figures, string name) =>
        figures.FirstOrDefault(one => one.Name == name) is Measured found ? Math.Round(found.Instructions / 1000, 5) : null;
}

/// <summary>A line of the program that measures.</summary>
/// <param name="Instructions">For one operation.</param>
/// <param name="Operations">How often it was done while it was measured.</param>
internal sealed record Measured(string Name, double Instructions, long Operations);
