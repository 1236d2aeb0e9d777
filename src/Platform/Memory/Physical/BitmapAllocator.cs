using System.Numerics;
using System.Runtime.CompilerServices;

namespace Diesis.Platform.Memory.Physical;

/// <summary>A bit for each frame, set when it is free: simple, small, any length and alignment alike; searching takes time in proportion to memory.</summary>
/// <remarks>
/// Each zone remembers where the last search ended (next fit), so that filling memory up is not quadratic.
/// SAFETY: see <see cref="IFrameAllocator"/>; bits stand for frames of the table.
/// </remarks>
internal unsafe struct BitmapAllocator : IFrameAllocator
{
    private const int WordBits = 64;
    private const int WordShift = 6;

    [InlineArray(FrameZones.Count)]
    private struct Counts
    {
        private uint _first;
    }

    private FrameDescriptor* _table;
    private ulong* _bits;
    private uint _frameCount;

    /// <summary>The frame at which a zone's next search begins.</summary>
    private Counts _hint;
    private Counts _free;
    private Counts _total;

    public static nuint MetadataBytes(uint frameCount) => ((nuint)frameCount + WordBits - 1) / WordBits * sizeof(ulong);

    public void Initialize(FrameDescriptor* table, uint frameCount, byte* metadata)
    {
        this = default;
        _table = table;
        _frameCount = frameCount;
        _bits = (ulong*)metadata;
    }

    public readonly uint FreeFrames(FrameZone zone) => _free[(int)zone];

    public readonly uint TotalFrames(FrameZone zone) => _total[(int)zone];

    public void AddFree(uint first, uint count)
    {
        for (uint frame = first; frame < first + count; frame++)
        {
            _table[frame].State = FrameState.Free;
            _bits[frame >> WordShift] |= 1UL << (int)(frame % WordBits);
            int zone = (int)FrameZones.Of(frame);
            _total[zone]++;
            _free[zone]++;
        }
    }

    public uint Allocate(int order, FrameZone highest, FrameReserve reserve)
    {
        uint count = 1U << order;
        for (int zone = (int)highest; zone >= 0; zone--)
        {
            if (_free[zone] < FrameBlocks.Reserve((FrameZone)zone, highest, _total[zone], reserve) + count)
                continue;
            uint start = FrameZones.StartOf((FrameZone)zone);
            uint end = FrameZones.EndOf((FrameZone)zone, _frameCount);
            uint hint = uint.Max(_hint[zone], start) & ~(count - 1);
            uint block = Find(count, count, hint, end);
            if (block == 0)
                block = Find(count, count, start, uint.Min(end, hint + count - 1));
            if (block == 0)
                continue;
            _hint[zone] = block + count;
            Take(block, count, zone);
            FrameBlocks.MarkAllocated(ref _table[block], order);
            return block;
        }
        return 0;
    }

    public uint AllocateContiguous(uint count, uint alignment, uint limit)
    {
        if (count == 0)
            return 0;
        for (int zone = FrameZones.Count - 1; zone >= 0; zone--)
        {
            uint start = FrameZones.StartOf((FrameZone)zone);
            uint end = uint.Min(limit, FrameZones.EndOf((FrameZone)zone, _frameCount));
            if (start >= end || count > _free[zone])
                continue;
            uint first = Find(count, uint.Max(alignment, 1), start, end);
            if (first == 0)
                continue;
            Take(first, count, zone);
            FrameBlocks.MarkContiguous(_table, first, count);
            return first;
        }
        return 0;
    }

    /// <summary>The first aligned run of free frames between two frames, or 0.</summary>
    private readonly uint Find(uint count, uint alignment, uint from, uint end)
    {
        ulong start = from;
        while (true)
        {
            start = (NextFree(start, end) + alignment - 1) & ~((ulong)alignment - 1);
            if (start + count > end)
                return 0;
            ulong used = NextUsed(start, start + count);
            if (used == start + count)
                return (uint)start;
            start = used;
        }
    }

    private readonly ulong NextFree(ulong frame, ulong end)
    {
        while (frame < end)
        {
            ulong word = _bits[frame >> WordShift] >> (int)(frame % WordBits);
            if (word != 0)
                return frame + (ulong)BitOperations.TrailingZeroCount(word);
            frame = (frame | (WordBits - 1)) + 1;
        }
        return end;
    }

    private readonly ulong NextUsed(ulong frame, ulong end)
    {
        while (frame < end)
        {
            ulong word = ~_bits[frame >> WordShift] >> (int)(frame % WordBits);
            if (word != 0)
                return ulong.Min(end, frame + (ulong)BitOperations.TrailingZeroCount(word));
            frame = (frame | (WordBits - 1)) + 1;
        }
        return end;
    }

    private void Take(uint first, uint count, int zone)
    {
        for (uint frame = first; frame < first + count; frame++)
            _bits[frame >> WordShift] &= ~(1UL << (int)(frame % WordBits));
        _free[zone] -= count;
    }

    public FrameFreeResult Free(uint first, int order)
    {
        FrameFreeResult result = FrameBlocks.CheckBlock(_table, _frameCount, first, order);
        if (result == FrameFreeResult.Freed)
            Release(first, 1U << order);
        return result;
    }

    public FrameFreeResult FreeContiguous(uint first, uint count)
    {
        FrameFreeResult result = FrameBlocks.CheckContiguous(_table, _frameCount, first, count);
        if (result == FrameFreeResult.Freed)
            Release(first, count);
        return result;
    }

    private void Release(uint first, uint count)
    {
        for (uint frame = first; frame < first + count; frame++)
        {
            _table[frame].State = FrameState.Free;
            _bits[frame >> WordShift] |= 1UL << (int)(frame % WordBits);
        }
        _free[(int)FrameZones.Of(first)] += count;
    }

    public readonly bool IsConsistent()
    {
        for (int zone = 0; zone < FrameZones.Count; zone++)
        {
            uint free = 0;
            uint end = FrameZones.EndOf((FrameZone)zone, _frameCount);
            for (uint frame = FrameZones.StartOf((FrameZone)zone); frame < end; frame++)
            {
                if ((_bits[frame >> WordShift] >> (int)(frame % WordBits) & 1) == 0)
                    continue;
                free++;
                if (_table[frame].State is not (FrameState.Free or FrameState.Interior))
                    return false;
            }
            if (free != _free[zone])
                return false;
        }
        return true;
    }
}
