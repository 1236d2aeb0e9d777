using Diesis.Platform;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Processors;

namespace Diesis.Tests.InKernel;

/// <summary>Frames of the running machine: zones, references, exhaustion, planted bugs.</summary>
internal static unsafe class FrameTests
{
    // SAFETY: tests touch only frames that they were given, or plant a write that the checks are to find.
    private const ulong NoLimit = ulong.MaxValue;

    private static int s_failures;
    private static int s_visits;

    internal static void Register(TestList tests)
    {
        RegisterOrdinary(tests);
        RegisterReferences(tests);
        RegisterPlanted(tests);
        RegisterWhole(tests);
    }

    private static FrameNumber One(FrameContents contents = FrameContents.Any) => Frames.Allocate(FrameOwner.Other, contents);

    private static void RegisterOrdinary(TestList tests)
    {
        tests.Add("Memory.Frames.AFrameIsGivenOut", () =>
        {
            FrameNumber frame = One();
            Check.False(frame.IsNone);
            Frames.Free(frame);
        });
        tests.Add("Memory.Frames.TwoFramesAreDifferent", () =>
        {
            FrameNumber first = One();
            FrameNumber second = One();
            Check.False(first == second);
            Frames.Free(first);
            Frames.Free(second);
        });
        tests.Add("Memory.Frames.AZeroedFrameIsZeroEvenAfterUse", () =>
        {
            for (int round = 0; round < 3; round++)
            {
                FrameNumber frame = One(FrameContents.Zeroed);
                Span<byte> bytes = new(DirectMap.Pointer(frame), FrameNumber.FrameBytes);
                Check.False(bytes.ContainsAnyExcept((byte)0));
                bytes.Fill(0xee);
                Frames.Free(frame);
            }
        });
        tests.Add("Memory.Frames.OwnersAreCounted", () =>
        {
            long before = Frames.InUse(FrameOwner.PageCache);
            FrameNumber block = Frames.Allocate(3, FrameZone.Normal, FrameOwner.PageCache, FrameContents.Any);
            Check.Equal(before + 8, Frames.InUse(FrameOwner.PageCache));
            Frames.Free(block, 3);
            Check.Equal(before, Frames.InUse(FrameOwner.PageCache));
        });
        tests.Add("Memory.Frames.BlocksAreAligned", () =>
        {
            for (int order = 0; order <= Frames.MaximumOrder; order++)
            {
                FrameNumber block = Frames.Allocate(order, FrameZone.Normal, FrameOwner.Other, FrameContents.Any);
                Check.False(block.IsNone, "a block of the largest order fits into a machine that has just started");
                Check.Equal(0U, block.Value & ((1U << order) - 1));
                Frames.Free(block, order);
            }
        });
        tests.Add("Memory.Frames.OrdersBeyondTheLargestAreRefused", () =>
        {
            Check.True(Frames.Allocate(Frames.MaximumOrder + 1, FrameZone.Normal, FrameOwner.Other, FrameContents.Any).IsNone);
            Check.True(Frames.Allocate(-1, FrameZone.Normal, FrameOwner.Other, FrameContents.Any).IsNone);
        });
        tests.Add("Memory.Frames.ADmaFrameLiesBelow16Megabytes", () =>
        {
            FrameNumber frame = Frames.Allocate(0, FrameZone.Dma, FrameOwner.Device, FrameContents.Any);
            Check.True(!frame.IsNone && frame.Address.Value < 16 << 20);
            Frames.Free(frame, 0);
        });
        tests.Add("Memory.Frames.ADma32BlockLiesBelow4Gigabytes", () =>
        {
            FrameNumber block = Frames.Allocate(2, FrameZone.Dma32, FrameOwner.Device, FrameContents.Any);
            Check.True(!block.IsNone && block.Address.Value + 4 * 4096 <= 1UL << 32);
            Frames.Free(block, 2);
        });
        tests.Add("Memory.Frames.ZonesAddUp", () =>
        {
            uint total = Frames.Statistics(FrameZone.Dma).Total + Frames.Statistics(FrameZone.Dma32).Total + Frames.Statistics(FrameZone.Normal).Total;
            Check.Equal(Frames.TotalCount, total);
            Check.True(Frames.FreeCount <= total);
        });
        tests.Add("Memory.Frames.APieceOfOddLength", () =>
        {
            uint before = Frames.FreeCount;
            FrameNumber piece = Frames.AllocateContiguous(13, 4096, new PhysicalAddress(NoLimit), FrameOwner.Device, FrameContents.Zeroed);
            Check.False(piece.IsNone);
            Check.False(new ReadOnlySpan<byte>(DirectMap.Pointer(piece), 13 * FrameNumber.FrameBytes).ContainsAnyExcept((byte)0));
            Frames.FreeContiguous(piece, 13);
            Check.True(Frames.FreeCount + 4 >= before, "the thirteen frames are free again");
        });
        tests.Add("Memory.Frames.APieceOfManyMegabytes", () =>
        {
            // Longer than the largest block: 1,500 frames, aligned to 1 MiB.
            FrameNumber piece = Frames.AllocateContiguous(1500, 1 << 20, new PhysicalAddress(NoLimit), FrameOwner.Device, FrameContents.Any);
            Check.False(piece.IsNone);
            Check.Equal(0UL, piece.Address.Value & ((1 << 20) - 1));
            Frames.FreeContiguous(piece, 1500);
            Check.True(Frames.IsConsistent());
        });
        tests.Add("Memory.Frames.APieceBelowALimit", () =>
        {
            FrameNumber piece = Frames.AllocateContiguous(4, 4 * 4096, new PhysicalAddress(8 << 20), FrameOwner.Device, FrameContents.Any);
            Check.True(!piece.IsNone && piece.Address.Value + 4 * 4096 <= 8 << 20);
            Frames.FreeContiguous(piece, 4);
        });
        tests.Add("Memory.Frames.APageBelow1MegabyteForStartingProcessors", () =>
        {
            FrameNumber page = Frames.AllocateContiguous(1, 4096, new PhysicalAddress(1 << 20), FrameOwner.Other, FrameContents.Any);
            Check.True(!page.IsNone && page.Address.Value is >= 4096 and < 1 << 20);
            Frames.FreeContiguous(page, 1);
        });
        tests.Add("Memory.Frames.AnImpossiblePieceIsRefused", () =>
        {
            Check.True(Frames.AllocateContiguous(2, 4096, new PhysicalAddress(4096), FrameOwner.Other, FrameContents.Any).IsNone);
            Check.True(Frames.AllocateContiguous(uint.MaxValue, 4096, new PhysicalAddress(NoLimit), FrameOwner.Other, FrameContents.Any).IsNone);
        });
    }

