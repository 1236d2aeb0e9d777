using System.Runtime.InteropServices;
using Internal.Runtime;

namespace Diesis.Platform.Processors;

/// <summary>Interrupt descriptor table and task state segment (Intel SDM, volume 3, sections 6.14 and 7.7).</summary>
/// <remarks>SAFETY: the tables are in immortal memory; the processor reads them, nobody else.</remarks>
internal static unsafe class DescriptorTables
{
    private const int Vectors = 48;
    private const int StubBytes = 16;
    private const ushort CodeSelector = 8;
    private const ushort TaskSelector = 24;
    private const byte InterruptGate = 0x8e;
    private const int TaskStateBytes = 104;
    private const int FirstStackOffset = 36;
    private const int HandlerStackBytes = 64 << 10;

    private const int NonMaskable = 2;
    private const int DoubleFault = 8;
    private const int MachineCheck = 18;

    // Interrupt stacks: one for faults, one for lines, one each for what may come at any time.
    private const int FaultStack = 1;
    private const int LineStack = 2;
    private const int DoubleFaultStack = 3;
    private const int NonMaskableStack = 4;
    private const int MachineCheckStack = 5;
    private const int StackCount = 5;

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Pointer
    {
        public ushort Limit;
        public ulong Base;
    }

    internal static void Initialize()
    {
        byte* taskState = Allocate(TaskStateBytes);
        for (int i = 0; i < StackCount; i++)
            *(ulong*)(taskState + FirstStackOffset + i * sizeof(ulong)) = (ulong)(Allocate(HandlerStackBytes) + HandlerStackBytes);
        SetTaskState((ulong)taskState);

        ulong* gates = (ulong*)Allocate(Vectors * 16);
        byte* stubs = Instructions.InterruptStubs();
        for (int vector = 0; vector < Vectors; vector++)
        {
            ulong target = (ulong)(stubs + vector * StubBytes);
            ulong attributes = (ulong)StackOf(vector) | (ulong)InterruptGate << 8;
            gates[vector * 2] = (target & 0xffff) | (ulong)CodeSelector << 16 | attributes << 32 | ((target >> 16) & 0xffff) << 48;
            gates[vector * 2 + 1] = target >> 32;
        }
        Pointer pointer = new() { Limit = Vectors * 16 - 1, Base = (ulong)gates };
        Instructions.LoadInterruptTable(&pointer);
    }

    private static int StackOf(int vector) => vector switch
    {
        DoubleFault => DoubleFaultStack,
        NonMaskable => NonMaskableStack,
        MachineCheck => MachineCheckStack,
        >= 32 => LineStack,
        _ => FaultStack,
    };

    private static void SetTaskState(ulong address)
    {
        const ulong AvailableTaskState = 0x89;
        ulong* table = Instructions.GlobalDescriptorTable();
        table[3] = (TaskStateBytes - 1) | (address & 0xff_ffff) << 16 | AvailableTaskState << 40 | ((address >> 24) & 0xff) << 56;
        table[4] = address >> 32;
        Instructions.LoadTaskRegister(TaskSelector);
    }

    private static byte* Allocate(int bytes)
    {
        byte* memory = Home.Reserve((nuint)bytes);
        if (memory == null || !Home.Commit(memory, (nuint)bytes))
            FailFast.Abort("no memory for the processor's tables");
        return memory;
    }
}
