using Diesis.Abi;
using Diesis.Core.Files;

namespace Diesis.Core.Devices;

/// <summary>The devices that are no hardware: major number 1 (mem(4), null(4), full(4), random(4)).</summary>
public static class MemoryDevices
{
    public const uint Major = 1;
    public const uint Memory = 1;
    public const uint Null = 3;
    public const uint Port = 4;
    public const uint Zero = 5;
    public const uint Full = 7;
    public const uint Random = 8;
    public const uint UnlimitedRandom = 9;
    public const uint KernelLog = 11;

    /// <summary>Lets device files open them. At start-up.</summary>
    public static void Initialize() => SpecialFiles.AddCharacterDevices(Major, Open);

    private static Result<OpenFile> Open(Inode inode, Location location, OpenFlags flags)
    {
        switch (inode.Device.Minor)
        {
            case Null:
                return new NullFile(inode, flags, location);
            case Zero:
                return new ZeroFile(inode, flags, location, ZeroKind.Zero);
            case Full:
                return new ZeroFile(inode, flags, location, ZeroKind.Full);
            case Random or UnlimitedRandom:
                return new RandomFile(inode, flags, location);
            case KernelLog:
                return new KernelLogFile(inode, flags, location);
            case Memory or Port:
                // Nobody gets at the machine's memory behind the kernel's back.
                return Errno.EPERM;
            default:
                return Errno.ENXIO;
        }
    }
}
