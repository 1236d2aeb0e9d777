using System.CommandLine;
using Diesis.Tool.Commands;
using Diesis.Tool.Machines;

namespace Diesis.Tool.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void MachineOptionsAreRead()
    {
        MachineOptions machine = Read("--machine", "q35", "--display", "--smp", "4", "--memory", "2G", "--accel", "tcg", "--cpu", "qemu64", "--icount", "--append", "a b");
        Assert.Equal(new MachineOptions { Processors = 4, Memory = "2G", Accelerator = "tcg", Cpu = "qemu64", CountsInstructions = true, CommandLine = "a b", Chipset = "q35", Display = DisplayKind.Window }, machine);
    }

    [Theory]
    [InlineData("--smp", "0")]
    [InlineData("--smp", "many")]
    [InlineData("--memory", "12")]
    [InlineData("--memory", "0M")]
    [InlineData("--accel", "warp")]
    [InlineData("--boot", "tape")]
    [InlineData("--machine", "amiga")]
    [InlineData("--unknown", "x")]
    public void NonsenseIsRefused(string option, string value) => Assert.NotEmpty(Parse(option, value).Errors);

    [Theory]
    [InlineData("--disk", "x")]
    [InlineData("--forward", "80:80")]
    [InlineData("--share", "x")]
    public void WhatIsNotBuiltSaysSo(string option, string value)
    {
        ToolException exception = Assert.Throws<ToolException>(() => Read(option, value));
        Assert.Equal(ExitCodes.Usage, exception.ExitCode);
        Assert.Contains("not built yet", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void QemuGetsWhatWasAskedFor()
    {
        IReadOnlyList<string> arguments = Qemu.Arguments(new MachineOptions { Processors = 2, Accelerator = "tcg", CountsInstructions = true, CommandLine = "x" }, new BootMedium.Direct("a,b.elf"), "null,id=console");
        Assert.Equal("2", arguments[arguments.ToList().IndexOf("-smp") + 1]);
        Assert.Equal("shift=0,sleep=off", arguments[arguments.ToList().IndexOf("-icount") + 1]);
        Assert.Equal("a,b.elf", arguments[arguments.ToList().IndexOf("-kernel") + 1]);
    }

    [Fact]
    public void TheLogAndTheMonitorHaveTheirPlaces()
    {
        string arguments = string.Join(' ', Qemu.Arguments(new MachineOptions { LogFile = "/l,og", MonitorSocket = "/m" }, new BootMedium.Iso("/x.iso"), "null,id=console"));
        Assert.Contains("file,id=log,path=/l,,og -device isa-debugcon,iobase=0xe9,chardev=log", arguments, StringComparison.Ordinal);
        Assert.Contains("socket,path=/m,server=on", arguments, StringComparison.Ordinal);
        Assert.Contains("-vga std", arguments, StringComparison.Ordinal);
        Assert.DoesNotContain("-kernel", arguments, StringComparison.Ordinal);
    }

    [Fact]
    public void AStickIsADisk() =>
        Assert.Contains("ide-hd,drive=start,bootindex=0", Qemu.Arguments(new MachineOptions(), new BootMedium.Iso("/x.iso", AsDisk: true), "null,id=console"));

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, 0)]
    [InlineData(7, 3)]
    public void TheGuestsStatusIsDecoded(int exitCode, int? status) => Assert.Equal(status, Qemu.GuestStatus(exitCode));

    private static ParseResult Parse(params string[] arguments) => Parse(out _, arguments);

    private static ParseResult Parse(out MachineCommandOptions machine, string[] arguments)
    {
        machine = new MachineCommandOptions();
        RootCommand command = new();
        machine.AddTo(command);
        return command.Parse(arguments);
    }

    private static MachineOptions Read(params string[] arguments)
    {
        ParseResult parsed = Parse(out MachineCommandOptions machine, arguments);
        Assert.Empty(parsed.Errors);
        return machine.Read(parsed);
    }
}
