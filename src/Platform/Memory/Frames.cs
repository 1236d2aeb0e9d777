using System;
using System.Threading;
using Diesis.Platform.Boot;
using Diesis.Platform.Locks;
using Diesis.Platform.Memory.Physical;
using Internal.Runtime;
using SpinLock = Diesis.Platform.Locks.SpinLock;
using Processor = Diesis.Platform.Processors.Processor;

namespace Diesis.Platform.Memory;

/// <summary>What a fresh frame has to hold.</summary>
public enum FrameContents
{
    /// <summary>Anything; the caller fills it.</summary>
    Any,
    Zeroed,
}

/// <summary>Figures of one zone, in frames.</summary>
public readonly record struct FrameZoneStatistics(FrameZone Zone, uint Total, uint Free);

/// <summary>
/// The machine's frames of physical memory. Behind it stands one of two allocators (<c>frames=buddy|bitmap</c> on the command line); single frames come
/// from small lists that each processor has.
/// </summary>
/// <remarks>
/// Any context; never blocks, never allocates objects. Giving back what was not given out is a bug and ends the machine with a message.
/// Locks: a list's own (rank FrameLists), then <c>s_lock</c> (rank Frames). A list is nearly always used by its own processor alone, the others take from
/// it only when memory runs out. SAFETY: descriptors and allocator lie in boot memory that is never freed.
/// </remarks>
public static unsafe partial class Frames
{
    private const uint ReserveShare = 32;
    private const uint LeastReserve = 256;
    private const uint MostReserve = 4096;

    private static SpinLock s_lock = new(LockRank.Frames);
    private static BuddyAllocator s_buddy;
    private static BitmapAllocator s_bitmap;
    private static bool s_usesBitmap;
    private static FrameDescriptor* s_table;
    private static uint s_count;
    private static FrameList* s_lists;

    /// <summary>Frames from 0 up to the highest that is RAM.</summary>
    internal static uint Count => s_count;

    /// <summary>Frames in the allocator when a processor last turned to it: what is in processors' lists is not counted.</summary>
    private static uint s_free;

    /// <summary>So many free frames are left for the kernel's own needs: programs and files get none of them.</summary>
    public static uint Reserve { get; private set; }

    /// <summary>Whether what is free has come down to <see cref="Reserve"/>. A look that costs nothing, true to some dozens of frames.</summary>
    public static bool IsShort => s_free < Reserve;

    /// <summary>The name of the allocator in use.</summary>
    public static ReadOnlySpan<byte> AllocatorName => s_usesBitmap ? "bitmap"u8 : "buddy"u8;

    /// <summary>Bytes of descriptors and allocator.</summary>
    internal static nuint OverheadBytes { get; private set; }

    internal static FrameDescriptor* Descriptor(FrameNumber frame)
    {
        if (frame.Value >= s_count)
            FailFast.Abort("a frame number beyond all memory");
        return s_table + frame.Value;
    }

    /// <summary>Takes over all usable memory of the physical map.</summary>
    internal static void Initialize()
    {
        s_usesBitmap = CommandLine.Is("frames"u8, "bitmap"u8);
        s_count = CountToDescribe();
        ulong listBytes = (ulong)Processor.Maximum * (ulong)sizeof(FrameList);
        ulong tableBytes = (ulong)s_count * (ulong)sizeof(FrameDescriptor);
        ulong metadataBytes = s_usesBitmap ? BitmapAllocator.MetadataBytes(s_count) : BuddyAllocator.MetadataBytes(s_count);
        ulong bytes = tableBytes + listBytes + metadataBytes;
        byte* memory = DirectMap.Pointer(PhysicalMap.Allocate(bytes));
        SpanHelpers.ClearWithoutReferences(ref *memory, (nuint)bytes);
        OverheadBytes = (nuint)bytes;

        s_table = (FrameDescriptor*)memory;
        s_lists = (FrameList*)(memory + tableBytes);
        for (int i = 0; i < Processor.Maximum; i++)
            s_lists[i].Initialize();
        byte* metadata = memory + tableBytes + listBytes;
        if (s_usesBitmap)
            s_bitmap.Initialize(s_table, s_count, metadata);
        else
            s_buddy.Initialize(s_table, s_count, null);

        for (int i = 0; i < PhysicalMap.Count; i++)
        {
            MemoryRange range = PhysicalMap.Range(i);
            if (range.Kind != MemoryKind.Usable || range.Start >> FrameNumber.FrameShift >= s_count)
                continue;
            uint first = (uint)(range.Start >> FrameNumber.FrameShift);
            uint end = (uint)ulong.Min(range.End >> FrameNumber.FrameShift, s_count);
            AddFree(first, end - first);
        }
        NoteFree();
        Reserve = uint.Clamp(s_free / ReserveShare, LeastReserve, MostReserve);
    }

