using System;
using Diesis.Platform.Boot;
using Diesis.Platform.Locks;
using Diesis.Platform.Memory.Native;
using Diesis.Platform.Memory.Physical;

namespace Diesis.Platform.Memory;

/// <summary>
/// Memory that holds no objects: tables that devices read, buffers, nodes of structures that must not be collected. Behind it stands one of two
/// allocators (<c>nativeheap=slab|freelist</c> on the command line), in test runs with checks around it.
/// </summary>
/// <remarks>
/// Any context; never blocks, allocates no objects. Locks: <c>s_lock</c>, around everything. A block that was destroyed, or freed twice, ends the
/// machine with a message. SAFETY: blocks are the caller's from Allocate to Free.
/// </remarks>
internal static unsafe class NativeHeap
{
    private struct FrameBlocksSource : IBlockSource
    {
        public readonly byte* Allocate(int order)
        {
            FrameNumber first = Frames.Allocate(order, FrameZone.Normal, FrameOwner.NativeHeap, FrameContents.Any);
            return first.IsNone ? null : DirectMap.Pointer(first);
        }

        public readonly void Free(byte* block, int order) => Frames.Free(DirectMap.AddressOf(block).Frame, order);
    }

    private static SpinLock s_lock = new(LockRank.NativeHeap);
    private static SlabAllocator<FrameBlocksSource> s_slab;
    private static FreeListAllocator<FrameBlocksSource> s_freeList;
    private static CheckedHeap<SlabAllocator<FrameBlocksSource>> s_checkedSlab;
    private static CheckedHeap<FreeListAllocator<FrameBlocksSource>> s_checkedFreeList;
    private static bool s_usesFreeList;
    private static bool s_checks;

    /// <summary>The name of the allocator in use.</summary>
    internal static ReadOnlySpan<byte> AllocatorName => s_usesFreeList ? "freelist"u8 : "slab"u8;

    internal static void Initialize()
    {
        s_usesFreeList = CommandLine.Is("nativeheap"u8, "freelist"u8);
        s_checks = KernelOptions.Checks;
        s_slab = new SlabAllocator<FrameBlocksSource>(default);
        s_freeList = new FreeListAllocator<FrameBlocksSource>(default);
        s_checkedSlab = new CheckedHeap<SlabAllocator<FrameBlocksSource>>(s_slab);
        s_checkedFreeList = new CheckedHeap<FreeListAllocator<FrameBlocksSource>>(s_freeList);
    }

    /// <summary>A block at an address that is a multiple of 16, with anything in it; null when memory is short.</summary>
    /// <param name="site">Who asks, a literal such as <c>"pci.tables"u8</c>, for the report of what is in use.</param>
    internal static byte* Allocate(nuint bytes, ReadOnlySpan<byte> site)
    {
        using SpinLock.Scope held = s_lock.Enter();
        if (s_checks)
            return s_usesFreeList ? s_checkedFreeList.Allocate(bytes, site) : s_checkedSlab.Allocate(bytes, site);
        return s_usesFreeList ? s_freeList.Allocate(bytes) : s_slab.Allocate(bytes);
    }

    /// <summary>As <see cref="Allocate"/>, with zeros in it.</summary>
    internal static byte* AllocateZeroed(nuint bytes, ReadOnlySpan<byte> site)
    {
        byte* block = Allocate(bytes, site);
        if (block != null)
            new Span<byte>(block, (int)bytes).Clear();
        return block;
    }

    /// <summary>Gives a block back; null is nothing.</summary>
    internal static void Free(byte* block)
    {
        if (block == null)
            return;
        HeapFault fault;
        using (SpinLock.Scope held = s_lock.Enter())
        {
            if (s_checks)
                fault = s_usesFreeList ? s_checkedFreeList.Free(block) : s_checkedSlab.Free(block);
            else if (s_usesFreeList)
                fault = s_freeList.Free(block) == NativeFreeResult.Freed ? HeapFault.None : HeapFault.FreedTwice;
            else
                fault = s_slab.Free(block) == NativeFreeResult.Freed ? HeapFault.None : HeapFault.FreedTwice;
        }
        if (fault != HeapFault.None)
            Report(fault, block);
    }

    private static void Report(HeapFault fault, byte* block) => MemoryFaults.Report(
        fault switch
        {
            HeapFault.FreedTwice => MemoryFault.NativeBlockFreedTwice,
            HeapFault.Overrun => MemoryFault.NativeBlockOverrun,
            HeapFault.Underrun => MemoryFault.NativeBlockUnderrun,
            HeapFault.WrittenWhileFree => MemoryFault.NativeBlockWrittenWhileFree,
            _ => MemoryFault.ForeignNativeBlockFreed,
        },
        (ulong)block);

    /// <summary>Blocks in use; in a checked run without the quarantine.</summary>
    internal static long Count
    {
        get
        {
            using SpinLock.Scope held = s_lock.Enter();
            if (s_checks)
                return s_usesFreeList ? s_checkedFreeList.Count : s_checkedSlab.Count;
            return (long)(s_usesFreeList ? s_freeList.Count : s_slab.Count);
        }
    }

    /// <summary>Looks at all blocks in use, when checks are on; a destroyed one is reported as by <see cref="Free"/>.</summary>
    internal static void CheckAll()
    {
        if (!s_checks)
            return;
        HeapFault fault;
        byte* culprit;
        using (SpinLock.Scope held = s_lock.Enter())
            fault = s_usesFreeList ? s_checkedFreeList.CheckAll(out culprit) : s_checkedSlab.CheckAll(out culprit);
        if (fault != HeapFault.None)
            Report(fault, culprit);
    }

    /// <summary>Empties the quarantine and gives back pages that are all free.</summary>
    internal static void Trim()
    {
        HeapFault fault = HeapFault.None;
        using (SpinLock.Scope held = s_lock.Enter())
        {
            if (s_checks && s_usesFreeList)
            {
                fault = s_checkedFreeList.Flush();
                s_checkedFreeList.Inner.Trim();
            }
            else if (s_checks)
            {
                fault = s_checkedSlab.Flush();
                s_checkedSlab.Inner.Trim();
            }
            else if (s_usesFreeList)
            {
                s_freeList.Trim();
            }
            else
            {
                s_slab.Trim();
            }
        }
        if (fault != HeapFault.None)
            Report(fault, null);
    }

    /// <summary>What is in use, by who asked for it: the leak report when nothing should be. Empty in a run without checks.</summary>
    /// <returns>How many sites are in the array.</returns>
    internal static int ReportSites(Span<SiteUsage> sites)
    {
        if (!s_checks)
            return 0;
        using SpinLock.Scope held = s_lock.Enter();
        return s_usesFreeList ? s_checkedFreeList.Report(sites) : s_checkedSlab.Report(sites);
    }

    /// <summary>Bytes of pages that the heap has.</summary>
    internal static nuint HeldBytes
    {
        get
        {
            using SpinLock.Scope held = s_lock.Enter();
            if (s_checks)
                return s_usesFreeList ? s_checkedFreeList.Inner.HeldBytes : s_checkedSlab.Inner.HeldBytes;
            return s_usesFreeList ? s_freeList.HeldBytes : s_slab.HeldBytes;
        }
    }

    internal static bool IsConsistent()
    {
        using SpinLock.Scope held = s_lock.Enter();
        if (s_checks)
            return s_usesFreeList ? s_checkedFreeList.Inner.IsConsistent() : s_checkedSlab.Inner.IsConsistent();
        return s_usesFreeList ? s_freeList.IsConsistent() : s_slab.IsConsistent();
    }
}
