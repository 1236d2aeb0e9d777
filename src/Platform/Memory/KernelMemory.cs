using System;
using Diesis.Platform.Locks;
using Diesis.Platform.Memory.Paging;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Memory.Virtual;
using Internal.Runtime;

namespace Diesis.Platform.Memory;

/// <summary>
/// The kernel's own address space, from which heap, stacks and device mappings get their ranges. A range is reserved first and has no memory; frames
/// are put behind its pages as they are needed. Behind each range one page stays unmapped.
/// </summary>
/// <remarks>
/// Typical sequence: Reserve; Commit, Decommit, Protect; Release. Locks: <c>s_lock</c> guards the ranges; page tables and frames have their own, taken after it
/// or without it. SAFETY: only the owner of a reservation changes what is mapped in it.
/// </remarks>
internal static unsafe class KernelMemory
{
    internal const ulong PageBytes = FrameNumber.FrameBytes;

    private const int FramesAtOnce = 32;
    private const ulong GuardBytes = PageBytes;

    private struct FramePages : IPageSource
    {
        public readonly byte* AllocatePage()
        {
            FrameNumber frame = Frames.Allocate(FrameOwner.Other, FrameContents.Zeroed);
            return frame.IsNone ? null : DirectMap.Pointer(frame);
        }
    }

    private static SpinLock s_lock = new(LockRank.VirtualRanges);
    private static VirtualRanges<FramePages> s_ranges;

    /// <summary>Ranges in use.</summary>
    internal static int RangeCount => s_ranges.Count;

    internal static void Initialize()
    {
        s_ranges = new VirtualRanges<FramePages>(default);
        if (!s_ranges.Initialize(BootStack.End, KernelSpace.RegionEnd))
            FailFast.Abort("no memory for the kernel's address space");
    }

    /// <summary>Reserves addresses; null when there are none. The page behind the range is never mapped.</summary>
    /// <param name="alignment">A power of two; at least a page is used.</param>
    internal static byte* Reserve(nuint bytes, nuint alignment, RangeUse use)
    {
        if (bytes == 0 || bytes > KernelSpace.RegionEnd - KernelSpace.RegionStart)
            return null;
        using SpinLock.Scope held = s_lock.Enter();
        return (byte*)s_ranges.Reserve(RoundUp(bytes) + GuardBytes, ulong.Max(alignment, PageBytes), use);
    }

    private static ulong RoundUp(ulong bytes) => (bytes + PageBytes - 1) & ~(PageBytes - 1);

    /// <summary>Gives a reservation back, and the memory behind it.</summary>
    /// <remarks>Preconditions: no spin lock is held.</remarks>
    internal static void Release(byte* start)
    {
        ulong bytes;
        using (SpinLock.Scope held = s_lock.Enter())
        {
            VirtualRange* range = s_ranges.Find((ulong)start);
            bytes = range == null ? 0 : range->Length;
        }
        if (bytes == 0)
        {
            MemoryFaults.Report(MemoryFault.RangeFreedTwice, (ulong)start);
            return;
        }
        // Nobody can be given the addresses before no processor translates them any more.
        Unmap(start, (nuint)bytes);
        using (SpinLock.Scope held = s_lock.Enter())
            s_ranges.Free((ulong)start);
    }

    /// <summary>Puts zeroed frames behind pages of a reservation; pages that have memory keep it. False when memory is short; what was done then stays.</summary>
    internal static bool Commit(byte* address, nuint bytes, FrameOwner owner)
    {
        ulong end = RoundUp((ulong)address + bytes);
        uint* frames = stackalloc uint[FramesAtOnce];
        for (ulong at = (ulong)address & ~(PageBytes - 1); at < end;)
        {
            int wanted = (int)ulong.Min((end - at) / PageBytes, FramesAtOnce);
            int count = 0;
            while (count < wanted)
            {
                FrameNumber frame = Frames.Allocate(owner, FrameContents.Zeroed);
                if (frame.IsNone)
                    break;
                frames[count++] = frame.Value;
            }
            PageTableResult result = KernelSpace.MapFrames(at, frames, count, PageRights.Write);
            for (int i = 0; i < count; i++)
            {
                if (frames[i] != 0)
                    Frames.Free(new FrameNumber(frames[i]));
            }
            if (count < wanted || result != PageTableResult.Done)
                return false;
            at += (ulong)count * PageBytes;
        }
        return true;
    }