    /// <summary>Descriptors are one array, so a hole costs as much as memory does: memory behind holes that are too large is left unused.</summary>
    private static uint CountToDescribe()
    {
        const ulong AcceptedShare = 16;
        ulong usable = 0;
        ulong end = 0;
        for (int i = 0; i < PhysicalMap.Count; i++)
        {
            MemoryRange range = PhysicalMap.Range(i);
            if (range.Kind is not (MemoryKind.Usable or MemoryKind.BootAllocated or MemoryKind.BootData or MemoryKind.KernelImage))
                continue;
            usable += range.Length;
            ulong needed = (range.End >> FrameNumber.FrameShift) * (ulong)sizeof(FrameDescriptor);
            if (needed <= usable / AcceptedShare + (1 << 20) && range.End <= DirectMap.Bytes)
                end = range.End;
        }
        return (uint)(ulong.Min(end, 1UL << 44) >> FrameNumber.FrameShift);
    }

    private static void AddFree(uint first, uint count)
    {
        if (s_usesBitmap)
            s_bitmap.AddFree(first, count);
        else
            s_buddy.AddFree(first, count);
    }

    /// <summary>Hands memory over that was kept apart at start-up and has served its purpose.</summary>
    internal static void Donate(PhysicalAddress start, ulong bytes)
    {
        using SpinLock.Scope held = s_lock.Enter();
        AddFree(start.Frame.Value, (uint)(bytes >> FrameNumber.FrameShift));
    }

    /// <summary>One frame from anywhere, with one reference; None when memory is used up.</summary>
    public static FrameNumber Allocate(FrameOwner owner, FrameContents contents)
    {
        uint frame = Take();
        if (frame == 0)
            return FrameNumber.None;
        Prepare(frame, 0, owner, contents);
        return new FrameNumber(frame);
    }

    /// <summary>A block of 2^<paramref name="order"/> frames, aligned to its size, with one reference; None when there is none.</summary>
    /// <param name="order">At most <see cref="MaximumOrder"/>.</param>
    /// <param name="highest">The highest zone that will do.</param>
    public static FrameNumber Allocate(int order, FrameZone highest, FrameOwner owner, FrameContents contents)
    {
        if ((uint)order > MaximumOrder)
            return FrameNumber.None;
        if (order == 0 && highest == FrameZone.Normal)
            return Allocate(owner, contents);
        uint frame = TakeBlock(order, highest);
        if (frame == 0 && DrainLists() != 0)
            frame = TakeBlock(order, highest);
        if (frame == 0)
            return FrameNumber.None;
        Prepare(frame, order, owner, contents);
        return new FrameNumber(frame);
    }

    public const int MaximumOrder = FrameBlocks.MaximumOrder;

