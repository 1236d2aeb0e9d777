using System.Runtime.CompilerServices;
using System.Threading;
using Internal.Runtime.Memory;

namespace Internal.Runtime;

/// <summary>All native threads that may hold references.</summary>
/// <remarks>
/// Locks: <see cref="s_lock"/> guards the list; it is taken within critical sections only, and held by the collector from before it asks
/// the threads to stop until they run again, so threads neither come nor go meanwhile.
/// States of a block: free -> created (in the list, its thread not running yet) -> attached -> free again once the native thread is gone.
/// </remarks>
internal static unsafe class ThreadList
{
    // SAFETY: blocks come from immortal memory and stay in the list for ever; s_lock guards the links.

    private static ThreadBlock* s_first;
    private static ThreadBlock* s_unused;
    private static int s_lock;

    internal static ThreadBlock* First => s_first;

    /// <summary>A block for a thread that is about to be started; null when memory is short. The thread object is a root from now on.</summary>
    internal static ThreadBlock* Create(Thread thread)
    {
        CriticalSection critical = Enter();
        ThreadBlock* block = TakeUnused();
        if (block != null)
        {
            block->Self = block;
            block->Managed = Unsafe.As<Thread, nint>(ref thread);
            block->Next = s_first;
            s_first = block;
        }
        Leave(critical);
        return block;
    }

    private static ThreadBlock* TakeUnused()
    {
        ThreadBlock* previous = null;
        for (ThreadBlock* block = s_unused; block != null; previous = block, block = block->Next)
        {
            // The kernel clears this word when the thread has left its stack for good.
            if (Volatile.Read(ref block->Alive) != 0)
                continue;
            if (previous == null)
                s_unused = block->Next;
            else
                previous->Next = block->Next;
            return block;
        }
        bool hasCache = RuntimeThread.Current->Cache != null;
        ThreadBlock* created = (ThreadBlock*)ImmortalMemory.Allocate((nuint)(hasCache ? ThreadBlock.BytesWithCache : ThreadBlock.Bytes));
        if (hasCache && created != null)
        {
            created->Cache = (AllocationCache*)(created + 1);
            AllocationCaches.Register(created->Cache);
        }
        return created;
    }

    /// <summary>The block of a thread that the home began itself, such as the first one; it must not run managed code yet, unless it is alone.</summary>
    internal static void Adopt(ThreadBlock* block)
    {
        CriticalSection critical = Enter();
        AdoptLocked(block);
        Leave(critical);
    }

    /// <summary>As <see cref="Adopt"/>, with the lock held.</summary>
    internal static void AdoptLocked(ThreadBlock* block)
    {
        block->Next = s_first;
        s_first = block;
        block->Attached = 1;
    }

    /// <summary>Called by a new thread before it touches a reference.</summary>
    internal static void Attach(ThreadBlock* block)
    {
        CriticalSection critical = Enter();
        block->Attached = 1;
        Leave(critical);
    }

    /// <summary>Called by a thread as its last act, or for one that could not be started.</summary>
    internal static void Remove(ThreadBlock* block)
    {
        CriticalSection critical = Enter();
        if (s_first == block)
        {
            s_first = block->Next;
        }
        else
        {
            for (ThreadBlock* at = s_first; at != null; at = at->Next)
            {
                if (at->Next == block)
                    at->Next = block->Next;
            }
        }
        block->Attached = 0;
        block->ManagedId = 0;
        block->Managed = 0;
        block->ManagedId = 0;
        block->ThreadStatics = 0;
        block->HomeObject = 0;
        if (block->Cache != null)
            block->Cache->Drop();
        block->Next = s_unused;
        s_unused = block;
        Leave(critical);
    }

    /// <summary>Takes the lock. Not a plain spin: whoever holds it may be the collector, which waits for this very thread to stop.</summary>
    internal static CriticalSection Enter()
    {
        ThreadBlock* self = RuntimeThread.Current;
        while (true)
        {
            CriticalSection critical = new(self);
            if (Interlocked.CompareExchange(ref s_lock, 1, 0) == 0)
                return critical;
            critical.Leave();
            Home.YieldProcessor();
        }
    }

    internal static void Leave(CriticalSection critical)
    {
        Volatile.Write(ref s_lock, 0);
        critical.Leave();
    }
}
