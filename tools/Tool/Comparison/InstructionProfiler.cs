using Diesis.Tool.Building;
using Diesis.Tool.Names;

namespace Diesis.Tool.Comparison;

/// <summary>
/// Where the kernel's instructions go while an operation is measured: QEMU counts each instruction of the kernel by tools/Profiler, a plugin, and the counts
/// are summed by C# methods and by lines.
/// </summary>
internal sealed class InstructionProfiler
{
    private const string Source = "tools/Profiler/profiler.c";

    private readonly Repository _repository;
    private readonly string _plugin;
    private readonly Image _kernel;
    private readonly string _statistics;
    private readonly IReadOnlyList<string> _assemblies;

    private InstructionProfiler(Repository repository, string plugin, Image kernel, string statistics, IReadOnlyList<string> assemblies)
    {
        _repository = repository;
        _plugin = plugin;
        _kernel = kernel;
        _statistics = statistics;
        _assemblies = assemblies;
    }

    /// <summary>Preconditions: the build lock is held.</summary>
    internal static async Task<InstructionProfiler> BuildAsync(Repository repository, Builder builder, Image kernel)
    {
        string source = repository.At(Source);
        string plugin = Path.Combine(repository.Out, "bench", "profiler.so");
        string[] options = ["-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror"];
        await new StepEngine(repository, Terminal.Report).RunAsync(new Step(
            "profiler",
            "Compiling the profiler",
            string.Join(' ', options),
            [source],
            [plugin],
            context => ToolProcess.RunAsync("clang", [.. options, "-o", context.Temporary(plugin), source])));
        return new InstructionProfiler(repository, plugin, kernel, Path.ChangeExtension(kernel.Executable, ".mstat"), [.. Home.Bare.Projects.Select(builder.AssemblyOf)]);
    }

    /// <summary>Measures with the plugin and sums up.</summary>
    /// <returns>Null when the machine ended before the plugin wrote, or nothing was measured.</returns>
    internal async Task<InstructionProfile?> RunAsync(ComparedSystem system, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("diesis-profile-");
        try
        {
            string output = Path.Combine(folder.FullName, "counts");
            IReadOnlyList<Measured> measured = await system.MeasureAsync(names, $"{_plugin},output={output}", cancellation);
            if (measured.Count == 0 || !File.Exists(output))
            {
                return null;
            }

            CodeNames code = CodeNames.Read(_kernel.WithSymbols, _statistics, _assemblies, _repository.Root);
            return InstructionProfile.Sum(await File.ReadAllLinesAsync(output, cancellation), code, measured.Sum(one => one.Operations));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
