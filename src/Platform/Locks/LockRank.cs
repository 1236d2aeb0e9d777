namespace Diesis.Platform.Locks;

/// <summary>
/// The one global order of locks: a processor or thread that holds a lock may only take locks of a higher rank. Outer locks stand first,
/// those that everything else may be held around stand last.
/// </summary>
public enum LockRank : byte
{
    /// <summary>Not ordered: for locks that are never held together with another one.</summary>
    None,

    // Sleeping locks: taken under no spin lock, so all of them come first.
    Services,

    // What programs talk through. A program's memory is copied under these, and files are polled under an epoll instance's.
    Epoll,
    Sockets,
    Terminals,
    Pipes,

    // Files. A parent directory's inode is locked before those in it.
    FileRename,
    Mounts,
    Inodes,
    FileLocks,
    Resources,

    // The memory of programs. A fault takes these, so whatever is held around a copy from or to a program stands above.
    MemoryMap,
    PageCache,
    PageReclaim,

    // Spin locks.
    Devices,
    PciConfiguration,
    Lines,
    Interrupts,
    UserTables,
    AddressSpace,
    VirtualRanges,
    NativeHeap,
    Dentries,
    FileTables,
    ProcessTree,
    ProcessSignals,
    ProcessNumbers,
    Futexes,
    EventTimers,
    WaitQueues,
    ReadyLists,
    Synchronization,
    WaitTable,
    RunQueue,
    Timers,
    FrameLists,
    Frames,
    Random,
    Console,
    Log,
}
