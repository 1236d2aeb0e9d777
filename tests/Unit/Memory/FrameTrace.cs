using Diesis.Platform.Memory.Physical;

namespace Diesis.Unit.Tests.Memory;

/// <summary>A random trace over two zones with holes, and the model it is held against: which frames are memory, and which of them are free.</summary>
internal sealed class FrameTrace
{
    private readonly IAllocatorUnderTest _allocator;
    private readonly Random _random;
    private readonly string _name;
    private readonly bool _findsEveryRun;
    private readonly bool[] _isMemory;
    private readonly bool[] _isFree;
    private readonly List<(uint First, uint Count, int Order)> _pieces = [];

    internal FrameTrace(IAllocatorUnderTest allocator, int seed, bool findsEveryRun)
    {
        _allocator = allocator;
        _random = new Random(seed);
        _name = $"seed {seed}";
        _findsEveryRun = findsEveryRun;
        _isMemory = new bool[allocator.FrameCount];
        for (uint at = 1; at < allocator.FrameCount;)
        {
            uint length = Math.Min((uint)_random.Next(1, 1 << _random.Next(1, 13)), allocator.FrameCount - at);
            allocator.AddFree(at, length);
            Array.Fill(_isMemory, true, (int)at, (int)length);
            at += length + (uint)_random.Next(0, 1 << _random.Next(0, 10));
        }

        _isFree = [.. _isMemory];
    }

    internal void Run(int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            switch (_random.Next(20))
            {
                case < 9:
                    Allocate();
                    break;
                case < 11:
                    AllocateContiguous();
                    break;
                case < 19:
                    Free();
                    break;
                default:
                    MisuseIsRefused();
                    break;
            }

            if (step % 100 == 0)
            {
                Check();
            }
        }

        while (_pieces.Count != 0)
        {
            Free();
        }

        Check();
        Assert.True(_isFree.AsSpan().SequenceEqual(_isMemory), _name);
    }

    private void Allocate()
    {
        int order = _random.Next(3) == 0 ? _random.Next(0, 11) : _random.Next(0, 4);
        FrameZone highest = (FrameZone)_random.Next(0, 3);
        FrameReserve reserve = _random.Next(2) == 0 ? FrameReserve.Keep : FrameReserve.Use;
        uint first = _allocator.Allocate(order, highest, reserve);
        if (first != 0)
        {
            Assert.True(first % (1U << order) == 0 && FrameZones.Of(first) <= highest, $"{_name}: {first} for order {order} up to {highest}");
            Take(first, 1U << order);
            _pieces.Add((first, 0, order));
            return;
        }

        foreach (FrameZone zone in (FrameZone[])[FrameZone.Dma, FrameZone.Dma32])
        {
            uint needed = (1U << order) + FrameBlocks.Reserve(zone, highest, _allocator.TotalFrames(zone), reserve);
            Assert.False(zone <= highest && CountFree(zone) >= needed && HasRun(1U << order, 1U << order, uint.MaxValue, zone), $"{_name}: order {order} refused though {zone} has a block");
        }
    }

    private void AllocateContiguous()
    {
        uint count = (uint)_random.Next(1, 1 << _random.Next(1, 13));
        uint alignment = 1U << _random.Next(0, 12);
        uint limit = _random.Next(2) == 0 ? uint.MaxValue : (uint)_random.Next(1, (int)_allocator.FrameCount);
        uint first = _allocator.AllocateContiguous(count, alignment, limit);
        if (first != 0)
        {
            Assert.True(first % alignment == 0 && first + count <= limit, $"{_name}: {first}");
            Take(first, count);
            _pieces.Add((first, count, 0));
            return;
        }

        uint block = System.Numerics.BitOperations.RoundUpToPowerOf2(Math.Max(count, alignment));
        foreach (FrameZone zone in (FrameZone[])[FrameZone.Dma, FrameZone.Dma32])
        {
            Assert.False(
                _findsEveryRun ? HasRun(count, alignment, limit, zone) : HasRun(block, block, limit, zone),
                $"{_name}: {count} frames aligned to {alignment} below {limit} refused though {zone} has them");
        }
    }

    private void Free()
    {
        if (_pieces.Count == 0)
        {
            return;
        }

        int index = _random.Next(_pieces.Count);
        (uint first, uint count, int order) = _pieces[index];
        _pieces[index] = _pieces[^1];
        _pieces.RemoveAt(_pieces.Count - 1);
        Assert.Equal(FrameFreeResult.Freed, count == 0 ? _allocator.Free(first, order) : _allocator.FreeContiguous(first, count));
        Array.Fill(_isFree, true, (int)first, count == 0 ? 1 << order : (int)count);
    }

    private void MisuseIsRefused()
    {
        uint frame = (uint)_random.Next(0, (int)_allocator.FrameCount + 100);
        if (frame >= _isFree.Length || _isFree[frame] || !_isMemory[frame])
        {
            Assert.True(_allocator.Free(frame, _random.Next(0, 3)) != FrameFreeResult.Freed, _name);
            Assert.True(_allocator.FreeContiguous(frame, (uint)_random.Next(1, 20)) != FrameFreeResult.Freed, _name);
        }
    }

    private void Take(uint first, uint count)
    {
        for (uint frame = first; frame < first + count; frame++)
        {
            Assert.True(_isFree[frame], $"{_name}: frame {frame} was not free");
            _isFree[frame] = false;
        }
    }

    private uint CountFree(FrameZone zone)
    {
        uint count = 0;
        for (uint frame = FrameZones.StartOf(zone); frame < FrameZones.EndOf(zone, _allocator.FrameCount); frame++)
        {
            count += _isFree[frame] ? 1U : 0;
        }

        return count;
    }

    private bool HasRun(uint count, uint alignment, uint limit, FrameZone zone)
    {
        uint end = Math.Min(limit, FrameZones.EndOf(zone, _allocator.FrameCount));
        uint run = 0;
        for (uint frame = FrameZones.StartOf(zone); frame < end; frame++)
        {
            // A run begins at an aligned frame only; a longer one is looked at again from each further aligned frame.
            run = _isFree[frame] && (run != 0 || frame % alignment == 0) ? run + 1 : 0;
            if (run >= count)
            {
                return true;
            }
        }

        return false;
    }

    private void Check()
    {
        Assert.True(_allocator.IsConsistent(), _name);
        Assert.Equal(CountFree(FrameZone.Dma), _allocator.FreeFrames(FrameZone.Dma));
        Assert.Equal(CountFree(FrameZone.Dma32), _allocator.FreeFrames(FrameZone.Dma32));
    }
}
