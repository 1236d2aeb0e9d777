using System.Threading;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Memory.Virtual;
using Diesis.Platform.Processors;

namespace Diesis.Tests.InKernel;

/// <summary>Memory used by several threads at once, on all processors.</summary>
internal static unsafe class MemoryThreadTests
{
    // SAFETY: each thread touches only what it has reserved or allocated.
    private const int Page = FrameNumber.FrameBytes;

    private static LazyRegion s_region;
    private static int s_mistakes;

    internal static void Register(TestList tests)
    {
        tests.Add("Memory.Threads.MapAndUnmapAtOnce", () => RunEverywhere(MapAndUnmap));
        tests.Add("Memory.Threads.FramesAtOnce", () => RunEverywhere(Frames0To4));
        tests.Add("Memory.Threads.NativeBlocksAtOnce", () => RunEverywhere(NativeBlocks));
        tests.Add("Memory.Threads.StacksAtOnce", () => RunEverywhere(static _ =>
        {
            for (int i = 0; i < 5; i++)
            {
                Thread inner = new(static () => { });
                inner.Start();
                inner.Join();
            }
        }));
        tests.Add("Memory.Threads.TouchTheSameLazyPagesAtOnce", () =>
        {
            Check.True(LazyRegion.TryCreate(200 * Page, out s_region));
            long before = Frames.InUse(FrameOwner.Other);
            RunEverywhere(static number =>
            {
                for (int i = 0; i < 200; i++)
                    Interlocked.Increment(ref *(int*)(s_region.Start + i * Page));
            });
            for (int i = 0; i < 200; i++)
                Check.Equal(ThreadCount, *(int*)(s_region.Start + i * Page));
            s_region.Destroy();
            Check.True(Frames.InUse(FrameOwner.Other) <= before);
        });
        tests.Add("Memory.Threads.EverythingIsConsistentAfterwards", () =>
        {
            Check.True(Frames.IsConsistent());
            Check.True(KernelMemory.IsConsistent());
            Check.True(NativeHeap.IsConsistent());
            Check.Equal(0, (int)KernelSpace.CheckRules().Fault);
        });
    }

    private static int ThreadCount => Processor.Count + 2;

    private static void RunEverywhere(Action<int> body)
    {
        s_mistakes = 0;
        Thread[] threads = new Thread[ThreadCount];
        for (int i = 0; i < threads.Length; i++)
        {
            int number = i;
            threads[i] = new Thread(() =>
            {
                try
                {
                    body(number);
                }
                catch (Exception)
                {
                    Interlocked.Increment(ref s_mistakes);
                }
            });
            threads[i].Start();
        }

        foreach (Thread thread in threads)
            thread.Join();
        Check.Equal(0, s_mistakes);
    }

    private static void MapAndUnmap(int number)
    {
        for (int round = 0; round < 20; round++)
        {
            int pages = 1 + (number + round) % 7;
            byte* range = KernelMemory.Reserve((nuint)(pages * Page), Page, RangeUse.Other);
            Check.True(range != null && KernelMemory.Commit(range, (nuint)(pages * Page), FrameOwner.Other));
            for (int i = 0; i < pages; i++)
            {
                Check.Equal(0, *(int*)(range + i * Page));
                *(int*)(range + i * Page) = number + 1;
            }

            if (round % 5 == 0)
                Thread.Yield();
            for (int i = 0; i < pages; i++)
                Check.Equal(number + 1, *(int*)(range + i * Page));
            KernelMemory.Release(range);
        }
    }

    private static void Frames0To4(int number)
    {
        for (int round = 0; round < 100; round++)
        {
            int order = (number + round) % 5;
            FrameNumber block = Frames.Allocate(order, FrameZone.Normal, FrameOwner.Other, FrameContents.Any);
            Check.False(block.IsNone);
            ulong* last = (ulong*)(DirectMap.Pointer(block) + (Page << order) - sizeof(ulong));
            *last = (ulong)number;
            if (round % 10 == 0)
                Thread.Yield();
            Check.Equal((ulong)number, *last);
            Frames.Free(block, order);
        }
    }

    private static void NativeBlocks(int number)
    {
        byte** blocks = stackalloc byte*[20];
        for (int round = 0; round < 10; round++)
        {
            for (int i = 0; i < 20; i++)
            {
                int bytes = 8 + i * (number + 3) * 5;
                blocks[i] = NativeHeap.Allocate((nuint)bytes, "test.threads"u8);
                new Span<byte>(blocks[i], bytes).Fill((byte)(number + i));
            }

            Thread.Yield();
            for (int i = 0; i < 20; i++)
            {
                int bytes = 8 + i * (number + 3) * 5;
                Check.False(new ReadOnlySpan<byte>(blocks[i], bytes).ContainsAnyExcept((byte)(number + i)));
                NativeHeap.Free(blocks[i]);
            }
        }
    }
}
