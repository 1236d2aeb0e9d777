using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Internal.Runtime;

/// <summary>Native threads: the current one, starting and ending them.</summary>
internal static unsafe class RuntimeThread
{
    /// <summary>The current thread's block: one instruction, gs:[0].</summary>
    internal static ThreadBlock* Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => CurrentBlock();
    }

    /// <summary>The allocation cache at hand; may be another's in the next instruction unless this is a critical section.</summary>
    [RuntimeImport("*", "CurrentAllocationCache")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern Memory.AllocationCache* CurrentCache();

    [RuntimeImport("*", "CurrentThreadBlock")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ThreadBlock* CurrentBlock();

    /// <summary>The managed thread that was recorded for the current native one; null for one that has not asked for it yet.</summary>
    internal static Thread? CurrentManaged
    {
        get => Unsafe.As<nint, Thread?>(ref Current->Managed);
        // SAFETY: the block is a root of the collector.
        set => Current->Managed = Unsafe.As<Thread?, nint>(ref value);
    }

    /// <summary>Starts a native thread that runs <c>thread.RunOnNewThread()</c>; false when the home has no more threads to give.</summary>
    /// <param name="stackBytes">0 for the home's default.</param>
    internal static bool Start(Thread thread, nuint stackBytes)
    {
        ThreadBlock* block = ThreadList.Create(thread);
        if (block == null)
            return false;
        if (Home.StartThread(block, stackBytes))
            return true;
        ThreadList.Remove(block);
        return false;
    }

    /// <summary>Where a new native thread arrives, on its own stack, with GS set.</summary>
    [RuntimeExport("RuntimeThreadEnter")]
    [System.Diagnostics.StackTraceHidden]
    internal static void Enter(ThreadBlock* block)
    {
        ThreadList.Attach(block);
        CurrentManaged!.RunOnNewThread();
        ThreadList.Remove(block);
    }
}
