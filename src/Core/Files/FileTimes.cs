using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Platform.Time;

namespace Diesis.Core.Files;

/// <summary>Times that reads and writes leave on inodes.</summary>
internal static class FileTimes
{
    private const long DayNanoseconds = 86_400_000_000_000;

    /// <summary>A file has been read: its access time moves as "relatime" says (mount(8)): if it is not behind the last change, or a day old.</summary>
    internal static void NoteAccess(OpenFile file)
    {
        Inode inode = file.Inode;
        if ((file.Flags & OpenFlags.O_NOATIME) != 0 || file.Location.IsNone)
            return;
        Touch(inode, file.Location.Mount);
    }

    internal static void Touch(Inode inode, Mount mount)
    {
        MountFlags flags = mount.Flags;
        if ((flags & (MountFlags.MS_NOATIME | MountFlags.MS_RDONLY)) != 0 || ((flags & MountFlags.MS_NODIRATIME) != 0 && inode.IsDirectory))
            return;
        long access = inode.AccessTime;
        long now = Clock.Unix;
        if (access <= inode.ModificationTime || access <= inode.ChangeTime || now - access >= DayNanoseconds)
            inode.AccessTime = now;
    }

    /// <summary>A file has been written: its times, and set-id bits that a write takes away. Preconditions: the inode's lock is held.</summary>
    internal static void NoteWrite(Inode inode)
    {
        inode.TouchModified();
        FileMode mode = inode.Mode;
        if ((mode & (FileMode.S_ISUID | FileMode.S_ISGID)) != 0 && Permissions.LosesSetId(mode, UserThread.Current?.Credentials))
            inode.Mode = Permissions.WithoutSetId(mode);
    }
}
