using Internal.Runtime;

namespace System.Threading.Tasks;

/// <summary>Ends as the task ends that another task yields.</summary>
internal sealed class UnwrappedTask<TResult> : Task<TResult>
{
    private bool _hasInner;

    internal static UnwrappedTask<TResult> Of(Task outer)
    {
        UnwrappedTask<TResult> task = new();
        outer.AddContinuation(task);
        return task;
    }

    internal override void ContinueAfter(Task antecedent, bool mayInline)
    {
        if (_hasInner || !antecedent.IsCompletedSuccessfully)
        {
            TrySetFrom(antecedent);
            return;
        }

        _hasInner = true;
        Task? inner = antecedent is Task<Task<TResult>> typed ? typed._result : ((Task<Task>)antecedent)._result;
        if (inner is null)
            TrySetCanceled(default);
        else
            inner.AddContinuation(this);
    }
}

/// <summary>Takes the task out of a task.</summary>
public static class TaskExtensions
{
    public static Task Unwrap(this Task<Task> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return UnwrappedTask<VoidResult>.Of(task);
    }

    public static Task<TResult> Unwrap<TResult>(this Task<Task<TResult>> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return UnwrappedTask<TResult>.Of(task);
    }
}
