using System;
using Diesis.Abi;
using Diesis.Core.Security;
using Diesis.Core.Synchronization;

namespace Diesis.Core.Files;

/// <summary>Files that are in memory and have no name (memfd_create(2)), and seals (F_ADD_SEALS in fcntl(2)).</summary>
/// <remarks>They live on a file system that is mounted nowhere; Boot says which.</remarks>
public static class MemoryFiles
{
    private static Mount? s_mount;

    /// <summary>Gives the files a home. Preconditions: at start-up.</summary>
    public static void Use(FileSystem fileSystem) => s_mount = MountNamespace.NewHiddenMount(fileSystem, "memfd"u8);

    /// <summary>memfd_create(2), without the descriptor.</summary>
    /// <param name="name">What /proc shows, with "memfd:" before it.</param>
    public static Result<OpenFile> Create(ReadOnlySpan<byte> name, MemfdFlags flags, Credentials credentials)
    {
        if (s_mount is not { } mount)
            return Errno.ENOSYS;
        FileMode permissions = FileMode.S_IRUSR | FileMode.S_IWUSR | FileMode.S_IRGRP | FileMode.S_IWGRP | FileMode.S_IROTH | FileMode.S_IWOTH;
        if ((flags & MemfdFlags.MFD_NOEXEC_SEAL) == 0)
            permissions |= FileMode.AnyExecute;
        NewNode node = new(FileMode.S_IFREG | permissions, credentials.FileSystemUser, credentials.FileSystemGroup);
        if (!mount.Root.Inode!.CreateUnnamed(in node).TryGet(out Inode? inode, out Errno error))
            return error;
        inode.Seals = (flags & MemfdFlags.MFD_NOEXEC_SEAL) != 0 ? FileSeals.F_SEAL_EXEC
            : (flags & MemfdFlags.MFD_ALLOW_SEALING) != 0 ? FileSeals.None : FileSeals.F_SEAL_SEAL;
        Span<byte> shown = stackalloc byte["memfd:"u8.Length + name.Length];
        "memfd:"u8.CopyTo(shown);
        name.CopyTo(shown["memfd:"u8.Length..]);
        Location location = new(mount, new Dentry(mount.Root, new FileName(shown), inode) { IsRemoved = true });
        location.Pin();
        Result<OpenFile> opened = inode.Open(location, OpenFlags.O_RDWR | OpenFlags.O_LARGEFILE);
        if (opened.TryGet(out OpenFile? file, out _))
            file.Credentials = credentials;
        else
            location.Unpin();
        return opened;
    }

    /// <summary>F_ADD_SEALS.</summary>
    /// <returns>EINVAL where there are no seals, EPERM when they are sealed themselves or the file is not open for writing, EBUSY while it is mapped for writing.</returns>
    public static Errno AddSeals(OpenFile file, FileSeals added)
    {
        Inode inode = file.Inode;
        if (!file.CanWrite)
            return Errno.EPERM;
        if ((added & ~FileSeals.Known) != 0)
            return Errno.EINVAL;
        using Mutex.Scope held = inode.Lock.Enter();
        if (inode.Seals is not { } seals)
            return Errno.EINVAL;
        if ((seals & FileSeals.F_SEAL_SEAL) != 0)
            return Errno.EPERM;
        if ((added & FileSeals.F_SEAL_WRITE) != 0 && (seals & FileSeals.F_SEAL_WRITE) == 0 && inode.Pages is { WritableMappings: not 0 })
            return Errno.EBUSY;
        if ((added & FileSeals.F_SEAL_EXEC) != 0 && (inode.Mode & FileMode.AnyExecute) != 0)
            added |= FileSeals.F_SEAL_SHRINK | FileSeals.F_SEAL_GROW | FileSeals.F_SEAL_WRITE | FileSeals.F_SEAL_FUTURE_WRITE;
        inode.Seals = seals | added;
        return Errno.None;
    }
}
