using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks;

namespace System.Threading;

/// <summary>A callback that waits for cancellation; disposing of it takes it back.</summary>
public readonly struct CancellationTokenRegistration : IEquatable<CancellationTokenRegistration>, IDisposable, IAsyncDisposable
{
    private readonly CancellationCallback? _callback;

    internal CancellationTokenRegistration(CancellationCallback callback) => _callback = callback;

    public CancellationToken Token => _callback is null ? default : new CancellationToken(_callback.Source);

    public static bool operator ==(CancellationTokenRegistration left, CancellationTokenRegistration right) => left.Equals(right);

    public static bool operator !=(CancellationTokenRegistration left, CancellationTokenRegistration right) => !left.Equals(right);

    /// <summary>Takes the callback back; if it runs just now on another thread, waits for its end.</summary>
    public void Dispose()
    {
        if (_callback is not null && !_callback.Source.Unregister(_callback))
            _callback.Source.WaitForEnd(_callback);
    }

    public ValueTask DisposeAsync()
    {
        if (_callback is null || _callback.Source.Unregister(_callback))
            return default;
        return _callback.Source.WaitForEndAsync(_callback);
    }

    /// <summary>Takes the callback back without waiting. Returns false when it has run, runs, or was taken back before.</summary>
    public bool Unregister() => _callback is not null && _callback.Source.Unregister(_callback);

    public bool Equals(CancellationTokenRegistration other) => ReferenceEquals(_callback, other._callback);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is CancellationTokenRegistration other && Equals(other);

    public override int GetHashCode() => _callback?.GetHashCode() ?? 0;
}

/// <summary>One registered callback.</summary>
internal sealed class CancellationCallback(
    CancellationTokenSource source, Delegate callback, object? state, ExecutionContext? context)
{
    internal readonly CancellationTokenSource Source = source;

    // Guarded by the source's lock.
    internal CancellationCallback? Next;
    internal CancellationCallback? Previous;
    internal bool IsRegistered;

    internal void Invoke()
    {
        if (context is null)
            InvokeDirectly();
        else
            ExecutionContext.Run(context, static callback => ((CancellationCallback)callback!).InvokeDirectly(), this);
    }

    private void InvokeDirectly()
    {
        if (callback is Action plain)
            plain();
        else if (callback is Action<object?> withState)
            withState(state);
        else
            ((Action<object?, CancellationToken>)callback)(state, new CancellationToken(Source));
    }
}
