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

    /// <summary>The word with which the kernel's console is the screen.</summary>
    private const string ConsoleOnScreen = "console=tty1";

    internal static Command Create(Repository repository)
    {
        MachineCommandOptions machine = new();
        Option<int?> timeout = new("--timeout") { Description = "End the machine after this time, with exit status 124.", HelpName = "SECONDS" };
        Argument<string[]> program = new("PROGRAM") { Description = "After --: a program to run in the machine, and its arguments; otherwise a shell.", Arity = ArgumentArity.ZeroOrMore };
        Command command = new("run", "Boot Diesis in QEMU with its console on this terminal (Ctrl-A x ends it).") { program };
        Option<bool> verbose = new("--verbose") { Description = "The kernel log on the terminal (standard error) as well." };
        Option<string?> screenshot = new("--screenshot") { Description = "Put a picture of the screen into this file: when --type is done, or just before the time limit (--timeout) is up.", HelpName = "FILE.png" };
        Option<string?> typed = new("--type") { Description = "Put the shell on the screen, type this on its keyboard (\\n is Enter, ^C and ^D those keys), and end the machine when the last command has ended.", HelpName = "TEXT" };
        Option<bool> linux = new("--linux") { Description = "Boot Debian's Linux with the same root in the place of Diesis, to compare." };
        machine.AddTo(command);
        command.Add(linux);
        command.Add(timeout);
        command.Add(verbose);
        command.Add(screenshot);
        command.Add(typed);
        command.SetAction(async (parsed, cancellation) =>
        {
            MachineOptions options = machine.Read(parsed);
            RootOptions root = machine.ReadRoot(parsed);
            if (parsed.GetValue(timeout) is <= 0)
            {
                throw new ToolException("--timeout takes a number of seconds above 0", ExitCodes.Usage);
            }

            ScreenVisit? visit = Visit(parsed.GetValue(screenshot), parsed.GetValue(typed), parsed.GetValue(timeout));
            if (visit is not null)
            {
                options = options with
                {
                    Display = options.Display == DisplayKind.None ? DisplayKind.Hidden : options.Display,
                    CommandLine = visit.Typed is null ? options.CommandLine : $"{options.CommandLine} {ConsoleOnScreen}",
                };
            }

            TimeSpan? limit = parsed.GetValue(timeout) is int seconds ? TimeSpan.FromSeconds(seconds) : null;
            LogDisplay log = parsed.GetValue(verbose) ? LogDisplay.OnTerminal : LogDisplay.OnlyInFile;
            return await ExecuteAsync(repository, options, root, parsed.GetValue(program) ?? [], parsed.GetValue(linux) ? KernelChoice.Linux : KernelChoice.Diesis, machine.IsMemoryChosen(parsed), limit, log, visit, cancellation);
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
        ScreenVisit? visit,
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

            return await new Machine(repository, kernel).RunAsync(options, medium, console, limit, log, visit);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ScreenVisit? Visit(string? picture, string? typed, int? timeout)
    {
        if (picture is null && typed is null)
        {
            return null;
        }

        if (typed is null && timeout is null)
        {
            throw new ToolException("--screenshot needs --type or --timeout, to know when", ExitCodes.Usage);
        }

        return new ScreenVisit(picture is null ? null : Path.GetFullPath(picture), typed?.Replace("\\n", "\n", StringComparison.Ordinal).Replace("^C", "\u0003\n", StringComparison.Ordinal).Replace("^D", "\u0004\n", StringComparison.Ordinal));
    }

    private static GuestConsole ConsoleFor(string commandLine)
    {
        string[] words = [.. CommandLineText.Words(commandLine)];
        bool isOther = words.Any(word => s_otherFirstPrograms.Any(other => word == other || (other.EndsWith('=') && word.StartsWith(other, StringComparison.Ordinal))));
        return isOther ? GuestConsole.Plain
            : words.Contains(ConsoleOnScreen) ? GuestConsole.Screen
            : Console.IsInputRedirected || Console.IsOutputRedirected ? GuestConsole.Streams : GuestConsole.Terminal;
    }

    private static GuestSession Session(string[] words, GuestConsole console)
    {
        bool isTerminal = console == GuestConsole.Terminal;
        return new GuestSession(words, console == GuestConsole.Streams ? ConsoleUse.Streams : ConsoleUse.Terminal)
        {
            Environment = ["TERM=" + (isTerminal && Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } term ? term : "linux")],
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
