using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Memory;
using Diesis.Core.Security;
using Diesis.Platform.Users;

namespace Diesis.Core.Processes;

// What the thread works with.
public sealed partial class UserThread
{
    /// <summary>The address space. Threads of a process share it, and a child of vfork uses its parent's.</summary>
    public AddressSpace Memory { get; internal set; } = null!;

    /// <summary>The registers.</summary>
    public UserContext Context { get; internal set; } = null!;

    public FileTable Files { get; internal set; } = null!;

    /// <summary>Root, working directory, umask.</summary>
    public FileSystemContext FileSystem { get; internal set; } = null!;

    public Credentials Credentials { get; internal set; } = null!;

    /// <summary>At most 15 bytes: the program's name, until PR_SET_NAME changes it.</summary>
    public string Name { get; set; } = "";

    private const long KilobytesPerPage = 4;

    /// <summary>The most memory that its address space has had at a time.</summary>
    public long ResidentPeakKilobytes => Memory.PeakResidentPages * KilobytesPerPage;

    /// <summary>The thread's address space is no longer used by it.</summary>
    internal void ReleaseMemory()
    {
        Process.PeakKilobytes = long.Max(Process.PeakKilobytes, Memory.PeakResidentPages * KilobytesPerPage);
        Memory.Release();
    }

    internal void ReleaseFiles()
    {
        Files.Release();
        FileSystem.Release();
    }
}
