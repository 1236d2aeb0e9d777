using Diesis.Platform;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Native;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Processors;

namespace Diesis.Tests.InKernel;

/// <summary>Native memory in the running machine, with bugs planted for the checks to find.</summary>
internal static unsafe class NativeHeapTests
{
    // SAFETY: tests write within their blocks, or plant a write that the checks are to find.
    private static int s_failures;

    internal static void Register(TestList tests)
    {
        RegisterOrdinary(tests);
        RegisterPlanted(tests);
    }

    private static byte* Block(nuint bytes) => NativeHeap.Allocate(bytes, "test"u8);

    private static void RegisterOrdinary(TestList tests)
    {
        tests.Add("Memory.Native.BlocksOfAllSizes", () =>
        {
            foreach (int bytes in (int[])[0, 1, 16, 100, 1000, 5000, 20_000, 1 << 20])
            {
                byte* block = Block((nuint)bytes);
                Check.True(block != null && (ulong)block % 16 == 0);
                new Span<byte>(block, bytes).Fill(0x11);
                NativeHeap.Free(block);
            }

            Check.True(NativeHeap.IsConsistent());
        });
        tests.Add("Memory.Native.ZeroedBlocksAreZero", () =>
        {
            byte* block = NativeHeap.AllocateZeroed(777, "test"u8);
            Check.False(new ReadOnlySpan<byte>(block, 777).ContainsAnyExcept((byte)0));
            NativeHeap.Free(block);
        });
        tests.Add("Memory.Native.AbsurdSizesAreRefused", () =>
        {
            Check.True(Block(nuint.MaxValue) == null);
            Check.True(Block((nuint)1 << 40) == null);
        });
        tests.Add("Memory.Native.NullIsFreedAsNothing", () => NativeHeap.Free(null));
        tests.Add("Memory.Native.PagesGoBack", () =>
        {
            NativeHeap.Trim();
            nuint before = NativeHeap.HeldBytes;
            const int Count = 200;
            byte** blocks = stackalloc byte*[Count];
            for (int i = 0; i < Count; i++)
                blocks[i] = Block((nuint)(i * 20));
            Check.True(NativeHeap.HeldBytes > before);
            for (int i = 0; i < Count; i++)
                NativeHeap.Free(blocks[i]);
            NativeHeap.Trim();
            Check.Equal((ulong)before, (ulong)NativeHeap.HeldBytes);
        });
        tests.Add("Memory.Native.EveryProcessorAllocatesAtOnce", () =>
        {
            s_failures = 0;
            long before = NativeHeap.Count;
            CrossCalls.Run(ulong.MaxValue, &AllocateSome, 0, CrossCallWait.UntilDone, CrossCallLocks.MayBeTaken);
            AllocateSome(0);
            Check.Equal(0, s_failures);
            Check.Equal(before, NativeHeap.Count);
            Check.True(NativeHeap.IsConsistent());
        });
        tests.Add("Memory.Native.WhatIsInUseIsReportedBySite", () =>
        {
            if (!KernelOptions.Checks)
                throw new NotHereException();
            byte* first = NativeHeap.Allocate(100, "test.report"u8);
            byte* second = NativeHeap.Allocate(50, "test.report"u8);
            SiteUsage usage = FindSite("test.report"u8);
            Check.Equal(2L, usage.Blocks);
            Check.Equal(150L, usage.Bytes);
            NativeHeap.Free(first);
            NativeHeap.Free(second);
            Check.Equal(0L, FindSite("test.report"u8).Blocks);
        });
    }

    private static SiteUsage FindSite(ReadOnlySpan<byte> name)
    {
        SiteUsage[] sites = new SiteUsage[32];
        int count = NativeHeap.ReportSites(sites);
        for (int i = 0; i < count; i++)
        {
            if (sites[i].NameText.SequenceEqual(name))
                return sites[i];
        }

        return default;
    }

