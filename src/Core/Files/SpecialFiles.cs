using System.Collections.Generic;
using Diesis.Abi;

namespace Diesis.Core.Files;

/// <summary>Opens a device file or FIFO.</summary>
/// <param name="location">Pinned; the open file takes the pin over if this succeeds.</param>
public delegate Result<OpenFile> SpecialFileOpener(Inode inode, Location location, OpenFlags flags);

/// <summary>Who opens FIFOs and device files: drivers and services say so at start-up.</summary>
public static class SpecialFiles
{
    private static Dictionary<uint, SpecialFileOpener>? s_characterMajors;
    private static Dictionary<uint, SpecialFileOpener>? s_blockMajors;

    /// <summary>Opens all FIFOs.</summary>
    public static SpecialFileOpener? FifoOpener { get; set; }

    /// <summary>Opens the character devices of a major number; the inode has the minor one.</summary>
    public static void AddCharacterDevices(uint major, SpecialFileOpener opener) => (s_characterMajors ??= [])[major] = opener;

    public static void AddBlockDevices(uint major, SpecialFileOpener opener) => (s_blockMajors ??= [])[major] = opener;

    internal static Result<OpenFile> Open(Inode inode, Location location, OpenFlags flags)
    {
        switch (inode.Type)
        {
            case FileMode.S_IFIFO:
                return FifoOpener is { } fifo ? fifo(inode, location, flags) : Errno.ENXIO;
            case FileMode.S_IFCHR:
                return Find(s_characterMajors, inode, location, flags);
            case FileMode.S_IFBLK:
                return Find(s_blockMajors, inode, location, flags);
            default:
                return Errno.ENXIO;
        }
    }

    private static Result<OpenFile> Find(Dictionary<uint, SpecialFileOpener>? openers, Inode inode, Location location, OpenFlags flags) =>
        openers is not null && openers.TryGetValue(inode.Device.Major, out SpecialFileOpener? opener) ? opener(inode, location, flags) : Errno.ENXIO;
}
