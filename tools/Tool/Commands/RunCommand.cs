using System.CommandLine;
using Diesis.Tool.Building;
using Diesis.Tool.Machines;
using Diesis.Tool.Media;
using Diesis.Tool.Roots;

namespace Diesis.Tool.Commands;

/// <summary>./diesis run: boots the kernel in QEMU, with a shell or one program.</summary>
internal static class RunCommand
{
    /// <summary>Words of the kernel command line with which something else than our init has the console.</summary>
    private static readonly string[] s_otherFirstPrograms = ["monitor", "init="];

    internal static Command Create(Repository repository)
    {
        MachineCommandOptions machine = new();
        Option<int?> timeout = new("--timeout") { Description = "End the machine after this time, with exit status 124.", HelpName = "SECONDS" };
        Argument<string[]> program = new("PROGRAM") { Description = "After --: a program to run in the machine, and its arguments; otherwise a shell.", Arity = ArgumentArity.ZeroOrMore };
        Command command = new("run", "Boot Diesis in QEMU with its console on this terminal (Ctrl-A x ends it).") { program };
        Option<bool> verbose = new("--verbose") { Description = "The kernel log on the terminal (standard error) as well." };
        Option<string?> screenshot = new("--screenshot") { Description = "Put a picture of the screen into this file, just before the time limit (--timeout) is up.", HelpName = "FILE.png" };
        Option<bool> linux = new("--linux") { Description = "Boot Debian's Linux with the same root in the place of Diesis, to compare." };
        machine.AddTo(command);
        command.Add(linux);
        command.Add(timeout);
        command.Add(verbose);
        command.Add(screenshot);
        command.SetAction(async (parsed, cancellation) =>
        {
            MachineOptions options = machine.Read(parsed);
            RootOptions root = machine.ReadRoot(parsed);
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

            TimeSpan? limit = parsed.GetValue(timeout) is int seconds ? TimeSpan.FromSeconds(seconds) : null;
            LogDisplay log = parsed.GetValue(verbose) ? LogDisplay.OnTerminal : LogDisplay.OnlyInFile;
            return await ExecuteAsync(repository, options, root, parsed.GetValue(program) ?? [], parsed.GetValue(linux) ? KernelChoice.Linux : KernelChoice.Diesis, machine.IsMemoryChosen(parsed), limit, log, picture, cancellation);
        });
        return command;
    }

    private static async Task<int> ExecuteAsync(
        Repository repository,
        MachineOptions options,
        RootOptions root,
        string[] words,
        KernelChoice choice,
        MemoryChoice memory,
        TimeSpan? limit,
        LogDisplay log,
        string? picture,
        CancellationToken cancellation)
    {
        GuestConsole console = ConsoleFor(options.CommandLine);
        if (console == GuestConsole.Plain && words.Length > 0)
        {
            options = options with { CommandLine = $"{options.CommandLine} -- {string.Join(' ', words.Select(CommandLineText.Quoted))}" };
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("diesis-root-");
        try
        {
            Image kernel = await BuildCommand.BuildKernelAsync(repository, cancellation);
            string initrd = Path.Combine(folder.FullName, "initramfs.cpio");
            await GuestRoot.MakeAsync(repository, root, console == GuestConsole.Plain ? null : Session(words, console), console == GuestConsole.Streams ? StandardInput.ReadIfFile() : null, initrd, cancellation);
            options = options with { Initrd = initrd, Memory = memory == MemoryChoice.Chosen ? options.Memory : GuestRoot.Memory(options.Memory, initrd) };
            BootMedium medium;
            if (choice == KernelChoice.Linux)
            {
                using BuildLock held = await BuildLock.EnterAsync(repository, Terminal.Report, cancellation);
                GuestKernel linux = await LinuxKernel.FetchAsync(repository);
                options = options with { CommandLine = $"{linux.CommandLine} {options.CommandLine}" };
                medium = new BootMedium.Direct(linux.File, initrd);
            }
            else
            {
                medium = await BootMedia.MakeAsync(repository, options, kernel, BuildCommand.KernelName, cancellation);
            }

            return await new Machine(repository, kernel).RunAsync(options, medium, console, limit, log, picture);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static GuestConsole ConsoleFor(string commandLine)
    {
        bool isOther = CommandLineText.Words(commandLine).Any(word => s_otherFirstPrograms.Any(other => word == other || (other.EndsWith('=') && word.StartsWith(other, StringComparison.Ordinal))));
        return isOther ? GuestConsole.Plain : Console.IsInputRedirected || Console.IsOutputRedirected ? GuestConsole.Streams : GuestConsole.Terminal;
    }

    private static GuestSession Session(string[] words, GuestConsole console)
    {
        bool isTerminal = console == GuestConsole.Terminal;
        return new GuestSession(words, isTerminal ? ConsoleUse.Terminal : ConsoleUse.Streams)
        {
            Environment = ["TERM=" + (Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } term ? term : "linux")],
            Rows = isTerminal ? Console.WindowHeight : 0,
            Columns = isTerminal ? Console.WindowWidth : 0,
        };
    }
}

internal enum KernelChoice
{
    Diesis,
    Linux,
}
