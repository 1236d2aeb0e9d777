using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Paging;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Memory.Virtual;
using Internal.Runtime;

namespace Diesis.Tests.InKernel;

/// <summary>Ranges of the kernel's address space, stacks, lazily filled regions, and what the collected heap asks of its home.</summary>
internal static unsafe class KernelMemoryTests
{
    // SAFETY: tests touch only pages that they have committed; blocks of planted threads are on the test's stack.
    private const int Page = FrameNumber.FrameBytes;

    internal static void Register(TestList tests)
    {
        RegisterRanges(tests);
        RegisterHome(tests);
        RegisterStacks(tests);
        RegisterLazy(tests);
    }

    private static bool IsMapped(byte* address) => KernelSpace.TryQuery((ulong)address, out _);

    private static void RegisterRanges(TestList tests)
    {
        tests.Add("Memory.Ranges.AReservationHasNoMemory", () =>
        {
            long before = Frames.InUse(FrameOwner.Other);
            byte* range = KernelMemory.Reserve(1 << 30, Page, RangeUse.Other);
            Check.True(range != null);
            Check.False(IsMapped(range));
            Check.True(Frames.InUse(FrameOwner.Other) <= before + 1);
            KernelMemory.Release(range);
        });
        tests.Add("Memory.Ranges.ThePageBehindIsAGuard", () =>
        {
            byte* first = KernelMemory.Reserve(Page, Page, RangeUse.Other);
            byte* second = KernelMemory.Reserve(Page, Page, RangeUse.Other);
            Check.True(KernelMemory.Commit(first, Page, FrameOwner.Other));
            Check.True(KernelMemory.Commit(second, Page, FrameOwner.Other));
            Check.False(IsMapped(first + Page));
            Check.False(IsMapped(second + Page));
            KernelMemory.Release(first);
            KernelMemory.Release(second);
        });
        tests.Add("Memory.Ranges.AlignmentIsHonoured", () =>
        {
            byte* range = KernelMemory.Reserve(Page, 1 << 21, RangeUse.Other);
            Check.Equal(0UL, (ulong)range & ((1 << 21) - 1));
            KernelMemory.Release(range);
        });
        tests.Add("Memory.Ranges.AbsurdSizesAreRefused", () =>
        {
            Check.True(KernelMemory.Reserve(0, Page, RangeUse.Other) == null);
            Check.True(KernelMemory.Reserve(nuint.MaxValue, Page, RangeUse.Other) == null);
            Check.True(KernelMemory.Reserve((nuint)1 << 45, Page, RangeUse.Other) == null);
        });
        tests.Add("Memory.Ranges.CommittedMemoryIsZero", () =>
        {
            byte* range = KernelMemory.Reserve(20 * Page, Page, RangeUse.Other);
            Check.True(KernelMemory.Commit(range, 20 * Page, FrameOwner.Other));
            Check.False(new ReadOnlySpan<byte>(range, 20 * Page).ContainsAnyExcept((byte)0));
            KernelMemory.Release(range);
        });
        tests.Add("Memory.Ranges.CommittingAgainKeepsWhatIsThere", () =>
        {
            long before = Frames.InUse(FrameOwner.Other);
            byte* range = KernelMemory.Reserve(4 * Page, Page, RangeUse.Other);
            Check.True(KernelMemory.Commit(range + Page, Page, FrameOwner.Other));
            range[Page] = 7;
            Check.True(KernelMemory.Commit(range, 4 * Page, FrameOwner.Other));
            Check.Equal((byte)7, range[Page]);
            KernelMemory.Release(range);
            Check.True(Frames.InUse(FrameOwner.Other) <= before + 1);
        });
        tests.Add("Memory.Ranges.AReleaseGivesTheFramesBack", () =>
        {
            long before = Frames.InUse(FrameOwner.User);
            byte* range = KernelMemory.Reserve(100 * Page, Page, RangeUse.Other);
            Check.True(KernelMemory.Commit(range, 100 * Page, FrameOwner.User));
            Check.Equal(before + 100, Frames.InUse(FrameOwner.User));
            KernelMemory.Release(range);
            Check.Equal(before, Frames.InUse(FrameOwner.User));
        });
        tests.Add("Memory.Ranges.ASecondReleaseIsCaught", () =>
        {
            byte* range = KernelMemory.Reserve(Page, Page, RangeUse.Other);
            KernelMemory.Release(range);
            MemoryFaults.Expect(MemoryFault.RangeFreedTwice);
            KernelMemory.Release(range);
            Check.Equal((int)MemoryFault.RangeFreedTwice, (int)MemoryFaults.TakeFound(out ulong address));
            Check.Equal((ulong)range, address);
        });
        tests.Add("Memory.Ranges.TheBooksAreConsistent", () => Check.True(KernelMemory.IsConsistent()));
        tests.Add("Memory.Ranges.AHugeHoleIsUnmappedAtOnce", () =>
        {
            byte* range = KernelMemory.Reserve((nuint)1 << 39, Page, RangeUse.Other);
            Check.True(range != null);
            Check.True(KernelMemory.Commit(range + ((nuint)1 << 38), Page, FrameOwner.Other));
            KernelMemory.Release(range);
            Check.False(IsMapped(range + ((nuint)1 << 38)));
        });
    }

