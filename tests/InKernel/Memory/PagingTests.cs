using Diesis.Platform.Boot;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Paging;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Memory.Virtual;
using Diesis.Platform.Processors;

namespace Diesis.Tests.InKernel;

/// <summary>The kernel's page tables as they are: rights of every part, protection of the processors, changes.</summary>
internal static unsafe class PagingTests
{
    // SAFETY: tests map and touch only ranges that they have reserved.
    private const ulong LargePage = 2 << 20;

    private static int s_wrong;
    private static int s_visits;
    private static ulong s_round;

    internal static void Register(TestList tests)
    {
        RegisterRules(tests);
        RegisterProtection(tests);
        RegisterChanges(tests);
    }

    private static PageMapping Query(ulong address)
    {
        Check.True(KernelSpace.TryQuery(address, out PageMapping mapping), "the address is mapped");
        return mapping;
    }

    private static bool IsMapped(ulong address) => KernelSpace.TryQuery(address, out _);

    private static ulong PhysicalOfImage(ulong address) => address - KernelImage.Base;

    private static void RegisterRules(TestList tests)
    {
        tests.Add("Memory.Paging.NothingIsWritableAndExecutable", () => Check.Equal((int)MappingFault.None, (int)KernelSpace.CheckRules().Fault));
        tests.Add("Memory.Paging.OnlyTheImagesCodeIsExecutable", () =>
            Check.Equal((KernelImage.CodeEnd - KernelImage.Start + 4095) & ~4095UL, KernelSpace.CheckRules().ExecutableBytes));
        tests.Add("Memory.Paging.PageZeroIsAbsent", () => Check.False(IsMapped(0)));
        tests.Add("Memory.Paging.TheLowerHalfIsEmpty", () =>
        {
            Counter counter = default;
            KernelSpace.Walk(0, 0x0000_7fff_ffff_ffff, ref counter);
            Check.Equal(0, counter.Pages);
        });
        tests.Add("Memory.Paging.CodeIsReadOnly", () => Check.Equal((int)PageRights.Execute, (int)Rights(KernelImage.Start)));
        tests.Add("Memory.Paging.ConstantsAreReadOnly", () => Check.Equal((int)PageRights.Read, (int)Rights(KernelImage.ConstantsStart)));
        tests.Add("Memory.Paging.DataIsWritableOnly", () => Check.Equal((int)PageRights.Write, (int)Rights(KernelImage.DataStart)));
        tests.Add("Memory.Paging.CodeIsReadOnlyInTheDirectMap", () => Check.Equal((int)PageRights.Read, (int)Rights(DirectMap.Base + PhysicalOfImage(KernelImage.Start))));
        tests.Add("Memory.Paging.ConstantsAreReadOnlyInTheDirectMap", () =>
            Check.Equal((int)PageRights.Read, (int)Rights(DirectMap.Base + PhysicalOfImage(KernelImage.ConstantsEnd - 1))));
        tests.Add("Memory.Paging.DataIsWritableInTheDirectMap", () => Check.Equal((int)PageRights.Write, (int)Rights(DirectMap.Base + PhysicalOfImage(KernelImage.DataStart))));
        tests.Add("Memory.Paging.TheImageEndsWhereItEnds", () => Check.False(IsMapped(KernelImage.End)));
        tests.Add("Memory.Paging.AllUsableMemoryIsInTheDirectMap", () =>
        {
            for (int i = 0; i < PhysicalMap.Count; i++)
            {
                MemoryRange range = PhysicalMap.Range(i);
                if (range.Kind is MemoryKind.Usable or MemoryKind.BootAllocated)
                    Check.True(DirectMap.Covers(new PhysicalAddress(range.Start), range.Length));
            }
        });
        tests.Add("Memory.Paging.TheDirectMapUsesLargePages", () =>
        {
            Counter counter = default;
            KernelSpace.Walk(DirectMap.Base, DirectMap.Base + (1UL << 40), ref counter);
            Check.True(counter.LargeBytes > counter.Bytes / 2, "most of memory is mapped by large pages");
        });
        tests.Add("Memory.Paging.DevicesAreNotInTheDirectMap", () => Check.False(DirectMap.Covers(new PhysicalAddress(0xfee0_0000), 4096)));
        tests.Add("Memory.Paging.TheDirectMapHasAnEnd", () => Check.False(DirectMap.Covers(new PhysicalAddress(ulong.MaxValue - 4096), 4096)));
        tests.Add("Memory.Paging.KernelPagesAreGlobal", () =>
            Check.Equal(ProcessorFeatures.HasGlobalPages, (Query(KernelImage.Start).Rights & PageRights.Global) != 0));
    }

    private static PageRights Rights(ulong address) => Query(address).Rights & ~PageRights.Global;

