using System.Threading;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Platform.Locks;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Memory.User;
using Diesis.Platform.Users;
using ReaderWriterLock = Diesis.Core.Synchronization.ReaderWriterLock;

namespace Diesis.Core.Memory;

/// <summary>A program's memory: what is mapped where, and what happens when it is touched. Processes of one vfork(2), and threads, share one.</summary>
/// <remarks>
/// A page comes into the tables (<see cref="Space"/>) when it is touched first; what the tables lack or forbid the mapping decides.
/// Typical sequence: Create; Map, Unmap, Protect...; Fault by the program's faults and the kernel's copies; Fork; Release by the last user.
/// Locks: <c>_lock</c> (rank MemoryMap): for reading while a fault is resolved, for writing while mappings change. Under it the caches' locks,
/// and below those the tables'. It is never held while a program's memory is copied. Files are released when it has been left.
/// </remarks>
public sealed partial class AddressSpace : UserMemory
{
    internal const ulong PageBytes = FrameNumber.FrameBytes;
    internal const int PageShift = FrameNumber.FrameShift;

    /// <summary>Mappings of one program (vm.max_map_count).</summary>
    public const int MaximumMappings = 65530;

    private static LockClass? s_lockClass;

    private readonly ReaderWriterLock _lock = new(s_lockClass ??= LockClass.For(LockRank.MemoryMap));
    private readonly MappingTree _mappings = new();

    /// <summary>The mapping found last. Set by readers without order: it is looked at before it is used, and forgotten by writers.</summary>
    private Mapping? _recent;

    private int _users = 1;

    private AddressSpace(UserSpace space, AddressSpaceLayout layout)
    {
        Space = space;
        Layout = layout;
    }

    /// <summary>The page tables: what the scheduler activates.</summary>
    public UserSpace Space { get; }

    public AddressSpaceLayout Layout { get; }

    /// <summary>An empty address space.</summary>
    /// <returns>ENOMEM.</returns>
    public static Result<AddressSpace> Create(AddressSpaceLayout layout)
    {
        ZeroPage.Prepare();
        UserSpace? space = UserSpace.TryCreate();
        return space is null ? Errno.ENOMEM : new AddressSpace(space, layout);
    }

    /// <summary>Another process shares it (vfork(2), clone(2) with CLONE_VM).</summary>
    public void Retain() => Interlocked.Increment(ref _users);

    /// <summary>Takes a reference if there is still somebody who uses the space: for those who look at another process.</summary>
    public bool TryRetain()
    {
        int users = Volatile.Read(ref _users);
        while (users > 0)
        {
            int found = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (found == users)
                return true;
            users = found;
        }
        return false;
    }

    /// <summary>A user ends; the last one takes everything away.</summary>
    /// <remarks>Preconditions: no lock is held; the calling thread does not go back to the program.</remarks>
    public void Release()
    {
        if (Interlocked.Decrement(ref _users) != 0)
            return;
        for (Mapping? mapping = _mappings.First; mapping is not null; mapping = mapping.Next)
            LeaveCache(mapping);
        Space.Destroy();
        Uncharge();
        Mapping? next;
        for (Mapping? mapping = _mappings.First; mapping is not null; mapping = next)
        {
            next = mapping.Next;
            mapping.ReleaseObjects();
        }
        ReleaseExecutable();
    }

    /// <summary>Users, for whoever wants to know whether the space is shared (execve(2), unshare(2)).</summary>
    public int Users => Volatile.Read(ref _users);

    private int _barriers;

    /// <summary>What the program has registered for (membarrier(2)): the bits of the registering commands.</summary>
    public int Barriers => Volatile.Read(ref _barriers);

    public void RegisterBarrier(int command) => Interlocked.Or(ref _barriers, command);

    private static void LeaveCache(Mapping mapping)
    {
        if (mapping.Cache is null)
            return;
        using Synchronization.Mutex.Scope held = mapping.Cache.EnterForMapping();
        mapping.Cache.Remove(mapping);
    }

    /// <summary>The mapping at an address or the first one behind it. The lock is held.</summary>
    private Mapping? Find(ulong address)
    {
        Mapping? recent = _recent;
        if (recent is not null && recent.Contains(address))
            return recent;
        Mapping? found = _mappings.Find(address);
        if (found is not null)
            _recent = found;
        return found;
    }
}
