namespace System.Threading;

/// <summary>What changed, for the handler of an <see cref="AsyncLocal{T}"/>.</summary>
public readonly struct AsyncLocalValueChangedArgs<T>
{
    internal AsyncLocalValueChangedArgs(T? previousValue, T? currentValue, bool contextChanged)
    {
        PreviousValue = previousValue;
        CurrentValue = currentValue;
        ThreadContextChanged = contextChanged;
    }

    public T? PreviousValue { get; }

    public T? CurrentValue { get; }

    /// <summary>True when the thread went over to another context, false when the value was set.</summary>
    public bool ThreadContextChanged { get; }
}
