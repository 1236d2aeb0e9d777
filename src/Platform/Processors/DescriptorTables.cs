using System.Runtime.InteropServices;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Memory.Virtual;
using Internal.Runtime;

namespace Diesis.Platform.Processors;

/// <summary>
/// Segments, interrupt descriptor table and task state (Intel SDM, volume 3, sections 3.4.5, 6.14 and 7.7). The interrupt table is one for all processors,
/// the others are in each one's <see cref="ProcessorBlock"/>.
/// </summary>
/// <remarks>SAFETY: the tables are never freed; the processor reads them, nobody else.</remarks>
internal static unsafe class DescriptorTables
{
    internal const ushort KernelCode = 1 << 3;
    internal const ushort KernelData = 2 << 3;

    // SYSRET takes the user's data segment 8 and its 64-bit code segment 16 beyond the one it is told (Intel SDM, volume 2, SYSRET).
    internal const ushort UserData = 4 << 3 | 3;
    internal const ushort UserCode = 5 << 3 | 3;
    private const ushort TaskSelector = 6 << 3;

    private const ulong KernelCodeDescriptor = 0x00af_9b00_0000_ffff;
    private const ulong KernelDataDescriptor = 0x00cf_9300_0000_ffff;
    private const ulong UserCode32Descriptor = 0x00cf_fb00_0000_ffff;
    private const ulong UserDataDescriptor = 0x00cf_f300_0000_ffff;
    private const ulong UserCodeDescriptor = 0x00af_fb00_0000_ffff;

    private const int GateBytes = 16;
    private const int StubBytes = 16;
    private const byte InterruptGate = 0x8e;

    /// <summary>Programs may raise the exception by an instruction of its own: INT3 and INTO.</summary>
    private const byte UserInterruptGate = 0xee;

    private const int Debug = 1;
    private const int NonMaskable = 2;
    private const int Breakpoint = 3;
    private const int Overflow = 4;
    private const int DoubleFault = 8;
    private const int MachineCheck = 18;

    // Interrupt stacks: one for the faults of the thread's own code, one each for what may come at any time, also within those.
    private const int FaultStack = 1;
    private const int DoubleFaultStack = 2;
    private const int NonMaskableStack = 3;
    private const int MachineCheckStack = 4;
    private const int DebugStack = 5;
    private const int StackCount = 5;
    private const int HandlerStackBytes = 16 << 10;

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Pointer
    {
        public ushort Limit;
        public ulong Base;
    }

    private struct Gates
    {
        public fixed ulong Words[Vector.Count * GateBytes / sizeof(ulong)];
    }

    private static Gates s_gates;

    /// <summary>Below each stack a page is never mapped.</summary>
    private const int StackStride = HandlerStackBytes + FrameNumber.FrameBytes;

    /// <summary>Memory for a processor's interrupt stacks, for ever; null when it is short.</summary>
    internal static byte* AllocateStacks()
    {
        byte* stacks = KernelMemory.Reserve(StackCount * StackStride, FrameNumber.FrameBytes, RangeUse.KernelStack);
        for (int i = 0; stacks != null && i < StackCount; i++)
        {
            if (!KernelMemory.Commit(stacks + i * StackStride + FrameNumber.FrameBytes, HandlerStackBytes, FrameOwner.KernelStack))
                return null;
        }
        return stacks;
    }

    /// <summary>Fills in the table of all vectors, once.</summary>
    internal static void Initialize()
    {
        byte* stubs = Instructions.InterruptStubs();
        for (int vector = 0; vector < Vector.Count; vector++)
        {
            ulong target = (ulong)(stubs + vector * StubBytes);
            ulong gate = vector is Breakpoint or Overflow ? UserInterruptGate : InterruptGate;
            ulong attributes = (uint)StackOf(vector) | gate << 8;
            s_gates.Words[vector * 2] = (target & 0xffff) | (ulong)KernelCode << 16 | attributes << 32 | ((target >> 16) & 0xffff) << 48;
            s_gates.Words[vector * 2 + 1] = target >> 32;
        }
    }

    /// <summary>Makes this processor use the tables.</summary>
    /// <param name="stacks">From <see cref="AllocateStacks"/>.</param>
    internal static void LoadForCurrent(ProcessorBlock* processor, byte* stacks)
    {
        for (int i = 0; i < StackCount; i++)
        {
            // Above the frame is the processor's block, for handlers that cannot trust GS (Interrupts.S, InterruptAnywhere).
            ulong* top = (ulong*)(stacks + (i + 1) * StackStride) - 2;
            top[1] = (ulong)processor;
            processor->TaskState.InterruptStacks[i] = (ulong)top;
        }
        processor->TaskState.PortMap = (ushort)sizeof(TaskState);

        ulong* table = processor->DescriptorTable;
        table[1] = KernelCodeDescriptor;
        table[2] = KernelDataDescriptor;
        table[3] = UserCode32Descriptor;
        table[4] = UserDataDescriptor;
        table[5] = UserCodeDescriptor;
        SetTaskState(table + 6, (ulong)&processor->TaskState);
        Pointer pointer = new() { Limit = ProcessorBlock.Descriptors * sizeof(ulong) - 1, Base = (ulong)table };
        Instructions.LoadGlobalTable(&pointer);
        Instructions.LoadTaskRegister(TaskSelector);
        fixed (ulong* gates = s_gates.Words)
        {
            pointer = new() { Limit = Vector.Count * GateBytes - 1, Base = (ulong)gates };
            Instructions.LoadInterruptTable(&pointer);
        }
    }

    /// <summary>Exceptions come on stacks of their own, so that a fault on a used-up stack can be handled; interrupts on the running thread's.</summary>
    private static int StackOf(int vector) => vector switch
    {
        Debug => DebugStack,
        DoubleFault => DoubleFaultStack,
        NonMaskable => NonMaskableStack,
        MachineCheck => MachineCheckStack,
        >= Vector.FirstOldLine => 0,
        _ => FaultStack,
    };

    private static void SetTaskState(ulong* descriptor, ulong address)
    {
        const ulong AvailableTaskState = 0x89;
        descriptor[0] = (uint)(sizeof(TaskState) - 1) | (address & 0xff_ffff) << 16 | AvailableTaskState << 40 | ((address >> 24) & 0xff) << 56;
        descriptor[1] = address >> 32;
    }
}
