using Diesis.Platform.Memory.Native;

namespace Diesis.Unit.Tests.Memory;

public sealed class SlabAllocatorTests : NativeAllocatorTests
{
    protected override void Visit(INativeAllocatorTest test)
    {
        using HostBlockStore store = new();
        test.Run(new SlabAllocator<HostBlocks>(new HostBlocks(store)), store);
    }
}

public sealed class FreeListAllocatorTests : NativeAllocatorTests
{
    protected override void Visit(INativeAllocatorTest test)
    {
        using HostBlockStore store = new();
        test.Run(new FreeListAllocator<HostBlocks>(new HostBlocks(store)), store);
    }
}

/// <summary>A test that is generic over the implementation, which is an internal struct.</summary>
public interface INativeAllocatorTest
{
    internal void Run<T>(T allocator, HostBlockStore store) where T : struct, INativeAllocator;
}

/// <summary>One suite for all native allocators.</summary>
public abstract unsafe class NativeAllocatorTests
{
    // SAFETY: blocks are used within their bounds and while they are allocated.
    protected abstract void Visit(INativeAllocatorTest test);

    private sealed class Sizes : INativeAllocatorTest
    {
        public void Run<T>(T allocator, HostBlockStore store) where T : struct, INativeAllocator
        {
            foreach (nuint bytes in (nuint[])[0, 1, 15, 16, 17, 100, 500, 1000, 2016, 2017, 4000, 4096, 8096, 8097, 16384, 100_000, 1 << 20, 4_000_000])
            {
                byte* block = allocator.Allocate(bytes);
                Assert.True(block != null && (nuint)block % 16 == 0, $"{bytes} bytes");
                Assert.True(allocator.UsableBytes(block) >= bytes, $"{bytes} bytes");
                new Span<byte>(block, (int)allocator.UsableBytes(block)).Fill(0xff);
                Assert.True(allocator.IsConsistent(), $"{bytes} bytes");
                Assert.Equal(NativeFreeResult.Freed, allocator.Free(block));
            }

            Assert.Equal((nuint)0, allocator.Count);
        }
    }

    [Fact]
    public void AllSizesFromNothingToMegabytes() => Visit(new Sizes());

    private sealed class Absurd : INativeAllocatorTest
    {
        public void Run<T>(T allocator, HostBlockStore store) where T : struct, INativeAllocator
        {
            Assert.True(allocator.Allocate(nuint.MaxValue) == null);
            Assert.True(allocator.Allocate((nuint)1 << 40) == null);
            Assert.True(allocator.Allocate(((nuint)4096 << 10) + 1) == null);
            Assert.Equal((nuint)0, store.HeldBytes);
        }
    }

    [Fact]
    public void AbsurdSizesAreRefused() => Visit(new Absurd());

    private sealed class Shortage : INativeAllocatorTest
    {
        public void Run<T>(T allocator, HostBlockStore store) where T : struct, INativeAllocator
        {
            store.Left = 1;
            byte* first = allocator.Allocate(100);
            Assert.True(first != null);
            int count = 1;
            while (allocator.Allocate(100) != null)
            {
                count++;
            }

            Assert.True(count > 100);
            Assert.True(allocator.Allocate(100_000) == null);
            Assert.Equal(NativeFreeResult.Freed, allocator.Free(first));
            Assert.True(allocator.Allocate(100) != null);
            Assert.True(allocator.IsConsistent());
        }
    }

    [Fact]
    public void WithoutPagesThereIsNullAndAfterAFreeABlock() => Visit(new Shortage());

    private sealed class DoubleFree : INativeAllocatorTest
    {
        public void Run<T>(T allocator, HostBlockStore store) where T : struct, INativeAllocator
        {
            byte* before = allocator.Allocate(64);
            byte* block = allocator.Allocate(64);
            byte* after = allocator.Allocate(64);
            Assert.Equal(NativeFreeResult.NotAllocated, allocator.Free(block + 16));
            Assert.Equal(NativeFreeResult.Freed, allocator.Free(block));
            Assert.Equal(NativeFreeResult.NotAllocated, allocator.Free(block));
            Assert.Equal((nuint)2, allocator.Count);
            Assert.Equal(NativeFreeResult.Freed, allocator.Free(before));
            Assert.Equal(NativeFreeResult.NotAllocated, allocator.Free(block));
            Assert.Equal(NativeFreeResult.Freed, allocator.Free(after));
            Assert.True(allocator.IsConsistent());
        }
    }

