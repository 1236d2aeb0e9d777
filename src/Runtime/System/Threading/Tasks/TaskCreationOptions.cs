namespace System.Threading.Tasks;

/// <summary>How a task is to run. Parents do not wait for attached children here: AttachedToParent has no effect.</summary>
[Flags]
public enum TaskCreationOptions
{
    None = 0,
    PreferFairness = 1,
    LongRunning = 2,
    AttachedToParent = 4,
    DenyChildAttach = 8,
    HideScheduler = 16,
    RunContinuationsAsynchronously = 64,
}
