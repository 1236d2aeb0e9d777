using Diesis.Core.Files;
using Diesis.Core.Ipc.Pipes;
using Diesis.Core.Ttys;

namespace Diesis.Boot;

/// <summary>Terminals and pipes as programs find them: what device files and FIFOs open.</summary>
internal static class BootTerminals
{
    /// <summary>The serial port carries the console: it is where a program's standard streams are.</summary>
    internal static void Start()
    {
        Tty serial = StreamTtyDriver.Make("ttyS0", new DeviceNumber(TtyDevices.TtyMajor, TtyDevices.FirstSerialMinor));
        TtyDevices.Add(serial);
        TtyDevices.Console = serial;
        TtyDevices.Initialize();
        SpecialFiles.FifoOpener = PipeFile.OpenNamed;
    }
}