    private static void RegisterReferences(TestList tests)
    {
        tests.Add("Memory.Frames.AFreshFrameHasOneReference", () =>
        {
            FrameNumber frame = One();
            Check.Equal(1, Frames.ReferencesOf(frame));
            Check.True(Frames.Release(frame));
        });
        tests.Add("Memory.Frames.OnlyTheLastReferenceFrees", () =>
        {
            long before = Frames.InUse(FrameOwner.Other);
            FrameNumber frame = One();
            Frames.Retain(frame);
            Check.False(Frames.Release(frame));
            Check.Equal(before + 1, Frames.InUse(FrameOwner.Other));
            Check.True(Frames.Release(frame));
            Check.Equal(before, Frames.InUse(FrameOwner.Other));
        });
        tests.Add("Memory.Frames.ABlockIsReleasedAsAWhole", () =>
        {
            long before = Frames.InUse(FrameOwner.Other);
            FrameNumber block = Frames.Allocate(4, FrameZone.Normal, FrameOwner.Other, FrameContents.Any);
            Check.True(Frames.Release(block));
            Check.Equal(before, Frames.InUse(FrameOwner.Other));
        });
    }

    private static void RegisterPlanted(TestList tests)
    {
        tests.Add("Memory.Frames.ASecondFreeIsCaught", () =>
        {
            FrameNumber frame = One();
            Frames.Free(frame);
            Check.Equal((int)MemoryFault.FrameFreedTwice, (int)FaultOf(MemoryFault.FrameFreedTwice, frame, &Free));
            Check.True(Frames.IsConsistent());
        });
        tests.Add("Memory.Frames.ASecondFreeOfABlockIsCaught", () =>
        {
            FrameNumber block = Frames.Allocate(3, FrameZone.Normal, FrameOwner.Other, FrameContents.Any);
            Frames.Free(block, 3);
            Check.Equal((int)MemoryFault.FrameFreedTwice, (int)FaultOf(MemoryFault.FrameFreedTwice, block, &FreeEight));
        });
        tests.Add("Memory.Frames.AWrongSizeIsCaught", () =>
        {
            FrameNumber block = Frames.Allocate(2, FrameZone.Normal, FrameOwner.Other, FrameContents.Any);
            Check.Equal((int)MemoryFault.FrameFreedWithWrongSize, (int)FaultOf(MemoryFault.FrameFreedWithWrongSize, block, &FreeEight));
            Check.Equal((int)MemoryFault.FrameFreedWithWrongSize, (int)FaultOf(MemoryFault.FrameFreedWithWrongSize, block, &Free));
            Frames.Free(block, 2);
        });
        tests.Add("Memory.Frames.TheKernelsOwnFramesAreNotFreed", () =>
        {
            Check.Equal((int)MemoryFault.FrameFreedTwice, (int)FaultOf(MemoryFault.FrameFreedTwice, KernelFrame(), &Free));
        });
        tests.Add("Memory.Frames.AReleaseTooManyIsCaught", () =>
        {
            FrameNumber frame = One();
            Frames.Release(frame);
            Check.Equal((int)MemoryFault.FrameFreedTwice, (int)FaultOf(MemoryFault.FrameFreedTwice, frame, &Release));
            Frames.Descriptor(frame)->References = 0;
        });
        tests.Add("Memory.Frames.AWriteToAFreeFrameIsCaught", () =>
        {
            if (!KernelOptions.Checks)
                throw new NotHereException();
            FrameNumber frame = One();
            Frames.Free(frame);
            ulong* word = (ulong*)DirectMap.Pointer(frame) + 100;
            *word = 42;
            MemoryFaults.Expect(MemoryFault.FrameWrittenWhileFree);
            // The frame freed last is given out first.
            FrameNumber again = One();
            Check.Equal((int)MemoryFault.FrameWrittenWhileFree, (int)MemoryFaults.TakeFound(out ulong address));
            Check.Equal(frame.Address.Value + 800, address);
            Check.True(frame == again);
            Frames.Free(again);
        });
        tests.Add("Memory.Frames.AFreedFrameIsPoisoned", () =>
        {
            if (!KernelOptions.Checks)
                throw new NotHereException();
            FrameNumber frame = One(FrameContents.Zeroed);
            Frames.Free(frame);
            Check.Equal(Frames.Poison, *(ulong*)DirectMap.Pointer(frame));
        });
    }

