using System.Runtime;
using System.Runtime.CompilerServices;

namespace Internal.Runtime;

/// <summary>
/// All that the core library asks of the place where it runs. Each home (Linux process, bare metal) exports a symbol for each of these
/// methods; one that is missing is a link error, so this list is the guide for a new home.
/// </summary>
/// <remarks>
/// Times are nanoseconds. Sizes are bytes. Unless said otherwise a method may be called by any thread, also while the collector has
/// stopped the others, and neither allocates nor throws.
/// SAFETY: pointers handed in are valid for the call only, but for the futex words of <see cref="WaitOnAddress"/>, which the caller
/// keeps alive; objects never move.
/// </remarks>
internal static unsafe class Home
{
    /// <summary>Standard error, the stream of crash reports.</summary>
    internal const int StandardOutput = 1;
    internal const int StandardError = 2;

    /// <summary>Writes bytes to a standard stream; all of them, or until the stream fails.</summary>
    [RuntimeImport("*", "HomeWrite")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void Write(int stream, byte* data, nuint length);

    /// <summary>Reads at most <paramref name="length"/> bytes from standard input; 0 at the end.</summary>
    [RuntimeImport("*", "HomeRead")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nint Read(byte* data, nuint length);

    /// <summary>Ends the program with an exit status; on bare metal, the machine.</summary>
    [RuntimeImport("*", "HomeExit")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void Exit(int status);

    /// <summary>Ends the program as a crash (SIGABRT on Linux), after the message has been written.</summary>
    [RuntimeImport("*", "HomeAbort")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void Abort();

    /// <summary>Reserves address space without memory behind it; null if there is none. 64 KiB aligned.</summary>
    [RuntimeImport("*", "HomeReserve")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern byte* Reserve(nuint length);

    /// <summary>Puts zeroed memory behind a part of a reservation; false when memory is short. Page aligned.</summary>
    [RuntimeImport("*", "HomeCommit")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern bool Commit(byte* address, nuint length);

    /// <summary>Gives the memory behind a part of a reservation back; committing it again yields zeros.</summary>
    [RuntimeImport("*", "HomeDecommit")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void Decommit(byte* address, nuint length);

    /// <summary>Memory that the machine or container has for this program, for the default heap limit.</summary>
    [RuntimeImport("*", "HomeMemorySize")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nuint MemorySize();

    /// <summary>A clock that never goes back; its zero means nothing.</summary>
    [RuntimeImport("*", "HomeMonotonicNanoseconds")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern long MonotonicNanoseconds();

    /// <summary>Processor time that all threads of this program have used; where it has the machine to itself, the time since its start.</summary>
    [RuntimeImport("*", "HomeProcessorNanoseconds")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern long ProcessorNanoseconds();

    /// <summary>UTC as nanoseconds since 1970-01-01.</summary>
    [RuntimeImport("*", "HomeUnixNanoseconds")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern long UnixNanoseconds();

    /// <summary>Fills a buffer with random bytes, from the best source there is.</summary>
    [RuntimeImport("*", "HomeRandom")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void Random(byte* data, nuint length);

    /// <summary>Processors that threads may run on.</summary>
    [RuntimeImport("*", "HomeProcessorCount")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int ProcessorCount();

    /// <summary>Whether <see cref="StartThread"/> works here.</summary>
    [RuntimeImport("*", "HomeHasThreads")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern bool HasThreads();

    /// <summary>
    /// Starts a native thread that enters <see cref="RuntimeThread.Enter"/> with <paramref name="block"/> as its thread block, whose stack
    /// bounds the home fills in. False when there is no memory or no more threads are allowed.
    /// </summary>
    [RuntimeImport("*", "HomeStartThread")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern bool StartThread(ThreadBlock* block, nuint stackBytes);

    /// <summary>Lets another thread run.</summary>
    [RuntimeImport("*", "HomeYieldProcessor")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void YieldProcessor();

    /// <summary>
    /// Sleeps while <c>*address == expected</c>, until woken or for <paramref name="timeoutNanoseconds"/> (negative: for ever). False at
    /// time-out; returns without cause are allowed.
    /// </summary>
    [RuntimeImport("*", "HomeWaitOnAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern bool WaitOnAddress(int* address, int expected, long timeoutNanoseconds);

    /// <summary>Wakes at most <paramref name="count"/> threads that sleep on an address.</summary>
    [RuntimeImport("*", "HomeWakeByAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void WakeByAddress(int* address, int count);

    /// <summary>
    /// Asks all attached threads but one to stop where they are and enter <see cref="Memory.StopTheWorld.OnStopRequest"/>; returns at
    /// once. On bare metal each other processor is interrupted. Preconditions: the thread list's lock is held.
    /// </summary>
    /// <returns>How many will acknowledge.</returns>
    [RuntimeImport("*", "HomeRequestStops")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int RequestStops(ThreadBlock* self);

    /// <summary>The stop is over; those that <see cref="RequestStops"/> did not ask, since they could not touch an object, may do so again.</summary>
    [RuntimeImport("*", "HomeEndStops")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void EndStops();

    /// <summary>As <see cref="WaitOnAddress"/> without end, while the world is stopped or is about to be: no other thread may run instead.</summary>
    [RuntimeImport("*", "HomeWaitStopped")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void WaitStopped(int* address, int expected);

    /// <summary>Wakes at most <paramref name="count"/> of those that are in <see cref="WaitStopped"/>.</summary>
    [RuntimeImport("*", "HomeWakeStopped")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void WakeStopped(int* address, int count);

    /// <summary>Says whether a collection may begin here: not where interrupts are off on bare metal, for another processor may wait for this one.</summary>
    [RuntimeImport("*", "HomeMayCollect")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern bool MayCollect();

    /// <summary>Interrupts a running thread every so often, at any instruction, to collect there: for stress tests.</summary>
    [RuntimeImport("*", "HomeStartCollectionTimer")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void StartCollectionTimer(long microseconds);

    /// <summary>
    /// Keeps interrupts away on bare metal, so that the collector's short critical sections end on the processor where they began; the
    /// value goes to <see cref="LeaveCritical"/>. Nothing in a process, where <see cref="ThreadBlock.CriticalDepth"/> suffices.
    /// </summary>
    [RuntimeImport("*", "HomeEnterCritical")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nuint EnterCritical();

    [RuntimeImport("*", "HomeLeaveCritical")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void LeaveCritical(nuint state);

    /// <summary>Opens or closes the reserve below a stack's limit in which exception dispatch may run when the stack is all but used up.</summary>
    [RuntimeImport("*", "HomeOpenStackReserve")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void SetStackReserve(ThreadBlock* block, bool open);

    /// <summary>Number of arguments, the program's name first, or 0.</summary>
    [RuntimeImport("*", "HomeArgumentCount")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int ArgumentCount();

    /// <summary>An argument as zero-terminated UTF-8.</summary>
    [RuntimeImport("*", "HomeArgument")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern byte* Argument(int index);

    /// <summary>A NAME=VALUE line of the environment as zero-terminated UTF-8; null after the last.</summary>
    [RuntimeImport("*", "HomeEnvironmentLine")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern byte* EnvironmentLine(int index);
}
