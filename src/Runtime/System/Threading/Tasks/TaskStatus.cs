namespace System.Threading.Tasks;

/// <summary>Where a task stands; from RanToCompletion on it has ended.</summary>
public enum TaskStatus
{
    Created,
    WaitingForActivation,
    WaitingToRun,
    Running,
    WaitingForChildrenToComplete,
    RanToCompletion,
    Canceled,
    Faulted,
}
