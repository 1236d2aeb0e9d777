using System.Threading;
using Diesis.Platform.Locks;
using Diesis.Platform.Memory.Physical;
using Internal.Runtime;
using Processor = Diesis.Platform.Processors.Processor;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Platform.Memory;

/// <summary>What is looked after on the way in and out: contents, owners, statistics, poison.</summary>
public static unsafe partial class Frames
{
    /// <summary>What freed memory holds while it is checked: no address, no small number, no text.</summary>
    internal const ulong Poison = 0xdf9e_dead_f4ee_9edf;

    private const int OwnerCount = (int)FrameOwner.Other + 1;
    private const int WordsPerFrame = FrameNumber.FrameBytes / sizeof(ulong);

    private struct Counters
    {
        public fixed long InUse[OwnerCount];
    }

    private static Counters s_counters;
    private static long s_allocations;
    private static long s_poisonFailures;

    /// <summary>Frames that somebody has.</summary>
    public static long InUse(FrameOwner owner) => Volatile.Read(ref s_counters.InUse[(int)owner]);

    /// <summary>Blocks given out since start-up.</summary>
    public static long Allocations => Volatile.Read(ref s_allocations);

    /// <summary>Frames that were written to while they were free.</summary>
    internal static long PoisonFailures => Volatile.Read(ref s_poisonFailures);

    /// <summary>Frames that could be given out now, those in processors' lists among them.</summary>
    public static uint FreeCount
    {
        get
        {
            uint count = 0;
            for (int i = 0; i < FrameZones.Count; i++)
                count += Statistics((FrameZone)i).Free;
            for (int i = 0; i < Processor.Maximum; i++)
                count += (uint)Volatile.Read(ref s_lists[i].Count);
            return count;
        }
    }

    /// <summary>Frames that the allocator manages, free or not.</summary>
    public static uint TotalCount
    {
        get
        {
            uint count = 0;
            for (int i = 0; i < FrameZones.Count; i++)
                count += Statistics((FrameZone)i).Total;
            return count;
        }
    }

    /// <summary>A zone's figures; frames in processors' lists are not counted as free.</summary>
    public static FrameZoneStatistics Statistics(FrameZone zone)
    {
        using SpinLock.Scope held = s_lock.Enter();
        return s_usesBitmap
            ? new FrameZoneStatistics(zone, s_bitmap.TotalFrames(zone), s_bitmap.FreeFrames(zone))
            : new FrameZoneStatistics(zone, s_buddy.TotalFrames(zone), s_buddy.FreeFrames(zone));
    }

    /// <summary>Walks the allocator's structures; false when they contradict each other.</summary>
    internal static bool IsConsistent()
    {
        using SpinLock.Scope held = s_lock.Enter();
        return s_usesBitmap ? s_bitmap.IsConsistent() : s_buddy.IsConsistent();
    }

    /// <summary>Makes a block that the allocator gave out ready for its owner.</summary>
    private static void Prepare(uint first, int order, FrameOwner owner, FrameContents contents)
    {
        FrameDescriptor* descriptor = s_table + first;
        descriptor->References = 1;
        descriptor->Owner = owner;
        descriptor->Next = 0;
        descriptor->Previous = 0;
        Interlocked.Add(ref s_counters.InUse[(int)owner], 1L << order);
        Interlocked.Increment(ref s_allocations);
        for (uint frame = first; frame < first + (1U << order); frame++)
        {
            if ((s_table[frame].Marks & FrameMarks.Poisoned) != 0)
                CheckPoison(frame);
            if (contents == FrameContents.Zeroed)
                Fill(frame, 0);
        }
    }

    /// <summary>The owner's part of a block ends.</summary>
    private static void Retire(uint first, int order)
    {
        FrameDescriptor* descriptor = s_table + first;
        Interlocked.Add(ref s_counters.InUse[(int)descriptor->Owner], -(1L << order));
        descriptor->Owner = FrameOwner.None;
        descriptor->References = 0;
        if (!KernelOptions.Checks)
            return;
        for (uint frame = first; frame < first + (1U << order); frame++)
        {
            Fill(frame, Poison);
            s_table[frame].Marks |= FrameMarks.Poisoned;
        }
    }

    private static void Fill(uint frame, ulong value)
    {
        ulong* words = (ulong*)DirectMap.Pointer(new FrameNumber(frame));
        new System.Span<ulong>(words, WordsPerFrame).Fill(value);
    }

    private static void CheckPoison(uint frame)
    {
        s_table[frame].Marks &= ~FrameMarks.Poisoned;
        ulong* words = (ulong*)DirectMap.Pointer(new FrameNumber(frame));
        for (int i = 0; i < WordsPerFrame; i++)
        {
            if (words[i] == Poison)
                continue;
            Interlocked.Increment(ref s_poisonFailures);
            MemoryFaults.Report(MemoryFault.FrameWrittenWhileFree, new FrameNumber(frame).Address.Value + (ulong)i * sizeof(ulong));
            return;
        }
    }

    private static void ReportBadFree(FrameNumber frame, FrameFreeResult result) => MemoryFaults.Report(
        result switch
        {
            FrameFreeResult.WrongOrder => MemoryFault.FrameFreedWithWrongSize,
            FrameFreeResult.OutOfRange => MemoryFault.ForeignFrameFreed,
            _ => MemoryFault.FrameFreedTwice,
        },
        frame.Address.Value);
}
