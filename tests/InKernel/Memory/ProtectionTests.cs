using System.Threading;
using Diesis.Platform.Boot;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Paging;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Memory.Virtual;
using Diesis.Platform.Processors;
using Internal.Runtime;

namespace Diesis.Tests.InKernel;

/// <summary>Protection as the processors enforce it: accesses that must fault, and do.</summary>
internal static unsafe class ProtectionTests
{
    // SAFETY: probes survive their faults and change nothing.
    private const int Page = FrameNumber.FrameBytes;
    private const byte Return = 0xc3;

    private static int s_wrong;

    internal static void Register(TestList tests)
    {
        RegisterImage(tests);
        RegisterRanges(tests);
        RegisterProcessors(tests);
    }

    private static byte* Image(ulong address) => (byte*)address;

    private static byte* Alias(ulong address) => DirectMap.Pointer(new PhysicalAddress(address - KernelImage.Base));

    private static void RegisterImage(TestList tests)
    {
        tests.Add("Memory.Protection.CodeCannotBeWritten", () =>
        {
            Check.True(MemoryProbe.CanRead(Image(KernelImage.Start)));
            Check.False(MemoryProbe.CanWrite(Image(KernelImage.Start)));
            Check.False(MemoryProbe.CanWrite(Image(KernelImage.CodeEnd - 1)));
        });
        tests.Add("Memory.Protection.ConstantsCannotBeWritten", () =>
        {
            Check.True(MemoryProbe.CanRead(Image(KernelImage.ConstantsStart)));
            Check.False(MemoryProbe.CanWrite(Image(KernelImage.ConstantsStart)));
            Check.False(MemoryProbe.CanWrite(Image(KernelImage.ConstantsEnd - 1)));
        });
        tests.Add("Memory.Protection.CodeCannotBeWrittenThroughTheDirectMap", () =>
        {
            Check.True(MemoryProbe.CanRead(Alias(KernelImage.Start)));
            Check.False(MemoryProbe.CanWrite(Alias(KernelImage.Start)));
            Check.False(MemoryProbe.CanWrite(Alias(KernelImage.ConstantsEnd - 1)));
        });
        tests.Add("Memory.Protection.DataCanBeWritten", () => Check.True(MemoryProbe.CanWrite(Image(KernelImage.DataStart))));
        tests.Add("Memory.Protection.CodeCannotBeExecutedThroughTheDirectMap", () =>
        {
            // The last byte of some function is a return; where does not matter, for nothing there may run.
            byte* code = Alias(KernelImage.Start);
            while (*code != Return)
                code++;
            Check.False(MemoryProbe.CanExecute(code));
        });
        tests.Add("Memory.Protection.PageZeroFaults", () =>
        {
            Check.False(MemoryProbe.CanRead((void*)8));
            Check.False(MemoryProbe.CanWrite((void*)8));
            Check.False(MemoryProbe.CanExecute((void*)8));
        });
        tests.Add("Memory.Protection.TheLowerHalfFaults", () =>
        {
            Check.False(MemoryProbe.CanRead((void*)0x8000));
            Check.False(MemoryProbe.CanRead((void*)0x10_0000));
            Check.False(MemoryProbe.CanRead((void*)0x7fff_ffff_f000));
        });
        tests.Add("Memory.Protection.BeyondTheImageFaults", () => Check.False(MemoryProbe.CanRead(Image(KernelImage.End))));
    }

    private static byte* Committed(int pages)
    {
        byte* range = KernelMemory.Reserve((nuint)(pages * Page), Page, RangeUse.Other);
        Check.True(range != null && KernelMemory.Commit(range, (nuint)(pages * Page), FrameOwner.Other));
        return range;
    }

