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
}
