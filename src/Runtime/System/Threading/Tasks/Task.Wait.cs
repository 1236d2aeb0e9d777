using Internal.Runtime;

namespace System.Threading.Tasks;

/// <content>Blocking until a task ends. In a home without threads, queued work runs meanwhile.</content>
public partial class Task
{
    private const int WaitSpins = 20;

    /// <exception cref="AggregateException">The task failed or was cancelled.</exception>
    public void Wait() => Wait(Timeout.Infinite, default);

    public void Wait(CancellationToken cancellationToken) => Wait(Timeout.Infinite, cancellationToken);

    /// <returns>False when the time-out came before the task's end.</returns>
    public bool Wait(int millisecondsTimeout) => Wait(millisecondsTimeout, default);

    public bool Wait(TimeSpan timeout) => Wait(WaitTime.ToMilliseconds(timeout), default);

    public bool Wait(TimeSpan timeout, CancellationToken cancellationToken) => Wait(WaitTime.ToMilliseconds(timeout), cancellationToken);

    public bool Wait(int millisecondsTimeout, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(millisecondsTimeout, Timeout.Infinite);
        if (!WaitForEnd(Deadline.After(millisecondsTimeout), millisecondsTimeout == Timeout.Infinite, cancellationToken))
            return false;
        if (Status != TaskStatus.RanToCompletion)
            ThrowAggregate();
        return true;
    }

    /// <summary>Waits without throwing the task's failure.</summary>
    internal bool WaitForEnd(Deadline deadline, bool mayRunInline, CancellationToken token)
    {
        if (IsCompleted)
            return true;
        token.ThrowIfCancellationRequested();
        if (mayRunInline && !token.CanBeCanceled)
            TryExecuteInline();
        if (SpinForEnd())
            return true;

        Gate gate = new();
        if (!TryAddContinuation(gate))
            return true;
        CancellationTokenRegistration registration = token.UnsafeRegister(static gate => ((Gate)gate!).Open(), gate);
        while (!IsCompleted)
        {
            if (!gate.Wait(deadline) || token.IsCancellationRequested)
                break;
        }

        registration.Dispose();
        if (IsCompleted)
            return true;
        RemoveContinuation(gate);
        token.ThrowIfCancellationRequested();
        return false;
    }

    internal void WaitForEnd() => WaitForEnd(Deadline.Never, mayRunInline: true, default);

    private bool SpinForEnd()
    {
        for (int i = 0; i < WaitSpins && ProcessorHints.Count > 1; i++)
        {
            if (IsCompleted)
                return true;
            ProcessorHints.Pause(20);
        }

        return IsCompleted;
    }

    /// <summary>What a thread sleeps on until one of some tasks ends.</summary>
    internal sealed class Gate : WorkItem
    {
        private int _isOpen;

        internal void Open()
        {
            Volatile.Write(ref _isOpen, 1);
            Blocking.WakeAll(ref _isOpen);
        }

        /// <summary>Returns false at the time-out.</summary>
        internal bool Wait(Deadline deadline)
        {
            while (Volatile.Read(ref _isOpen) == 0)
            {
                if (!Blocking.Wait(ref _isOpen, 0, deadline.Remaining) && deadline.HasPassed)
                    return Volatile.Read(ref _isOpen) != 0;
            }

            return true;
        }

        internal override void Execute() => Open();

        internal override void ContinueAfter(Task antecedent, bool mayInline) => Open();
    }
}
