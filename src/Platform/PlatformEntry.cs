using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Platform.Boot;
using Diesis.Platform.Devices;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Homes;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Memory;
using Diesis.Platform.Processors;
using Diesis.Platform.Time;
using Diesis.Platform.Users;
using Internal.Runtime;

namespace Diesis.Platform;

/// <summary>The first C# on bare metal: brings up console, memory, exceptions, clock and runtime, then hands over to the kernel.</summary>
internal static unsafe class PlatformEntry
{
    /// <summary>Exported by Boot: the kernel proper. The argument is the program linked into this image, or 0.</summary>
    [RuntimeImport("*", "KernelMain")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int KernelMain(int hasProgram);

    [RuntimeExport("PlatformEntry")]
    [System.Diagnostics.StackTraceHidden]
    private static void Enter(BootProtocol protocol, ulong handedOver)
    {
        ThreadBlock* block = RuntimeThread.Current;
        BootStack.Describe(block);
        block->Alive = 1;
        Processor.SetBlock(0, ProcessorBlock.Current);
        Clock.Initialize();
        SerialPort.Initialize();
        KernelLog.Initialize();
        HandOver.Read(protocol, handedOver);
        MemoryStartup.Initialize();
        DescriptorTables.Initialize();
        byte* stacks = DescriptorTables.AllocateStacks();
        if (stacks == null)
            FailFast.Abort("no memory for interrupt stacks");
        DescriptorTables.LoadForCurrent(ProcessorBlock.Current, stacks);
        ExtendedState.Detect();
        ExtendedState.EnableHere();
        InterruptController.Initialize();
        Startup.Initialize(Instructions.Modules());
        MemoryStartup.Report();

        DeviceStart.Initialize();
        ProcessorSetup.Initialize();
        Instructions.EnableInterrupts();
        CollectorInterrupts.StartTimerHere();

        nint program = Instructions.LinkedProgram();
        int status = KernelMain(program != 0 ? 1 : 0);
        // SAFETY: the symbol is ilc's entry stub of a program with Main; it takes count and array of arguments, which we pass by other ways.
        if (program != 0)
            status = ((delegate* unmanaged<int, nint, int>)program)(0, 0);
        BareProcess.Exit(status);
    }
}
