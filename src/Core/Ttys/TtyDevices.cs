using System.Collections.Generic;
using System.Threading;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Core.Security;

namespace Diesis.Core.Ttys;

/// <summary>The terminals of the machine by number, and the names that stand for one of them: /dev/console and /dev/tty.</summary>
public static class TtyDevices
{
    /// <summary>tty0, tty1, ttyS0.</summary>
    public const uint TtyMajor = 4;

    /// <summary>tty, console, ptmx.</summary>
    public const uint AuxiliaryMajor = 5;
    public const uint FirstSerialMinor = 64;
    private const uint CurrentMinor = 0;
    private const uint ConsoleMinor = 1;

    private static Dictionary<DeviceNumber, Tty>? s_all;

    /// <summary>What /dev/console stands for; null without any terminal.</summary>
    public static Tty? Console { get; set; }

    /// <summary>What /dev/tty0 stands for: the screen.</summary>
    public static Tty? Screen { get; set; }

    /// <summary>Opens /dev/ptmx, once pseudo-terminals are there.</summary>
    public static SpecialFileOpener? MasterOpener { get; set; }

    /// <summary>The terminals that are always there.</summary>
    public static IEnumerable<Tty> All => s_all is not null ? s_all.Values : [];

    /// <summary>Adds a terminal. At start-up, by one thread.</summary>
    public static void Add(Tty tty) => (s_all ??= [])[tty.Number] = tty;

    /// <summary>Lets device files open terminals. At start-up.</summary>
    public static void Initialize()
    {
        SpecialFiles.AddCharacterDevices(TtyMajor, OpenTty);
        SpecialFiles.AddCharacterDevices(AuxiliaryMajor, OpenAuxiliary);
    }

    /// <summary>The console as a file without a name: a first process' standard streams.</summary>
    public static Result<OpenFile> OpenConsole()
    {
        const FileMode Mode = FileMode.S_IFCHR | FileMode.S_IRUSR | FileMode.S_IWUSR;
        return Console is Tty tty ? Open(tty, new AnonymousInode(tty.Name, Mode), default, OpenFlags.O_RDWR | OpenFlags.O_NOCTTY, TtyAccess.Console) : Errno.ENODEV;
    }

    /// <summary>Opens a terminal by whatever name.</summary>
    internal static Result<OpenFile> Open(Tty tty, Inode inode, Location location, OpenFlags flags, TtyAccess access)
    {
        UserThread? caller = UserThread.Current;
        Errno error = tty.Open(caller is null || caller.Credentials.Has(Capability.CAP_SYS_ADMIN) ? TtyExclusion.Overridden : TtyExclusion.Heeded);
        if (error != Errno.None)
            return error;
        TtyFile file = new(inode, flags, location, tty, access);
        if (caller is not null && access == TtyAccess.Own && (flags & OpenFlags.O_NOCTTY) == 0 && file.CanRead)
            tty.OfferTo(caller);
        return file;
    }

    private static Result<OpenFile> OpenTty(Inode inode, Location location, OpenFlags flags)
    {
        if (inode.Device.Minor == 0)
            return Screen is Tty screen ? Open(screen, inode, location, flags | OpenFlags.O_NOCTTY, TtyAccess.Own) : Errno.ENXIO;
        return s_all is not null && s_all.TryGetValue(inode.Device, out Tty? tty) ? Open(tty, inode, location, flags, TtyAccess.Own) : Errno.ENXIO;
    }

    private static Result<OpenFile> OpenAuxiliary(Inode inode, Location location, OpenFlags flags)
    {
        switch (inode.Device.Minor)
        {
            case CurrentMinor:
                return Tty.OfCurrent is Tty own ? Open(own, inode, location, flags | OpenFlags.O_NOCTTY, TtyAccess.Own) : Errno.ENXIO;
            case ConsoleMinor:
                return Console is Tty console ? Open(console, inode, location, flags, TtyAccess.Console) : Errno.ENODEV;
            default:
                return MasterOpener is SpecialFileOpener opener ? opener(inode, location, flags) : Errno.ENXIO;
        }
    }
}

/// <summary>Whether TIOCEXCL keeps somebody out.</summary>
internal enum TtyExclusion
{
    Heeded,

    /// <summary>CAP_SYS_ADMIN.</summary>
    Overridden,
}
