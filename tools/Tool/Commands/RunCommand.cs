using System.CommandLine;
using Diesis.Tool.Building;
using Diesis.Tool.Machines;
using Diesis.Tool.Media;

namespace Diesis.Tool.Commands;

/// <summary>./diesis run: boots the kernel in QEMU.</summary>
internal static class RunCommand
{
    private const string Monitor = "monitor";

    internal static Command Create(Repository repository)
    {
        MachineCommandOptions machine = new();
        Option<int?> timeout = new("--timeout") { Description = "End the machine after this time, with exit status 124.", HelpName = "SECONDS" };
        Argument<string[]> program = new("PROGRAM") { Description = "After --: a program to run in the machine, and its arguments (not built yet).", Arity = ArgumentArity.ZeroOrMore };
        Command command = new("run", "Boot Diesis in QEMU with its console on this terminal (Ctrl-A x ends it).") { program };
        Option<bool> verbose = new("--verbose") { Description = "The kernel log on the terminal (standard error) as well." };
        Option<string?> screenshot = new("--screenshot") { Description = "Put a picture of the screen into this file, just before the time limit (--timeout) is up.", HelpName = "FILE.png" };
        machine.AddTo(command);
        command.Add(timeout);
        command.Add(verbose);
        command.Add(screenshot);
        command.SetAction(async (parsed, cancellation) =>
        {
            MachineOptions options = machine.Read(parsed);
            if (parsed.GetValue(program) is { Length: > 0 } words)
            {
                throw new ToolException($"the kernel cannot run programs yet, so '{words[0]}' was not started; './diesis compile' makes programs for Linux", ExitCodes.Usage);
            }

            if (parsed.GetValue(timeout) is <= 0)
            {
                throw new ToolException("--timeout takes a number of seconds above 0", ExitCodes.Usage);
            }

            string? picture = parsed.GetValue(screenshot);
            if (picture is not null)
            {
                if (parsed.GetValue(timeout) is null)
                {
                    throw new ToolException("--screenshot needs --timeout: the picture is taken a second before the machine ends", ExitCodes.Usage);
                }

                picture = Path.GetFullPath(picture);
                options = options.Display == DisplayKind.None ? options with { Display = DisplayKind.Hidden } : options;
            }

            // In front of a terminal there is somebody to talk to: the monitor asks what is wanted.
            if (!Console.IsInputRedirected && !Media.CommandLineText.Words(options.CommandLine).Contains(Monitor))
            {
                options = options with { CommandLine = $"{Monitor} {options.CommandLine}" };
            }

            TimeSpan? limit = parsed.GetValue(timeout) is int seconds ? TimeSpan.FromSeconds(seconds) : null;
            Image kernel = await BuildCommand.BuildKernelAsync(repository, cancellation);
            LogDisplay log = parsed.GetValue(verbose) ? LogDisplay.OnTerminal : LogDisplay.OnlyInFile;
            BootMedium medium = await BootMedia.MakeAsync(repository, options, kernel, BuildCommand.KernelName, cancellation);
            return await new Machine(repository, kernel).RunAsync(options, medium, limit, log, picture);
        });
        return command;
    }
}