    /// <summary>Any number of frames in a row, for devices; None when there is none.</summary>
    /// <param name="alignment">Of the first byte: a power of two.</param>
    /// <param name="limit">The last byte lies below this physical address.</param>
    public static FrameNumber AllocateContiguous(uint count, ulong alignment, PhysicalAddress limit, FrameOwner owner, FrameContents contents)
    {
        uint first = TakeContiguous(count, alignment, limit);
        if (first == 0 && DrainLists() != 0)
            first = TakeContiguous(count, alignment, limit);
        if (first == 0)
            return FrameNumber.None;
        for (uint at = first, left = count; left != 0;)
        {
            int order = FrameBlocks.OrderAt(at, left);
            Prepare(at, order, owner, contents);
            at += 1U << order;
            left -= 1U << order;
        }
        return new FrameNumber(first);
    }

    private static uint TakeContiguous(uint count, ulong alignment, PhysicalAddress limit)
    {
        uint alignmentFrames = (uint)ulong.Max(alignment >> FrameNumber.FrameShift, 1);
        uint limitFrame = (uint)ulong.Min(limit.Value >> FrameNumber.FrameShift, uint.MaxValue);
        using SpinLock.Scope held = s_lock.Enter();
        return s_usesBitmap ? s_bitmap.AllocateContiguous(count, alignmentFrames, limitFrame) : s_buddy.AllocateContiguous(count, alignmentFrames, limitFrame);
    }

    private static uint TakeBlock(int order, FrameZone highest)
    {
        using SpinLock.Scope held = s_lock.Enter();
        return s_usesBitmap ? s_bitmap.Allocate(order, highest, FrameReserve.Keep) : s_buddy.Allocate(order, highest, FrameReserve.Keep);
    }

    private static FrameFreeResult GiveBlock(uint frame, int order)
    {
        using SpinLock.Scope held = s_lock.Enter();
        return s_usesBitmap ? s_bitmap.Free(frame, order) : s_buddy.Free(frame, order);
    }

    /// <summary>One frame from this processor's list; from the allocator when that has none; from other processors' lists when nothing else is left.</summary>
    private static uint Take()
    {
        ref FrameList list = ref s_lists[Processor.CurrentIndex];
        using (SpinLock.Scope held = list.Lock.Enter())
        {
            if (list.Count == 0)
                Refill(ref list);
            uint frame = list.Pop();
            if (frame != 0)
            {
                s_table[frame].State = FrameState.Allocated;
                return frame;
            }
        }
        return DrainLists() != 0 ? TakeBlock(0, FrameZone.Normal) : 0;
    }

    private static void Refill(ref FrameList list)
    {
        using SpinLock.Scope held = s_lock.Enter();
        for (int i = 0; i < FrameList.Batch; i++)
        {
            uint frame = s_usesBitmap ? s_bitmap.Allocate(0, FrameZone.Normal, FrameReserve.Keep) : s_buddy.Allocate(0, FrameZone.Normal, FrameReserve.Keep);
            if (frame == 0)
                break;
            s_table[frame].State = FrameState.Cached;
            list.Push(frame);
        }
        NoteFree();
    }

    private static void NoteFree()
    {
        uint free = 0;
        for (int i = 0; i < FrameZones.Count; i++)
        {
            FrameZone zone = (FrameZone)i;
            uint total = s_usesBitmap ? s_bitmap.TotalFrames(zone) : s_buddy.TotalFrames(zone);
            uint inZone = s_usesBitmap ? s_bitmap.FreeFrames(zone) : s_buddy.FreeFrames(zone);
            // What a lower zone keeps for those who can use no other is not to be had.
            uint kept = FrameBlocks.Reserve(zone, FrameZone.Normal, total, FrameReserve.Keep);
            free += inZone > kept ? inZone - kept : 0;
        }
        s_free = free;
    }

    /// <summary>Gives frames of a list back to the allocator, under the list's lock.</summary>
    private static uint Drain(ref FrameList list, int keep)
    {
        uint count = 0;
        using SpinLock.Scope held = s_lock.Enter();
        while (list.Count > keep)
        {
            uint frame = list.Pop();
            s_table[frame].State = FrameState.Allocated;
            if (s_usesBitmap)
                s_bitmap.Free(frame, 0);
            else
                s_buddy.Free(frame, 0);
            count++;
        }
        NoteFree();
        return count;
    }

