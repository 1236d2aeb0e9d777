using System.Runtime.ExceptionServices;

namespace System.Threading.Tasks;

/// <summary>Ends when the last of some tasks has ended; fails with the exceptions of all.</summary>
internal class WhenAllTask<TResult> : Task<TResult>
{
    private readonly Task[] _tasks;
    private int _remaining;

    internal WhenAllTask(Task[] tasks)
    {
        _tasks = tasks;
        _remaining = tasks.Length;
    }

    internal void Begin()
    {
        if (_tasks.Length == 0)
            Finish();
        foreach (Task task in _tasks)
            task.AddContinuation(this);
    }

    internal override void ContinueAfter(Task antecedent, bool mayInline)
    {
        if (Interlocked.Decrement(ref _remaining) == 0)
            Finish();
    }

    private protected virtual TResult CollectResults() => default!;

    private void Finish()
    {
        int failures = 0;
        Task? canceled = null;
        foreach (Task task in _tasks)
        {
            if (task.IsFaulted)
                failures += task.Failures.Length;
            else if (task.IsCanceled)
                canceled ??= task;
        }

        if (failures > 0)
        {
            ExceptionDispatchInfo[] all = new ExceptionDispatchInfo[failures];
            int count = 0;
            foreach (Task task in _tasks)
            {
                if (!task.IsFaulted)
                    continue;
                foreach (ExceptionDispatchInfo failure in task.Failures)
                    all[count++] = failure;
            }

            TrySetExceptions(all);
        }
        else if (canceled is not null)
        {
            TrySetFailureOf(canceled);
        }
        else
        {
            TrySetResult(CollectResults());
        }
    }
}

/// <summary>The same for tasks with values.</summary>
internal sealed class WhenAllResultsTask<TResult>(Task<TResult>[] tasks) : WhenAllTask<TResult[]>(tasks)
{
    private protected override TResult[] CollectResults()
    {
        TResult[] results = new TResult[tasks.Length];
        for (int i = 0; i < results.Length; i++)
            results[i] = tasks[i]._result!;
        return results;
    }
}

/// <summary>Ends with the first of some tasks that ends.</summary>
internal sealed class WhenAnyTask<TTask> : Task<TTask>
    where TTask : Task
{
    private TTask[]? _tasks;

    internal WhenAnyTask(TTask[] tasks) => _tasks = tasks;

    internal void Begin()
    {
        TTask[] tasks = _tasks!;
        foreach (TTask task in tasks)
        {
            if (IsCompleted)
                return;
            if (task.IsCompleted)
            {
                ContinueAfter(task, mayInline: true);
                return;
            }

            task.AddContinuation(this);
        }
    }

    internal override void ContinueAfter(Task antecedent, bool mayInline)
    {
        TTask[]? tasks = _tasks;
        if (tasks is null || !TrySetResult((TTask)antecedent))
            return;
        _tasks = null;
        foreach (TTask task in tasks)
        {
            if (!task.IsCompleted)
                task.RemoveContinuation(this);
        }
    }
}
