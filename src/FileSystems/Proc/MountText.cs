using System;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Files.Virtual;
using Diesis.Core.Processes;

namespace Diesis.FileSystems.Proc;

/// <summary>/proc/PID/mounts and mountinfo: the mounts that a process can see.</summary>
internal static class MountText
{
    internal static Errno WriteMounts(UserThread thread, VirtualText text)
    {
        foreach (Mount mount in thread.FileSystem.Mounts.Snapshot())
        {
            if (!TryFindPath(thread, mount, out byte[] path))
                continue;
            text.AddEscaped(SourceOf(mount)).Add(' ').AddEscaped(path).Add(' ').Add(mount.FileSystem.TypeName).Add(' ');
            text.Add(mount.IsReadOnly ? "ro"u8 : "rw"u8);
            WriteFlags(text, mount.Flags);
            text.Add(mount.FileSystem.Options).Add(" 0 0\n"u8);
        }
        return Errno.None;
    }

    internal static Errno WriteInformation(UserThread thread, VirtualText text)
    {
        foreach (Mount mount in thread.FileSystem.Mounts.Snapshot())
        {
            if (!TryFindPath(thread, mount, out byte[] path))
                continue;
            Location root = new(mount, mount.FileSystem.Root);
            text.Add(mount.Id).Add(' ').Add(mount.Parent?.Id ?? mount.Id).Add(' ');
            text.Add((long)mount.FileSystem.Device.Major).Add(':').Add((long)mount.FileSystem.Device.Minor).Add(' ');
            text.AddEscaped(PathWithin(mount.Root, root)).Add(' ').AddEscaped(path).Add(' ');
            text.Add((mount.Flags & MountFlags.MS_RDONLY) != 0 ? "ro"u8 : "rw"u8);
            WriteFlags(text, mount.Flags);
            text.Add(" - "u8).Add(mount.FileSystem.TypeName).Add(' ').AddEscaped(SourceOf(mount)).Add(' ');
            text.Add(mount.FileSystem.IsReadOnly ? "ro"u8 : "rw"u8).Add(mount.FileSystem.Options).End();
        }
        return Errno.None;
    }

    private static byte[] SourceOf(Mount mount) => mount.Source.Length == 0 ? "none"u8.ToArray() : mount.Source;

    /// <summary>The directory of the file system that is mounted, as seen from its own root.</summary>
    private static byte[] PathWithin(Dentry directory, Location root)
    {
        if (directory == root.Dentry)
            return "/"u8.ToArray();
        byte[] path = [];
        for (Dentry? at = directory; at is not null && at != root.Dentry; at = at.Parent)
            path = [(byte)'/', .. at.Name.Bytes, .. path];
        return path;
    }

    private static bool TryFindPath(UserThread thread, Mount mount, out byte[] path)
    {
        byte[] buffer = PathBuffers.Take();
        Location place = new(mount, mount.Root);
        Errno error = PathText.Write(place, thread.FileSystem.Root, buffer, out int start, out bool isReachable);
        path = error == Errno.None ? buffer[start..] : [];
        PathBuffers.Give(buffer);
        return error == Errno.None && isReachable;
    }

    private static void WriteFlags(VirtualText text, MountFlags flags)
    {
        if ((flags & MountFlags.MS_NOSUID) != 0)
            text.Add(",nosuid"u8);
        if ((flags & MountFlags.MS_NODEV) != 0)
            text.Add(",nodev"u8);
        if ((flags & MountFlags.MS_NOEXEC) != 0)
            text.Add(",noexec"u8);
        if ((flags & MountFlags.MS_NOATIME) != 0)
            text.Add(",noatime"u8);
        if ((flags & MountFlags.MS_NODIRATIME) != 0)
            text.Add(",nodiratime"u8);
        if ((flags & MountFlags.MS_NOATIME) == 0)
            text.Add(",relatime"u8);
        if ((flags & MountFlags.MS_NOSYMFOLLOW) != 0)
            text.Add(",nosymfollow"u8);
    }
}
