using System.Diagnostics.CodeAnalysis;
using Internal.Runtime;

namespace System.Threading;

/// <content>Who holds the lock, and who has to wait for whom.</content>
public partial class ReaderWriterLockSlim
{
    private enum Wish
    {
        Read,
        Upgradeable,
        Write,
    }

    private void Check(int millisecondsTimeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(millisecondsTimeout, Timeout.Infinite);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
    }

    /// <summary>Waits, with _lock released meanwhile, until the wish can be granted.</summary>
    private bool WaitUntil(Holder mine, Wish wish, ref int waiting, int millisecondsTimeout)
    {
        if (CanHave(mine, wish))
            return true;
        Deadline deadline = Deadline.After(millisecondsTimeout);
        waiting++;
        while (true)
        {
            bool expired = millisecondsTimeout == 0
                || (!Monitor.Wait(_lock, deadline.RemainingMilliseconds) && deadline.HasPassed);
            bool granted = CanHave(mine, wish);
            if (!granted && !expired)
                continue;
            waiting--;
            if (!granted)
            {
                Leave(mine);
                Monitor.PulseAll(_lock);
            }

            return granted;
        }
    }

    private bool CanHave(Holder mine, Wish wish) => wish switch
    {
        Wish.Read => _writer is null && _waitingWriters == 0,
        Wish.Upgradeable => _writer is null && _upgradeable is null,
        _ => _writer is null && _readers == (mine.Reads > 0 ? 1 : 0) && (_upgradeable is null || _upgradeable == mine),
    };

    private void Leave(Holder mine)
    {
        if (mine.Reads == 0 && mine.Upgrades == 0 && mine.Writes == 0)
            Remove(mine);
        if (_waitingReaders + _waitingUpgraders + _waitingWriters > 0)
            Monitor.PulseAll(_lock);
    }

    private Holder? Mine()
    {
        lock (_lock)
        {
            return Find();
        }
    }

    private Holder? Find()
    {
        int id = Thread.CurrentId;
        Holder? holder = _holders;
        while (holder is not null && holder.ThreadId != id)
            holder = holder.Next;
        return holder;
    }

    private Holder FindOrAdd()
    {
        Holder? mine = Find();
        if (mine is null)
            _holders = mine = new Holder(Thread.CurrentId) { Next = _holders };
        return mine;
    }

    private void Remove(Holder mine)
    {
        if (_holders == mine)
        {
            _holders = mine.Next;
            return;
        }

        for (Holder? holder = _holders; holder is not null; holder = holder.Next)
        {
            if (holder.Next == mine)
            {
                holder.Next = mine.Next;
                return;
            }
        }
    }

    [DoesNotReturn]
    private static void ThrowRecursion(string message) => throw new LockRecursionException(message);

    /// <summary>How often one thread holds the lock in each way.</summary>
    private sealed class Holder(int threadId)
    {
        internal readonly int ThreadId = threadId;
        internal Holder? Next;
        internal int Reads;
        internal int Upgrades;
        internal int Writes;
    }
}
