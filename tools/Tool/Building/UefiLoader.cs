namespace Diesis.Tool.Building;

/// <summary>Makes the UEFI loader: an application for the firmware, which is a PE file, compiled from C# as the kernel is.</summary>
internal static class UefiLoader
{
    internal const string Project = "loaders/Uefi/Uefi.csproj";

    private const string Runtime = "src/Runtime/Runtime.csproj";
    private const string AssemblySource = "loaders/Uefi/Arch/X64/Entry.S";

    /// <summary>
    /// Windows' calling convention is that of UEFI. The core library is a reference and no input: what it exports for a kernel is left out, and
    /// only the code that the loader reaches is compiled.
    /// </summary>
    private static readonly string[] s_ilc =
        ["--systemmodule:Diesis.Runtime", "--targetos:windows", "--targetarch:x64", "-O", "--noinlinetls", "--nativelib"];

    private static readonly string[] s_assembler = ["-c", "--target=x86_64-pc-windows-msvc", "-Wa,--fatal-warnings"];

    private static readonly string[] s_linker = ["-subsystem:efi_application", "-entry:UefiMain", "-nodefaultlib", "-opt:ref", "-timestamp:0"];

    /// <summary>The path of the application. Preconditions: the build lock is held.</summary>
    internal static async Task<string> BuildAsync(Repository repository)
    {
        Builder builder = new(repository, Terminal.Report, Variant.Plain);
        await builder.BuildProjectsAsync("uefi-loader", [Runtime, Project]);
        string ilc = await IlcPackage.LocateAsync(repository, Terminal.Report);
        string folder = Path.Combine(repository.Out, "images", "uefi-loader");
        string code = Path.Combine(folder, "loader.obj");
        string entry = Path.Combine(folder, "entry.obj");
        string application = Path.Combine(folder, "BOOTX64.EFI");
        string assembly = builder.AssemblyOf(Project);
        string runtime = builder.AssemblyOf(Runtime);
        string source = repository.At(AssemblySource);
        await new StepEngine(repository, Terminal.Report).RunAsync(new Step(
            "uefi-loader",
            "Compiling the UEFI loader ahead of time",
            string.Join('\n', (string[])[.. s_ilc, .. s_assembler, .. s_linker, ilc]),
            [assembly, runtime, source],
            [application],
            async context =>
            {
                Directory.CreateDirectory(folder);
                ToolProcess.Result result = await ToolProcess.CaptureAsync(ilc, [assembly, "-r", runtime, .. s_ilc, "-o:" + code]);
                if (result.ExitCode != 0)
                {
                    throw new ToolException($"{IlcMessages.Explain(result.Output)}\nthe UEFI loader: compiling ahead of time failed");
                }

                await ToolProcess.RunAsync("clang", [.. s_assembler, "-o", entry, source]);
                await ToolProcess.RunAsync("lld-link", [.. s_linker, "-out:" + context.Temporary(application), code, entry]);
            }));
        return application;
    }
}
