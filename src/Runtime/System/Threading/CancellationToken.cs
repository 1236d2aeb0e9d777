using System.Diagnostics.CodeAnalysis;

namespace System.Threading;

/// <summary>The reading side of a <see cref="CancellationTokenSource"/>: says whether work should stop, and calls back when it should.</summary>
public readonly struct CancellationToken : IEquatable<CancellationToken>
{
    private readonly CancellationTokenSource? _source;

    internal CancellationToken(CancellationTokenSource? source) => _source = source;

    /// <summary>A token that is cancelled from the beginning, or never.</summary>
    public CancellationToken(bool canceled) => _source = canceled ? CancellationTokenSource.Canceled : null;

    public static CancellationToken None => default;

    public bool IsCancellationRequested => _source is not null && _source.IsCancellationRequested;

    public bool CanBeCanceled => _source is not null;

    /// <summary>Set when cancellation is requested.</summary>
    public WaitHandle WaitHandle => (_source ?? CancellationTokenSource.Never).WaitHandle;

    public static bool operator ==(CancellationToken left, CancellationToken right) => left.Equals(right);

    public static bool operator !=(CancellationToken left, CancellationToken right) => !left.Equals(right);

    /// <summary>Calls back on cancellation; at once if that has been requested. The latest registered is called first.</summary>
    public CancellationTokenRegistration Register(Action callback) => Register(callback, useSynchronizationContext: false);

    public CancellationTokenRegistration Register(Action callback, bool useSynchronizationContext)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Add(callback, null, ExecutionContext.Current);
    }

    public CancellationTokenRegistration Register(Action<object?> callback, object? state)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Add(callback, state, ExecutionContext.Current);
    }

    public CancellationTokenRegistration Register(Action<object?> callback, object? state, bool useSynchronizationContext) =>
        Register(callback, state);

    public CancellationTokenRegistration Register(Action<object?, CancellationToken> callback, object? state)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Add(callback, state, ExecutionContext.Current);
    }

    /// <summary>As Register, without flowing the execution context.</summary>
    public CancellationTokenRegistration UnsafeRegister(Action<object?> callback, object? state)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Add(callback, state, null);
    }

    public CancellationTokenRegistration UnsafeRegister(Action<object?, CancellationToken> callback, object? state)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Add(callback, state, null);
    }

    /// <exception cref="OperationCanceledException">Cancellation has been requested.</exception>
    public void ThrowIfCancellationRequested()
    {
        if (IsCancellationRequested)
            ThrowCanceled();
    }

    public bool Equals(CancellationToken other) => ReferenceEquals(_source, other._source);

    public override bool Equals([NotNullWhen(true)] object? other) => other is CancellationToken token && Equals(token);

    public override int GetHashCode() => (_source ?? CancellationTokenSource.Never).GetHashCode();

    private CancellationTokenRegistration Add(Delegate callback, object? state, ExecutionContext? context) =>
        _source is null ? default : _source.Register(callback, state, context);

    [DoesNotReturn]
    private void ThrowCanceled() => throw new OperationCanceledException(this);
}
