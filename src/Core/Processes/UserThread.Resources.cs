using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Memory;
using Diesis.Core.Security;
using Diesis.Core.Waiting;
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

    /// <summary>Told when the thread has given back memory that its maker waits for (vfork(2)); null when nobody waits.</summary>
    internal WaitQueue? MemoryReturned { get; set; }

    /// <summary>The thread does not use its address space any more: it ends, or has another one.</summary>
    internal void ReleaseMemory()
    {
        // The first process has none if its program could not be loaded.
        if (Memory is not AddressSpace memory)
            return;
        Process.PeakKilobytes = long.Max(Process.PeakKilobytes, memory.PeakResidentPages * KilobytesPerPage);
        Context.Space = null;
        memory.Release();
        TellMemoryReturned();
    }

    /// <summary>Goes over to the address space of a new program.</summary>
    internal void ReplaceMemory(AddressSpace space)
    {
        AddressSpace? old = Memory;
        Memory = space;
        Context.Space = space.Space;
        Context.Attach();
        old?.Release();
        TellMemoryReturned();
    }

    internal void ReleaseFiles()
    {
        Files.Release();
        FileSystem.Release();
    }

    private void TellMemoryReturned()
    {
        WaitQueue? waiting = MemoryReturned;
        MemoryReturned = null;
        waiting?.WakeAll();
    }
}
