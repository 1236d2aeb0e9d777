namespace Diesis.Platform.Locks;

/// <summary>
/// The one global order of locks: a processor or thread that holds a lock may only take locks of a higher rank. Outer locks stand first,
/// those that everything else may be held around stand last.
/// </summary>
public enum LockRank : byte
{
    /// <summary>Not ordered: for locks that are never held together with another one.</summary>
    None,
    Devices,
    PciConfiguration,
    Lines,
    Interrupts,
    AddressSpace,
    VirtualRanges,
    NativeHeap,
    WaitTable,
    RunQueue,
    Timers,
    FrameLists,
    Frames,
    Random,
    CrossCalls,
    Console,
    Log,
}
