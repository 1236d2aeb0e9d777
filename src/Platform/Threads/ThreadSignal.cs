using System.Threading;
using Internal.Runtime;

namespace Diesis.Platform.Threads;

/// <summary>What one thread sleeps on until somebody sets it; a wait takes the signal back. Set from any context, interrupts included.</summary>
/// <remarks>SAFETY: the object never moves, and whoever waits on its word refers to it.</remarks>
public sealed class ThreadSignal
{
    private int _isSet;

    /// <summary>Ends the present wait or the next one. Several calls before that count as one.</summary>
    public void Set()
    {
        if (Interlocked.Exchange(ref _isSet, 1) == 0)
            Blocking.WakeOne(ref _isSet);
    }

    /// <summary>As <see cref="Set"/>, for one who is given a lock with it that others wait for, too. So it is to run soon.</summary>
    public unsafe void SetWithLock()
    {
        if (Interlocked.Exchange(ref _isSet, 1) != 0)
            return;
        fixed (int* word = &_isSet)
            AddressWaits.Wake(word, 1, EnqueueReason.WokenWithLock);
    }

    /// <summary>Takes a signal back that nobody has waited for.</summary>
    public void Reset() => Volatile.Write(ref _isSet, 0);

    /// <summary>Waits for the signal.</summary>
    /// <param name="timeoutNanoseconds">Negative: for ever.</param>
    /// <returns>False at the time-out.</returns>
    public bool Wait(long timeoutNanoseconds = -1)
    {
        Deadline deadline = Deadline.AfterNanoseconds(timeoutNanoseconds);
        while (Interlocked.Exchange(ref _isSet, 0) == 0)
        {
            if (!Blocking.Wait(ref _isSet, 0, deadline.Remaining) && deadline.HasPassed)
                return Interlocked.Exchange(ref _isSet, 0) != 0;
        }

        return true;
    }

    /// <summary>As <see cref="Wait"/>, for an executor's worker that has nothing to do: the executor does not count it as blocked.</summary>
    public void WaitIdle()
    {
        while (Interlocked.Exchange(ref _isSet, 0) == 0)
            Blocking.WaitUncounted(ref _isSet, 0, Deadline.Infinite);
    }
}
