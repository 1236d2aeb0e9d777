using System.Collections.Generic;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Memory.Virtual;

namespace Diesis.Bench.Kernel;

/// <summary>Frames and mappings.</summary>
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
}
