using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Consoles;
using Diesis.Core.Devices;
using Diesis.Core.Files;
using Diesis.Core.Ipc.Pipes;
using Diesis.Core.Ttys;
using Diesis.Core.Ttys.Pseudo;
using Diesis.FileSystems.DevPts;
using Diesis.FileSystems.Tmpfs;
using Diesis.Net.Sockets;
using Diesis.Net.Unix;
using Diesis.Platform.Boot;

namespace Diesis.Boot;

/// <summary>Terminals, pipes and devices as programs find them: what device files and FIFOs open, and the file systems that hold their names.</summary>
internal static class BootTerminals
{
    /// <summary>The serial port carries the console: it is where the first program's terminal is, unless <c>console=tty1</c> puts it on the screen.</summary>
    internal static void Start()
    {
        Tty serial = StreamTtyDriver.Make("ttyS0", new DeviceNumber(TtyDevices.TtyMajor, TtyDevices.FirstSerialMinor));
        TtyDevices.Add(serial);
        TtyDevices.Console = serial;
        if (SystemConsoles.Screen is ScreenConsole console)
        {
            Tty screen = ScreenTtyDriver.Make(console, "tty1", new DeviceNumber(TtyDevices.TtyMajor, 1));
            TtyDevices.Add(screen);
            TtyDevices.Screen = screen;
            if (CommandLine.Is("console"u8, "tty1"u8))
                TtyDevices.Console = screen;
        }
        TtyDevices.MasterOpener = static (inode, location, flags) => PseudoTerminalHome.System?.OpenMaster(inode, location, flags) ?? Errno.ENODEV;
        TtyDevices.Initialize();
        MemoryDevices.Initialize();
        SpecialFiles.FifoOpener = PipeFile.OpenNamed;
        DevPtsFileSystem.Register();
        SocketFamilies.Register(new UnixFamily());
        FileSystemTypes.Register("devtmpfs", FileSystemBacking.Virtual, static (_, _) => DeviceFiles());
    }

    private static FileSystem? s_devices;

    /// <summary>One for all mounts: a tmpfs in which the devices' names stand.</summary>
    private static Result<FileSystem> DeviceFiles()
    {
        // After the last unmount a tmpfs is empty for good.
        if (s_devices is { RootInode.Links: not 0 } devices)
            return devices;
        Result<FileSystem> made = TmpfsFileSystem.Make("mode=755"u8);
        if (made.TryGet(out devices, out _))
        {
            DeviceNodes.Populate(devices.RootInode);
            s_devices = devices;
        }
        return made;
    }
}