    private static void RegisterProtection(TestList tests)
    {
        tests.Add("Memory.Paging.NoExecuteIsOn", () => Check.True(ProcessorFeatures.HasNoExecute));
        tests.Add("Memory.Paging.EveryProcessorIsProtected", () =>
        {
            s_wrong = 0;
            s_visits = 0;
            CrossCalls.Run(ulong.MaxValue, &CheckProtection, 0, CrossCallWait.UntilDone, CrossCallLocks.MayBeTaken);
            CheckProtection(0);
            Check.Equal(0, s_wrong);
            Check.Equal(Processor.Count, s_visits);
        });
        tests.Add("Memory.Paging.EveryProcessorUsesTheKernelsTables", () =>
        {
            s_wrong = 0;
            CrossCalls.Run(ulong.MaxValue, &CheckRoot, 0, CrossCallWait.UntilDone, CrossCallLocks.MayBeTaken);
            CheckRoot(0);
            Check.Equal(0, s_wrong);
        });
        tests.Add("Memory.Paging.FiveLevelsAreLeftOff", () => Check.False(ProcessorFeatures.UsesFiveLevels));
        tests.Add("Memory.Paging.InterruptStacksHaveGuards", () =>
        {
            for (int processor = 0; processor < Processor.Count; processor++)
            {
                ProcessorBlock* block = Processor.Block(processor);
                for (int i = 0; i < 5; i++)
                {
                    // The two words above the frame belong to the stack (DescriptorTables).
                    ulong top = block->TaskState.InterruptStacks[i] + 2 * sizeof(ulong);
                    Check.True(IsMapped(top - 1) && IsMapped(top - (16 << 10)));
                    Check.False(IsMapped(top - (16 << 10) - 1) || IsMapped(top));
                }
            }
        });
        tests.Add("Memory.Paging.TheRootIsWithinReachOf32Bits", () => Check.True(KernelSpace.Root.Value < 1UL << 32));
    }

    /// <summary>WP in CR0; SMEP (bit 20), SMAP (21), UMIP (11), PGE (7) and PCIDE (17) in CR4 as far as the processor has them.</summary>
    private static void CheckProtection(nint argument)
    {
        ulong control = PagingInstructions.ReadControl4();
        bool right = (PagingInstructions.ReadControl0() & 1 << 16) != 0;
        right &= Has(control, 20) == ProcessorFeatures.HasSupervisorExecutionPrevention;
        right &= Has(control, 21) == ProcessorFeatures.HasSupervisorAccessPrevention;
        right &= Has(control, 11) == ProcessorFeatures.HasUserModeInstructionPrevention;
        right &= Has(control, 7) == ProcessorFeatures.HasGlobalPages;
        right &= Has(control, 17) == ProcessorFeatures.HasContextIdentifiers;
        if (!right)
            System.Threading.Interlocked.Increment(ref s_wrong);
        System.Threading.Interlocked.Increment(ref s_visits);
    }

    private static bool Has(ulong word, int bit) => (word >> bit & 1) != 0;

    private static void CheckRoot(nint argument)
    {
        if (PagingInstructions.ReadRootTable() != KernelSpace.Root.Value)
            System.Threading.Interlocked.Increment(ref s_wrong);
    }

