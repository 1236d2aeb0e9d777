using Diesis.Core.Consoles;
using Diesis.Core.Logging;
using Diesis.Core.Terminals;
using Diesis.Drivers.Pc.Screen;
using Diesis.Drivers.Pc.Serial;
using Diesis.Platform.Boot;
using Diesis.Platform.Diagnostics;

namespace Diesis.Boot;

/// <summary>Brings up what shows text: the serial port's driver, the screen with the log on it.</summary>
internal static class BootConsoles
{
    private const LogLevel Everyday = LogLevel.Information;

    /// <summary>Options: <c>console=none</c> leaves the screen alone, <c>loglevel=</c> chooses what is shown on it.</summary>
    internal static void Start()
    {
        SerialConsole.Start();
        if (CommandLine.Is("console"u8, "none"u8) || Screens.Find() is not CellSurface surface)
            return;
        ScreenConsole screen = new(surface);
        SystemConsoles.Screen = screen;
        Banner.Show(screen);
        Log.Information("console", $"screen of {screen.Columns} by {screen.Rows} characters");
        LogSinks.Add(new ScreenLogSink(screen, KernelLog.LevelFrom(CommandLine.Text("loglevel"u8)) ?? Everyday));
        LogSinks.Drain();
    }
}
