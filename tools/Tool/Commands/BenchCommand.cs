using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Diesis.Tool.Building;
using Diesis.Tool.Comparison;
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
        Option<string[]> filters = new("--filter") { Description = "Only benchmarks whose name contains this (linux: begins so).", HelpName = "TEXT" };
        Option<int> turns = new("--turns") { Description = "How often both runtimes run; the median counts.", HelpName = "N", DefaultValueFactory = _ => 3 };
        Option<string?> append = new("--append") { Description = "Text for the kernel's command line, such as sched=rr.", HelpName = "TEXT" };
        Option<bool> kept = new("--kept") { Description = "linux: take Linux' figures of the last whole run, if the benchmarks have not changed since." };
        Option<string[]> profile = new("--profile")
        {
            Description = "Where the kernel's instructions go in these rows of bench linux, or in all: C# methods and lines.",
            HelpName = "ROW",
            Arity = ArgumentArity.ZeroOrMore,
            AllowMultipleArgumentsPerToken = true,
        };
        Command command = new("bench", "Measure the runtime or the kernel, or compare with Linux.") { name, json, filters, turns, append, kept, profile };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetResult(profile) is not null)
            {
                return await LinuxBenchCommand.ProfileAsync(repository, parsed.GetValue(profile) ?? [], parsed.GetValue(append) ?? "", cancellation);
            }

            if (parsed.GetValue(name) == Linux)
            {
                LinuxFigures source = parsed.GetValue(kept) ? LinuxFigures.Kept : LinuxFigures.Measured;
                return await LinuxBenchCommand.CompareAsync(repository, parsed.GetValue(filters) ?? [], parsed.GetValue(append) ?? "", parsed.GetValue(json), source, cancellation);
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

    private static string Text(double? value) => value?.ToString("F2", CultureInfo.InvariantCulture) ?? "-";
}
