using System.Numerics;
using System.Runtime.CompilerServices;

namespace Diesis.Platform.Memory.Virtual;

/// <summary>What came of giving a range back.</summary>
internal enum RangeFreeResult
{
    Freed,

    /// <summary>No range in use begins there: freed already, or never reserved.</summary>
    NotReserved,
}

/// <summary>
/// Divides a part of the address space into ranges (after Bonwick's vmem, 2001). Every range, free or not, knows its neighbours; free ones are in lists
/// by the power of two of their size, those in use in a hash table by their start. So giving back takes constant time, and so does reserving
/// unless alignment or an unlucky size make it look at a list's members.
/// </summary>
/// <remarks>
/// Pure. Serialized by the caller. Nodes come from pages of <typeparamref name="TSource"/> and are used again.
/// SAFETY: see <see cref="VirtualRange"/>.
/// </remarks>
internal unsafe struct VirtualRanges<TSource>(TSource source)
    where TSource : struct, IPageSource
{
    private const int PageShift = FrameNumber.FrameShift;
    private const ulong PageBytes = FrameNumber.FrameBytes;
    private const int BinCount = 52;
    private const int BucketCount = 256;

    /// <summary>A reservation cuts at most two pieces off a free range.</summary>
    private const int NodesPerReservation = 2;

    [InlineArray(BinCount)]
    private struct Bins
    {
        private nint _first;
    }

    [InlineArray(BucketCount)]
    private struct Buckets
    {
        private nint _first;
    }

    private TSource _source = source;
    private Bins _bins;
    private Buckets _buckets;
    private ulong _nonEmpty;
    private VirtualRange* _first;
    private VirtualRange* _spare;
    private int _spareCount;

    /// <summary>Ranges in use.</summary>
    internal int Count { get; private set; }

    internal ulong FreeBytes { get; private set; }

    /// <summary>The range with the lowest address; others by <see cref="VirtualRange.After"/>.</summary>
    internal readonly VirtualRange* First => _first;

    /// <summary>Begins with one free range. False when there is no page for its node.</summary>
    internal bool Initialize(ulong start, ulong end)
    {
        if (!EnsureSpares(1))
            return false;
        VirtualRange* range = TakeSpare();
        range->Start = start;
        range->End = end;
        range->Before = null;
        range->After = null;
        _first = range;
        FreeBytes = end - start;
        AddToBin(range);
        return true;
    }

    /// <summary>Reserves a range.</summary>
    /// <param name="bytes">A multiple of a page.</param>
    /// <param name="alignment">A power of two, a page at least.</param>
    /// <returns>The start, or 0 when there is no room or no memory for nodes.</returns>
    internal ulong Reserve(ulong bytes, ulong alignment, RangeUse use)
    {
        if (bytes == 0 || bytes > FreeBytes || !EnsureSpares(NodesPerReservation))
            return 0;
        for (ulong bins = _nonEmpty >> BinOf(bytes) << BinOf(bytes); bins != 0; bins &= bins - 1)
        {
            int bin = BitOperations.TrailingZeroCount(bins);
            for (VirtualRange* range = (VirtualRange*)_bins[bin]; range != null; range = range->Next)
            {
                ulong start = (range->Start + alignment - 1) & ~(alignment - 1);
                if (start < range->Start || start >= range->End || bytes > range->End - start)
                    continue;
                Take(range, start, bytes, use);
                return start;
            }
        }
        return 0;
    }

    private void Take(VirtualRange* range, ulong start, ulong bytes, RangeUse use)
    {
        RemoveFromBin(range);
        if (start != range->Start)
        {
            VirtualRange* below = TakeSpare();
            below->Start = range->Start;
            below->End = start;
            InsertBefore(range, below);
            range->Start = start;
            AddToBin(below);
        }
        if (range->End != start + bytes)
        {
            VirtualRange* above = TakeSpare();
            above->Start = start + bytes;
            above->End = range->End;
            InsertAfter(range, above);
            range->End = start + bytes;
            AddToBin(above);
        }
        range->Use = use;
        FreeBytes -= bytes;
        Count++;
        int bucket = BucketOf(start);
        range->Previous = null;
        range->Next = (VirtualRange*)_buckets[bucket];
        if (range->Next != null)
            range->Next->Previous = range;
        _buckets[bucket] = (nint)range;
    }

    /// <summary>The range in use that begins at an address, or null.</summary>
    internal readonly VirtualRange* Find(ulong start)
    {
        VirtualRange* range = (VirtualRange*)_buckets[BucketOf(start)];
        while (range != null && range->Start != start)
            range = range->Next;
        return range;
    }

    /// <summary>Gives a range back and joins it with free neighbours.</summary>
    internal RangeFreeResult Free(ulong start)
    {
        VirtualRange* range = Find(start);
        if (range == null)
            return RangeFreeResult.NotReserved;
        if (range->Previous != null)
            range->Previous->Next = range->Next;
        else
            _buckets[BucketOf(start)] = (nint)range->Next;
        if (range->Next != null)
            range->Next->Previous = range->Previous;

        FreeBytes += range->Length;
        Count--;
        VirtualRange* before = range->Before;
        if (before != null && before->Use == RangeUse.Free)
        {
            RemoveFromBin(before);
            range->Start = before->Start;
            Unlink(before);
        }
        VirtualRange* after = range->After;
        if (after != null && after->Use == RangeUse.Free)
        {
            RemoveFromBin(after);
            range->End = after->End;
            Unlink(after);
        }
        AddToBin(range);
        return RangeFreeResult.Freed;
    }

    private static int BinOf(ulong bytes) => BitOperations.Log2(bytes >> PageShift);

    /// <summary>Multiplicative hashing (Knuth, volume 3, section 6.4).</summary>
    private static int BucketOf(ulong start) => (int)((start >> PageShift) * 0x9e37_79b9_7f4a_7c15 >> 56);

    private void AddToBin(VirtualRange* range)
    {
        int bin = BinOf(range->Length);
        range->Use = RangeUse.Free;
        range->Previous = null;
        range->Next = (VirtualRange*)_bins[bin];
        if (range->Next != null)
            range->Next->Previous = range;
        _bins[bin] = (nint)range;
        _nonEmpty |= 1UL << bin;
    }

    private void RemoveFromBin(VirtualRange* range)
    {
        int bin = BinOf(range->Length);
        if (range->Next != null)
            range->Next->Previous = range->Previous;
        if (range->Previous != null)
            range->Previous->Next = range->Next;
        else
            _bins[bin] = (nint)range->Next;
        if (_bins[bin] == 0)
            _nonEmpty &= ~(1UL << bin);
    }

    private void InsertBefore(VirtualRange* range, VirtualRange* added)
    {
        added->Before = range->Before;
        added->After = range;
        if (range->Before != null)
            range->Before->After = added;
        else
            _first = added;
        range->Before = added;
    }

    private static void InsertAfter(VirtualRange* range, VirtualRange* added)
    {
        added->Before = range;
        added->After = range->After;
        if (range->After != null)
            range->After->Before = added;
        range->After = added;
    }

    private void Unlink(VirtualRange* range)
    {
        if (range->Before != null)
            range->Before->After = range->After;
        else
            _first = range->After;
        if (range->After != null)
            range->After->Before = range->Before;
        range->Next = _spare;
        _spare = range;
        _spareCount++;
    }

    private bool EnsureSpares(int count)
    {
        if (_spareCount >= count)
            return true;
        byte* page = _source.AllocatePage();
        if (page == null)
            return false;
        VirtualRange* nodes = (VirtualRange*)page;
        for (int i = 0; i < (int)PageBytes / sizeof(VirtualRange); i++)
        {
            nodes[i].Next = _spare;
            _spare = &nodes[i];
            _spareCount++;
        }
        return true;
    }

    private VirtualRange* TakeSpare()
    {
        VirtualRange* range = _spare;
        _spare = range->Next;
        _spareCount--;
        return range;
    }

    /// <summary>Walks everything; false if the structures contradict each other.</summary>
    internal readonly bool IsConsistent(ulong start, ulong end)
    {
        ulong at = start;
        ulong free = 0;
        int used = 0;
        VirtualRange* before = null;
        for (VirtualRange* range = _first; range != null; before = range, range = range->After)
        {
            if (range->Start != at || range->End <= range->Start || range->Before != before)
                return false;
            bool isFree = range->Use == RangeUse.Free;
            if (isFree && before != null && before->Use == RangeUse.Free)
                return false;
            if (isFree != (Find(range->Start) == null))
                return false;
            free += isFree ? range->Length : 0;
            used += isFree ? 0 : 1;
            at = range->End;
        }
        return at == end && free == FreeBytes && used == Count;
    }
}
