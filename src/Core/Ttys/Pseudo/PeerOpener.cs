using System;
using System.Text;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Core.Security;

namespace Diesis.Core.Ttys.Pseudo;

/// <summary>TIOCGPTPEER (ioctl_tty(2)): opens a slave by its master, wherever its name may lie by now.</summary>
/// <remarks>
/// The file gets a place all the same, which /proc/self/fd and ttyname(3) show: the devpts that the master was opened in or, for /dev/ptmx, the
/// one mounted on "pts" beside it. Who has the master may open the slave: permissions of directories and of the device file are not asked.
/// </remarks>
internal static class PeerOpener
{
    /// <returns>A descriptor; EIO while the slave is locked; ENODEV when no devpts of it is mounted there.</returns>
    internal static SyscallResult Open(PseudoTerminal terminal, Inode slave, UserThread caller, OpenFlags flags, OpenFile master)
    {
        if (terminal.IsLocked)
            return Errno.EIO;
        Location device = master.Location;
        if (device.Dentry.Parent is not { } directory)
            return Errno.ENODEV;
        string path = device.Inode.FileSystem == slave.FileSystem ? terminal.Index.ToString() : $"pts/{terminal.Index}";
        PathLookup lookup = new(caller.FileSystem, Credentials.Root(), Encoding.UTF8.GetBytes(path), LookupFlags.None) { Start = new Location(device.Mount, directory) };
        if (lookup.FindPinned(out Location place) != Errno.None)
            return Errno.ENODEV;
        Result<OpenFile> opened = place.Inode == slave ? TtyDevices.Open(terminal.Slave, slave, place, flags, TtyAccess.Own) : Errno.ENODEV;
        if (!opened.TryGet(out OpenFile? file, out Errno error))
        {
            place.Unpin();
            return error;
        }
        return caller.Files.Add(file, (flags & OpenFlags.O_CLOEXEC) != 0 ? DescriptorFlags.FD_CLOEXEC : DescriptorFlags.None);
    }
}
