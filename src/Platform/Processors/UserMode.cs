using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;
using Internal.Runtime;

namespace Diesis.Platform.Processors;

/// <summary>Where a processor is, for the collector.</summary>
internal enum UserState
{
    InKernel,

    /// <summary>It runs a program, whose registers hold no references to objects: a stop need not interrupt it.</summary>
    InUser,

    /// <summary>It runs a program while the world is stopped, and must wait when it comes back.</summary>
    Held,
}

/// <summary>The border between the kernel and programs, as far as there are programs: stays in user mode that end by the first exception.</summary>
/// <remarks>
/// A processor's <see cref="ProcessorBlock.UserState"/> goes InKernel -> InUser (by itself) -> InKernel (by itself) or Held (by a collecting processor) -> InUser
/// (by the same one, at the end of the stop). So each stop either waits for a processor's answer or keeps it out.
/// SAFETY: until <see cref="Enter"/> has returned, code that came from user mode touches no object.
/// </remarks>
internal static unsafe class UserMode
{
    [RuntimeImport("*", "EnterUserMode")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern long EnterUserMode(ThreadBlock* block, nuint instruction, nuint stackPointer, ulong* kernelStack);

    [RuntimeImport("*", "LeaveUserMode")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void LeaveUserMode(ThreadBlock* block, long vector);

    /// <summary>Runs code in user mode until an exception, whose vector is returned.</summary>
    /// <remarks>Preconditions: interrupts are on; the addresses are mapped for users, or the first exception comes at once.</remarks>
    internal static int Run(nuint instruction, nuint stackPointer)
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        long vector = EnterUserMode(RuntimeThread.Current, instruction, stackPointer, &ProcessorBlock.Current->TaskState.KernelStack);
        Instructions.RestoreInterrupts(flags);
        return (int)vector;
    }

    /// <summary>Whether the thread's stay can be ended: an exception in user mode that nobody else handles.</summary>
    internal static bool CanEnd(ThreadBlock* block) => block->UserEntry != null;

    /// <summary>Ends the current thread's stay in user mode; does not return. Interrupts are off.</summary>
    internal static void End(ThreadBlock* block, long vector) => LeaveUserMode(block, vector);

    /// <summary>The first thing after an interrupt or exception that came from user mode: waits for the end of a stop, if there is one.</summary>
    internal static void Enter(ProcessorBlock* processor)
    {
        ref int state = ref processor->UserState;
        while (Interlocked.CompareExchange(ref state, (int)UserState.InKernel, (int)UserState.InUser) != (int)UserState.InUser)
        {
            CrossCalls.Poll();
            Instructions.Pause();
        }
        processor->CurrentThread->StoppedAt = null;
    }

    /// <summary>The last thing before the way to user mode. Interrupts are off.</summary>
    internal static void Leave(ProcessorBlock* processor)
    {
        ThreadBlock* block = processor->CurrentThread;
        block->StoppedAt = block->UserEntry;
        Volatile.Write(ref processor->UserState, (int)UserState.InUser);
    }

    [RuntimeExport("BeforeUserMode")]
    private static void BeforeUserMode() => Leave(ProcessorBlock.Current);

    /// <summary>A stop begins: keeps a processor out of the kernel if it runs a program. False if it must be interrupted.</summary>
    internal static bool TryHold(ProcessorBlock* processor) =>
        Interlocked.CompareExchange(ref processor->UserState, (int)UserState.Held, (int)UserState.InUser) == (int)UserState.InUser;

    /// <summary>The stop is over.</summary>
    internal static void ReleaseAll()
    {
        for (int i = 0; i < Processor.Count; i++)
            Interlocked.CompareExchange(ref Processor.Block(i)->UserState, (int)UserState.InUser, (int)UserState.Held);
    }
}