    /// <summary>Empties all processors' lists. Returns how many frames were in them.</summary>
    internal static uint DrainLists()
    {
        uint count = 0;
        for (int i = 0; i < Processor.Maximum; i++)
        {
            if (s_lists[i].Count == 0)
                continue;
            using SpinLock.Scope held = s_lists[i].Lock.Enter();
            count += Drain(ref s_lists[i], 0);
        }
        return count;
    }

    /// <summary>Brings all free frames together, so that <see cref="IsShort"/> is exact. For those who are about to do something drastic.</summary>
    public static void GatherFree()
    {
        if (DrainLists() != 0)
            return;
        using SpinLock.Scope held = s_lock.Enter();
        NoteFree();
    }

    /// <summary>Gives one frame back. Preconditions: nobody uses it, no processor holds a translation to it.</summary>
    public static void Free(FrameNumber frame)
    {
        FrameDescriptor* descriptor = Descriptor(frame);
        if (descriptor->State != FrameState.Allocated || descriptor->Order != 0)
        {
            ReportBadFree(frame, descriptor->State == FrameState.Allocated ? FrameFreeResult.WrongOrder : FrameFreeResult.NotAllocated);
            return;
        }
        Retire(frame.Value, 0);
        ref FrameList list = ref s_lists[Processor.CurrentIndex];
        using SpinLock.Scope held = list.Lock.Enter();
        descriptor->State = FrameState.Cached;
        if (list.Count == FrameList.Capacity)
            Drain(ref list, FrameList.Capacity - FrameList.Batch);
        list.Push(frame.Value);
    }

    /// <summary>Gives a block back.</summary>
    public static void Free(FrameNumber first, int order)
    {
        if (order == 0)
        {
            Free(first);
            return;
        }
        FrameDescriptor* descriptor = Descriptor(first);
        if (descriptor->State == FrameState.Allocated && descriptor->Order == order)
            Retire(first.Value, order);
        FrameFreeResult result = GiveBlock(first.Value, order);
        if (result != FrameFreeResult.Freed)
            ReportBadFree(first, result);
    }

    /// <summary>Gives back what <see cref="AllocateContiguous"/> gave out, all of it.</summary>
    public static void FreeContiguous(FrameNumber first, uint count)
    {
        FrameFreeResult check;
        using (SpinLock.Scope held = s_lock.Enter())
            check = FrameBlocks.CheckContiguous(s_table, s_count, first.Value, count);
        if (check != FrameFreeResult.Freed)
        {
            ReportBadFree(first, check);
            return;
        }
        for (uint at = first.Value, left = count; left != 0;)
        {
            int order = FrameBlocks.OrderAt(at, left);
            Free(new FrameNumber(at), order);
            at += 1U << order;
            left -= 1U << order;
        }
    }

    /// <summary>Adds a reference to a block in use.</summary>
    public static void Retain(FrameNumber first) => Interlocked.Increment(ref Descriptor(first)->References);

    /// <summary>Takes a reference away; the last one frees the block. True if it was the last.</summary>
    public static bool Release(FrameNumber first)
    {
        FrameDescriptor* descriptor = Descriptor(first);
        int left = Interlocked.Decrement(ref descriptor->References);
        if (left < 0 || descriptor->State != FrameState.Allocated)
        {
            ReportBadFree(first, FrameFreeResult.NotAllocated);
            return false;
        }
        if (left != 0)
            return false;
        Free(first, descriptor->Order);
        return true;
    }

    /// <summary>Who uses a block.</summary>
    public static FrameOwner OwnerOf(FrameNumber first) => Descriptor(first)->Owner;

    public static int ReferencesOf(FrameNumber first) => Volatile.Read(ref Descriptor(first)->References);
}
