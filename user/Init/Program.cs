using System;
using Diesis.User;

namespace Diesis.Init;

/// <summary>
/// PID 1: mounts what programs expect, starts a program or a shell on the console, buries orphans, and ends with the program's status, with which
/// the machine ends. The same file runs as /init of a Linux kernel, which is how its behaviour and that of the tests is compared.
/// </summary>
internal static class Program
{
    /// <summary>The program's input, when the tool's own is a file: it comes with the initial file system.</summary>
    private static ReadOnlySpan<byte> InputFile => "/run/diesis/input"u8;

    private const int BlockSignals = 0;
    private const int NoHang = 1;
    private const int SetWindowSize = 0x5414;
    private const int DeviceOfTerminal = unchecked((int)0x80045432);
    private const int Drain = 0x5409;
    private const uint RebootRestart = 0x01234567;
    private const uint RebootPowerOff = 0x4321fedc;

    private const int SignalHangUp = 1;
    private const int SignalUser1 = 10;
    private const int SignalUser2 = 12;
    private const int SignalTerminate = 15;
    private const int SignalChild = 17;

    /// <summary>As busybox' halt, poweroff and reboot tell an init what they want.</summary>
    private const ulong Watched = 1ul << (SignalUser1 - 1) | 1ul << (SignalUser2 - 1) | 1ul << (SignalTerminate - 1) | 1ul << (SignalChild - 1)
        | 1ul << (SignalHangUp - 1) | IgnoredPipe;

    /// <summary>A closed pipe is an error of the write.</summary>
    private const ulong IgnoredPipe = 1ul << 12;

    private const ulong PollIn = 1;
    private const ulong PollOut = 4;

    private static int s_status;
    private static bool s_ended;
    private static uint s_reboot = RebootRestart;

    private static int Main()
    {
        TakeStandardNumbers();
        Session session = Session.Read();
        int inputFile = SystemCalls.Open(InputFile, SystemCalls.OpenReadOnly);
        SystemCalls.Unlink(InputFile);
        // /run is then empty and can be mounted over.
        SystemCalls.RemoveDirectory("/run/diesis"u8);
        FileSystems.Mount();
        byte[]? name = SystemCalls.ReadFile("/etc/hostname"u8);
        if (name is not null)
            SystemCalls.SetHostName(name.AsSpan().TrimEnd((byte)'\n'));
        int console = SystemCalls.Open("/dev/console"u8, SystemCalls.OpenReadWrite | SystemCalls.OpenNoControllingTerminal);
        SystemCalls.SetSignalMask(BlockSignals, Watched);
        StreamLink? link = session.HasStreams ? new StreamLink(console) : null;
        if (link is not null && !link.Open(inputFile))
            link = null;

        int terminal = -1;
        if (link is null)
        {
            terminal = OpenTerminal(console);
            SetSize(terminal, session);
        }

        int process = Child.Start(session, terminal, link?.ProgramInput ?? -1, link?.ProgramOutput ?? -1);
        if (process < 0)
            s_status = 126;
        else
            Serve(process, link);
        End(console, link);
        return s_status;
    }

    /// <summary>A kernel may start its first program without open files: what is opened must not get the numbers of the standard streams.</summary>
    private static void TakeStandardNumbers()
    {
        int file;
        do
        {
            file = SystemCalls.Open("/"u8, SystemCalls.OpenReadOnly);
        }
        while (file is >= 0 and <= 2);
        SystemCalls.Close(file);
    }

    /// <summary>/dev/console cannot be a session's terminal on Linux: the device behind it is opened.</summary>
    private static int OpenTerminal(int console)
    {
        byte[] number = new byte[4];
        if (SystemCalls.Control(console, DeviceOfTerminal, number) < 0)
            return console;
        const int TerminalMajor = 4;
        const int FirstSerial = 64;
        int minor = number[0];
        if (number[1] != TerminalMajor)
            return console;
        bool isSerial = minor >= FirstSerial;
        byte[] path = SystemCalls.WithZero(isSerial ? "/dev/ttyS"u8 : "/dev/tty"u8, SystemCalls.Digits(isSerial ? minor - FirstSerial : minor, stackalloc byte[3]));
        int terminal = SystemCalls.Open(path, SystemCalls.OpenReadWrite | SystemCalls.OpenNoControllingTerminal);
        return terminal >= 0 ? terminal : console;
    }

    private static void SetSize(int terminal, Session session)
    {
        if (session.Rows == 0 || session.Columns == 0)
            return;
        byte[] size = [(byte)session.Rows, (byte)(session.Rows >> 8), (byte)session.Columns, (byte)(session.Columns >> 8), 0, 0, 0, 0];
        _ = SystemCalls.Control(terminal, SetWindowSize, size);
    }

    /// <summary>Until the process has ended or somebody asks for the end of the machine.</summary>
    private static void Serve(int process, StreamLink? link)
    {
        link?.Started();
        int signals = SystemCalls.SignalFile(Watched);
        byte[] information = new byte[128];
        ulong[] files = new ulong[4];
        while (!s_ended)
        {
            files[0] = Entry(signals, PollIn);
            files[1] = Entry(link?.FromProgram ?? -1, PollIn);
            files[2] = Entry(link?.WantsToReceive ?? -1, PollIn);
            files[3] = Entry(link?.WantsToWrite ?? -1, PollOut);
            // Without a descriptor for signals the children are looked at now and then.
            int found = SystemCalls.Poll(files, signals >= 0 ? -1 : 20);
            bool canPoll = found != SystemCalls.NoSuchCall;
            if (HasEvents(files[1]))
                link!.PassOutput();
            if (HasEvents(files[2]))
                link!.Receive();
            if (HasEvents(files[3]))
                link!.PassInput();
            while (signals >= 0 && HasEvents(files[0]) && SystemCalls.Read(signals, information) == information.Length)
                Obey(information[0]);
            Bury(process, canPoll ? NoHang : 0);
        }
    }

    private static ulong Entry(int file, ulong events) => (uint)file | events << 32;

    private static bool HasEvents(ulong entry) => (int)entry >= 0 && entry >> 48 != 0;

    private static void Obey(int signal)
    {
        switch (signal)
        {
            case SignalUser1:
            case SignalUser2:
                s_reboot = RebootPowerOff;
                s_ended = true;
                break;
            case SignalTerminate:
                s_ended = true;
                break;
        }
    }

    private static void Bury(int process, int options)
    {
        while (true)
        {
            int child = SystemCalls.Wait(out int status, options);
            if (child == SystemCalls.Interrupted)
                continue;
            if (child <= 0)
                return;
            if (child == process)
            {
                s_ended = true;
                int signal = status & 0x7f;
                s_status = signal != 0 ? 128 + signal : status >> 8;
                return;
            }
        }
    }

    /// <summary>Tells the tool the status; Diesis ends the machine when this program ends, Linux wants to be told.</summary>
    private static void End(int console, StreamLink? link)
    {
        if (link is not null)
        {
            link.Finish(s_status);
        }
        else
        {
            SystemCalls.WriteAll(console, "\e]diesis;"u8);
            SystemCalls.WriteAll(console, SystemCalls.Digits(s_status, stackalloc byte[3]));
            SystemCalls.WriteAll(console, "\a"u8);
        }
        _ = SystemCalls.Control(console, Drain, 1);
        SystemCalls.Synchronize();
        if (s_reboot == RebootPowerOff || !SystemCalls.KernelReleaseEndsWith("-diesis"u8))
            SystemCalls.Reboot(s_reboot);
    }
}
