using System.Runtime.CompilerServices;

namespace System.Threading.Tasks;

/// <summary>What the two kinds of continuation tasks share.</summary>
internal static class ContinuationRules
{
    private const TaskContinuationOptions Known =
        TaskContinuationOptions.PreferFairness | TaskContinuationOptions.LongRunning | TaskContinuationOptions.AttachedToParent
        | TaskContinuationOptions.DenyChildAttach | TaskContinuationOptions.HideScheduler | TaskContinuationOptions.LazyCancellation
        | TaskContinuationOptions.RunContinuationsAsynchronously | TaskContinuationOptions.NotOnRanToCompletion
        | TaskContinuationOptions.NotOnFaulted | TaskContinuationOptions.NotOnCanceled | TaskContinuationOptions.ExecuteSynchronously;

    private const TaskContinuationOptions Never =
        TaskContinuationOptions.NotOnRanToCompletion | TaskContinuationOptions.NotOnFaulted | TaskContinuationOptions.NotOnCanceled;

    internal static TaskCreationOptions CreationOptions(TaskContinuationOptions options)
    {
        const TaskContinuationOptions Contradiction = TaskContinuationOptions.ExecuteSynchronously | TaskContinuationOptions.LongRunning;
        if ((options & Contradiction) == Contradiction)
        {
            throw new ArgumentOutOfRangeException(
                "continuationOptions",
                "The specified TaskContinuationOptions combined LongRunning and ExecuteSynchronously.  Synchronous continuations should not be long running.");
        }

        if ((options & ~Known) != 0)
            throw new ArgumentOutOfRangeException("continuationOptions");
        if ((options & Never) == Never)
        {
            throw new ArgumentOutOfRangeException(
                "continuationOptions", "The specified TaskContinuationOptions excluded all continuation kinds.");
        }

        return (TaskCreationOptions)((int)options & 0x5F);
    }

    internal static bool Applies(TaskContinuationOptions options, TaskStatus antecedent) => (options & (antecedent switch
    {
        TaskStatus.RanToCompletion => TaskContinuationOptions.NotOnRanToCompletion,
        TaskStatus.Faulted => TaskContinuationOptions.NotOnFaulted,
        _ => TaskContinuationOptions.NotOnCanceled,
    })) == 0;
}

/// <summary>Runs an action when another task has ended.</summary>
// SAFETY: the delegate is an Action of the antecedent's type, and is called with that very antecedent: all delegates on reference
// arguments have the same calling convention and the same layout.
internal sealed class ContinuationTask(
    Task antecedent, Delegate action, bool takesState, object? state, CancellationToken token, TaskContinuationOptions options)
    : Task(action, takesState, state, token, ContinuationRules.CreationOptions(options), TaskStatus.WaitingForActivation)
{
    private Task? _antecedent = antecedent;

    private protected override bool IsContinuation => true;

    internal override void ContinueAfter(Task antecedent, bool mayInline)
    {
        if (!ContinuationRules.Applies(options, antecedent.Status))
        {
            TrySetCanceled(default);
        }
        else if (TryAdvance(TaskStatus.WaitingForActivation, TaskStatus.WaitingToRun))
        {
            if (mayInline && (options & TaskContinuationOptions.ExecuteSynchronously) != 0)
                Execute();
            else
                Schedule();
        }
    }

    private protected override void InvokeDelegate()
    {
        Task ended = _antecedent!;
        _antecedent = null;
        if (DelegateTakesState)
            Unsafe.As<Action<Task, object?>>(_action!)(ended, AsyncState);
        else
            Unsafe.As<Action<Task>>(_action!)(ended);
    }
}

/// <summary>Runs a function when another task has ended.</summary>
// SAFETY: as for ContinuationTask.
internal sealed class ContinuationTask<TResult>(
    Task antecedent, Delegate function, bool takesState, object? state, CancellationToken token, TaskContinuationOptions options)
    : Task<TResult>(function, takesState, state, token, ContinuationRules.CreationOptions(options), TaskStatus.WaitingForActivation)
{
    private Task? _antecedent = antecedent;

    private protected override bool IsContinuation => true;

    internal override void ContinueAfter(Task antecedent, bool mayInline)
    {
        if (!ContinuationRules.Applies(options, antecedent.Status))
        {
            TrySetCanceled(default);
        }
        else if (TryAdvance(TaskStatus.WaitingForActivation, TaskStatus.WaitingToRun))
        {
            if (mayInline && (options & TaskContinuationOptions.ExecuteSynchronously) != 0)
                Execute();
            else
                Schedule();
        }
    }

    private protected override void InvokeDelegate()
    {
        Task ended = _antecedent!;
        _antecedent = null;
        _result = DelegateTakesState
            ? Unsafe.As<Func<Task, object?, TResult>>(_action!)(ended, AsyncState)
            : Unsafe.As<Func<Task, TResult>>(_action!)(ended);
    }
}
