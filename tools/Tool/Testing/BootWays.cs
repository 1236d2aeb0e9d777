using System.Diagnostics;
using System.Text.RegularExpressions;
using Diesis.Tool.Building;
using Diesis.Tool.Machines;
using Diesis.Tool.Media;

namespace Diesis.Tool.Testing;

/// <summary>Starts the kernel in every way there is, with little memory and with much, and holds what it was told against what it should be.</summary>
internal sealed class BootWays(Repository repository, Image kernel)
{
    private const string Report = "BootReport.";
    private const int InitrdBytes = 123456;
    private const string Word = "boot.word=\"two words\"";

    private static readonly TimeSpan s_timeLimit = TimeSpan.FromSeconds(90);

    /// <summary>A loader that gives up leaves the machine to the firmware, which has nothing else to start and says nothing more.</summary>
    private static readonly TimeSpan s_refusalSilence = TimeSpan.FromSeconds(12);

    /// <param name="Options">Of the machine, besides what all have.</param>
    /// <param name="Expected">Regular expression over the line that tests/InKernel/Boot/BootReport.cs prints.</param>
    private sealed record Way(string Name, MachineOptions Options, string Expected)
    {
        /// <summary>Whether a file of <see cref="InitrdBytes"/> is handed over.</summary>
        internal bool HasInitrd { get; init; }

        internal Func<BootWays, Task<BootMedium>>? Medium { get; init; }
    }

    private static IReadOnlyList<Way> All { get; } =
    [
        new("direct", new MachineOptions(), "protocol=Pvh megabytes=25[56] screen=none acpi=yes initrd=0 word=two words loader=PVH$"),
        new("direct, 24 MB", new MachineOptions { Memory = "24M" }, "protocol=Pvh megabytes=2[34] "),
        new("direct, 32 MB, 2 processors", new MachineOptions { Memory = "32M", Processors = 2 }, "protocol=Pvh megabytes=3[12] "),
        new("direct, 4 GB", new MachineOptions { Memory = "4G" }, "protocol=Pvh megabytes=409[56] "),
        new("direct, initial file system", new MachineOptions(), "protocol=Pvh .* initrd=123456 ") { HasInitrd = true },
        new("CD, initial file system", new MachineOptions { Boot = "iso" }, "protocol=Multiboot2 .* initrd=123456 ") { HasInitrd = true },
        new("UEFI loader, initial file system", new MachineOptions { Boot = "uefi" }, "protocol=Uefi .* initrd=123456 ") { HasInitrd = true },
        new("direct, q35", new MachineOptions { Chipset = "q35" }, "protocol=Pvh megabytes=25[56] screen=none acpi=yes"),
        new("CD", new MachineOptions { Boot = "iso" }, "protocol=Multiboot2 megabytes=25[0-6] screen=1024x768x32 acpi=yes initrd=0 word=two words loader=GRUB"),
        new("CD, q35, 2 processors", new MachineOptions { Boot = "iso", Chipset = "q35", Processors = 2 }, "protocol=Multiboot2 megabytes=25[0-6] screen=1024x768x32 acpi=yes"),
        new("CD, text screen", new MachineOptions(), "protocol=Multiboot2 megabytes=25[0-6] screen=none acpi=yes")
        {
            Medium = static async ways => new BootMedium.Iso(await ways.IsoAsync(GrubEntry.Text)),
        },
        new("USB stick", new MachineOptions(), "protocol=Multiboot2 megabytes=25[0-6] screen=1024x768x32 acpi=yes")
        {
            Medium = static async ways => new BootMedium.Iso(await ways.IsoAsync(GrubEntry.Graphics), AsDisk: true),
        },
        new("USB stick, UEFI", new MachineOptions(), "protocol=Multiboot2 megabytes=2[345][0-9] screen=1024x768x32 acpi=yes")
        {
            Medium = static async ways => new BootMedium.Iso(await ways.IsoAsync(GrubEntry.Graphics), AsDisk: true) { UnderUefi = true },
        },
        new(
            "UEFI loader",
            new MachineOptions { Boot = "uefi" },
            "protocol=Uefi megabytes=2[345][0-9] screen=[0-9]+x[0-9]+x32 acpi=yes initrd=0 word=two words loader=Diesis UEFI loader$"),
        new("UEFI loader, q35, 2 processors, 4 GB", new MachineOptions { Boot = "uefi", Chipset = "q35", Processors = 2, Memory = "4G" }, "protocol=Uefi megabytes=40[0-9][0-9] "),
    ];