    [Fact]
    public void ASecondFreeIsRefused() => Visit(new DoubleFree());

    private sealed class GivesBack : INativeAllocatorTest
    {
        public void Run<T>(T allocator, HostBlockStore store) where T : struct, INativeAllocator
        {
            List<nint> blocks = [];
            for (int i = 0; i < 5000; i++)
            {
                blocks.Add((nint)allocator.Allocate((nuint)(i % 700)));
            }

            nuint peak = store.HeldBytes;
            Assert.Equal(peak, allocator.HeldBytes);
            foreach (nint block in blocks)
            {
                Assert.Equal(NativeFreeResult.Freed, allocator.Free((byte*)block));
            }

            Assert.True(store.HeldBytes <= peak / 4, $"{store.HeldBytes} of {peak} bytes are still held");
            allocator.Trim();
            Assert.Equal((nuint)0, store.HeldBytes);
            Assert.Equal((nuint)0, allocator.HeldBytes);
        }
    }

    [Fact]
    public void EmptyPagesGoBack() => Visit(new GivesBack());

    private sealed class RandomTraces : INativeAllocatorTest
    {
        public void Run<T>(T allocator, HostBlockStore store) where T : struct, INativeAllocator
        {
            for (int seed = 0; seed < 20; seed++)
            {
                Random random = new(seed);
                List<(nint Block, int Bytes, byte Pattern)> live = [];
                for (int step = 0; step < 4000; step++)
                {
                    store.Left = random.Next(50) == 0 ? random.Next(0, 2) : int.MaxValue;
                    if (random.Next(100) < (step / 500 % 2 == 0 ? 60 : 40))
                    {
                        int bytes = random.Next(0, 1 << random.Next(1, random.Next(20) == 0 ? 18 : 12));
                        byte* block = allocator.Allocate((nuint)bytes);
                        if (block == null)
                        {
                            Assert.True(store.Left == 0, $"seed {seed}: no block though there were pages");
                            continue;
                        }

                        byte pattern = (byte)random.Next(256);
                        new Span<byte>(block, bytes).Fill(pattern);
                        live.Add(((nint)block, bytes, pattern));
                    }
                    else if (live.Count != 0)
                    {
                        int index = random.Next(live.Count);
                        (nint block, int bytes, byte pattern) = live[index];
                        live[index] = live[^1];
                        live.RemoveAt(live.Count - 1);
                        Assert.False(new ReadOnlySpan<byte>((byte*)block, bytes).ContainsAnyExcept(pattern), $"seed {seed}: a block of {bytes} bytes was changed by others");
                        Assert.Equal(NativeFreeResult.Freed, allocator.Free((byte*)block));
                    }

                    if (step % 200 == 0)
                    {
                        Assert.True(allocator.IsConsistent(), $"seed {seed}");
                        Assert.Equal((nuint)live.Count, allocator.Count);
                    }
                }

                store.Left = int.MaxValue;
                live.ForEach(block => Assert.Equal(NativeFreeResult.Freed, allocator.Free((byte*)block.Block)));
                allocator.Trim();
                Assert.Equal((nuint)0, store.HeldBytes);
            }
        }
    }

    [Fact]
    public void RandomTracesKeepBlocksApart() => Visit(new RandomTraces());

    private sealed class Checked(Action<IChecked> body) : INativeAllocatorTest
    {
        public void Run<T>(T allocator, HostBlockStore store) where T : struct, INativeAllocator => body(new CheckedUnderTest<T>(allocator));
    }

    private interface IChecked
    {
        byte* Allocate(nuint bytes, ReadOnlySpan<byte> site);

        HeapFault Free(byte* block);

        HeapFault Flush();

