using System;
using System.Runtime;
using System.Threading;
using Diesis.Platform.Boot;
using Diesis.Platform.Devices;
using Diesis.Platform.Firmware;
using Diesis.Platform.Firmware.Tables;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Memory;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;
using Diesis.Platform.Users;
using Internal.Runtime;
using Internal.Runtime.Memory;

namespace Diesis.Platform.Processors;

/// <summary>Starts application processors, one after the other (Intel SDM, volume 3, section 9.4.4).</summary>
/// <remarks>
/// A page below 1 MiB holds the code that runs from real mode on; page tables of its own show it at its physical address.
/// SAFETY: the page is kept out of the frames; the code and its parameters are copied into it, whose length is checked.
/// </remarks>
internal static unsafe class ProcessorStarter
{
    /// <summary>Conventional memory on every PC; the memory map keeps it back for this.</summary>
    internal const ulong LowPage = 0x8000;

    private const int PageBytes = FrameNumber.FrameBytes;
    private const ulong ContextIdentifiers = 1 << 17;
    private const long InitNanoseconds = 10_000_000;
    private const long StartupNanoseconds = 200_000;
    private const long PatienceNanoseconds = 2_000_000_000;

    private struct Parameters
    {
        public ulong Tables;
        public ulong Control4;
        public ulong RealTables;
        public ulong Block;
        public ulong Stack;
        public ulong Entry;
    }

    private static int s_arrived;

    /// <summary>Starts every processor that the firmware names, as far as there is room. Returns how many did not come up.</summary>
    internal static int StartAll()
    {
        int failed = 0;
        if (!LocalApic.IsPresent || MachineDescription.Processors.Count < 2)
            return 0;
        PhysicalAddress root = KernelSpace.CreateStartupRoot(new PhysicalAddress(LowPage));
        if (root.Value == 0)
            return MachineDescription.Processors.Count - 1;
        foreach (FirmwareProcessor processor in MachineDescription.Processors)
        {
            if (processor.ApicId == LocalInterrupts.ApicId(0) || Processor.Count == Processor.Maximum)
                continue;
            if (!Start(processor.ApicId, root))
                failed++;
        }
        // A processor that did not answer in time may still come and use them.
        if (failed == 0)
            KernelSpace.FreeStartupRoot(root);
        TimeStampSynchronization.Check();
        return failed;
    }

    /// <summary>Starts a processor and gives it the next index.</summary>
    /// <returns>False when it does not answer, or there is no memory for it.</returns>
    private static bool Start(uint apicId, PhysicalAddress root)
    {
        int index = Processor.Count;
        ThreadBlock stack = default;
        byte* stacks = DescriptorTables.AllocateStacks();
        ProcessorBlock* block = (ProcessorBlock*)Home.Reserve(ProcessorBlock.Bytes);
        if (stacks == null || block == null || !Home.Commit((byte*)block, ProcessorBlock.Bytes)
            || !ThreadStacks.Give(&stack, 0))
        {
            return false;
        }

        Fill(block, index, stacks, in stack);
        Processor.SetBlock(index, block);
        Scheduler.Prepare(index);
        LocalInterrupts.SetApicId(index, apicId);
        WriteCode(block, root);
        Volatile.Write(ref s_arrived, 0);

        // The second message is for processors that missed the first one.
        LocalApic.SendInit(apicId);
        Wait(InitNanoseconds);
        LocalApic.SendStartup(apicId, (byte)(LowPage / PageBytes));
        if (!WaitForArrival(StartupNanoseconds))
            LocalApic.SendStartup(apicId, (byte)(LowPage / PageBytes));
        return WaitForArrival(PatienceNanoseconds);
    }

    private static void Fill(ProcessorBlock* block, int index, byte* stacks, in ThreadBlock stack)
    {
        block->Self = block;
        block->Index = index;
        block->CurrentThread = &block->FirstThread;
        block->CachePointer = &block->Cache;
        block->TaskState.InterruptStacks[0] = (ulong)stacks;
        block->FirstThread.Self = &block->FirstThread;
        block->FirstThread.Alive = 1;
        block->FirstThread.StackBase = stack.StackBase;
        block->FirstThread.StackLimit = stack.StackLimit;
        block->FirstThread.Mapping = stack.Mapping;
        block->FirstThread.MappingLength = stack.MappingLength;
    }

    private static void WriteCode(ProcessorBlock* block, PhysicalAddress root)
    {
        byte* low = DirectMap.Pointer(new PhysicalAddress(LowPage));
        nuint length = (nuint)(StartInstructions.End() - StartInstructions.Code());
        if (length > PageBytes)
            FailFast.Abort("the start code of processors does not fit its page");
        SpanHelpers.Memmove(ref *low, ref *StartInstructions.Code(), length);
        Parameters* parameters = (Parameters*)(low + (StartInstructions.Parameters() - StartInstructions.Code()));
        *parameters = new Parameters
        {
            Tables = root.Value,
            // Context identifiers can only be turned on in long mode (Intel SDM, volume 3, section 4.10.1).
            Control4 = PagingInstructions.ReadControl4() & ~ContextIdentifiers,
            RealTables = PagingInstructions.ReadRootTable(),
            Block = (ulong)block,
            Stack = (ulong)block->FirstThread.StackBase,
            Entry = StartInstructions.Entry(),
        };
    }

    /// <summary>An application processor's first C#, on its own stack, with interrupts off.</summary>
    [RuntimeExport("ApplicationProcessorMain")]
    [System.Diagnostics.StackTraceHidden]
    private static void Main(ProcessorBlock* block)
    {
        ProcessorFeatures.EnableProtection();
        DescriptorTables.LoadForCurrent(block, (byte*)block->TaskState.InterruptStacks[0]);
        ExtendedState.EnableHere();
        DeviceStart.InitializeCurrent(block->Index);

        // From the moment that it counts as started, the collector waits for its answer too: so both become known in one step.
        CriticalSection critical = ThreadList.Enter();
        ThreadList.AdoptLocked(&block->FirstThread);
        AllocationCaches.Register(&block->Cache);
        block->IsOnline = 1;
        Processor.Add();
        ThreadList.Leave(critical);

        ProcessorSetup.OnStarted();
        Volatile.Write(ref s_arrived, 1);
        Scheduler.EnterIdle(block->Index);
    }

    private static bool WaitForArrival(long nanoseconds)
    {
        long end = Clock.Monotonic + nanoseconds;
        while (Volatile.Read(ref s_arrived) == 0)
        {
            if (Clock.Monotonic >= end)
                return false;
            Instructions.Pause();
        }
        return true;
    }

    private static void Wait(long nanoseconds)
    {
        long end = Clock.Monotonic + nanoseconds;
        while (Clock.Monotonic < end)
            Instructions.Pause();
    }
}
