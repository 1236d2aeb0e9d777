using Diesis.Platform.Memory.Physical;

namespace Diesis.Unit.Tests.Memory;

public sealed class BuddyAllocatorTests : FrameAllocatorTests
{
    protected override void Visit(IFrameAllocatorTest test) => test.Run<BuddyAllocator>();

    protected override bool FindsEveryRun => false;
}

public sealed class BitmapAllocatorTests : FrameAllocatorTests
{
    protected override void Visit(IFrameAllocatorTest test) => test.Run<BitmapAllocator>();

    protected override bool FindsEveryRun => true;
}

/// <summary>A test that is generic over the implementation, which is an internal struct.</summary>
public interface IFrameAllocatorTest
{
    internal void Run<T>() where T : struct, IFrameAllocator;
}

/// <summary>One suite for all frame allocators.</summary>
public abstract class FrameAllocatorTests
{
    protected abstract void Visit(IFrameAllocatorTest test);

    /// <summary>Whether a contiguous piece is found whenever there is one, not only when there is an aligned block for it.</summary>
    protected abstract bool FindsEveryRun { get; }

    private sealed class Test(Action<IAllocatorUnderTest> body, uint frames) : IFrameAllocatorTest
    {
        public void Run<T>() where T : struct, IFrameAllocator
        {
            using AllocatorUnderTest<T> allocator = new(frames);
            body(allocator);
        }
    }

    private void Run(uint frames, Action<IAllocatorUnderTest> body) => Visit(new Test(body, frames));

    [Fact]
    public void NothingIsFreeAtFirst() => Run(4096, allocator =>
    {
        Assert.Equal(0U, allocator.Allocate(0, FrameZone.Normal));
        Assert.Equal(0U, allocator.AllocateContiguous(1, 1, uint.MaxValue));
        Assert.True(allocator.IsConsistent());
    });

    [Fact]
    public void EveryFrameIsGivenOutOnce() => Run(3000, allocator =>
    {
        allocator.AddFree(1, 1000);
        allocator.AddFree(1500, 1500);
        HashSet<uint> taken = [];
        for (uint frame = allocator.Allocate(0, FrameZone.Normal, FrameReserve.Use); frame != 0; frame = allocator.Allocate(0, FrameZone.Normal, FrameReserve.Use))
        {
            Assert.True(taken.Add(frame));
        }

        Assert.Equal(2500, taken.Count);
        Assert.Equal(0U, allocator.FreeFrames(FrameZone.Dma));
        foreach (uint frame in taken)
        {
            Assert.Equal(FrameFreeResult.Freed, allocator.Free(frame, 0));
        }

        Assert.Equal(2500U, allocator.FreeFrames(FrameZone.Dma));
        Assert.True(allocator.IsConsistent());
    });