    private static void RegisterHome(TestList tests)
    {
        tests.Add("Memory.Home.ReservationsAreAligned", () =>
        {
            byte* range = Home.Reserve(100);
            Check.Equal(0UL, (ulong)range & 0xffff);
            KernelMemory.Release(range);
        });
        tests.Add("Memory.Home.DecommittedMemoryComesBackAsZeros", () =>
        {
            byte* range = Home.Reserve(1 << 20);
            Check.True(Home.Commit(range, 1 << 20));
            new Span<byte>(range, 1 << 20).Fill(0x77);
            long before = Frames.InUse(FrameOwner.CollectedHeap);
            Home.Decommit(range + (1 << 19), 1 << 19);
            Check.True(Frames.InUse(FrameOwner.CollectedHeap) <= before - 100, "the frames went back");
            Check.False(IsMapped(range + (1 << 19)));
            Check.True(Home.Commit(range + (1 << 19), 1 << 19));
            Check.False(new ReadOnlySpan<byte>(range + (1 << 19), 1 << 19).ContainsAnyExcept((byte)0));
            Check.Equal((byte)0x77, range[(1 << 19) - 1]);
            KernelMemory.Release(range);
        });
        tests.Add("Memory.Home.MemorySizeIsWhatIsFree", () =>
        {
            ulong size = Home.MemorySize();
            Check.True(size > 4 << 20 && size <= (ulong)Frames.TotalCount * Page);
        });
        tests.Add("Memory.Home.TheHeapGivesMemoryBackAndGetsItAgain", () =>
        {
            for (int round = 0; round < 3; round++)
            {
                byte[]?[] arrays = new byte[]?[16];
                for (int i = 0; i < arrays.Length; i++)
                {
                    arrays[i] = new byte[300_000];
                    Check.Equal((byte)0, arrays[i]![299_999]);
                    arrays[i]![299_999] = 1;
                }

                arrays = [];
                GC.Collect();
            }
        });
    }

