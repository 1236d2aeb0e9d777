using System.Collections.Generic;

namespace System.Threading.Tasks;

/// <summary>Copies of the sequences of tasks that combinators take.</summary>
internal static class TaskArray
{
    /// <exception cref="ArgumentException">An element is null.</exception>
    internal static TTask[] Copy<TTask>(IEnumerable<TTask> tasks)
        where TTask : Task
    {
        ArgumentNullException.ThrowIfNull(tasks);
        TTask[] copy = new TTask[4];
        int count = 0;
        foreach (TTask task in tasks)
        {
            if (count == copy.Length)
            {
                TTask[] larger = new TTask[count * 2];
                Array.Copy(copy, 0, larger, 0, count);
                copy = larger;
            }

            copy[count++] = task;
        }

        return Copy(new ReadOnlySpan<TTask>(copy, 0, count));
    }

    internal static TTask[] Copy<TTask>(TTask[] tasks)
        where TTask : Task
    {
        ArgumentNullException.ThrowIfNull(tasks);
        return Copy(new ReadOnlySpan<TTask>(tasks));
    }

    internal static TTask[] Copy<TTask>(ReadOnlySpan<TTask> tasks)
        where TTask : Task
    {
        TTask[] copy = new TTask[tasks.Length];
        for (int i = 0; i < copy.Length; i++)
        {
            copy[i] = tasks[i]
                ?? throw new ArgumentException("The tasks argument included a null value.", nameof(tasks));
        }

        return copy;
    }
}
