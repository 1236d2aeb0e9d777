using System.Diagnostics.CodeAnalysis;

namespace Diesis.Platform.Memory.Physical;

/// <summary>Physical addresses from <see cref="Start"/> up to, not including, <see cref="End"/>.</summary>
public struct MemoryRange(ulong start, ulong end, MemoryKind kind)
{
    public ulong Start = start;
    public ulong End = end;
    public MemoryKind Kind = kind;

    public readonly ulong Length => End - Start;
}

/// <summary>
/// What physical memory there is. The firmware's descriptions may be unsorted, overlap, have holes, be empty or wrap around; after
/// <see cref="Normalize"/> the ranges are sorted, disjoint, merged and on page boundaries, and a page is usable only if every byte of it is.
/// </summary>
/// <remarks>
/// Typical sequence: Add … Add, Normalize, Carve what is taken. Works before everything else: no heap, only memory that the owner of the
/// struct hands in. SAFETY: the two buffers have the sizes that <see cref="Initialize"/> demands and live as long as the map.
/// </remarks>
internal unsafe struct MemoryMap
{
    /// <summary>Addresses end here: 52 bits are the most that page tables can hold (Intel SDM, volume 3, section 4.1.4).</summary>
    internal const ulong AddressLimit = 1UL << 52;

    private const ulong PageMask = FrameNumber.FrameBytes - 1;
    private const int KindCount = (int)MemoryKind.Unusable + 1;

    private MemoryRange* _ranges;
    private ulong* _boundaries;
    private int _capacity;
    private int _count;

    /// <summary>Descriptions that found no room. Only usable memory is ever lost.</summary>
    private int _lost;

    internal readonly int Count => _count;

    internal readonly int Lost => _lost;

    [UnscopedRef]
    internal readonly ref MemoryRange this[int index] => ref _ranges[index];

    /// <summary>Boundaries that a map of <paramref name="capacity"/> ranges needs as scratch memory.</summary>
    internal static int BoundaryCount(int capacity) => capacity * 2;

    /// <param name="ranges">Room for <paramref name="capacity"/> ranges.</param>
    /// <param name="boundaries">Room for <see cref="BoundaryCount"/> words.</param>
    internal void Initialize(MemoryRange* ranges, ulong* boundaries, int capacity)
    {
        _ranges = ranges;
        _boundaries = boundaries;
        _capacity = capacity;
        _count = 0;
        _lost = 0;
    }

    /// <summary>Adds a description as the firmware gives it. Beyond half the capacity (normalizing may double the ranges) usable memory is lost.</summary>
    internal void Add(ulong start, ulong length, MemoryKind kind)
    {
        if (length == 0 || start >= AddressLimit || kind == MemoryKind.None)
            return;
        ulong end = length > AddressLimit - start ? AddressLimit : start + length;
        MemoryRange range = new(start, end, kind);
        if (_count < _capacity / 2)
        {
            _ranges[_count++] = range;
            return;
        }
        _lost++;
        if (kind == MemoryKind.Usable)
            return;
        for (int i = 0; i < _count; i++)
        {
            if (_ranges[i].Kind == MemoryKind.Usable)
            {
                _ranges[i] = range;
                return;
            }
        }
    }

    /// <summary>Makes the map what the type's summary says.</summary>
    internal void Normalize()
    {
        // By bytes first, so that two halves of a page may make one usable page; then by pages, where what is not usable grows.
        Sweep();
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            MemoryRange range = _ranges[i];
            if (range.Kind == MemoryKind.Usable)
            {
                range.Start = (range.Start + PageMask) & ~PageMask;
                range.End &= ~PageMask;
            }
            else
            {
                range.Start &= ~PageMask;
                range.End = (range.End + PageMask) & ~PageMask;
            }
            if (range.Start < range.End)
                _ranges[kept++] = range;
        }
        _count = kept;
        Sweep();
    }

    /// <summary>Gives a page-rounded part of the map another kind, if that is the stronger one. False when the table is full.</summary>
    internal bool Mark(ulong start, ulong end, MemoryKind kind)
    {
        if (start >= end)
            return true;
        if (_count + 2 > _capacity)
            return false;
        _ranges[_count++] = new MemoryRange(start & ~PageMask, (end + PageMask) & ~PageMask, kind);
        Sweep();
        return true;
    }

    /// <summary>The last range of a kind, or any, that ends highest; 0 when there is none.</summary>
    internal readonly ulong EndOf(MemoryKind kind)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            if (_ranges[i].Kind == kind)
                return _ranges[i].End;
        }
        return 0;
    }

    internal readonly ulong TotalBytes(MemoryKind kind)
    {
        ulong total = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_ranges[i].Kind == kind)
                total += _ranges[i].Length;
        }
        return total;
    }

    /// <summary>The kind at an address of a normalized map.</summary>
    internal readonly MemoryKind KindAt(ulong address)
    {
        for (int i = 0; i < _count; i++)
        {
            if (address >= _ranges[i].Start && address < _ranges[i].End)
                return _ranges[i].Kind;
        }
        return MemoryKind.None;
    }

    /// <summary>Goes over all boundaries in order, with a count of the open ranges of each kind; the strongest open kind makes the result.</summary>
    private void Sweep()
    {
        // A boundary is address << 5 | kind << 1 | opens.
        int boundaries = 0;
        for (int i = 0; i < _count; i++)
        {
            ulong kind = (ulong)_ranges[i].Kind << 1;
            _boundaries[boundaries++] = _ranges[i].Start << 5 | kind | 1;
            _boundaries[boundaries++] = _ranges[i].End << 5 | kind;
        }
        Sort(_boundaries, boundaries);

        int* open = stackalloc int[KindCount];
        for (int i = 0; i < KindCount; i++)
            open[i] = 0;
        _count = 0;
        ulong start = 0;
        MemoryKind current = MemoryKind.None;
        for (int i = 0; i < boundaries;)
        {
            ulong address = _boundaries[i] >> 5;
            for (; i < boundaries && _boundaries[i] >> 5 == address; i++)
                open[(_boundaries[i] >> 1) & 15] += (_boundaries[i] & 1) != 0 ? 1 : -1;
            int strongest = KindCount - 1;
            while (strongest > 0 && open[strongest] == 0)
                strongest--;
            if ((MemoryKind)strongest == current)
                continue;
            if (current != MemoryKind.None)
                _ranges[_count++] = new MemoryRange(start, address, current);
            start = address;
            current = (MemoryKind)strongest;
        }
    }

    /// <summary>Heap sort: in place, no recursion, no bad case.</summary>
    private static void Sort(ulong* values, int count)
    {
        for (int i = count / 2 - 1; i >= 0; i--)
            SiftDown(values, i, count);
        for (int end = count - 1; end > 0; end--)
        {
            (values[0], values[end]) = (values[end], values[0]);
            SiftDown(values, 0, end);
        }
    }

    private static void SiftDown(ulong* values, int at, int count)
    {
        while (true)
        {
            int child = at * 2 + 1;
            if (child >= count)
                return;
            if (child + 1 < count && values[child + 1] > values[child])
                child++;
            if (values[child] <= values[at])
                return;
            (values[at], values[child]) = (values[child], values[at]);
            at = child;
        }
    }
}