    /// <summary>Takes the memory behind pages away. Pages of this region have 2 MiB at most, so pieces on such boundaries need no splitting and this cannot fail.</summary>
    /// <remarks>Preconditions: no spin lock is held.</remarks>
    internal static void Unmap(byte* address, nuint bytes)
    {
        // In pieces, so that the tables' lock is not held for long.
        const ulong Piece = 2 << 20;
        ulong end = RoundUp((ulong)address + bytes);
        for (ulong at = (ulong)address & ~(PageBytes - 1); at < end;)
        {
            ulong length = ulong.Min(end - at, Piece - (at & (Piece - 1)));
            // A hole of gigabytes is passed over as a whole.
            if (end - at > Piece)
            {
                if (!KernelSpace.TryFindMapped(at, end, out ulong next))
                    return;
                if (next > at)
                {
                    at = next;
                    continue;
                }
            }
            if (KernelSpace.Unmap(at, length) != PageTableResult.Done)
                FailFast.Abort("no memory to split a large page of a mapping that is taken away");
            at += length;
        }
    }

    /// <summary>Changes the rights of mapped pages. False when a large page had to be split and memory is short.</summary>
    /// <remarks>Preconditions: no spin lock is held; not write and execute together.</remarks>
    internal static bool Protect(byte* address, nuint bytes, PageRights rights)
    {
        if ((rights & (PageRights.Write | PageRights.Execute)) == (PageRights.Write | PageRights.Execute))
            throw new ArgumentException("a page may not be writable and executable", nameof(rights));
        return KernelSpace.Protect((ulong)address, RoundUp(bytes), rights) == PageTableResult.Done;
    }

    /// <summary>Maps registers or memory of a device, or tables of the firmware. Null when there is no room.</summary>
    /// <param name="physical">Need not be on a page boundary; the result points at the same byte.</param>
    /// <remarks>The mapping ends by <see cref="UnmapDevice"/>.</remarks>
    internal static byte* MapDevice(PhysicalAddress physical, nuint bytes, PageCaching caching)
    {
        const ulong LargePage = 2 << 20;
        ulong offset = physical.Value & (PageBytes - 1);
        if (bytes == 0 || physical.Value >= MemoryMap.AddressLimit || bytes > MemoryMap.AddressLimit - physical.Value)
            return null;
        ulong length = RoundUp(offset + bytes);
        if (!Processors.ProcessorFeatures.HasAttributeTable && caching == PageCaching.WriteCombining)
            caching = PageCaching.Uncached;
        // Large devices such as frame buffers lie on large boundaries, so that large pages fit.
        byte* start = Reserve((nuint)length, length >= LargePage ? (nuint)LargePage : (nuint)PageBytes, RangeUse.Device);
        if (start == null)
            return null;
        PhysicalAddress first = new(physical.Value - offset);
        if (KernelSpace.Map((ulong)start, first, length, PageRights.Write, caching) != PageTableResult.Done)
        {
            Release(start);
            return null;
        }
        return start + offset;
    }

    internal static void UnmapDevice(byte* address) => Release((byte*)((ulong)address & ~(PageBytes - 1)));

    /// <summary>Shows all ranges in use, in the order of their addresses. The visitor must not come back here.</summary>
    internal static void Visit(delegate*<in VirtualRange, nint, void> visitor, nint argument)
    {
        using SpinLock.Scope held = s_lock.Enter();
        for (VirtualRange* range = s_ranges.First; range != null; range = range->After)
        {
            if (range->Use != RangeUse.Free)
                visitor(in *range, argument);
        }
    }

    internal static bool IsConsistent()
    {
        using SpinLock.Scope held = s_lock.Enter();
        return s_ranges.IsConsistent(BootStack.End, KernelSpace.RegionEnd);
    }
}
