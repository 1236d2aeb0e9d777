using System.CommandLine;
using System.Diagnostics;
using Diesis.Tool.Building;
using Diesis.Tool.Machines;
using Diesis.Tool.Roots;

namespace Diesis.Tool.Commands;

/// <summary>./diesis debug: the machine stopped before its first instruction, and gdb attached to it.</summary>
internal static class DebugCommand
{
    internal static Command Create(Repository repository)
    {
        MachineCommandOptions machine = new();
        Argument<string[]> gdbArguments = new("GDB") { Description = "After --: further arguments for gdb.", Arity = ArgumentArity.ZeroOrMore };
        Command command = new("debug", "Boot Diesis stopped, with gdb attached: break on a C# line (break Main.cs:12) and continue.") { gdbArguments };
        Option<string?> program = new("--run") { Description = "A line for the guest's shell, which is its first program; without it none is started.", HelpName = "LINE" };
        machine.AddTo(command);
        command.Add(program);
        command.SetAction(async (parsed, cancellation) =>
        {
            MachineOptions options = machine.Read(parsed);
            Image kernel = await BuildCommand.BuildKernelAsync(repository, cancellation);
            DirectoryInfo folder = Directory.CreateTempSubdirectory("diesis-root-");
            try
            {
                if (parsed.GetValue(program) is string line)
                {
                    string initrd = Path.Combine(folder.FullName, "initramfs.cpio");
                    await GuestRoot.MakeAsync(repository, machine.ReadRoot(parsed), new GuestSession(["sh", "-c", line], ConsoleUse.Terminal), null, initrd, cancellation);
                    options = options with { Initrd = initrd, Memory = GuestRoot.Memory(options.Memory, initrd) };
                }

                return await ExecuteAsync(repository, options, kernel, parsed.GetValue(gdbArguments) ?? [], cancellation);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
        return command;
    }

    private static async Task<int> ExecuteAsync(Repository repository, MachineOptions options, Image kernel, string[] gdbArguments, CancellationToken cancellation)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("diesis-debug-");
        string socket = Path.Combine(folder.FullName, "gdb");
        string console = Path.Combine(repository.Out, "debug-console.log");
        IReadOnlyList<string> arguments = Qemu.Arguments(options with { DebuggerSocket = socket }, new BootMedium.Direct(kernel.WithSymbols, options.Initrd), $"file,id=console,path={Qemu.Escape(console)}");
        using Process machine = new() { StartInfo = new ProcessStartInfo(Qemu.Program, arguments) { RedirectStandardInput = true } };
        machine.Start();
        try
        {
            while (!File.Exists(socket) && !machine.HasExited)
            {
                await Task.Delay(20, cancellation);
            }

            Terminal.Report($"The machine's console goes to {repository.Relative(console)}");
            string[] commands = ["set pagination off", $"directory {repository.Root}", $"target remote {socket}"];
            using Process debugger = new()
            {
                StartInfo = new ProcessStartInfo("gdb", ["-q", kernel.WithSymbols, .. commands.SelectMany(text => (string[])["-ex", text]), .. gdbArguments]),
            };

            // Ctrl-C belongs to gdb, which stops the machine with it.
            Console.CancelKeyPress += static (_, pressed) => pressed.Cancel = true;
            debugger.Start();
            await debugger.WaitForExitAsync(CancellationToken.None);
            return debugger.ExitCode;
        }
        finally
        {
            if (!machine.HasExited)
            {
                machine.Kill();
            }

            folder.Delete(recursive: true);
        }
    }
}
