using System.Threading;
using Diesis.Abi;

namespace Diesis.Core.Signals;

/// <summary>A signal that waits in a queue, with its siginfo. Made before locks are taken; linked into one queue at a time.</summary>
public class QueuedSignal
{
    public SigInfo Info;

    internal QueuedSignal? Next;

    /// <summary>Guarded by the lock of the process it waits in.</summary>
    internal bool IsQueued;

    /// <summary>Whose RLIMIT_SIGPENDING it counts against; null if none.</summary>
    internal PendingAccount? Account;

    public Signal Signal => (Signal)Info.Number;

    /// <summary>It has been taken from its queue, which happens under the lock, and by the thread that will deliver it.</summary>
    protected internal virtual void OnTaken(ref SigInfo info)
    {
    }

    internal void Uncharge()
    {
        Account?.Release();
        Account = null;
    }
}

/// <summary>Counts the queued signals of one user (RLIMIT_SIGPENDING of getrlimit(2)).</summary>
public sealed class PendingAccount
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Counts one more, unless there are as many as the limit allows.</summary>
    internal bool TryAdd(ulong limit)
    {
        if ((ulong)Interlocked.Increment(ref _count) <= limit)
            return true;
        Interlocked.Decrement(ref _count);
        return false;
    }

    internal void Release() => Interlocked.Decrement(ref _count);
}
