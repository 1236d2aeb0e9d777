using System.Threading.Tasks;

namespace Internal.Runtime;

/// <summary>Something that an executor runs. It carries its own link, so that queueing allocates nothing.</summary>
/// <remarks>An item may be in one queue at a time, and be queued again once it runs.</remarks>
public abstract class WorkItem
{
    internal WorkItem? _nextWork;

    private protected WorkItem()
    {
    }

    internal abstract void Execute();

    /// <summary>Called once, when a task has ended to which this was added as a continuation.</summary>
    /// <param name="antecedent">The task that has ended.</param>
    /// <param name="mayInline">Says whether other people's code may run before this returns.</param>
    internal virtual void ContinueAfter(Task antecedent, bool mayInline)
    {
        if (mayInline)
            Execute();
        else
            Executor.Current.Queue(this, preferLocal: true);
    }
}