    /// <summary>A frame of the kernel's image, by the address of one of its constants.</summary>
    private static FrameNumber KernelFrame()
    {
        KernelSpace.TryQuery(Platform.Boot.KernelImage.ConstantsStart, out Platform.Memory.Paging.PageMapping mapping);
        return new PhysicalAddress(mapping.Physical).Frame;
    }

    private static MemoryFault FaultOf(MemoryFault expected, FrameNumber frame, delegate*<FrameNumber, void> action)
    {
        MemoryFaults.Expect(expected);
        action(frame);
        return MemoryFaults.TakeFound(out _);
    }

    private static void Free(FrameNumber frame) => Frames.Free(frame);

    private static void FreeEight(FrameNumber frame) => Frames.Free(frame, 3);

    private static void Release(FrameNumber frame) => Frames.Release(frame);

    private static void RegisterWhole(TestList tests)
    {
        tests.Add("Memory.Frames.TheAllocatorIsConsistent", () => Check.True(Frames.IsConsistent()));
        tests.Add("Memory.Frames.OverheadIsBelowOneInAHundred", () =>
        {
            ulong memory = (ulong)Frames.Count * FrameNumber.FrameBytes;
            Check.True((ulong)Frames.OverheadBytes * 100 < memory, "descriptors and lists take less than 1 % of memory");
        });
        tests.Add("Memory.Frames.ManyFramesThroughTheListAndBack", () =>
        {
            uint chain = 0;
            for (int i = 0; i < 300; i++)
            {
                FrameNumber frame = One();
                Check.False(frame.IsNone);
                Frames.Descriptor(frame)->Next = chain;
                chain = frame.Value;
            }

            FreeChain(chain);
            Check.True(Frames.IsConsistent());
        });
        tests.Add("Memory.Frames.ExhaustionAndRecovery", () =>
        {
            uint before = Frames.FreeCount;
            uint chain = 0;
            uint count = 0;
            for (FrameNumber frame = One(); !frame.IsNone; frame = One())
            {
                Frames.Descriptor(frame)->Next = chain;
                chain = frame.Value;
                count++;
            }

            bool blockRefused = Frames.Allocate(5, FrameZone.Normal, FrameOwner.Other, FrameContents.Any).IsNone;
            byte* range = KernelMemory.Reserve(1 << 20, 4096, Platform.Memory.Virtual.RangeUse.Other);
            bool commitRefused = range == null || !KernelMemory.Commit(range, 1 << 20, FrameOwner.Other);
            FrameNumber dma = Frames.Allocate(0, FrameZone.Dma, FrameOwner.Other, FrameContents.Any);
            FreeChain(chain);
            if (range != null)
                KernelMemory.Release(range);
            Check.False(dma.IsNone, "the DMA zone keeps a reserve for those who need it");
            Frames.Free(dma, 0);
            Check.True(blockRefused && commitRefused);
            Check.True(count + before / 16 > before, "nearly all free frames were given out");
            Check.True(Frames.FreeCount + 64 > before, "and are free again");
        });
        tests.Add("Memory.Frames.EveryProcessorAllocatesAtOnce", () =>
        {
            s_failures = 0;
            s_visits = 0;
            long before = Frames.InUse(FrameOwner.Device);
            CrossCalls.Run(ulong.MaxValue, &AllocateSome, 0, CrossCallWait.UntilDone, CrossCallLocks.MayBeTaken);
            AllocateSome(0);
            Check.Equal(0, s_failures);
            Check.Equal(Processor.Count, s_visits);
            Check.Equal(before, Frames.InUse(FrameOwner.Device));
            Check.True(Frames.IsConsistent());
        });
        tests.Add("Memory.Frames.WhatOneProcessorAllocatesAnotherMayFree", () =>
        {
            uint chain = 0;
            for (int i = 0; i < 100; i++)
            {
                FrameNumber frame = One();
                Frames.Descriptor(frame)->Next = chain;
                chain = frame.Value;
            }

            s_visits = 0;
            CrossCalls.Run(ulong.MaxValue, &FreeOnce, (nint)(&chain), CrossCallWait.UntilDone, CrossCallLocks.MayBeTaken);
            if (Processor.Count == 1)
                FreeOnce((nint)(&chain));
            Check.Equal(0U, chain);
            Check.True(Frames.IsConsistent());
        });
        tests.Add("Memory.Frames.EmptiedListsLoseNothing", () =>
        {
            uint before = Frames.FreeCount;
            Frames.DrainLists();
            Check.True(Frames.FreeCount + 16 >= before && before + 16 >= Frames.FreeCount);
            Check.True(Frames.IsConsistent());
        });
    }

