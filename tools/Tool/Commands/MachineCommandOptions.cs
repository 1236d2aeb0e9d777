using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Diesis.Tool.Machines;
using Diesis.Tool.Media;

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

    /// <summary>Options that DESIGN promises and that are not built yet.</summary>
    private readonly Option[] _notBuilt =
    [
        new Option<string[]>("--add") { HelpName = "HOST[:GUEST]", Description = "A file or folder for the initial root (not built yet)." },
        new Option<string?>("--rootfs") { HelpName = "DIR|IMAGE", Description = "The root file system (not built yet)." },
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
        foreach (Option option in (IEnumerable<Option>)[_processors, _memory, _accelerator, _cpu, _counts, _chipset, _boot, _append, _display, .. _notBuilt])
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

    internal static bool IsSize(string text) => text.Length > 1 && text[^1] is 'M' or 'G' && uint.TryParse(text[..^1], CultureInfo.InvariantCulture, out uint number) && number > 0;
}
