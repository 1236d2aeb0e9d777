using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Diesis.Tool.Machines;
using Diesis.Tool.Media;
using Diesis.Tool.Roots;

namespace Diesis.Tool.Commands;

/// <summary>The options of run and debug that describe the machine, and those that later work will build.</summary>
internal sealed class MachineCommandOptions
{
    private const int MostProcessors = 255;

    private readonly Option<int> _processors = new("--smp") { Description = "Processors.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<string> _memory = new("--memory") { Description = "Memory, such as 512M or 2G.", HelpName = "SIZE", DefaultValueFactory = _ => "256M" };
    private readonly Option<string?> _accelerator = new("--accel") { Description = "kvm or tcg; otherwise kvm where it works.", HelpName = "NAME" };
    private readonly Option<string?> _cpu = new("--cpu") { Description = "QEMU's CPU model.", HelpName = "MODEL" };
    private readonly Option<bool> _counts = new("--icount") { Description = "One guest instruction takes one virtual nanosecond." };
    private readonly Option<string?> _append = new("--append") { Description = "Text for the kernel command line.", HelpName = "TEXT" };
    private readonly Option<string> _boot = new("--boot") { Description = "direct (QEMU loads the kernel), uefi (our own loader, under OVMF) or iso (GRUB, from a CD).", HelpName = "WAY", DefaultValueFactory = _ => "direct" };
    private readonly Option<string> _chipset = new("--machine") { Description = "The chipset: pc, or q35 with PCI Express.", HelpName = "NAME", DefaultValueFactory = _ => "pc" };
    private readonly Option<bool> _display = new("--display") { Description = "With a screen, in a window." };

    private readonly Option<string[]> _added = new("--add") { HelpName = "HOST[:GUEST]", Description = "A file or folder that is put into the root, in / unless GUEST says where; repeatable." };
    private readonly Option<string?> _folder = new("--rootfs") { HelpName = "DIR|IMAGE", Description = "A folder that becomes the root file system (an image: not built yet)." };
    private readonly Option<string[]> _packages = new("--packages") { HelpName = "NAME,…", Description = "Debian packages for the root, with what they depend on; repeatable." };

    /// <summary>Options that DESIGN promises and that are not built yet.</summary>
    private readonly Option[] _notBuilt =
    [
        new Option<string[]>("--disk") { HelpName = "IMAGE", Description = "A disk (not built yet)." },
        new Option<string[]>("--forward") { HelpName = "HOSTPORT:PORT", Description = "A forwarded port (not built yet)." },
        new Option<string[]>("--share") { HelpName = "DIR", Description = "A shared folder (not built yet)." },
    ];

    internal MachineCommandOptions()
    {
        _accelerator.AcceptOnlyFromAmong("kvm", "tcg");
        _chipset.AcceptOnlyFromAmong("pc", "q35");
        _boot.AcceptOnlyFromAmong(BootMedia.Ways);
        _processors.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out int count) || count is < 1 or > MostProcessors))
            {
                result.AddError($"--smp takes a number from 1 to {MostProcessors}.");
            }
        });
        _memory.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !IsSize(result.Tokens[0].Value))
            {
                result.AddError("--memory takes a number and M or G, such as 512M.");
            }
        });
    }

    internal void AddTo(Command command)
    {
        foreach (Option option in (IEnumerable<Option>)[_processors, _memory, _accelerator, _cpu, _counts, _chipset, _boot, _append, _display, _added, _folder, _packages, .. _notBuilt])
        {
            command.Add(option);
        }
    }

    internal MachineOptions Read(ParseResult parsed)
    {
        if (_notBuilt.FirstOrDefault(option => parsed.GetResult(option) is OptionResult { Implicit: false }) is Option option)
        {
            throw new ToolException($"{option.Name} is not built yet", ExitCodes.Usage);
        }

        return new MachineOptions
        {
            Processors = parsed.GetValue(_processors),
            Memory = parsed.GetValue(_memory)!,
            Accelerator = parsed.GetValue(_accelerator),
            Cpu = parsed.GetValue(_cpu),
            CountsInstructions = parsed.GetValue(_counts),
            CommandLine = parsed.GetValue(_append) ?? "",
            Chipset = parsed.GetValue(_chipset)!,
            Boot = parsed.GetValue(_boot)!,
            Display = parsed.GetValue(_display) ? DisplayKind.Window : DisplayKind.None,
        };
    }

    internal MemoryChoice IsMemoryChosen(ParseResult parsed) => parsed.GetResult(_memory) is OptionResult { Implicit: false } ? MemoryChoice.Chosen : MemoryChoice.Usual;

    internal RootOptions ReadRoot(ParseResult parsed)
    {
        string? folder = parsed.GetValue(_folder);
        string[] packages = [.. (parsed.GetValue(_packages) ?? []).SelectMany(list => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()];
        if (File.Exists(folder))
        {
            throw new ToolException("--rootfs with an image is not built yet: unpack it into a folder", ExitCodes.Usage);
        }

        if (folder is not null && !Directory.Exists(folder))
        {
            throw new ToolException($"--rootfs: there is no folder {folder}", ExitCodes.Usage);
        }

        if (folder is not null && packages.Length > 0)
        {
            throw new ToolException("--packages adds to the default root; with --rootfs there is none", ExitCodes.Usage);
        }

        return new RootOptions
        {
            Folder = folder is null ? null : Path.GetFullPath(folder),
            Packages = packages,
            Added = [.. (parsed.GetValue(_added) ?? []).Select(AddedFile.Parse)],
        };
    }

    internal static bool IsSize(string text) => text.Length > 1 && text[^1] is 'M' or 'G' && uint.TryParse(text[..^1], CultureInfo.InvariantCulture, out uint number) && number > 0;
}

internal enum MemoryChoice
{
    Usual,
    Chosen,
}
