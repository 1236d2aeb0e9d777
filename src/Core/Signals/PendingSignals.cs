using Diesis.Abi;

namespace Diesis.Core.Signals;

/// <summary>The signals that wait for a thread or for a process: a set, and a queue of what is known about each.</summary>
/// <remarks>
/// A signal may be in the set without an entry, when there was no memory or no allowance for one: then it was sent by nobody in particular.
/// A struct that is used in place. Guarded by the lock of its process.
/// </remarks>
public struct PendingSignals
{
    private QueuedSignal? _first;
    private QueuedSignal? _last;

    /// <summary>Of those without an entry, the ones that the kernel sent.</summary>
    private SignalSet _fromKernel;

    public SignalSet Set { get; private set; }

    public readonly bool Contains(Signal signal) => Set.Contains(signal);

    /// <summary>Queues a signal with what is known about it.</summary>
    internal void Add(QueuedSignal entry)
    {
        entry.Next = null;
        entry.IsQueued = true;
        if (_last is null)
            _first = entry;
        else
            _last.Next = entry;
        _last = entry;
        Set |= SignalSet.Of(entry.Signal);
    }

    /// <summary>Notes a signal of which only the origin is known.</summary>
    /// <param name="code">SI_KERNEL or SI_USER.</param>
    internal void Add(Signal signal, int code)
    {
        Set |= SignalSet.Of(signal);
        if (code == SignalCode.SI_KERNEL)
            _fromKernel |= SignalSet.Of(signal);
    }

    /// <summary>Takes one instance of a signal that is in the set.</summary>
    internal void Take(Signal signal, out SigInfo info)
    {
        QueuedSignal? found = null;
        QueuedSignal? before = null;
        bool isLast = true;
        QueuedSignal? previous = null;
        for (QueuedSignal? entry = _first; entry is not null; previous = entry, entry = entry.Next)
        {
            if (entry.Signal != signal)
                continue;
            if (found is not null)
            {
                isLast = false;
                break;
            }
            found = entry;
            before = previous;
        }

        if (isLast)
            Set -= SignalSet.Of(signal);
        if (found is null)
        {
            info = new SigInfo { Number = (int)signal, Code = _fromKernel.Contains(signal) ? SignalCode.SI_KERNEL : SignalCode.SI_USER };
            _fromKernel -= SignalSet.Of(signal);
            return;
        }
        Unlink(found, before);
        info = found.Info;
        found.OnTaken(ref info);
    }

    /// <summary>Takes an entry out that its owner no longer wants delivered. False if it is not in this queue.</summary>
    internal bool Remove(QueuedSignal wanted)
    {
        QueuedSignal? previous = null;
        bool found = false;
        bool others = false;
        QueuedSignal? before = null;
        for (QueuedSignal? entry = _first; entry is not null; previous = entry, entry = entry.Next)
        {
            if (entry == wanted)
            {
                found = true;
                before = previous;
            }
            else if (entry.Signal == wanted.Signal)
            {
                others = true;
            }
        }
        if (!found)
            return false;
        Unlink(wanted, before);
        if (!others)
            Set -= SignalSet.Of(wanted.Signal);
        return true;
    }

    /// <summary>Drops all instances of some signals.</summary>
    internal void Clear(SignalSet signals)
    {
        if ((Set & signals).IsEmpty)
            return;
        Set -= signals;
        _fromKernel -= signals;
        QueuedSignal? previous = null;
        QueuedSignal? next;
        for (QueuedSignal? entry = _first; entry is not null; entry = next)
        {
            next = entry.Next;
            if (signals.Contains(entry.Signal))
                Unlink(entry, previous);
            else
                previous = entry;
        }
    }

    private void Unlink(QueuedSignal entry, QueuedSignal? before)
    {
        if (before is null)
            _first = entry.Next;
        else
            before.Next = entry.Next;
        if (_last == entry)
            _last = before;
        entry.Next = null;
        entry.IsQueued = false;
        entry.Uncharge();
    }
}
