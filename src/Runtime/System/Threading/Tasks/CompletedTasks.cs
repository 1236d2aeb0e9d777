namespace System.Threading.Tasks;

/// <summary>The result type of tasks that have none.</summary>
internal readonly struct VoidResult
{
}

/// <summary>Tasks that ended well and can be shared.</summary>
internal static class CompletedTasks
{
    internal static readonly Task<VoidResult> Void = new(default(VoidResult), TaskStatus.RanToCompletion);
    internal static readonly Task<bool> True = new(true, TaskStatus.RanToCompletion);
    internal static readonly Task<bool> False = new(false, TaskStatus.RanToCompletion);
}