    [Fact]
    public void FreedMemoryGrowsTogether() => Run(8192, allocator =>
    {
        allocator.AddFree(1024, 4096);
        List<uint> taken = [];
        for (uint frame = allocator.Allocate(0, FrameZone.Normal, FrameReserve.Use); frame != 0; frame = allocator.Allocate(0, FrameZone.Normal, FrameReserve.Use))
        {
            taken.Add(frame);
        }

        Assert.Equal(0U, allocator.Allocate(10, FrameZone.Normal, FrameReserve.Use));
        new Random(5).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(taken));
        taken.ForEach(frame => allocator.Free(frame, 0));
        for (int i = 0; i < 4; i++)
        {
            Assert.NotEqual(0U, allocator.Allocate(10, FrameZone.Normal, FrameReserve.Use));
        }
    });

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(10)]
    public void BlocksAreAlignedToTheirSize(int order) => Run(8192, allocator =>
    {
        allocator.AddFree(3, 8000);
        uint first = allocator.Allocate(0, FrameZone.Normal, FrameReserve.Use);
        uint block = allocator.Allocate(order, FrameZone.Normal, FrameReserve.Use);
        Assert.NotEqual(0U, first);
        Assert.NotEqual(0U, block);
        Assert.Equal(0U, block & ((1U << order) - 1));
        Assert.Equal(8000U - 1 - (1U << order), allocator.FreeFrames(FrameZone.Dma) + allocator.FreeFrames(FrameZone.Dma32));
    });

    [Fact]
    public void ASecondFreeIsRefused() => Run(4096, allocator =>
    {
        allocator.AddFree(64, 64);
        uint block = allocator.Allocate(2, FrameZone.Normal, FrameReserve.Use);
        Assert.Equal(FrameFreeResult.Freed, allocator.Free(block, 2));
        Assert.Equal(FrameFreeResult.NotAllocated, allocator.Free(block, 2));
        Assert.Equal(64U, allocator.FreeFrames(FrameZone.Dma));
    });

    [Fact]
    public void OnlyWholeBlocksAreTakenBack() => Run(4096, allocator =>
    {
        allocator.AddFree(64, 64);
        uint block = allocator.Allocate(3, FrameZone.Normal, FrameReserve.Use);
        Assert.Equal(FrameFreeResult.WrongOrder, allocator.Free(block, 2));
        Assert.Equal(FrameFreeResult.NotAllocated, allocator.Free(block + 1, 0));
        Assert.Equal(FrameFreeResult.NotAllocated, allocator.Free(block + 4, 2));
        Assert.Equal(FrameFreeResult.Freed, allocator.Free(block, 3));
        Assert.True(allocator.IsConsistent());
    });

    [Fact]
    public void ForeignFramesAreRefused() => Run(4096, allocator =>
    {
        allocator.AddFree(64, 64);
        Assert.Equal(FrameFreeResult.OutOfRange, allocator.Free(0, 0));
        Assert.Equal(FrameFreeResult.OutOfRange, allocator.Free(4096, 0));
        Assert.Equal(FrameFreeResult.OutOfRange, allocator.Free(uint.MaxValue, 10));
        Assert.Equal(FrameFreeResult.OutOfRange, allocator.Free(64, 11));
        Assert.Equal(FrameFreeResult.OutOfRange, allocator.Free(64, -1));
        Assert.Equal(FrameFreeResult.NotAllocated, allocator.Free(1000, 0));
        Assert.Equal(FrameFreeResult.OutOfRange, allocator.FreeContiguous(4000, 200));
        Assert.Equal(FrameFreeResult.OutOfRange, allocator.FreeContiguous(64, 0));
    });

    [Fact]
    public void ZonesAreKeptApart() => Run(FrameZones.Dma32End + 4096, allocator =>
    {
        allocator.AddFree(1024, 1024);
        allocator.AddFree(8192, 1024);
        allocator.AddFree(FrameZones.Dma32End, 1024);
        Assert.Equal(FrameZone.Normal, FrameZones.Of(allocator.Allocate(0, FrameZone.Normal)));
        Assert.Equal(FrameZone.Dma32, FrameZones.Of(allocator.Allocate(0, FrameZone.Dma32)));
        Assert.Equal(FrameZone.Dma, FrameZones.Of(allocator.Allocate(0, FrameZone.Dma)));
        Assert.Equal((1023U, 1023U, 1023U), (allocator.FreeFrames(FrameZone.Dma), allocator.FreeFrames(FrameZone.Dma32), allocator.FreeFrames(FrameZone.Normal)));
    });

    [Fact]
    public void AFullZoneFallsBackButLeavesAReserve() => Run(FrameZones.Dma32End + 4096, allocator =>
    {
        allocator.AddFree(1024, 1024);
        allocator.AddFree(8192, 1024);
        allocator.AddFree(FrameZones.Dma32End, 1024);
        int count = 0;
        while (allocator.Allocate(0, FrameZone.Normal) != 0)
        {
            count++;
        }

        Assert.Equal(3072 - 64, count);
        Assert.Equal(32U, allocator.FreeFrames(FrameZone.Dma));
        Assert.NotEqual(0U, allocator.Allocate(0, FrameZone.Dma));
        Assert.NotEqual(0U, allocator.Allocate(0, FrameZone.Normal, FrameReserve.Use));
    });

    [Fact]
    public void ADmaRequestNeverLooksHigher() => Run(16384, allocator =>
    {
        allocator.AddFree(8192, 1024);
        Assert.Equal(0U, allocator.Allocate(0, FrameZone.Dma, FrameReserve.Use));
        Assert.Equal(0U, allocator.AllocateContiguous(1, 1, FrameZones.DmaEnd));
    });

    [Fact]
    public void ContiguousPiecesOfAnyLength() => Run(32768, allocator =>
    {
        allocator.AddFree(1, 20000);
        uint free = FreeFrames(allocator);
        foreach (uint count in (uint[])[1, 3, 5, 17, 100, 513, 1000, 1025, 3000, 5000])
        {
            uint first = allocator.AllocateContiguous(count, 1, uint.MaxValue);
            Assert.True(first != 0, $"{count} frames");
            Assert.Equal(free - count, FreeFrames(allocator));
            Assert.Equal(FrameFreeResult.Freed, allocator.FreeContiguous(first, count));
            Assert.Equal(FrameFreeResult.NotAllocated, allocator.FreeContiguous(first, count));
            Assert.Equal(free, FreeFrames(allocator));
            Assert.True(allocator.IsConsistent());
        }
    });

    [Fact]
    public void ContiguousPiecesHonourAlignmentAndLimit() => Run(32768, allocator =>
    {
        allocator.AddFree(1, 20000);
        for (int shift = 0; shift < 12; shift++)
        {
            uint first = allocator.AllocateContiguous(6, 1U << shift, 9000);
            Assert.True(first != 0 && first % (1U << shift) == 0 && first + 6 <= 9000, $"alignment {1 << shift}: {first}");
        }

        uint low = allocator.AllocateContiguous(2, 1, 256);
        Assert.True(low != 0 && low + 2 <= 256);
        Assert.Equal(0U, allocator.AllocateContiguous(300, 1, 256));
        Assert.Equal(0U, allocator.AllocateContiguous(0, 1, 256));
    });

    private static uint FreeFrames(IAllocatorUnderTest allocator) =>
        allocator.FreeFrames(FrameZone.Dma) + allocator.FreeFrames(FrameZone.Dma32) + allocator.FreeFrames(FrameZone.Normal);

    /// <summary>Random traces against a set of frames: nothing is given out twice, counts agree, failures are justified.</summary>
    [Fact]
    public void RandomTracesAgreeWithAModel()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            Run(12288, allocator => new FrameTrace(allocator, seed, FindsEveryRun).Run(1500));
        }
    }
}
