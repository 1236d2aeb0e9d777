using System.Globalization;
using Diesis.Tool.Building;
using Diesis.Tool.Comparison;
using Spectre.Console;

namespace Diesis.Tool.Commands;

/// <summary>./diesis bench linux: the comparison as a table, and the instruction profile of one of its rows.</summary>
internal static class LinuxBenchCommand
{
    private const int ShownMethods = 40;

    internal static async Task<int> CompareAsync(
        Repository repository, IReadOnlyList<string> filters, string append, string? json, LinuxFigures source, CancellationToken cancellation)
    {
        LinuxComparison comparison = await BuildAsync(repository, append, cancellation);
        ComparisonResult result = await comparison.RunAsync(filters, source, cancellation);
        ShowRows(result);
        ShowSystem(result);
        ShowCollector(result.Collector);
        if (result.IsVoid)
        {
            // No file: nobody is to take these figures for any.
            string controls = string.Join(", ", result.Differing.Select(row => $"{row.Name} {Times(row.Ratio)}"));
            Terminal.Error($"the run is VOID: controls must be the same on both within 1 % ({(controls.Length == 0 ? "there is none" : controls)}); no figure of it counts");
            return ExitCodes.Failure;
        }

        if (json is not null)
        {
            await File.WriteAllTextAsync(json, result.ToJson(), cancellation);
        }

        return result.IsComplete ? ExitCodes.Success : ExitCodes.Failure;
    }

    /// <param name="rows">Names; none for all, summed.</param>
    internal static async Task<int> ProfileAsync(Repository repository, IReadOnlyList<string> rows, string append, CancellationToken cancellation)
    {
        LinuxComparison comparison = await BuildAsync(repository, append, cancellation);
        Terminal.Report("Counting each instruction of the kernel");
        InstructionProfile? profile = await comparison.Profiler.RunAsync(comparison.Diesis, [.. rows.Select(row => "=" + row)], cancellation);
        if (profile is null)
        {
            Terminal.Error($"there is nothing to profile: no benchmark has the name {string.Join(" or ", rows)}, or the machine ended early");
            return ExitCodes.Failure;
        }

        // No table of Spectre's: it would break names of methods to fit a terminal.
        Console.WriteLine($"{"instructions",14}{"%",8}{"calls",12}  method");
        foreach (InstructionProfile.Method method in profile.Methods.Take(ShownMethods))
        {
            double share = 100.0 * method.Instructions / profile.KernelInstructions;
            Console.WriteLine($"{Number(profile.PerOperation(method.Instructions)),14}{Number(share),8}{Number(profile.PerOperation(method.Calls)),12}  {method.Name}");
        }

        string path = Path.Combine(repository.Out, "bench", $"profile-{(rows.Count == 0 ? "all" : string.Join('-', rows))}.txt");
        await File.WriteAllTextAsync(path, profile.ToText(), cancellation);
        Console.WriteLine(
            $"For one operation, {profile.Operations} of which were counted: {Number(profile.PerOperation(profile.KernelInstructions))} instructions in the kernel, "
            + $"{Number(profile.PerOperation(profile.UserInstructions))} in programs. All methods with their lines: {repository.Relative(path)}");
        return ExitCodes.Success;
    }

    private static async Task<LinuxComparison> BuildAsync(Repository repository, string append, CancellationToken cancellation)
    {
        using (await BuildLock.EnterAsync(repository, Terminal.Report, cancellation))
        {
            return await LinuxComparison.BuildAsync(repository, new Builder(repository, Terminal.Report, Variant.Plain), append);
        }
    }

    private static void ShowRows(ComparisonResult result)
    {
        Table table = NewTable("operation (virtual us)", result.LinuxName);
        foreach (ComparisonRow row in result.Rows)
        {
            table.AddRow(row.Name, Microseconds(row.Linux), Microseconds(row.Diesis), Times(row.Ratio) + (row.Ratio > ComparisonRow.MostRatio || row.VoidsTheRun ? " !" : "  "));
        }

        table.AddRow("geometric mean", "", "", Times(result.GeometricMean) + "  ");
        AnsiConsole.Write(table);
        Console.WriteLine(
            $"{result.Compared.Count} operations compared: {result.Compared.Count(row => row.Ratio < 1)} take less than on Linux, "
            + $"{result.Compared.Count(row => row.Ratio > ComparisonRow.MostRatio)} more than {ComparisonRow.MostRatio} times as long");
    }

    private static void ShowSystem(ComparisonResult result)
    {
        if (result.System.Count == 0)
        {
            return;
        }

        Table table = NewTable("system", result.LinuxName).AddColumn("unit");
        foreach (SystemFigure figure in result.System)
        {
            table.AddRow(figure.Name, Plain(figure.Linux), Plain(figure.Diesis), Times(figure.Ratio), figure.Unit);
        }

        AnsiConsole.Write(table);
    }

    private static void ShowCollector(CollectorCost? cost)
    {
        if (cost is null)
        {
            return;
        }

        Table table = new Table().Border(TableBorder.Simple).AddColumn("collector, while 4 processes churn").AddColumn(new TableColumn("value").RightAligned()).AddColumn("unit");
        table.AddRow("collections", cost.Collections.ToString("N0", CultureInfo.InvariantCulture), "");
        table.AddRow("share of the kernel's instructions", cost.ShareOfKernel.ToString("F2", CultureInfo.InvariantCulture), "%");
        table.AddRow("longest stop", Microseconds(cost.LongestStop / 1000.0), "us");
        table.AddRow("99.9 % of stops within", Microseconds(cost.Stop999 / 1000.0), "us");
        table.AddRow("half of the stops within", Microseconds(cost.MedianStop / 1000.0), "us");
        AnsiConsole.Write(table);
    }

    private static Table NewTable(string first, string linux) => new Table().Border(TableBorder.Simple).AddColumn(first)
        .AddColumn(new TableColumn(linux).RightAligned()).AddColumn(new TableColumn("Diesis").RightAligned()).AddColumn(new TableColumn("ratio").RightAligned());

    /// <summary>Three figures behind the point where they mean something.</summary>
    private static string Microseconds(double? value) =>
        value?.ToString(value < 10 ? "F3" : value < 1000 ? "F1" : "N0", CultureInfo.InvariantCulture) ?? "-";

    private static string Plain(double? value) => value?.ToString("#,0.##", CultureInfo.InvariantCulture) ?? "-";

    private static string Number(double value) => value.ToString("N1", CultureInfo.InvariantCulture);

    private static string Times(double? value) => value?.ToString("F3", CultureInfo.InvariantCulture) ?? "-";
}
