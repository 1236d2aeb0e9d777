using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Internal.Runtime;

namespace System.Threading.Tasks;

/// <content>How a task ends, and what follows.</content>
public partial class Task
{
    /// <summary>Takes the right to end the task. Whoever has it calls <see cref="End"/> soon.</summary>
    internal bool TryReserveEnd()
    {
        while (true)
        {
            int state = Volatile.Read(ref _state);
            if ((state & EndReserved) != 0)
                return false;
            if (Interlocked.CompareExchange(ref _state, state | EndReserved, state) == state)
                return true;
        }
    }

    /// <summary>Publishes the end and runs what waits for it. The result or failure has been stored before.</summary>
    internal void End(TaskStatus status)
    {
        int state = (_state & ~StatusMask) | EndReserved | (int)status;
        Volatile.Write(ref _state, state);
        TaskExtra? extra = _extra;
        if (extra is not null)
        {
            extra.Registration.Unregister();
            extra.Context = null;
        }

        object? continuation = Interlocked.Exchange(ref _continuation, s_ended);
        if (continuation is not null)
            RunContinuations(continuation, state);
    }

    internal bool TryEnd()
    {
        if (!TryReserveEnd())
            return false;
        End(TaskStatus.RanToCompletion);
        return true;
    }

    internal bool TrySetException(Exception exception) => TrySetExceptions([ExceptionDispatchInfo.Capture(exception)]);

    internal bool TrySetExceptions(ExceptionDispatchInfo[] exceptions)
    {
        if (!TryReserveEnd())
            return false;
        (_extra ??= new TaskExtra()).Exceptions = exceptions;
        End(TaskStatus.Faulted);
        return true;
    }

    /// <param name="token">The token to blame, or none.</param>
    /// <param name="cause">The exception that carried the cancellation, which awaiting the task rethrows.</param>
    internal bool TrySetCanceled(CancellationToken token, Exception? cause = null)
    {
        if (!TryReserveEnd())
            return false;
        TaskExtra extra = _extra ??= new TaskExtra();
        if (token.CanBeCanceled)
            extra.Token = token;
        if (cause is not null)
            extra.Exceptions = [ExceptionDispatchInfo.Capture(cause)];
        End(TaskStatus.Canceled);
        return true;
    }

    /// <summary>Ends as another task has failed or was cancelled.</summary>
    internal bool TrySetFailureOf(Task other)
    {
        if (!TryReserveEnd())
            return false;
        TaskExtra extra = _extra ??= new TaskExtra();
        extra.Exceptions = other._extra?.Exceptions;
        extra.Token = other.CancellationToken;
        End(other.Status);
        return true;
    }

    /// <summary>Returns false when the task has ended: then the continuation will not be called.</summary>
    internal bool TryAddContinuation(object continuation)
    {
        object? present = Interlocked.CompareExchange(ref _continuation, continuation, null);
        if (present is null)
            return true;
        return !ReferenceEquals(present, s_ended) && TryAddToList(continuation, present);
    }

    /// <summary>Adds a continuation, or calls it at once if the task has ended.</summary>
    internal void AddContinuation(WorkItem continuation, bool mayInline = true)
    {
        if (!TryAddContinuation(continuation))
            continuation.ContinueAfter(this, mayInline && RuntimeHelpers.TryEnsureSufficientExecutionStack());
    }

    /// <summary>For waits that were given up.</summary>
    internal void RemoveContinuation(object continuation)
    {
        object? present = Interlocked.CompareExchange(ref _continuation, null, continuation);
        if (present is ContinuationList list)
            list.Remove(continuation);
    }

    /// <summary>Of a faulted task; also of a cancelled one that has an exception to show.</summary>
    internal ReadOnlySpan<ExceptionDispatchInfo> Failures => _extra?.Exceptions;

    /// <summary>Throws what awaiting a task that did not end well throws: its first exception, with the trace it has.</summary>
    [System.Diagnostics.StackTraceHidden]
    internal void ThrowFailure()
    {
        ExceptionDispatchInfo[]? exceptions = _extra?.Exceptions;
        if (exceptions is not null)
            exceptions[0].ThrowAwaited();
        throw new TaskCanceledException(this);
    }

    /// <summary>Throws what waiting for a task that did not end well throws.</summary>
    internal void ThrowAggregate() => throw CreateAggregate();

    private AggregateException CreateAggregate()
    {
        if (IsCanceled)
            return new AggregateException(new TaskCanceledException(this));
        ExceptionDispatchInfo[] infos = _extra!.Exceptions!;
        Exception[] exceptions = new Exception[infos.Length];
        for (int i = 0; i < infos.Length; i++)
            exceptions[i] = infos[i].SourceException;
        return new AggregateException(exceptions);
    }

    private bool TryAddToList(object continuation, object present)
    {
        while (true)
        {
            if (ReferenceEquals(present, s_ended))
                return false;
            if (present is ContinuationList list)
                return list.TryAdd(continuation);

            ContinuationList created = new(present);
            object? seen = Interlocked.CompareExchange(ref _continuation, created, present);
            if (ReferenceEquals(seen, present))
            {
                present = created;
            }
            else if (seen is null)
            {
                // The only one has been removed.
                present = Interlocked.CompareExchange(ref _continuation, continuation, null)!;
                if (present is null)
                    return true;
            }
            else
            {
                present = seen;
            }
        }
    }

    private void RunContinuations(object continuation, int state)
    {
        bool mayInline = (state & ContinueAsynchronously) == 0 && RuntimeHelpers.TryEnsureSufficientExecutionStack();
        if (continuation is ContinuationList list)
        {
            foreach (object? item in list.Close())
                RunContinuation(item!, mayInline);
        }
        else
        {
            RunContinuation(continuation, mayInline);
        }
    }

    private void RunContinuation(object continuation, bool mayInline)
    {
        if (continuation is Action action)
        {
            if (mayInline)
                action();
            else
                Executor.Current.Queue(new ActionWorkItem(action), preferLocal: true);
        }
        else
        {
            Unsafe.As<WorkItem>(continuation).ContinueAfter(this, mayInline);
        }
    }
}
