using Diesis.Abi;

namespace Diesis.Core.Files;

/// <summary>Tells watchers what happens to files (inotify(7)). Costs a look at one number while nobody watches.</summary>
internal static class FileEvents
{
    internal static void OnOpened(OpenFile file)
    {
    }

    internal static void OnClosed(OpenFile file)
    {
    }

    internal static void OnCreated(Dentry directory, Dentry child)
    {
    }

    internal static void OnDeleted(Dentry directory, Dentry child, Inode target)
    {
    }

    internal static void OnMoved(Dentry oldDirectory, FileName oldName, Dentry moved, Inode? replaced)
    {
    }

    internal static void OnAttributes(Location location)
    {
    }

    internal static void OnRead(OpenFile file)
    {
    }

    internal static void OnWritten(OpenFile file)
    {
    }
}
