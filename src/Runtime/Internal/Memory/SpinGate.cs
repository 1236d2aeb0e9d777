using System.Threading;

namespace Internal.Runtime.Memory;

/// <summary>A lock for a few instructions within critical sections. Not fair, not recursive.</summary>
internal static unsafe class SpinGate
{
    // SAFETY: the block is that of the running thread.

    private const int SpinsBeforeYield = 100;

    internal static void Enter(ref int gate)
    {
        int spins = 0;
        while (Interlocked.CompareExchange(ref gate, 1, 0) != 0)
        {
            while (Volatile.Read(ref gate) != 0)
            {
                if (++spins % SpinsBeforeYield == 0)
                    Home.YieldProcessor();
            }
        }
    }

    internal static void Leave(ref int gate) => Volatile.Write(ref gate, 0);
}

/// <summary>A stretch in which the current thread is not stopped for a collection; a stop that is asked for meanwhile follows at its end.</summary>
/// <remarks>Short, never blocks on anything but another critical section, never throws, never allocates objects.</remarks>
internal readonly unsafe ref struct CriticalSection
{
    private readonly ThreadBlock* _block;
    private readonly nuint _homeState;

    public CriticalSection(ThreadBlock* block)
    {
        _homeState = Home.EnterCritical();
        _block = block;
        Volatile.Write(ref block->CriticalDepth, block->CriticalDepth + 1);
    }

    public void Leave()
    {
        int depth = _block->CriticalDepth - 1;
        Volatile.Write(ref _block->CriticalDepth, depth);
        Home.LeaveCritical(_homeState);
        if (depth == 0 && Volatile.Read(ref _block->StopPending) != 0)
            StopTheWorld.HonourPending(_block);
    }
}
