using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Platform.Interrupts;
using Internal.Runtime;
using Internal.Runtime.Memory;

namespace Diesis.Platform.Processors;

/// <summary>What each processor has for itself; GS points at it while the kernel runs.</summary>
/// <remarks>
/// Assembly knows the offsets marked below (ProcessorOffsets.inc, Offsets.inc). The first word and the allocation cache are where compiled code
/// finds them by GS in every home (<see cref="ThreadBlock"/>). Written by its own processor, unless said otherwise.
/// SAFETY: a block is a page that is never freed; pointers in it are to blocks and stacks that live as long as they are named here.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Bytes)]
internal unsafe struct ProcessorBlock
{
    internal const int Bytes = 4096;
    private const int CacheOffset = AllocationCache.OffsetFromGs;

    /// <summary>Words of the descriptor table: null, kernel code and data, three for user mode, two for the task state.</summary>
    internal const int Descriptors = 8;

    /// <summary>Assembly: BLOCK_SELF, read by GS.</summary>
    [FieldOffset(0)]
    public ThreadBlock* CurrentThread;

    /// <summary>Assembly: PROCESSOR_SELF.</summary>
    [FieldOffset(8)]
    public ProcessorBlock* Self;

    /// <summary>Assembly: PROCESSOR_INDEX.</summary>
    [FieldOffset(16)]
    public int Index;

    /// <summary>Greater than zero within the handlers of an interrupt.</summary>
    [FieldOffset(20)]
    public int InterruptDepth;

    /// <summary>The running thread is to make way when the interrupt that is being handled ends. Set by any processor.</summary>
    [FieldOffset(24)]
    public int RescheduleWanted;

    /// <summary>Greater than zero while the running thread must not be replaced by another one.</summary>
    [FieldOffset(28)]
    public int PreemptionDepth;

    /// <summary>Registers of what was interrupted last, while <see cref="InterruptDepth"/> is not 0.</summary>
    [FieldOffset(32)]
    public InterruptFrame* Interrupted;

    /// <summary>Set by the processor itself once it can be interrupted. Read by all.</summary>
    [FieldOffset(40)]
    public int IsOnline;

    /// <summary>Counts interrupts; stands still on a processor that is stuck. Read by the watchdog.</summary>
    [FieldOffset(48)]
    public long InterruptCount;

    /// <summary>Counts switches of threads.</summary>
    [FieldOffset(56)]
    public long SwitchCount;

    /// <summary>A <see cref="Processors.UserState"/>; a collecting processor may change it.</summary>
    [FieldOffset(64)]
    public int UserState;

    /// <summary>Where the registers of the program go that runs on this processor. Assembly: PROCESSOR_USER_REGISTERS, PROCESSOR_KERNEL_STACK, PROCESSOR_USER_STACK.</summary>
    [FieldOffset(72)]
    public nint UserRegisters;

    /// <summary>The kernel's stack for the way back from the program.</summary>
    [FieldOffset(80)]
    public nint UserReturnStack;

    /// <summary>The program's stack pointer, for a few instructions.</summary>
    [FieldOffset(88)]
    public nint UserStack;

    /// <summary>Address of the registers of the program's thread whose extended state the processor holds, or 0.</summary>
    [FieldOffset(96)]
    public nint ExtendedOwner;

    /// <summary>Time that programs have run, in units of the time stamp counter.</summary>
    [FieldOffset(104)]
    public long UserTicks;

    /// <summary>Counts the times that <see cref="PreemptionDepth"/> has left 0.</summary>
    [FieldOffset(136)]
    public long PreemptionSections;

    /// <summary>Address of <see cref="Cache"/>. Assembly: BLOCK_CACHE.</summary>
    [FieldOffset(144)]
    public AllocationCache* CachePointer;

    /// <summary>Assembly: BLOCK_CACHES.</summary>
    [FieldOffset(CacheOffset)]
    public AllocationCache Cache;

    /// <summary>The thread that the processor began with. Assembly: PROCESSOR_FIRST_THREAD.</summary>
    [FieldOffset(2048)]
    public ThreadBlock FirstThread;

    [FieldOffset(2304)]
    public fixed ulong DescriptorTable[Descriptors];

    [FieldOffset(2432)]
    public TaskState TaskState;

    [RuntimeImport("*", "CurrentProcessorBlock")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ProcessorBlock* GetCurrent();

    /// <summary>That of the processor that runs this.</summary>
    internal static ProcessorBlock* Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => GetCurrent();
    }
}

/// <summary>The task state segment: stacks for interrupts (Intel SDM, volume 3, section 7.7).</summary>
[StructLayout(LayoutKind.Explicit, Size = 104)]
internal unsafe struct TaskState
{
    // SAFETY: the processor reads the fields, nobody indexes the stacks beyond the seven there are.

    /// <summary>The stack for interrupts that come in user mode. Assembly: PROCESSOR_TASK_STACK.</summary>
    [FieldOffset(4)]
    public ulong KernelStack;

    /// <summary>Stack numbers 1 to 7 of interrupt gates.</summary>
    [FieldOffset(36)]
    public fixed ulong InterruptStacks[7];

    /// <summary>No port is open to user mode: the map lies beyond the segment.</summary>
    [FieldOffset(102)]
    public ushort PortMap;
}
