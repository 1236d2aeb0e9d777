using System.Numerics;
using System.Runtime.CompilerServices;

namespace Diesis.Platform.Memory.Physical;

/// <summary>
/// Buddies (Knowlton 1965; Knuth, volume 1, section 2.5): free blocks of each order are in lists, a block is halved when there is none of the size
/// asked for, and a freed block joins its other half when that is free too. Both in a number of steps bounded by the orders.
/// </summary>
/// <remarks>The lists run through the descriptors, one per zone and order. SAFETY: see <see cref="IFrameAllocator"/>; list links are frame numbers within the table.</remarks>
internal unsafe struct BuddyAllocator : IFrameAllocator
{
    private const int Orders = FrameBlocks.MaximumOrder + 1;
    private const uint LargestBlock = 1U << FrameBlocks.MaximumOrder;

    [InlineArray(Orders * FrameZones.Count)]
    private struct Lists
    {
        private uint _first;
    }

    [InlineArray(FrameZones.Count)]
    private struct Counts
    {
        private uint _first;
    }

    private FrameDescriptor* _table;
    private uint _frameCount;

    /// <summary>The first free block of each list, 0 if it is empty.</summary>
    private Lists _lists;

    /// <summary>For each zone a bit for each order whose list is not empty.</summary>
    private Counts _nonEmpty;
    private Counts _free;
    private Counts _total;

    public static nuint MetadataBytes(uint frameCount) => 0;

    public void Initialize(FrameDescriptor* table, uint frameCount, byte* metadata)
    {
        this = default;
        _table = table;
        _frameCount = frameCount;
    }

    public readonly uint FreeFrames(FrameZone zone) => _free[(int)zone];

    public readonly uint TotalFrames(FrameZone zone) => _total[(int)zone];

    public void AddFree(uint first, uint count)
    {
        for (uint frame = first; frame < first + count; frame++)
            _table[frame].State = FrameState.Interior;
        while (count != 0)
        {
            int order = FrameBlocks.OrderAt(first, count);
            _total[(int)FrameZones.Of(first)] += 1U << order;
            Release(first, order);
            first += 1U << order;
            count -= 1U << order;
        }
    }

    public uint Allocate(int order, FrameZone highest, FrameReserve reserve)
    {
        for (int zone = (int)highest; zone >= 0; zone--)
        {
            uint candidates = _nonEmpty[zone] >> order << order;
            if (candidates == 0)
                continue;
            if (_free[zone] < FrameBlocks.Reserve((FrameZone)zone, highest, _total[zone], reserve) + (1U << order))
                continue;
            int found = BitOperations.TrailingZeroCount(candidates);
            uint block = _lists[zone * Orders + found];
            Unlink(block, zone, found);
            for (; found > order; found--)
                Link(block + (1U << (found - 1)), zone, found - 1);
            _free[zone] -= 1U << order;
            FrameBlocks.MarkAllocated(ref _table[block], order);
            return block;
        }
        return 0;
    }

    public uint AllocateContiguous(uint count, uint alignment, uint limit)
    {
        if (count == 0)
            return 0;
        alignment = uint.Max(alignment, 1);
        if (limit > _frameCount)
            limit = _frameCount;
        uint needed = BitOperations.RoundUpToPowerOf2(uint.Max(count, alignment));
        for (int zone = FrameZones.Count - 1; zone >= 0; zone--)
        {
            if (FrameZones.StartOf((FrameZone)zone) >= limit || count > _free[zone])
                continue;
            uint first = needed == 0 || needed > LargestBlock ? FindRow(count, alignment, limit, zone) : FindBlock(count, needed, limit, zone);
            if (first != 0)
            {
                TakeRow(first, count, zone);
                return first;
            }
        }
        return 0;
    }

    /// <summary>A free block that begins with the piece, the smallest that there is.</summary>
    private readonly uint FindBlock(uint count, uint needed, uint limit, int zone)
    {
        for (int order = BitOperations.Log2(needed); order < Orders; order++)
        {
            for (uint block = _lists[zone * Orders + order]; block != 0; block = _table[block].Next)
            {
                if (block < limit && count <= limit - block)
                    return block;
            }
        }
        return 0;
    }

    /// <summary>Free blocks of the largest order that follow each other, for pieces that are longer or aligned to more.</summary>
    private readonly uint FindRow(uint count, uint alignment, uint limit, int zone)
    {
        uint end = uint.Min(limit, FrameZones.EndOf((FrameZone)zone, _frameCount));
        uint first = 0;
        uint length = 0;
        for (uint block = FrameZones.StartOf((FrameZone)zone); block < end; block += LargestBlock)
        {
            ref FrameDescriptor descriptor = ref _table[block];
            if (descriptor.State != FrameState.Free || descriptor.Order != FrameBlocks.MaximumOrder)
            {
                length = 0;
                continue;
            }
            if (length == 0)
            {
                if ((block & (alignment - 1)) != 0)
                    continue;
                first = block;
            }
            length += LargestBlock;
            if (length >= count)
                return first <= end && count <= end - first ? first : 0;
        }
        return 0;
    }