    private static void RegisterChanges(TestList tests)
    {
        tests.Add("Memory.Paging.ProtectTakesTheRightToWrite", () =>
        {
            byte* range = Reserved(4);
            Check.True(KernelMemory.Commit(range, 4 * 4096, FrameOwner.Other));
            Check.True(KernelMemory.Protect(range + 4096, 4096, PageRights.Read));
            Check.Equal((int)(PageRights.Read | PageRights.OwnsFrame), (int)Rights((ulong)range + 4096));
            Check.Equal((int)(PageRights.Write | PageRights.OwnsFrame), (int)Rights((ulong)range));
            Check.Equal((byte)0, range[4096]);
            KernelMemory.Release(range);
        });
        tests.Add("Memory.Paging.WritableAndExecutableIsRefused", () =>
        {
            byte* range = Reserved(1);
            Check.Throws<ArgumentException>(() => KernelMemory.Protect(range, 4096, PageRights.Write | PageRights.Execute));
            KernelMemory.Release(range);
        });
        tests.Add("Memory.Paging.TheSameFrameAtTwoAddresses", () =>
        {
            FrameNumber frame = Frames.Allocate(FrameOwner.Other, FrameContents.Zeroed);
            byte* range = Reserved(1);
            Check.Equal((int)PageTableResult.Done, (int)KernelSpace.Map((ulong)range, frame.Address, 4096, PageRights.Write, PageCaching.WriteBack));
            range[123] = 45;
            Check.Equal((byte)45, DirectMap.Pointer(frame)[123]);
            KernelMemory.Release(range);
            Check.Equal(1, Frames.ReferencesOf(frame));
            Frames.Free(frame);
        });
        tests.Add("Memory.Paging.MappedIsNotMappedAgain", () =>
        {
            byte* range = Reserved(1);
            Check.True(KernelMemory.Commit(range, 4096, FrameOwner.Other));
            Check.Equal((int)PageTableResult.Occupied, (int)KernelSpace.Map((ulong)range, new PhysicalAddress(0x10_0000), 4096, PageRights.Write, PageCaching.WriteBack));
            KernelMemory.Release(range);
        });
        tests.Add("Memory.Paging.TablesComeAndGoWithPages", () =>
        {
            byte* range = KernelMemory.Reserve(4 << 20, 1 << 30, RangeUse.Other);
            long before = Frames.InUse(FrameOwner.PageTable);
            Check.True(KernelMemory.Commit(range, 4096, FrameOwner.Other));
            Check.Equal(before + 2, Frames.InUse(FrameOwner.PageTable));
            KernelMemory.Unmap(range, 4096);
            Check.Equal(before, Frames.InUse(FrameOwner.PageTable));
            KernelMemory.Release(range);
        });
        tests.Add("Memory.Paging.ALargeDeviceGetsLargePages", () =>
        {
            byte* device = KernelMemory.MapDevice(new PhysicalAddress(0x10_0000_0000), 4 << 20, PageCaching.WriteCombining);
            PageMapping mapping = Query((ulong)device);
            Check.Equal((int)PageSize.TwoMegabytes, (int)mapping.Size);
            Check.Equal((int)PageCaching.WriteCombining, (int)mapping.Caching);
            KernelMemory.UnmapDevice(device);
            Check.False(IsMapped((ulong)device));
        });
        tests.Add("Memory.Paging.UnmappingAPartSplitsALargePage", () =>
        {
            byte* device = KernelMemory.MapDevice(new PhysicalAddress(0x10_0000_0000), (nuint)LargePage, PageCaching.Uncached);
            Check.Equal((int)PageTableResult.Done, (int)KernelSpace.Unmap((ulong)device + 4096, 4096));
            Check.False(IsMapped((ulong)device + 4096));
            PageMapping after = Query((ulong)device + 2 * 4096);
            Check.Equal(0x10_0000_2000UL, after.Physical);
            Check.Equal((int)PageCaching.Uncached, (int)after.Caching);
            KernelMemory.UnmapDevice(device);
        });
        tests.Add("Memory.Paging.RegistersAreUncachedAndNotExecutable", () =>
        {
            byte* device = KernelMemory.MapDevice(new PhysicalAddress(0xfed0_0010), 8, PageCaching.Uncached);
            PageMapping mapping = Query((ulong)device);
            Check.Equal(0x10UL, (ulong)device & 4095);
            Check.Equal((int)PageCaching.Uncached, (int)mapping.Caching);
            Check.Equal((int)PageRights.Write, (int)(mapping.Rights & ~PageRights.Global));
            KernelMemory.UnmapDevice(device);
        });
        tests.Add("Memory.Paging.NoProcessorKeepsAStaleTranslation", () =>
        {
            // The range gets another frame again and again; every processor must see the newest one.
            byte* range = Reserved(1);
            s_wrong = 0;
            for (ulong round = 1; round <= 20; round++)
            {
                Check.True(KernelMemory.Commit(range, 4096, FrameOwner.Other));
                *(ulong*)range = round;
                s_round = round;
                CrossCalls.Run(ulong.MaxValue, &Compare, (nint)range, CrossCallWait.UntilDone, CrossCallLocks.MayBeTaken);
                Compare((nint)range);
                FrameNumber keep = Frames.Allocate(FrameOwner.Other, FrameContents.Any);
                KernelMemory.Unmap(range, 4096);
                Frames.Free(keep);
            }

            Check.Equal(0, s_wrong);
            KernelMemory.Release(range);
        });
        tests.Add("Memory.Paging.ShootDownsAreCountedWithSeveralProcessors", () =>
        {
            long before = TlbBatch.ShootDowns;
            byte* range = Reserved(8);
            Check.True(KernelMemory.Commit(range, 8 * 4096, FrameOwner.Other));
            KernelMemory.Release(range);
            // Eight pages, one interruption of the others.
            Check.Equal(Processor.Count > 1 ? before + 1 : before, TlbBatch.ShootDowns);
        });
    }

    private static byte* Reserved(int pages) => KernelMemory.Reserve((nuint)pages * 4096, 4096, RangeUse.Other);

    private static void Compare(nint address)
    {
        if (System.Threading.Volatile.Read(ref *(ulong*)address) != s_round)
            System.Threading.Interlocked.Increment(ref s_wrong);
    }

    private struct Counter : IPageVisitor
    {
        internal int Pages;
        internal ulong Bytes;
        internal ulong LargeBytes;

        public bool Visit(in PageMapping mapping)
        {
            Pages++;
            Bytes += mapping.Bytes;
            LargeBytes += mapping.Size == PageSize.FourKilobytes ? 0 : mapping.Bytes;
            return true;
        }
    }
}
