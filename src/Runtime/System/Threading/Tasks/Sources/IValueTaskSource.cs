namespace System.Threading.Tasks.Sources;

/// <summary>Where a source's operation stands.</summary>
public enum ValueTaskSourceStatus
{
    Pending = 0,
    Succeeded = 1,
    Faulted = 2,
    Canceled = 3,
}

/// <summary>What a continuation needs to be called with.</summary>
[Flags]
public enum ValueTaskSourceOnCompletedFlags
{
    None = 0,
    UseSchedulingContext = 1,
    FlowExecutionContext = 2,
}

/// <summary>A reusable operation behind a ValueTask. The token tells its uses apart.</summary>
public interface IValueTaskSource
{
    ValueTaskSourceStatus GetStatus(short token);

    void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags);

    void GetResult(short token);
}

/// <summary>A reusable operation with a value behind a ValueTask.</summary>
public interface IValueTaskSource<out TResult>
{
    ValueTaskSourceStatus GetStatus(short token);

    void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags);

    TResult GetResult(short token);
}
