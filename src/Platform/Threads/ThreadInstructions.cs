using System.Runtime;
using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace Diesis.Platform.Threads;

/// <summary>What Threads.S does for the scheduler.</summary>
/// <remarks>SAFETY: the scheduler calls these with interrupts off and blocks whose stacks are whole.</remarks>
internal static unsafe class ThreadInstructions
{
    /// <summary>Goes on on another thread's stack; returns when somebody switches back.</summary>
    [RuntimeImport("*", "SwitchThreads")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void Switch(ThreadBlock* current, ThreadBlock* next);

    [RuntimeImport("*", "ThreadStartAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nint ThreadStart();

    /// <summary>Where a thread that is not running stands: within SwitchThreads, its registers above <see cref="ThreadBlock.StoppedAt"/>.</summary>
    [RuntimeImport("*", "SwitchReturnAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nint SwitchReturn();

    /// <summary>Waits for an interrupt, with interrupts on; one that is due already ends the wait at once.</summary>
    [RuntimeImport("*", "EnableInterruptsAndHalt")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void EnableInterruptsAndHalt();
}