    private static void AllocateSome(nint argument)
    {
        byte** blocks = stackalloc byte*[50];
        for (int i = 0; i < 50; i++)
        {
            blocks[i] = Block((nuint)(i * 13 + 8));
            if (blocks[i] == null)
                System.Threading.Interlocked.Increment(ref s_failures);
            else
                *(byte**)blocks[i] = blocks[i];
        }

        for (int i = 0; i < 50; i++)
        {
            if (blocks[i] != null && *(byte**)blocks[i] != blocks[i])
                System.Threading.Interlocked.Increment(ref s_failures);
            NativeHeap.Free(blocks[i]);
        }
    }

    private static void RegisterPlanted(TestList tests)
    {
        tests.Add("Memory.Native.ASecondFreeIsCaught", () =>
        {
            byte* block = Block(64);
            NativeHeap.Free(block);
            MemoryFaults.Expect(MemoryFault.NativeBlockFreedTwice);
            NativeHeap.Free(block);
            Check.Equal((int)MemoryFault.NativeBlockFreedTwice, (int)MemoryFaults.TakeFound(out ulong address));
            Check.Equal((ulong)block, address);
        });
        tests.Add("Memory.Native.AnOverrunIsCaughtAtTheFree", () =>
        {
            if (!KernelOptions.Checks)
                throw new NotHereException();
            byte* block = Block(30);
            block[30] ^= 0xff;
            MemoryFaults.Expect(MemoryFault.NativeBlockOverrun);
            NativeHeap.Free(block);
            Check.Equal((int)MemoryFault.NativeBlockOverrun, (int)MemoryFaults.TakeFound(out _));
            block[30] ^= 0xff;
            NativeHeap.Free(block);
        });
        tests.Add("Memory.Native.AnOverrunIsCaughtByTheWalk", () =>
        {
            if (!KernelOptions.Checks)
                throw new NotHereException();
            byte* block = Block(31);
            NativeHeap.CheckAll();
            block[31] ^= 0xff;
            MemoryFaults.Expect(MemoryFault.NativeBlockOverrun);
            NativeHeap.CheckAll();
            Check.Equal((int)MemoryFault.NativeBlockOverrun, (int)MemoryFaults.TakeFound(out ulong address));
            Check.Equal((ulong)block, address);
            block[31] ^= 0xff;
            NativeHeap.Free(block);
        });
        tests.Add("Memory.Native.AnUnderrunIsCaught", () =>
        {
            if (!KernelOptions.Checks)
                throw new NotHereException();
            byte* block = Block(30);
            block[-1] ^= 0xff;
            MemoryFaults.Expect(MemoryFault.NativeBlockUnderrun);
            NativeHeap.Free(block);
            Check.Equal((int)MemoryFault.NativeBlockUnderrun, (int)MemoryFaults.TakeFound(out _));
            block[-1] ^= 0xff;
            NativeHeap.Free(block);
        });
        tests.Add("Memory.Native.AWriteAfterTheFreeIsCaught", () =>
        {
            if (!KernelOptions.Checks)
                throw new NotHereException();
            NativeHeap.Trim();
            byte* block = Block(48);
            NativeHeap.Free(block);
            byte old = block[20];
            block[20] = 1;
            MemoryFaults.Expect(MemoryFault.NativeBlockWrittenWhileFree);
            NativeHeap.Trim();
            Check.Equal((int)MemoryFault.NativeBlockWrittenWhileFree, (int)MemoryFaults.TakeFound(out _));
            block[20] = old;
        });
        tests.Add("Memory.Native.AForeignBlockIsCaught", () =>
        {
            FrameNumber frame = Frames.Allocate(0, FrameZone.Normal, FrameOwner.Other, FrameContents.Zeroed);
            MemoryFault expected = KernelOptions.Checks ? MemoryFault.ForeignNativeBlockFreed : MemoryFault.NativeBlockFreedTwice;
            MemoryFaults.Expect(expected);
            NativeHeap.Free(DirectMap.Pointer(frame) + 512);
            Check.Equal((int)expected, (int)MemoryFaults.TakeFound(out _));
            Frames.Free(frame);
        });
    }
}
