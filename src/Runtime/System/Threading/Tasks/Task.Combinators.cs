using System.Collections.Generic;
using Internal.Runtime;

namespace System.Threading.Tasks;

/// <content>Several tasks at once.</content>
public partial class Task
{
    public static Task WhenAll(params Task[] tasks) => WhenAllOf(TaskArray.Copy(tasks));

    public static Task WhenAll(params ReadOnlySpan<Task> tasks) => WhenAllOf(TaskArray.Copy(tasks));

    public static Task WhenAll(IEnumerable<Task> tasks) => WhenAllOf(TaskArray.Copy(tasks));

    public static Task<TResult[]> WhenAll<TResult>(params Task<TResult>[] tasks) => WhenAllOf(TaskArray.Copy(tasks));

    public static Task<TResult[]> WhenAll<TResult>(params ReadOnlySpan<Task<TResult>> tasks) => WhenAllOf(TaskArray.Copy(tasks));

    public static Task<TResult[]> WhenAll<TResult>(IEnumerable<Task<TResult>> tasks) => WhenAllOf(TaskArray.Copy(tasks));

    public static Task<Task> WhenAny(params Task[] tasks) => WhenAnyOf(TaskArray.Copy(tasks));

    public static Task<Task> WhenAny(params ReadOnlySpan<Task> tasks) => WhenAnyOf(TaskArray.Copy(tasks));

    public static Task<Task> WhenAny(Task task1, Task task2) => WhenAnyOf(Both(task1, task2));

    public static Task<Task> WhenAny(IEnumerable<Task> tasks) => WhenAnyOf(TaskArray.Copy(tasks));

    public static Task<Task<TResult>> WhenAny<TResult>(params Task<TResult>[] tasks) => WhenAnyOf(TaskArray.Copy(tasks));

    public static Task<Task<TResult>> WhenAny<TResult>(params ReadOnlySpan<Task<TResult>> tasks) => WhenAnyOf(TaskArray.Copy(tasks));

    public static Task<Task<TResult>> WhenAny<TResult>(Task<TResult> task1, Task<TResult> task2) => WhenAnyOf(Both(task1, task2));

    public static Task<Task<TResult>> WhenAny<TResult>(IEnumerable<Task<TResult>> tasks) => WhenAnyOf(TaskArray.Copy(tasks));

    /// <exception cref="AggregateException">Tasks failed or were cancelled.</exception>
    public static void WaitAll(params Task[] tasks) => WaitAll(tasks, Timeout.Infinite, default);

    public static void WaitAll(params ReadOnlySpan<Task> tasks) => WaitAllOf(CopyForWait(tasks), Timeout.Infinite, default);

    public static void WaitAll(Task[] tasks, CancellationToken cancellationToken) => WaitAll(tasks, Timeout.Infinite, cancellationToken);

    public static bool WaitAll(Task[] tasks, TimeSpan timeout) => WaitAll(tasks, WaitTime.ToMilliseconds(timeout), default);

    public static bool WaitAll(Task[] tasks, int millisecondsTimeout) => WaitAll(tasks, millisecondsTimeout, default);

    public static bool WaitAll(Task[] tasks, int millisecondsTimeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentOutOfRangeException.ThrowIfLessThan(millisecondsTimeout, Timeout.Infinite);
        return WaitAllOf(CopyForWait(tasks), millisecondsTimeout, cancellationToken);
    }

    /// <returns>The index of a task that has ended, or -1 at the time-out.</returns>
    public static int WaitAny(params Task[] tasks) => WaitAny(tasks, Timeout.Infinite, default);

    public static int WaitAny(Task[] tasks, TimeSpan timeout) => WaitAny(tasks, WaitTime.ToMilliseconds(timeout), default);

    public static int WaitAny(Task[] tasks, CancellationToken cancellationToken) => WaitAny(tasks, Timeout.Infinite, cancellationToken);

    public static int WaitAny(Task[] tasks, int millisecondsTimeout) => WaitAny(tasks, millisecondsTimeout, default);

    public static int WaitAny(Task[] tasks, int millisecondsTimeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentOutOfRangeException.ThrowIfLessThan(millisecondsTimeout, Timeout.Infinite);
        cancellationToken.ThrowIfCancellationRequested();
        tasks = CopyForWait(tasks);
        if (tasks.Length == 0)
            return -1;
        Task<Task> first = WhenAnyOf(tasks);
        if (!first.WaitForEnd(Deadline.After(millisecondsTimeout), mayRunInline: false, cancellationToken))
            return -1;
        for (int i = 0; i < tasks.Length; i++)
        {
            if (ReferenceEquals(tasks[i], first._result))
                return i;
        }

        return -1;
    }

    private static Task[] CopyForWait(ReadOnlySpan<Task> tasks)
    {
        Task[] copy = new Task[tasks.Length];
        for (int i = 0; i < copy.Length; i++)
            copy[i] = tasks[i] ?? throw new ArgumentException("The tasks array included at least one null element.", nameof(tasks));
        return copy;
    }

    private static bool WaitAllOf(Task[] tasks, int millisecondsTimeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Deadline deadline = Deadline.After(millisecondsTimeout);
        foreach (Task task in tasks)
        {
            if (!task.WaitForEnd(deadline, millisecondsTimeout == Timeout.Infinite, cancellationToken))
                return false;
        }

        int failures = 0;
        foreach (Task task in tasks)
            failures += task.IsFaulted ? task.Failures.Length : task.IsCanceled ? 1 : 0;
        if (failures == 0)
            return true;

        Exception[] exceptions = new Exception[failures];
        int count = 0;
        foreach (Task task in tasks)
        {
            if (task.IsFaulted)
            {
                foreach (System.Runtime.ExceptionServices.ExceptionDispatchInfo failure in task.Failures)
                    exceptions[count++] = failure.SourceException;
            }
            else if (task.IsCanceled)
            {
                exceptions[count++] = new TaskCanceledException(task);
            }
        }

        throw new AggregateException(exceptions);
    }

    private static Task WhenAllOf(Task[] tasks)
    {
        if (tasks.Length == 0)
            return CompletedTask;
        WhenAllTask<VoidResult> all = new(tasks);
        all.Begin();
        return all;
    }

    private static Task<TResult[]> WhenAllOf<TResult>(Task<TResult>[] tasks)
    {
        WhenAllResultsTask<TResult> all = new(tasks);
        all.Begin();
        return all;
    }

    private static Task<TTask> WhenAnyOf<TTask>(TTask[] tasks)
        where TTask : Task
    {
        if (tasks.Length == 0)
            throw new ArgumentException("The tasks argument contains no tasks.", nameof(tasks));
        WhenAnyTask<TTask> any = new(tasks);
        any.Begin();
        return any;
    }

    private static TTask[] Both<TTask>(TTask task1, TTask task2)
        where TTask : Task
    {
        ArgumentNullException.ThrowIfNull(task1);
        ArgumentNullException.ThrowIfNull(task2);
        return [task1, task2];
    }
}
