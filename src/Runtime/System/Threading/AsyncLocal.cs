using Internal.Runtime;

namespace System.Threading;

/// <summary>A value that flows with asynchronous control: what a method sets, its callees and their continuations see, its caller does not.</summary>
public sealed class AsyncLocal<T>
{
    private readonly Key _key;

    public AsyncLocal()
        : this(null)
    {
    }

    /// <param name="valueChangedHandler">Called when the value on the current thread changes, whether set or by a change of context.</param>
    public AsyncLocal(Action<AsyncLocalValueChangedArgs<T>>? valueChangedHandler) => _key = new Key(valueChangedHandler);

    public T Value
    {
        get => Unwrap(ExecutionContext.GetValue(_key))!;

        set
        {
            object? previous = ExecutionContext.GetValue(_key);
            ExecutionContext.SetValue(_key, value is null ? null : new Cell(value));
            if (_key.HasHandler)
                _key.Notify(previous, ExecutionContext.GetValue(_key), contextChanged: false);
        }
    }

    private static T? Unwrap(object? value) => value is Cell cell ? cell.Value : default;

    private sealed class Cell(T value)
    {
        internal readonly T Value = value;
    }

    private sealed class Key(Action<AsyncLocalValueChangedArgs<T>>? handler) : AsyncLocalBase
    {
        internal override bool HasHandler => handler is not null;

        internal override void Notify(object? previous, object? current, bool contextChanged) =>
            handler!(new AsyncLocalValueChangedArgs<T>(Unwrap(previous), Unwrap(current), contextChanged));
    }
}