    private static void FreeChain(uint chain)
    {
        while (chain != 0)
        {
            FrameNumber frame = new(chain);
            chain = Frames.Descriptor(frame)->Next;
            Frames.Free(frame);
        }
    }

    private static void FreeOnce(nint argument)
    {
        uint chain = System.Threading.Interlocked.Exchange(ref *(uint*)argument, 0);
        FreeChain(chain);
    }

    private static void AllocateSome(nint argument)
    {
        uint chain = 0;
        for (int i = 0; i < 200; i++)
        {
            FrameNumber frame = Frames.Allocate(i % 3, FrameZone.Normal, FrameOwner.Device, FrameContents.Any);
            if (frame.IsNone)
            {
                System.Threading.Interlocked.Increment(ref s_failures);
                continue;
            }

            *(ulong*)DirectMap.Pointer(frame) = frame.Value;
            Frames.Descriptor(frame)->Next = chain;
            chain = frame.Value;
        }

        while (chain != 0)
        {
            FrameNumber frame = new(chain);
            chain = Frames.Descriptor(frame)->Next;
            if (*(ulong*)DirectMap.Pointer(frame) != frame.Value)
                System.Threading.Interlocked.Increment(ref s_failures);
            Frames.Free(frame, Frames.Descriptor(frame)->Order);
        }

        System.Threading.Interlocked.Increment(ref s_visits);
    }
}
