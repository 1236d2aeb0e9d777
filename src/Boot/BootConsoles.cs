using Diesis.Core.Consoles;
using Diesis.Core.Input;
using Diesis.Core.Logging;
using Diesis.Core.Monitoring;
using Diesis.Core.Terminals;
using Diesis.Drivers.Pc.Ps2;
using Diesis.Drivers.Pc.Screen;
using Diesis.Drivers.Pc.Serial;
using Diesis.Platform.Boot;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Threads;

namespace Diesis.Boot;

/// <summary>Brings up what shows text and takes keys: the serial port's driver, the screen with the log on it, keyboard and mouse.</summary>
internal static class BootConsoles
{
    private const LogLevel Everyday = LogLevel.Information;

    /// <summary>
    /// Options: <c>console=serial</c> shows the log on the serial port as well, <c>console=none</c> leaves the screen alone (<c>console=tty1</c> puts the
    /// first program's terminal there, see <see cref="BootTerminals"/>), <c>loglevel=</c> chooses what is shown.
    /// </summary>
    internal static void Start()
    {
        SerialConsole.Start();
        LogLevel level = KernelLog.LevelFrom(CommandLine.Text("loglevel"u8)) ?? Everyday;
        KernelLog.KeepsDebug = level == LogLevel.Debug;
        if (CommandLine.Is("console"u8, "serial"u8))
        {
            KernelLog.LeaveSerialPort();
            LogSinks.Add(new StreamLogSink(level));
            LogSinks.Drain();
        }
        if (CommandLine.Is("console"u8, "none"u8) || Screens.Find() is not CellSurface surface)
            return;
        ScreenConsole screen = new(surface);
        SystemConsoles.Screen = screen;
        Panic.Attach(new ScreenPanicConsole(screen));
        Banner.Show(screen);
        Log.Information("console", $"screen of {screen.Columns} by {screen.Rows} characters");
        LogSinks.Add(new ScreenLogSink(screen, level));
        LogSinks.Drain();
    }

    /// <summary>What needs threads: the log is shown by one, the monitor is one, and the slow start of the PS/2 devices is left to one.</summary>
    internal static void StartThreads()
    {
        LogThread.Start();
        MonitorCalls.Start();
        KernelThread.Start("ps2", StartInput);
        LogSinks.Drain();
        if (SystemConsoles.Screen is ScreenConsole screen)
            Banner.ShowFigures(screen);
    }

    /// <remarks>Options: <c>keymap=</c> chooses the keyboard's layout, <c>ps2=off</c> leaves the controller alone.</remarks>
    private static void StartInput()
    {
        if (CommandLine.Is("ps2"u8, "off"u8))
            return;
        string name = CommandLine.Text("keymap"u8) ?? "us";
        KeyboardLayout? layout = KeyboardLayout.Find(name);
        if (layout is null)
            Log.Warning("ps2", $"no keyboard layout '{name}'");
        Ps2Input? input = Ps2Input.Start(layout ?? new UsLayout());
        if (SystemConsoles.Screen is ScreenConsole screen)
            input?.AttachMonitor(screen);
    }
}
