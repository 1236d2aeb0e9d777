using System;
using System.Threading;
using Diesis.Abi;

namespace Diesis.Core.Files;

/// <summary>Tells watchers what happens to files (inotify(7)). Costs a look at one number while nobody watches anything.</summary>
internal static class FileEvents
{
    private static int s_watches;
    private static int s_lastCookie;

    private static bool AnyWatches => Volatile.Read(ref s_watches) != 0;

    internal static void OnWatchAdded() => Interlocked.Increment(ref s_watches);

    internal static void OnWatchRemoved() => Interlocked.Decrement(ref s_watches);

    internal static void OnOpened(OpenFile file)
    {
        if (AnyWatches)
            TellFile(file, InotifyMask.IN_OPEN);
    }

    internal static void OnClosed(OpenFile file)
    {
        if (AnyWatches && !file.IsPathOnly)
            TellFile(file, file.CanWrite ? InotifyMask.IN_CLOSE_WRITE : InotifyMask.IN_CLOSE_NOWRITE);
    }

    internal static void OnRead(OpenFile file)
    {
        if (AnyWatches)
            TellFile(file, InotifyMask.IN_ACCESS);
    }

    internal static void OnWritten(OpenFile file)
    {
        if (AnyWatches)
            TellFile(file, InotifyMask.IN_MODIFY);
    }

    internal static void OnAttributes(Location location)
    {
        if (AnyWatches)
            TellDentry(location.Dentry, InotifyMask.IN_ATTRIB);
    }

    internal static void OnResized(Location location)
    {
        if (AnyWatches && !location.IsNone)
            TellDentry(location.Dentry, InotifyMask.IN_MODIFY);
    }

    internal static void OnCreated(Dentry directory, Dentry child)
    {
        if (AnyWatches)
            Tell(directory.Inode, InotifyMask.IN_CREATE | KindOf(child.Inode), 0, child.Name.Bytes);
    }

    internal static void OnDeleted(Dentry directory, Dentry child, Inode target)
    {
        if (!AnyWatches)
            return;
        Tell(directory.Inode, InotifyMask.IN_DELETE | KindOf(target), 0, child.Name.Bytes);
        OnNameGone(target);
    }

    internal static void OnMoved(Dentry oldDirectory, FileName oldName, Dentry moved, Inode? replaced)
    {
        if (!AnyWatches)
            return;
        uint cookie = (uint)Interlocked.Increment(ref s_lastCookie);
        InotifyMask kind = KindOf(moved.Inode);
        Tell(oldDirectory.Inode, InotifyMask.IN_MOVED_FROM | kind, cookie, oldName.Bytes);
        Tell(moved.Parent?.Inode, InotifyMask.IN_MOVED_TO | kind, cookie, moved.Name.Bytes);
        Tell(moved.Inode, InotifyMask.IN_MOVE_SELF, 0, default);
        if (replaced is not null)
            OnNameGone(replaced);
    }

    /// <summary>A file has lost a name, perhaps its last: then watches on it end. A file that is still open only has other attributes.</summary>
    private static void OnNameGone(Inode target)
    {
        if (target.Links != 0)
        {
            Tell(target, InotifyMask.IN_ATTRIB, 0, default);
            return;
        }
        if (!target.IsDirectory)
            Tell(target, InotifyMask.IN_ATTRIB, 0, default);
        Tell(target, InotifyMask.IN_DELETE_SELF, 0, default);
        if (target.Watches is not { } watches)
            return;
        foreach (Watch watch in watches.All)
            watch.File.OnGone(watch);
    }

    private static void TellFile(OpenFile file, InotifyMask mask)
    {
        if (file.Location.IsNone)
            Tell(file.Inode, mask | KindOf(file.Inode), 0, default);
        else
            TellDentry(file.Location.Dentry, mask);
    }

    /// <summary>Tells who watches the file, and who watches its directory, with the file's name.</summary>
    private static void TellDentry(Dentry dentry, InotifyMask mask)
    {
        mask |= KindOf(dentry.Inode);
        if (dentry.Parent is { } parent)
            Tell(parent.Inode, mask, 0, dentry.Name.Bytes, dentry.IsRemoved);
        Tell(dentry.Inode, mask, 0, default);
    }

    private static void Tell(Inode? inode, InotifyMask mask, uint cookie, ReadOnlySpan<byte> name, bool isRemoved = false)
    {
        if (inode?.Watches is not { } watches)
            return;
        foreach (Watch watch in watches.All)
        {
            InotifyMask wanted = watch.Mask;
            if ((wanted & mask & InotifyMask.IN_ALL_EVENTS) != 0 && !(isRemoved && (wanted & InotifyMask.IN_EXCL_UNLINK) != 0))
                watch.File.Post(watch, mask, cookie, name);
        }
    }

    private static InotifyMask KindOf(Inode? inode) => inode is { IsDirectory: true } ? InotifyMask.IN_ISDIR : InotifyMask.None;
}
