using Diesis.Tool.Names;

namespace Diesis.Tool.Building;

/// <summary>The pipeline: projects to assemblies, assemblies to one object, a name table for it, and a link with the home's assembly code.</summary>
internal sealed class Builder(Repository repository, Action<string> report, Variant variant)
{
    private readonly StepEngine _engine = new(repository, report);

    internal Variant Variant => variant;

    internal int StepsRun => _engine.StepsRun;

    /// <summary>The assembly that a project is built into.</summary>
    internal string AssemblyOf(string project) => Project.Load(repository, project).AssemblyPath(variant);

    /// <summary>Compiles the projects and all that they reference; nothing but hashing happens when their sources are unchanged.</summary>
    internal Task BuildProjectsAsync(string name, IReadOnlyList<string> projects)
    {
        // A project's sources are those of all that it references: their assemblies would change during the build itself.
        Dictionary<Step, Project> steps = Project.Closure(repository, projects).ToDictionary(project => new Step(
            "project-" + project.Name + variant.Suffix,
            project.Name,
            DotNet.CSharpCompiler + string.Join(' ', variant.Properties),
            [.. Project.Closure(repository, [project.File]).SelectMany(part => part.Inputs()).Distinct()],
            [project.AssemblyPath(variant)],
            static _ => Task.CompletedTask));
        return _engine.RunTogetherAsync([.. steps.Keys], (stale, wasInterrupted) =>
            DotNet.BuildAsync(repository, name + variant.Suffix, variant, [.. stale.Select(step => steps[step].File)], wasInterrupted));
    }

    /// <summary>Compiles C# files that have no project against the core library.</summary>
    internal async Task<string> CompileProgramAsync(string name, IReadOnlyList<string> sources)
    {
        string assembly = Path.Combine(repository.Out, "programs" + variant.Suffix, name, Path.GetFileName(name) + ".dll");
        string symbols = Path.ChangeExtension(assembly, ".pdb");
        string runtime = AssemblyOf("src/Runtime/Runtime.csproj");
        string[] options = [.. Options.CSharp, "-reference:" + runtime];
        await _engine.RunAsync(new Step(
            "program-" + name + variant.Suffix,
            "Compiling " + string.Join(", ", sources.Select(Path.GetFileName)),
            string.Join('\n', options) + DotNet.CSharpCompiler,
            [.. sources, runtime],
            [assembly, symbols],
            context => ToolProcess.RunAsync(
                DotNet.Host,
                [
                    DotNet.CSharpCompiler, .. options, "-out:" + context.Temporary(assembly), "-pdb:" + context.Temporary(symbols),
                    $"-pathmap:{Path.GetDirectoryName(context.Temporary(assembly))}={Path.GetDirectoryName(assembly)}", .. sources,
                ])));
        return assembly;
    }