        HeapFault CheckAll(out byte* culprit);

        (long Count, long Bytes) Live { get; }

        SiteUsage[] Report(int room);
    }

    private sealed class CheckedUnderTest<T>(T allocator) : IChecked
        where T : struct, INativeAllocator
    {
        private CheckedHeap<T> _heap = new(allocator);

        public byte* Allocate(nuint bytes, ReadOnlySpan<byte> site) => _heap.Allocate(bytes, site);

        public HeapFault Free(byte* block) => _heap.Free(block);

        public HeapFault Flush() => _heap.Flush();

        public HeapFault CheckAll(out byte* culprit) => _heap.CheckAll(out culprit);

        public (long Count, long Bytes) Live => (_heap.Count, _heap.Bytes);

        public SiteUsage[] Report(int room)
        {
            SiteUsage[] sites = new SiteUsage[room];
            return sites[.._heap.Report(sites)];
        }
    }

    [Fact]
    public void AnOverrunIsFound() => Visit(new Checked(heap =>
    {
        byte* block = heap.Allocate(21, "test"u8);
        byte* other = heap.Allocate(21, "test"u8);
        block[21] ^= 1;
        Assert.Equal(HeapFault.Overrun, heap.CheckAll(out byte* culprit));
        Assert.True(culprit == block);
        Assert.Equal(HeapFault.Overrun, heap.Free(block));
        Assert.Equal(HeapFault.None, heap.Free(other));
        block[21] ^= 1;
        Assert.Equal(HeapFault.None, heap.Free(block));
    }));

    [Fact]
    public void AnUnderrunIsFound() => Visit(new Checked(heap =>
    {
        byte* block = heap.Allocate(40, "test"u8);
        block[-3] ^= 1;
        Assert.Equal(HeapFault.Underrun, heap.Free(block));
    }));

    [Fact]
    public void ASecondFreeIsFoundByTheChecks() => Visit(new Checked(heap =>
    {
        byte* block = heap.Allocate(40, "test"u8);
        Assert.Equal(HeapFault.None, heap.Free(block));
        Assert.Equal(HeapFault.FreedTwice, heap.Free(block));
    }));

    [Fact]
    public void ForeignMemoryIsRefusedByTheChecks() => Visit(new Checked(heap =>
    {
        byte* block = heap.Allocate(400, "test"u8);
        Assert.Equal(HeapFault.Foreign, heap.Free(null));
        Assert.Equal(HeapFault.Foreign, heap.Free(block + 8));
        Assert.Equal(HeapFault.Foreign, heap.Free(block + 64));
    }));

    [Fact]
    public void AWriteToFreedMemoryIsFound() => Visit(new Checked(heap =>
    {
        byte* block = heap.Allocate(40, "test"u8);
        byte* other = heap.Allocate(40, "test"u8);
        heap.Free(block);
        heap.Free(other);
        block[7] = 1;
        Assert.Equal(HeapFault.WrittenWhileFree, heap.Flush());
        Assert.Equal(HeapFault.None, heap.Flush());
    }));

    [Fact]
    public void FreshBlocksHoldAPatternNotZeros() => Visit(new Checked(heap =>
    {
        byte* block = heap.Allocate(40, "test"u8);
        Assert.False(new ReadOnlySpan<byte>(block, 40).Contains((byte)0));
    }));

    [Fact]
    public void LeaksAreReportedBySite() => Visit(new Checked(heap =>
    {
        byte* first = heap.Allocate(10, "pci.tables"u8);
        heap.Allocate(20, "pci.tables"u8);
        heap.Allocate(300, "disk.queue"u8);
        Assert.Equal((3L, 330L), heap.Live);
        SiteUsage[] sites = heap.Report(8);
        Assert.Equal(2, sites.Length);
        SiteUsage tables = sites.Single(site => site.NameText.SequenceEqual("pci.tables"u8));
        Assert.Equal((2L, 30L), (tables.Blocks, tables.Bytes));
        heap.Free(first);
        Assert.Single(heap.Report(1));
        Assert.Equal((2L, 320L), heap.Live);
    }));
}
