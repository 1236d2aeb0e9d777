using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Diesis.Tool.Building;
using Diesis.Tool.Testing;
using Spectre.Console;

namespace Diesis.Tool.Commands;

/// <summary>./diesis bench: measurements. The runtime's are ratios to stock .NET, the kernel's are instructions, programs' are compared with Linux.</summary>
internal static class BenchCommand
{
    private const string Runtime = "runtime";
    private const string Kernel = "kernel";
    private const string Linux = "linux";

    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    internal static Command Create(Repository repository)
    {
        Argument<string> name = new("NAME") { Description = "runtime (against stock .NET), kernel (instructions of its operations) or linux (programs' calls against Debian's Linux).", DefaultValueFactory = _ => Runtime };
        name.AcceptOnlyFromAmong(Runtime, Kernel, Linux);
        Option<string?> json = new("--json") { Description = "Write the figures to this file as well.", HelpName = "FILE" };
        Option<string[]> filters = new("--filter") { Description = "Only benchmarks whose name contains this.", HelpName = "TEXT" };
        Option<int> turns = new("--turns") { Description = "How often both runtimes run; the median counts.", HelpName = "N", DefaultValueFactory = _ => 3 };
        Option<string?> append = new("--append") { Description = "Text for the kernel's command line, such as sched=rr.", HelpName = "TEXT" };
        Command command = new("bench", "Measure the runtime or the kernel.") { name, json, filters, turns, append };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(name) == Linux)
            {
                return await LinuxAsync(repository, parsed.GetValue(filters) ?? [], parsed.GetValue(append) ?? "", parsed.GetValue(json), cancellation);
            }

            if (parsed.GetValue(name) == Kernel)
            {
                return await KernelAsync(repository, parsed.GetValue(filters) ?? [], parsed.GetValue(append) ?? "", parsed.GetValue(json), cancellation);
            }

            return await ExecuteAsync(repository, parsed.GetValue(filters) ?? [], Math.Max(1, parsed.GetValue(turns)), parsed.GetValue(json), cancellation);
        });
        return command;
    }

    private static async Task<int> ExecuteAsync(Repository repository, IReadOnlyList<string> filters, int turns, string? json, CancellationToken cancellation)
    {
        RuntimeBench bench;
        using (await BuildLock.EnterAsync(repository, Terminal.Report, cancellation))
        {
            bench = await RuntimeBench.BuildAsync(repository, new Builder(repository, Terminal.Report, Variant.Plain));
        }

        IReadOnlyList<BenchResult> results = await bench.RunAsync(filters, turns, cancellation);
        Table table = new Table().Border(TableBorder.Simple).AddColumn("benchmark").AddColumn("unit");
        foreach (string column in (string[])["stock .NET", "Diesis", "ratio"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (BenchResult result in results)
        {
            table.AddRow(Markup.Escape(result.Name), result.Unit, Text(result.Stock), Text(result.Own), Text(result.Ratio));
        }

        double? mean = BenchResult.GeometricMean(results);
        table.AddRow("geometric mean", "", "", "", Text(mean));
        AnsiConsole.Write(table);
        if (json is not null)
        {
            await File.WriteAllTextAsync(json, JsonSerializer.Serialize(
                new
                {
                    rows = results.Select(result => new { name = result.Name, diesis = result.Own, stock = result.Stock, unit = result.Unit, ratio = result.Ratio }),
                    geometricMean = mean,
                },
                s_json) + "\n", cancellation);
        }

        return results.All(result => result.Own is not null) ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static async Task<int> KernelAsync(Repository repository, IReadOnlyList<string> filters, string append, string? json, CancellationToken cancellation)
    {
        KernelBench bench;
        using (await BuildLock.EnterAsync(repository, Terminal.Report, cancellation))
        {
            bench = await KernelBench.BuildAsync(repository, new Builder(repository, Terminal.Report, Variant.Plain));
        }

        IReadOnlyList<KernelFigure> figures = await bench.RunAsync(filters, append, cancellation);
        Table table = new Table().Border(TableBorder.Simple).AddColumn("figure").AddColumn(new TableColumn("value").RightAligned()).AddColumn("unit").AddColumn("aim");
        foreach (KernelFigure figure in figures)
        {
            string aim = figure.Aim is double limit ? $"{(figure.Value < limit || (figure.Unit == "MB" && figure.Value == limit) ? "met" : "missed")} (below {limit:N0})" : "";
            table.AddRow(Markup.Escape(figure.Name), figure.Value.ToString(figure.Value < 1000 ? "F2" : "N0", CultureInfo.InvariantCulture), figure.Unit, aim);
        }

        AnsiConsole.Write(table);
        if (json is not null)
        {
            var rows = figures.Select(figure => new { name = figure.Name, diesis = figure.Value, unit = figure.Unit, aim = figure.Aim });
            await File.WriteAllTextAsync(json, JsonSerializer.Serialize(new { rows }, s_json) + "\n", cancellation);
        }

        return figures.Count > 0 ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static async Task<int> LinuxAsync(Repository repository, IReadOnlyList<string> filters, string append, string? json, CancellationToken cancellation)
    {
        LinuxBench bench;
        using (await BuildLock.EnterAsync(repository, Terminal.Report, cancellation))
        {
            bench = await LinuxBench.BuildAsync(repository, new Builder(repository, Terminal.Report, Variant.Plain));
        }

        IReadOnlyList<LinuxFigure> figures = await bench.RunAsync(filters, append, cancellation);
        Table table = new Table().Border(TableBorder.Simple).AddColumn("operation");
        foreach (string column in (string[])["Linux", "Diesis", "ratio"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        table.AddColumn("unit");
        foreach (LinuxFigure figure in figures)
        {
            string ratio = figure.Ratio is double times ? Text(times) + (times > LinuxFigure.MostRatio ? " !" : "  ") : "-";
            table.AddRow(figure.Name, figure.Linux?.ToString("N0", CultureInfo.InvariantCulture) ?? "-", figure.Diesis?.ToString("N0", CultureInfo.InvariantCulture) ?? "-", ratio, figure.Unit);
        }

        AnsiConsole.Write(table);
        double[] ratios = [.. figures.Select(figure => figure.Ratio).OfType<double>()];
        Console.WriteLine($"{ratios.Length} of {figures.Count} compared; {ratios.Count(ratio => ratio < 1)} below Linux, {ratios.Count(ratio => ratio > LinuxFigure.MostRatio)} above {LinuxFigure.MostRatio} times Linux");
        if (json is not null)
        {
            var rows = figures.Select(figure => new { name = figure.Name, linux = figure.Linux, diesis = figure.Diesis, unit = figure.Unit, ratio = figure.Ratio });
            await File.WriteAllTextAsync(json, JsonSerializer.Serialize(new { rows }, s_json) + "\n", cancellation);
        }

        return ratios.Length == figures.Count ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static string Text(double? value) => value?.ToString("F2", CultureInfo.InvariantCulture) ?? "-";
}
