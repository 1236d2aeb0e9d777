using System.Runtime.InteropServices;
using Internal.Runtime.Memory;

namespace Internal.Runtime;

/// <summary>What the runtime keeps for each native thread. In a process GS points at it, and its allocation cache follows it.</summary>
/// <remarks>
/// On bare metal GS points at the processor's block, whose first word is the address of the current thread's. Lives outside the collected heap. Assembly knows the offsets marked below (Arch/X64/Offsets.inc). Written by its own thread, unless
/// said otherwise.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Bytes)]
internal unsafe struct ThreadBlock
{
    // SAFETY: blocks are never freed, only used again, so a pointer to one stays valid; the addresses in it belong to its thread, which is stopped when
    // another reads them.

    internal const int Bytes = AllocationCache.OffsetFromGs;
    internal const int BytesWithCache = Bytes + AllocationCache.Bytes;

    /// <summary>This block's own address. Assembly: BLOCK_SELF.</summary>
    [FieldOffset(0)]
    public ThreadBlock* Self;

    /// <summary>Reference to the System.Threading.Thread, or 0; a root of the collector.</summary>
    [FieldOffset(8)]
    public nint Managed;

    /// <summary>Reference to the object[] of thread statics, or 0; a root of the collector.</summary>
    [FieldOffset(16)]
    public nint ThreadStatics;

    /// <summary>One past the highest address of the stack.</summary>
    [FieldOffset(24)]
    public byte* StackBase;

    /// <summary>Lowest address that ordinary code may use; the reserve and the guard lie below.</summary>
    [FieldOffset(32)]
    public byte* StackLimit;

    /// <summary>Next in the list of all threads; guarded by the thread list's lock.</summary>
    [FieldOffset(40)]
    public ThreadBlock* Next;

    /// <summary>
    /// While stopped for the collector: the lowest stack address in use, with all registers saved above it or in <see cref="SavedRegisters"/>.
    /// 0 while running.
    /// </summary>
    [FieldOffset(48)]
    public byte* StoppedAt;

    /// <summary>Saved registers that lie outside the thread's own stack (a signal frame on another stack), or null.</summary>
    [FieldOffset(56)]
    public nint* SavedRegisters;

    /// <summary>Number of words at <see cref="SavedRegisters"/>.</summary>
    [FieldOffset(64)]
    public nint SavedRegisterCount;

    /// <summary>
    /// Saved vector registers, or null: <see cref="SavedVectorWords"/> words. Compiled code copies structs through them, so one may hold the
    /// only reference to an object.
    /// </summary>
    [FieldOffset(168)]
    public nint* SavedVectors;

    internal const int SavedVectorWords = 32;

    /// <summary>Greater than zero while the thread must not be stopped (it changes the heap's own structures).</summary>
    [FieldOffset(72)]
    public int CriticalDepth;

    /// <summary>Set by a stop request that came during a critical section; obeyed at its end.</summary>
    [FieldOffset(76)]
    public int StopPending;

    /// <summary>Address of the instruction that faulted, for the fault thunk. Assembly: BLOCK_FAULT_ADDRESS.</summary>
    [FieldOffset(80)]
    public byte* FaultInstruction;

    /// <summary>Which fault it was: see <see cref="HardwareFault"/>. Assembly: BLOCK_FAULT_KIND.</summary>
    [FieldOffset(88)]
    public long FaultKind;

    /// <summary>Nonzero while an exception is being dispatched, when a touched guard page opens the reserve instead of ending the process.</summary>
    [FieldOffset(96)]
    public int DispatchDepth;

    /// <summary>Nonzero while the stack's reserve is open.</summary>
    [FieldOffset(100)]
    public int ReserveOpen;

    /// <summary>The home's own: native thread id.</summary>
    [FieldOffset(104)]
    public int NativeId;

    /// <summary>The home's own: nonzero until the native thread has left its stack.</summary>
    [FieldOffset(108)]
    public int Alive;

    /// <summary>The home's own: start of the mapping that holds the stack, and its length.</summary>
    [FieldOffset(112)]
    public byte* Mapping;

    [FieldOffset(120)]
    public nuint MappingLength;

    /// <summary>Value of the stop that this thread has last acknowledged; guards against acknowledging twice.</summary>
    [FieldOffset(128)]
    public int AcknowledgedStop;

    /// <summary>The home's own reference for this thread, or 0; a root of the collector.</summary>
    [FieldOffset(136)]
    public nint HomeObject;

    /// <summary>The cache that follows, or null where caches belong to processors. Assembly: BLOCK_CACHE, by GS.</summary>
    [FieldOffset(144)]
    public AllocationCache* Cache;

    /// <summary>Nonzero while the thread is in the list of threads and may be stopped.</summary>
    [FieldOffset(152)]
    public int Attached;

    /// <summary>A timer asked for a collection within a critical section; done at its end.</summary>
    [FieldOffset(156)]
    public int CollectionPending;

    /// <summary>The home's own: on bare metal, where the kernel's stack stood when the thread went to user mode. Assembly: BLOCK_USER_ENTRY.</summary>
    [FieldOffset(160)]
    public byte* UserEntry;

    /// <summary>The managed thread's id, or 0 while <see cref="Managed"/> is null: what locks name their holder by.</summary>
    [FieldOffset(132)]
    public int ManagedId;
}

/// <summary>Kinds of processor faults that become exceptions.</summary>
internal enum HardwareFault : long
{
    NullReference = 1,
    DivideError = 2,
    Overflow = 3,
    AccessViolation = 4,
    IllegalInstruction = 5,
    StackOverflow = 6,

    /// <summary>One that no code of ours should raise.</summary>
    Unexpected = 7,
}