    private static void RegisterRanges(TestList tests)
    {
        tests.Add("Memory.Protection.DataCannotBeExecuted", () =>
        {
            byte* range = Committed(1);
            *range = Return;
            Check.True(MemoryProbe.CanWrite(range));
            Check.False(MemoryProbe.CanExecute(range));
            KernelMemory.Release(range);
        });
        tests.Add("Memory.Protection.WhatMayBeExecutedCannotBeWritten", () =>
        {
            byte* range = Committed(1);
            *range = Return;
            Check.True(KernelMemory.Protect(range, Page, PageRights.Execute));
            Check.True(MemoryProbe.CanExecute(range));
            Check.False(MemoryProbe.CanWrite(range));
            KernelMemory.Release(range);
        });
        tests.Add("Memory.Protection.TheStackCannotBeExecuted", () =>
        {
            byte code = Return;
            Check.False(MemoryProbe.CanExecute(&code));
        });
        tests.Add("Memory.Protection.ObjectsCannotBeExecuted", () =>
        {
            byte[] code = [Return, Return];
            fixed (byte* first = code)
                Check.False(MemoryProbe.CanExecute(first));
        });
        tests.Add("Memory.Protection.AReservationFaults", () =>
        {
            byte* range = KernelMemory.Reserve(Page, Page, RangeUse.Other);
            Check.False(MemoryProbe.CanRead(range));
            KernelMemory.Release(range);
        });
        tests.Add("Memory.Protection.TheGuardBehindARangeFaults", () =>
        {
            byte* range = Committed(2);
            Check.True(MemoryProbe.CanRead(range + 2 * Page - 1));
            Check.False(MemoryProbe.CanRead(range + 2 * Page));
            KernelMemory.Release(range);
        });
        tests.Add("Memory.Protection.TheGuardBelowTheStackFaults", () =>
        {
            ThreadBlock* block = RuntimeThread.Current;
            Check.True(MemoryProbe.CanWrite(block->StackLimit));
            Check.False(MemoryProbe.CanWrite(block->StackLimit - 1));
            Check.False(MemoryProbe.CanRead((byte*)block->Mapping));
        });
        tests.Add("Memory.Protection.AReleasedRangeFaults", () =>
        {
            byte* range = Committed(3);
            Check.True(MemoryProbe.CanRead(range + Page));
            KernelMemory.Release(range);
            Check.False(MemoryProbe.CanRead(range + Page));
        });
        tests.Add("Memory.Protection.ALazyRegionIsFilledAlsoForAProbe", () =>
        {
            Check.True(LazyRegion.TryCreate(Page, out LazyRegion region));
            Check.True(MemoryProbe.CanWrite(region.Start));
            Check.False(MemoryProbe.CanWrite(region.Start + Page));
            region.Destroy();
        });
    }

    private static void RegisterProcessors(TestList tests)
    {
        tests.Add("Memory.Protection.NoProcessorReadsAReleasedRange", () =>
        {
            byte* range = Committed(4);
            s_wrong = 0;
            Everywhere(&ExpectReadable, range);
            KernelMemory.Release(range);
            Everywhere(&ExpectAbsent, range);
            Check.Equal(0, s_wrong);
        });
        tests.Add("Memory.Protection.NoProcessorWritesAProtectedRange", () =>
        {
            byte* range = Committed(4);
            s_wrong = 0;
            Everywhere(&ExpectWritable, range);
            Check.True(KernelMemory.Protect(range, 4 * Page, PageRights.Read));
            Everywhere(&ExpectReadOnly, range);
            Check.Equal(0, s_wrong);
            KernelMemory.Release(range);
        });
        tests.Add("Memory.Protection.NoProcessorReadsALongReleasedRange", () =>
        {
            // More pages than are invalidated one by one.
            byte* range = Committed(200);
            s_wrong = 0;
            for (int i = 0; i < 200; i++)
                Everywhere(&ExpectReadable, range + i * Page);
            KernelMemory.Release(range);
            for (int i = 0; i < 200; i++)
                Everywhere(&ExpectAbsent, range + i * Page);
            Check.Equal(0, s_wrong);
        });
        tests.Add("Memory.Protection.NoProcessorExecutesDataOrWritesCode", () =>
        {
            byte* range = Committed(1);
            *range = Return;
            s_wrong = 0;
            Everywhere(&ExpectNotExecutable, range);
            Everywhere(&ExpectReadOnly, Image(KernelImage.Start));
            Check.Equal(0, s_wrong);
            KernelMemory.Release(range);
        });
    }

    private static void Everywhere(delegate*<nint, void> probe, byte* address)
    {
        CrossCalls.Run(ulong.MaxValue, probe, (nint)address, CrossCallWait.UntilDone, CrossCallLocks.MayBeTaken);
        probe((nint)address);
    }

    private static void Note(bool isRight)
    {
        if (!isRight)
            Interlocked.Increment(ref s_wrong);
    }

    private static void ExpectReadable(nint address) => Note(MemoryProbe.CanRead((void*)address));

    private static void ExpectAbsent(nint address) => Note(!MemoryProbe.CanRead((void*)address));

    private static void ExpectWritable(nint address) => Note(MemoryProbe.CanWrite((void*)address));

    private static void ExpectReadOnly(nint address) => Note(MemoryProbe.CanRead((void*)address) && !MemoryProbe.CanWrite((void*)address));

    private static void ExpectNotExecutable(nint address) => Note(!MemoryProbe.CanExecute((void*)address));
}