    private static void RegisterStacks(TestList tests)
    {
        tests.Add("Memory.Stacks.AStackIsWritableAndItsReserveIsNot", () =>
        {
            ThreadBlock block = default;
            Check.True(KernelStack.TryCreate(&block, 8));
            Check.Equal(8L * Page, block.StackBase - block.StackLimit);
            block.StackLimit[0] = 1;
            block.StackBase[-1] = 1;
            Check.False(IsMapped(block.StackLimit - 1));
            Check.False(IsMapped((byte*)block.Mapping));
            KernelStack.Free(&block);
        });
        tests.Add("Memory.Stacks.GuardAndReserveAreTold", () =>
        {
            ThreadBlock block = default;
            Check.True(KernelStack.TryCreate(&block, 4));
            nuint limit = (nuint)block.StackLimit;
            Check.True(KernelStack.IsInReserve(&block, limit - 1) && KernelStack.IsBelowLimit(&block, limit - 1));
            Check.False(KernelStack.IsInReserve(&block, limit) || KernelStack.IsBelowLimit(&block, limit));
            nuint guard = limit - KernelStack.ReservePages * Page - 1;
            Check.True(!KernelStack.IsInReserve(&block, guard) && KernelStack.IsBelowLimit(&block, guard));
            Check.False(KernelStack.IsBelowLimit(&block, (nuint)block.Mapping - 1));
            KernelStack.Free(&block);
        });
        tests.Add("Memory.Stacks.TheReserveOpensAndCloses", () =>
        {
            ThreadBlock block = default;
            Check.True(KernelStack.TryCreate(&block, 4));
            byte* lowest = block.StackLimit - KernelStack.ReservePages * Page;
            KernelStack.SetReserve(&block, open: true);
            Check.True(IsMapped(lowest) && IsMapped(block.StackLimit - 1));
            lowest[0] = 1;
            Check.False(IsMapped(lowest - 1));
            KernelStack.SetReserve(&block, open: false);
            Check.False(IsMapped(lowest) || IsMapped(block.StackLimit - 1));
            KernelStack.Free(&block);
        });
        tests.Add("Memory.Stacks.SeveralReservesAreOpenAtOnce", () =>
        {
            ThreadBlock first = default;
            ThreadBlock second = default;
            Check.True(KernelStack.TryCreate(&first, 4) && KernelStack.TryCreate(&second, 4));
            KernelStack.SetReserve(&first, open: true);
            KernelStack.SetReserve(&second, open: true);
            first.StackLimit[-1] = 1;
            second.StackLimit[-1] = 2;
            Check.Equal((byte)1, first.StackLimit[-1]);
            KernelStack.SetReserve(&first, open: false);
            Check.Equal((byte)2, second.StackLimit[-1]);
            KernelStack.SetReserve(&second, open: false);
            KernelStack.Free(&first);
            KernelStack.Free(&second);
        });
        tests.Add("Memory.Stacks.AFreedStackIsUsedAgain", () =>
        {
            ThreadBlock block = default;
            Check.True(KernelStack.TryCreate(&block, 5));
            byte* limit = block.StackLimit;
            KernelStack.Free(&block);
            Check.True(KernelStack.TryCreate(&block, 5));
            Check.True(limit == block.StackLimit);
            KernelStack.Free(&block);
        });
        tests.Add("Memory.Stacks.TheCacheHasABound", () =>
        {
            KernelStack.Trim();
            long before = Frames.InUse(FrameOwner.KernelStack);
            const int Count = 24;
            ThreadBlock* blocks = stackalloc ThreadBlock[Count];
            for (int i = 0; i < Count; i++)
                Check.True(KernelStack.TryCreate(blocks + i, 2));
            Check.Equal(before + 2 * Count, Frames.InUse(FrameOwner.KernelStack));
            for (int i = 0; i < Count; i++)
                KernelStack.Free(blocks + i);
            Check.True(KernelStack.CachedCount <= 16);
            KernelStack.Trim();
            Check.Equal(before, Frames.InUse(FrameOwner.KernelStack));
        });
        tests.Add("Memory.Stacks.ARunningThreadsStackHasAGuard", () =>
        {
            CheckOwnStack();
            Exception? failure = null;
            System.Threading.Thread thread = new(() =>
            {
                try
                {
                    CheckOwnStack();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            });
            thread.Start();
            thread.Join();
            if (failure is not null)
                throw failure;
        });
        tests.Add("Memory.Stacks.TooLargeAStackIsRefused", () =>
            Check.Throws<ArgumentOutOfRangeException>(() =>
            {
                ThreadBlock block = default;
                KernelStack.TryCreate(&block, KernelStack.MaximumPages + 1);
            }));
        tests.Add("Memory.Stacks.TheLargestStackIsInOneTable", () =>
        {
            ThreadBlock block = default;
            Check.True(KernelStack.TryCreate(&block, KernelStack.MaximumPages));
            Check.Equal((ulong)block.Mapping >> 21, (ulong)(block.StackBase - 1) >> 21);
            KernelStack.Free(&block);
            KernelStack.Trim();
        });
    }

    private static void CheckOwnStack()
    {
        ThreadBlock* block = RuntimeThread.Current;
        byte here = 0;
        Check.True(&here >= block->StackLimit && &here < block->StackBase);
        Check.True(IsMapped(block->StackLimit) && IsMapped(block->StackBase - 1));
        Check.False(IsMapped(block->StackLimit - 1) || IsMapped(block->StackBase) || IsMapped((byte*)block->Mapping));
    }

    private static void RegisterLazy(TestList tests)
    {
        tests.Add("Memory.Lazy.PagesComeWithTheFirstTouch", () =>
        {
            Check.True(LazyRegion.TryCreate(64 << 20, out LazyRegion region));
            long before = Frames.InUse(FrameOwner.Other);
            Check.False(IsMapped(region.Start));
            region.Start[5 * Page + 3] = 9;
            Check.Equal((byte)0, region.Start[40 << 20]);
            Check.Equal((byte)9, region.Start[5 * Page + 3]);
            Check.Equal(before + 2, Frames.InUse(FrameOwner.Other));
            Check.False(IsMapped(region.Start));
            region.Destroy();
            Check.Equal(before, Frames.InUse(FrameOwner.Other));
        });
        tests.Add("Memory.Lazy.FaultsAreCounted", () =>
        {
            Check.True(LazyRegion.TryCreate(1 << 20, out LazyRegion region));
            long before = LazyRegion.Faults;
            for (int i = 0; i < 10; i++)
                region.Start[i * Page] = 1;
            for (int i = 0; i < 10; i++)
                region.Start[i * Page + 1] = 1;
            Check.Equal(before + 10, LazyRegion.Faults);
            region.Destroy();
        });
        tests.Add("Memory.Lazy.OtherAddressesAreNoneOfItsBusiness", () =>
        {
            Check.True(LazyRegion.TryCreate(Page, out LazyRegion region));
            Check.False(PageFaults.TryHandle((nuint)region.Start + Page, 2));
            Check.False(PageFaults.TryHandle((nuint)region.Start - 1, 2));
            Check.False(PageFaults.TryHandle(8, 0));
            // A protection fault, and one by reserved bits, are not repaired by mapping.
            Check.False(PageFaults.TryHandle((nuint)region.Start, 3));
            Check.False(PageFaults.TryHandle((nuint)region.Start, 8));
            region.Destroy();
            Check.False(PageFaults.TryHandle((nuint)region.Start, 2));
        });
        tests.Add("Memory.Lazy.RegionsAreLimitedInNumber", () =>
        {
            const int TooMany = 40;
            LazyRegion* regions = stackalloc LazyRegion[TooMany];
            int count = 0;
            while (count < TooMany && LazyRegion.TryCreate(Page, out regions[count]))
                count++;
            Check.True(count is > 8 and < TooMany);
            while (count > 0)
                regions[--count].Destroy();
            Check.True(LazyRegion.TryCreate(Page, out LazyRegion again));
            again.Destroy();
        });
    }
}
