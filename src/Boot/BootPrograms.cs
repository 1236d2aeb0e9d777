using System;
using System.Text;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Futexes;
using Diesis.Core.Loading;
using Diesis.Core.Logging;
using Diesis.Core.Memory;
using Diesis.Core.Processes;
using Diesis.Core.Time;
using Diesis.Platform.Boot;
using Diesis.Platform.Memory;
using Diesis.Platform.Users;
using Diesis.Syscalls;

namespace Diesis.Boot;

/// <summary>The first program, which brings up all others.</summary>
internal static class BootPrograms
{
    private const int NotStarted = 127;

    /// <summary>Whether there is anything to start: the initial file system, or a wish for a certain program.</summary>
    internal static bool IsWanted => CommandLine.Text("init"u8) is not null || InitialRamDisk.Bytes != 0;

    /// <summary>What programs need of the kernel.</summary>
    internal static void Start()
    {
        ClockPage.Create();
        PidTable.Initialize();
        UserAccount.Initialize();
        Futex.Initialize();
        DateChanges.Initialize();
        KernelSyscalls.Install();
    }

    /// <summary>Runs the first program to its end. Option: <c>init=PATH</c>; the words after "--" are its arguments.</summary>
    /// <returns>Its status, which becomes the machine's.</returns>
    internal static int RunInit(MountNamespace mounts)
    {
        string path = CommandLine.Text("init"u8) ?? "/init";
        byte[][] environment = [Encoding.UTF8.GetBytes("HOME=/"), Encoding.UTF8.GetBytes("TERM=linux")];
        Result<InitProcess> started = InitProcess.Start(mounts, Encoding.UTF8.GetBytes(path), Arguments(), environment);
        if (!started.TryGet(out InitProcess? init, out Errno error))
            return Complain(path, error);
        int status = init.WaitForEnd();
        return init.StartError == Errno.None ? status : Complain(path, init.StartError);
    }

    private static byte[][] Arguments()
    {
        string[] words = Environment.GetCommandLineArgs();
        byte[][] arguments = new byte[words.Length - 1][];
        for (int i = 0; i < arguments.Length; i++)
            arguments[i] = Encoding.UTF8.GetBytes(words[i + 1]);
        return arguments;
    }

    private static int Complain(string path, Errno error)
    {
        Log.Error("init", $"{path}: {error}");
        Console.Error.WriteLine($"diesis: the first program, {path}, did not start: {error}");
        return NotStarted;
    }
}