    /// <summary>Takes a piece out of the free blocks that it lies in, from the beginning of the first one on; the last one's rest is freed again.</summary>
    private void TakeRow(uint first, uint count, int zone)
    {
        uint taken = 0;
        while (taken < count)
        {
            int order = _table[first + taken].Order;
            Unlink(first + taken, zone, order);
            _free[zone] -= 1U << order;
            taken += 1U << order;
        }
        FrameBlocks.MarkContiguous(_table, first, count);
        uint rest = first + count;
        for (uint left = taken - count; left != 0;)
        {
            int order = FrameBlocks.OrderAt(rest, left);
            Release(rest, order);
            rest += 1U << order;
            left -= 1U << order;
        }
    }

    public FrameFreeResult Free(uint first, int order)
    {
        FrameFreeResult result = FrameBlocks.CheckBlock(_table, _frameCount, first, order);
        if (result == FrameFreeResult.Freed)
            Release(first, order);
        return result;
    }

    public FrameFreeResult FreeContiguous(uint first, uint count)
    {
        FrameFreeResult result = FrameBlocks.CheckContiguous(_table, _frameCount, first, count);
        if (result != FrameFreeResult.Freed)
            return result;
        while (count != 0)
        {
            int order = FrameBlocks.OrderAt(first, count);
            Release(first, order);
            first += 1U << order;
            count -= 1U << order;
        }
        return result;
    }

    /// <summary>Puts a block into its list, joined with its buddies as far as they are free.</summary>
    private void Release(uint block, int order)
    {
        int zone = (int)FrameZones.Of(block);
        _free[zone] += 1U << order;
        _table[block].State = FrameState.Interior;
        while (order < FrameBlocks.MaximumOrder)
        {
            uint buddy = block ^ (1U << order);
            // Frame 0 is never free, so a block with it never forms.
            if (buddy >= _frameCount || _table[buddy].State != FrameState.Free || _table[buddy].Order != order)
                break;
            Unlink(buddy, zone, order);
            block &= ~(1U << order);
            order++;
        }
        Link(block, zone, order);
    }

    private void Link(uint block, int zone, int order)
    {
        ref uint head = ref _lists[zone * Orders + order];
        ref FrameDescriptor descriptor = ref _table[block];
        descriptor.State = FrameState.Free;
        descriptor.Order = (byte)order;
        descriptor.Previous = 0;
        descriptor.Next = head;
        if (head != 0)
            _table[head].Previous = block;
        head = block;
        _nonEmpty[zone] |= 1U << order;
    }

    private void Unlink(uint block, int zone, int order)
    {
        ref FrameDescriptor descriptor = ref _table[block];
        descriptor.State = FrameState.Interior;
        if (descriptor.Next != 0)
            _table[descriptor.Next].Previous = descriptor.Previous;
        if (descriptor.Previous != 0)
        {
            _table[descriptor.Previous].Next = descriptor.Next;
            return;
        }
        ref uint head = ref _lists[zone * Orders + order];
        head = descriptor.Next;
        if (head == 0)
            _nonEmpty[zone] &= ~(1U << order);
    }

    public readonly bool IsConsistent()
    {
        for (int zone = 0; zone < FrameZones.Count; zone++)
        {
            uint free = 0;
            for (int order = 0; order < Orders; order++)
            {
                uint previous = 0;
                uint head = _lists[zone * Orders + order];
                if (head == 0 == ((_nonEmpty[zone] >> order & 1) != 0))
                    return false;
                for (uint block = head; block != 0; block = _table[block].Next)
                {
                    FrameDescriptor descriptor = _table[block];
                    uint buddy = block ^ (1U << order);
                    bool couldJoin = order < FrameBlocks.MaximumOrder && buddy < _frameCount
                        && _table[buddy].State == FrameState.Free && _table[buddy].Order == order;
                    if (couldJoin || descriptor.State != FrameState.Free || descriptor.Order != order || descriptor.Previous != previous
                        || (int)FrameZones.Of(block) != zone || (block & ((1U << order) - 1)) != 0)
                        return false;
                    for (uint i = 1; i < 1U << order; i++)
                    {
                        if (_table[block + i].State != FrameState.Interior)
                            return false;
                    }
                    free += 1U << order;
                    if (free > _total[zone])
                        return false;
                    previous = block;
                }
            }
            if (free != _free[zone])
                return false;
        }
        return true;
    }
}
