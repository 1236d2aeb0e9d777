using System.Text;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;

namespace Diesis.FileSystems.Proc;

/// <summary>Which place a link in a process' directory leads to.</summary>
internal enum ThreadPlace
{
    Root,
    WorkingDirectory,
    Executable,
}

/// <summary>A link that leads to a place itself, whatever its name is by now (proc(5), "magic links").</summary>
internal abstract class MagicLink(ProcFileSystem fileSystem, ulong number, FileMode mode, UserThread thread) : ThreadInode(fileSystem, number, mode, thread)
{
    public override bool IsMagicLink => true;

    /// <summary>The file or place, as long as it is there. To be given back by <see cref="OpenFile.Release"/> or <see cref="Location.Unpin"/>.</summary>
    protected abstract Errno Find(out Location place, out OpenFile? file);

    public override Result<byte[]> ReadLink()
    {
        Errno error = Find(out Location place, out OpenFile? file);
        if (error != Errno.None)
            return error;
        byte[] text = file?.Inode is AnonymousInode anonymous
            ? Encoding.UTF8.GetBytes(anonymous.Text)
            : PathText.Describe(file?.Location ?? place, UserThread.Current?.FileSystem.Root ?? place);
        GiveBack(place, file);
        return text;
    }

    public override Errno FollowMagicLink(out Location target)
    {
        Errno error = Find(out target, out OpenFile? file);
        if (error != Errno.None)
            return error;
        Location place = target;
        if (file is not null)
            target = file.Location.IsNone ? AnonymousInode.LocationOf(file.Inode) : file.Location;
        GiveBack(place, file);
        return Errno.None;
    }

    private static void GiveBack(Location place, OpenFile? file)
    {
        if (file is not null)
            file.Release();
        else
            place.Unpin();
    }
}

/// <summary>/proc/PID/root, cwd, exe.</summary>
internal sealed class PlaceLink(ProcFileSystem fileSystem, ulong number, UserThread thread, ThreadPlace which) : MagicLink(fileSystem, number, LinkMode, thread)
{
    protected override Errno Find(out Location place, out OpenFile? file)
    {
        place = default;
        file = null;
        Errno error = CheckInspect();
        if (error != Errno.None)
            return error;
        if (IsStale || Thread.Process.State != ProcessState.Alive)
            return Errno.ENOENT;
        if (which == ThreadPlace.Executable)
            return FindExecutable(out file);
        place = which == ThreadPlace.Root ? Thread.FileSystem.Root : Thread.FileSystem.WorkingDirectory;
        return place.TryPin() ? Errno.None : Errno.ENOENT;
    }

    private Errno FindExecutable(out OpenFile? file)
    {
        file = null;
        if (Thread.Memory is not { } memory || !memory.TryRetain())
            return Errno.ENOENT;
        file = memory.Executable;
        file?.Retain();
        memory.Release();
        return file is null ? Errno.ENOENT : Errno.None;
    }
}

/// <summary>/proc/PID/fd/N.</summary>
internal sealed class DescriptorLink(ProcFileSystem fileSystem, ulong number, FileMode mode, UserThread thread, int descriptor)
    : MagicLink(fileSystem, number, mode, thread)
{
    public override bool IsStale => base.IsStale || !DescriptorDirectory.IsOpen(Thread, descriptor);

    public override long Size => 64;

    protected override Errno Find(out Location place, out OpenFile? file)
    {
        place = default;
        file = null;
        Errno error = CheckInspect();
        if (error != Errno.None)
            return error;
        if (IsStale)
            return Errno.ENOENT;
        using FileReference reference = Thread.Files.Hold(descriptor);
        file = reference.File;
        file?.Retain();
        return file is null ? Errno.ENOENT : Errno.None;
    }
}
