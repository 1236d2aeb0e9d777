using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Platform.Users;
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

/// <summary>The border between the kernel and programs, as far as the collector is concerned, and the call that crosses it (Arch/X64/UserMode.S).</summary>
/// <remarks>
/// A processor's <see cref="ProcessorBlock.UserState"/> goes InKernel -> InUser (by itself) -> InKernel (by itself) or Held (by a collecting processor) -> InUser
/// (by the same one, at the end of the stop). So each stop either waits for a processor's answer or keeps it out.
/// SAFETY: between <see cref="Enter"/>'s return and <see cref="OnEntry"/>'s no object is touched.
/// </remarks>
internal static unsafe class UserMode
{
    /// <summary>Runs the program of the running thread. Interrupts are off, also at return.</summary>
    /// <returns>What ended it: a vector, or <see cref="UserContext.SystemCall"/>.</returns>
    [RuntimeImport("*", "EnterUserMode")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern long Enter(UserRegisters* registers);

    /// <summary>The first thing after a stay in a program: waits for the end of a stop, if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void OnEntry(ProcessorBlock* processor)
    {
        while (Interlocked.CompareExchange(ref processor->UserState, (int)UserState.InKernel, (int)UserState.InUser) != (int)UserState.InUser)
            WaitInStop();
        processor->CurrentThread->StoppedAt = null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WaitInStop()
    {
        CrossCalls.Poll();
        Instructions.Pause();
    }

    [RuntimeExport("BeforeUserMode")]
    private static void BeforeUserMode()
    {
        ProcessorBlock* processor = ProcessorBlock.Current;
        ThreadBlock* block = processor->CurrentThread;
        block->StoppedAt = block->UserEntry;
        Volatile.Write(ref processor->UserState, (int)UserState.InUser);
    }

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
