using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Diesis.Platform.Processors;

/// <summary>The processors of the machine, by index; 0 is the one that booted.</summary>
/// <remarks>SAFETY: the table has room for every index below <see cref="Maximum"/>; blocks are never freed.</remarks>
public static unsafe class Processor
{
    /// <summary>How many processors are used at most.</summary>
    public const int Maximum = 64;

    private struct Table
    {
        public fixed ulong Blocks[Maximum];
    }

    private static Table s_table;
    private static int s_others;

    [RuntimeImport("*", "CurrentProcessorIndex")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int GetIndex();

    [RuntimeImport("*", "InterruptsEnabled")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern bool GetInterruptsEnabled();

    /// <summary>Processors that have been started; they have the indexes below this.</summary>
    public static int Count => Volatile.Read(ref s_others) + 1;

    /// <summary>The processor that runs this. May be another one in the next instruction unless preemption or interrupts are off.</summary>
    public static int CurrentIndex
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => GetIndex();
    }

    public static bool IsBootProcessor => CurrentIndex == 0;

    /// <summary>Whether this processor takes interrupts now.</summary>
    public static bool InterruptsEnabled => GetInterruptsEnabled();

    /// <summary>Whether this is an interrupt's handler.</summary>
    public static bool IsInInterrupt => ProcessorBlock.Current->InterruptDepth != 0;

    /// <summary>One bit for each started processor.</summary>
    public static ulong AllMask => Count == Maximum ? ulong.MaxValue : (1UL << Count) - 1;

    /// <summary>Starts all other processors; each joins the scheduler. Returns how many did not come up.</summary>
    /// <remarks>Preconditions: the scheduler runs.</remarks>
    public static int StartOthers() => ProcessorStarter.StartAll();

    internal static ProcessorBlock* Block(int index) => (ProcessorBlock*)s_table.Blocks[index];

    internal static void SetBlock(int index, ProcessorBlock* block) => s_table.Blocks[index] = (ulong)block;

    /// <summary>Counts a processor that has come up. Called by each in turn.</summary>
    internal static void Add() => Volatile.Write(ref s_others, s_others + 1);
}
