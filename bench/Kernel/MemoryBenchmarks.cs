using System.Collections.Generic;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Memory.Virtual;

namespace Diesis.Bench.Kernel;

/// <summary>Frames, mappings, and the page fault that makes a mapping.</summary>
/// <remarks>SAFETY: each benchmark touches only the range that it has reserved.</remarks>
internal static unsafe class MemoryBenchmarks
{
    private const int PageBytes = 4096;

    internal static void Register(List<KernelBenchmark> benchmarks)
    {
        benchmarks.Add(new LoopBenchmark("Frame.AllocateFree", static count =>
        {
            for (int i = 0; i < count; i++)
                Frames.Free(Frames.Allocate(FrameOwner.Other, FrameContents.Any));
        }));
        benchmarks.Add(new MapBenchmark());
        benchmarks.Add(new UnmapBenchmark());
        benchmarks.Add(new FaultBenchmark());
    }

    /// <summary>A page with a frame of its own, zeroed, mapped by a call.</summary>
    private sealed class MapBenchmark() : KernelBenchmark("Page.Map")
    {
        private byte* _start;

        internal override void Prepare(int count) => _start = KernelMemory.Reserve((nuint)count * PageBytes, PageBytes, RangeUse.Other);

        internal override void Run(int count)
        {
            for (int i = 0; i < count; i++)
                KernelMemory.Commit(_start + i * PageBytes, PageBytes, FrameOwner.Other);
        }

        internal override void CleanUp(int count) => KernelMemory.Release(_start);
    }

    private sealed class UnmapBenchmark() : KernelBenchmark("Page.Unmap")
    {
        private byte* _start;

        internal override void Prepare(int count)
        {
            _start = KernelMemory.Reserve((nuint)count * PageBytes, PageBytes, RangeUse.Other);
            KernelMemory.Commit(_start, (nuint)count * PageBytes, FrameOwner.Other);
        }

        internal override void Run(int count)
        {
            for (int i = 0; i < count; i++)
                KernelMemory.Unmap(_start + i * PageBytes, PageBytes);
        }

        internal override void CleanUp(int count) => KernelMemory.Release(_start);
    }

    /// <summary>The first touch of a page that gets its memory then: the fault, the frame, zeroing it, the mapping.</summary>
    private sealed class FaultBenchmark() : KernelBenchmark("Page.FaultIn")
    {
        private LazyRegion _region;

        internal override void Prepare(int count)
        {
            if (!LazyRegion.TryCreate((nuint)count * PageBytes, out _region))
                throw new InvalidOperationException("no addresses");
        }

        internal override void Run(int count)
        {
            for (int i = 0; i < count; i++)
                _region.Start[i * PageBytes] = 1;
        }

        internal override void CleanUp(int count) => _region.Destroy();
    }
}
