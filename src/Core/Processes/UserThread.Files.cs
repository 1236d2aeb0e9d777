using Diesis.Core.Files;

namespace Diesis.Core.Processes;

// What becomes of shared tables of files.
public sealed partial class UserThread
{
    /// <summary>Gives the thread a table of descriptors of its own (CLONE_FILES in unshare(2)).</summary>
    public void UnshareFiles()
    {
        FileTable shared = Files;
        if (!shared.IsShared)
            return;
        Files = shared.Copy();
        shared.Release();
    }

    /// <summary>Gives the thread a root, working directory and umask of its own (CLONE_FS in unshare(2)).</summary>
    public void UnshareFileSystem()
    {
        FileSystemContext shared = FileSystem;
        if (!shared.IsShared)
            return;
        FileSystem = shared.Copy();
        shared.Release();
    }
}