    /// <summary>Makes what the machines start from: the build lock is taken meanwhile.</summary>
    internal async Task<SuiteResult> RunAsync(CancellationToken cancellation)
    {
        Terminal.Report($"Starting the kernel in {All.Count} ways, and one that must not work");
        Stopwatch time = Stopwatch.StartNew();
        List<string> failures = [];
        foreach (Way way in All)
        {
            if (await CheckAsync(way, cancellation) is string failure)
            {
                failures.Add($"{way.Name}: {failure}");
            }
        }

        if (await CheckRefusalAsync(cancellation) is string refusal)
        {
            failures.Add($"UEFI loader, damaged kernel: {refusal}");
        }

        return new SuiteResult("kernel, ways to start", All.Count + 1 - failures.Count, failures.Count, 0, time.Elapsed, failures);
    }

    private static string CommandLine => $"{Word} -- {Report}";

    private async Task<string?> CheckAsync(Way way, CancellationToken cancellation)
    {
        MachineOptions options = way.Options with { Accelerator = "tcg", CommandLine = CommandLine, Initrd = way.HasInitrd ? Initrd() : null };
        BootMedium medium = way.Medium is null
            ? await BootMedia.MakeAsync(repository, options, kernel, KernelSuite.ImageName, cancellation)
            : await way.Medium(this);
        CapturedMachine guest = new(repository, kernel);
        GuestOutcome outcome = await guest.RunAsync(options, medium, "kernel-start", s_timeLimit, s_timeLimit, cancellation);
        // Firmware and GRUB leave escape sequences before our first line.
        string? line = outcome.Console.Split('\n').FirstOrDefault(text => text.Contains("boot: protocol=", StringComparison.Ordinal))?.TrimEnd('\r');
        if (outcome.Status == 0 && line is not null && Regex.IsMatch(line, way.Expected))
        {
            return null;
        }

        string status = outcome.Status is int code ? $"exit status {code}" : outcome.End;
        return $"{line ?? "no report"}, expected {way.Expected}; {status}\n{KernelLog.End(outcome.Console, guest.Lines)}\n{KernelLog.End(outcome.Log, guest.Lines)}";
    }

    /// <summary>The initial file system's content: numbers in order, so that the guest sees whether it got all.</summary>
    private string Initrd()
    {
        string path = Path.Combine(repository.Out, "images", KernelSuite.ImageName, "initrd");
        byte[] content = new byte[InitrdBytes];
        for (int i = 0; i < content.Length; i++)
        {
            content[i] = (byte)(i % 251);
        }

        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>The loader names what is wrong with a kernel's file on the firmware's console.</summary>
    private async Task<string?> CheckRefusalAsync(CancellationToken cancellation)
    {
        string cut = Path.Combine(repository.Out, "images", KernelSuite.ImageName, "cut.elf");
        await File.WriteAllBytesAsync(cut, (await File.ReadAllBytesAsync(kernel.Executable, cancellation))[..100_000], cancellation);
        BootMedium medium;
        using (await BuildLock.EnterAsync(repository, Terminal.Report, cancellation))
        {
            Image damaged = new(cut, kernel.WithSymbols);
            medium = new BootMedium.UefiDisk(await UefiDisk.MakeAsync(repository, damaged, KernelSuite.ImageName, "", variation: "uefi-damaged"));
        }

        CapturedMachine guest = new(repository, kernel);
        GuestOutcome outcome = await guest.RunAsync(
            new MachineOptions { Accelerator = "tcg" }, medium, "kernel-start", s_refusalSilence, s_timeLimit, cancellation);
        return outcome.Console.Contains("Diesis cannot start: \\diesis\\kernel.elf is cut off", StringComparison.Ordinal)
            ? null
            : $"the loader does not say that the kernel is cut off\n{KernelLog.End(outcome.Console, guest.Lines)}";
    }

    private async Task<string> IsoAsync(GrubEntry entry)
    {
        using BuildLock held = await BuildLock.EnterAsync(repository, Terminal.Report, CancellationToken.None);
        return await GrubIso.MakeAsync(repository, kernel, KernelSuite.ImageName, CommandLine, entry);
    }
}