    /// <summary>Makes a static executable of the home from the home's projects and further assemblies.</summary>
    internal async Task<Image> LinkAsync(Home home, string name, IReadOnlyList<string> programAssemblies)
    {
        string ilc = await IlcPackage.LocateAsync(repository, report);
        name += variant.Suffix;
        string folder = Path.Combine(repository.Out, "images", name);
        string file = Path.Combine(folder, Path.GetFileName(name));
        Image image = new(file + ".elf", file + ".debug.elf");
        string code = file + ".o";
        string statistics = file + ".mstat";
        string map = file + ".map";
        string[] assemblies = [.. home.Projects.Select(AssemblyOf), .. programAssemblies];

        // Without a program nothing has a Main: the home's entry is exported.
        string[] options = [.. Options.Ilc, .. programAssemblies.Count == 0 ? Options.IlcWithoutProgram : []];
        await _engine.RunAsync(new Step(
            "ilc-" + name,
            $"Compiling {name} ahead of time ({home.Name})",
            string.Join('\n', options) + ilc,
            assemblies,
            [code, statistics, map],
            async context =>
            {
                ToolProcess.Result result = await ToolProcess.CaptureAsync(
                    ilc,
                    [.. assemblies, .. options, "-o:" + context.Temporary(code), "--mstat:" + context.Temporary(statistics), "--map:" + context.Temporary(map)]);
                if (result.ExitCode != 0)
                {
                    throw new ToolException($"{IlcMessages.Explain(result.Output)}\n{name}: compiling ahead of time failed");
                }
            }));

        string names = file + ".names.S";
        string namesBlob = file + ".names.bin";
        string namesObject = file + ".names.o";
        await _engine.RunAsync(new Step(
            "names-" + name,
            $"Making the name table of {name}",
            string.Join('\n', Options.Assembler) + NameTable.FormatVersion,
            [code, statistics, .. assemblies],
            [names, namesBlob, namesObject],
            context =>
            {
                NameTableFile.Write(code, statistics, assemblies, context.Temporary(names), context.Temporary(namesBlob));
                string folder = Path.GetDirectoryName(context.Temporary(namesBlob))!;
                return ToolProcess.RunAsync("clang", [.. Options.Assembler, "-I", folder, "-o", context.Temporary(namesObject), context.Temporary(names)]);
            }));

        List<string> objects = [code, namesObject];
        string[] assemblyFolders = [.. home.AssemblyFolders.Select(repository.At)];
        if (assemblyFolders.FirstOrDefault(folder => !Directory.Exists(folder)) is string missing)
        {
            throw new ToolException($"the home '{home.Name}' is not built yet: there is no {repository.Relative(missing)}", ExitCodes.Usage);
        }

        string? sharedObject = home.SharedObject is null ? null : await LinkSharedObjectAsync(home, repository.At(home.SharedObject));
        foreach (string source in assemblyFolders.SelectMany(path => Directory.EnumerateFiles(path, "*.S")).Order(StringComparer.Ordinal))
        {
            objects.Add(await AssembleAsync(home, source, assemblyFolders, sharedObject));
        }

        string script = repository.At(home.LinkerScript);
        await _engine.RunAsync(new Step(
            "link-" + name,
            $"Linking {name} ({home.Name})",
            string.Join('\n', Options.Linker),
            [.. objects, script],
            [image.Executable, image.WithSymbols],
            async context =>
            {
                // Linked twice with the same layout: what is handed out is small, and its twin has the names and lines for debuggers.
                await LinkAsync(context.Temporary(image.WithSymbols), script, objects, []);
                await LinkAsync(context.Temporary(image.Executable), script, objects, ["--strip-all"]);
            }));
        return image;
    }

    private static Task LinkAsync(string output, string script, IReadOnlyList<string> objects, IReadOnlyList<string> options) =>
        ToolProcess.RunAsync("ld.lld", [.. Options.Linker, .. options, "-T", script, "-o", output, .. objects]);

    /// <summary>Makes vdso.so of a folder with one source file and a linker script.</summary>
    private async Task<string> LinkSharedObjectAsync(Home home, string folder)
    {
        string code = await AssembleAsync(home, Path.Combine(folder, "Vdso.S"), [folder], null);
        string script = Path.Combine(folder, "vdso.ld");
        string output = Path.Combine(repository.Out, "obj", "shared", "vdso.so");
        await _engine.RunAsync(new Step(
            "link-vdso",
            "Linking vdso.so",
            string.Join('\n', Options.SharedObjectLinker),
            [code, script],
            [output],
            context => ToolProcess.RunAsync("ld.lld", [.. Options.SharedObjectLinker, "-T", script, "-o", context.Temporary(output), code])));
        return output;
    }

    /// <param name="embedded">A file that sources may take in by .incbin.</param>
    private async Task<string> AssembleAsync(Home home, string source, IReadOnlyList<string> includeFolders, string? embedded)
    {
        string relative = repository.Relative(source);
        // The homes share sources, but not what these include.
        string output = Path.Combine(repository.Out, "obj", "assembly", home.Name, Path.ChangeExtension(relative, ".o"));
        string[] searched = embedded is null ? [.. includeFolders] : [.. includeFolders, Path.GetDirectoryName(embedded)!];
        string[] options = [.. Options.Assembler, .. searched.SelectMany(folder => (string[])["-I", folder])];
        await _engine.RunAsync(new Step(
            $"assemble-{home.Name}-{relative}",
            $"Assembling {relative}",
            string.Join('\n', Options.Assembler),
            [source, .. includeFolders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.inc")), .. embedded is null ? [] : (string[])[embedded]],
            [output],
            context => ToolProcess.RunAsync("clang", [.. options, "-o", context.Temporary(output), source])));
        return output;
    }
}
