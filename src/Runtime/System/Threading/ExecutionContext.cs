using Internal.Runtime;

namespace System.Threading;

/// <summary>The values of the asynchronous locals at one point of a logical flow of control. Immutable; null stands for the empty set inside.</summary>
public sealed class ExecutionContext : IDisposable
{
    private static ExecutionContext? s_empty;

    /// <summary>Set when an asynchronous local is written for the first time; until then nothing needs to flow.</summary>
    private static bool s_isInUse;

    private readonly AsyncLocalBase[] _keys;
    private readonly object?[] _values;

    private ExecutionContext(AsyncLocalBase[] keys, object?[] values)
    {
        _keys = keys;
        _values = values;
    }

    /// <summary>Made on first use, so that the type has no static constructor to check for on hot paths.</summary>
    private static ExecutionContext Empty => s_empty ??= new ExecutionContext([], []);

    internal static bool IsInUse => s_isInUse;

    /// <summary>What flows on the current thread.</summary>
    internal static ExecutionContext? Current => s_isInUse ? Thread.CurrentThread._executionContext : null;

    public static ExecutionContext? Capture() => Current ?? Empty;

    /// <summary>Runs the callback under a captured context and restores the present one afterwards.</summary>
    public static void Run(ExecutionContext executionContext, ContextCallback callback, object? state)
    {
        if (executionContext is null)
        {
            throw new InvalidOperationException(
                "Cannot call Set on a null context");
        }

        Thread thread = Thread.CurrentThread;
        ExecutionContext? previous = thread._executionContext;
        Switch(thread, executionContext);
        try
        {
            callback(state);
        }
        finally
        {
            Switch(thread, previous);
        }
    }

    public ExecutionContext CreateCopy() => this;

    public void Dispose()
    {
    }

    /// <summary>Makes the context the thread's own and tells the asynchronous locals whose values differ.</summary>
    internal static void Switch(Thread thread, ExecutionContext? context)
    {
        ExecutionContext? previous = thread._executionContext;
        if (previous == context)
            return;
        thread._executionContext = context;
        if (previous is not null)
            previous.NotifyChanges(context, onlyMissing: false);
        context?.NotifyChanges(previous, onlyMissing: true);
    }

    internal static object? GetValue(AsyncLocalBase key) => Current?.Find(key);

    /// <summary>Gives the current thread a context in which the key has the value. Null removes the key.</summary>
    internal static void SetValue(AsyncLocalBase key, object? value)
    {
        s_isInUse = true;
        Thread thread = Thread.CurrentThread;
        thread._executionContext = (thread._executionContext ?? Empty).With(key, value);
    }

    private int IndexOf(AsyncLocalBase key)
    {
        for (int i = 0; i < _keys.Length; i++)
        {
            if (_keys[i] == key)
                return i;
        }

        return -1;
    }

    private object? Find(AsyncLocalBase key)
    {
        int index = IndexOf(key);
        return index < 0 ? null : _values[index];
    }

    private ExecutionContext? With(AsyncLocalBase key, object? value)
    {
        int index = IndexOf(key);
        if (value is null)
            return index < 0 ? this : Without(index);

        if (index >= 0)
        {
            object?[] changed = new object?[_values.Length];
            Array.Copy(_values, 0, changed, 0, _values.Length);
            changed[index] = value;
            return new ExecutionContext(_keys, changed);
        }

        AsyncLocalBase[] keys = new AsyncLocalBase[_keys.Length + 1];
        object?[] values = new object?[_keys.Length + 1];
        Array.Copy(_keys, 0, keys, 0, _keys.Length);
        Array.Copy(_values, 0, values, 0, _values.Length);
        keys[^1] = key;
        values[^1] = value;
        return new ExecutionContext(keys, values);
    }

    private ExecutionContext? Without(int index)
    {
        int last = _keys.Length - 1;
        if (last == 0)
            return null;
        AsyncLocalBase[] keys = new AsyncLocalBase[last];
        object?[] values = new object?[last];
        for (int i = 0; i < last; i++)
        {
            int source = i < index ? i : i + 1;
            keys[i] = _keys[source];
            values[i] = _values[source];
        }

        return new ExecutionContext(keys, values);
    }

    private void NotifyChanges(ExecutionContext? other, bool onlyMissing)
    {
        for (int i = 0; i < _keys.Length; i++)
        {
            AsyncLocalBase key = _keys[i];
            if (!key.HasHandler)
                continue;
            object? mine = _values[i];
            object? theirs = other?.Find(key);
            if (onlyMissing)
            {
                if (theirs is null)
                    key.Notify(null, mine, contextChanged: true);
            }
            else if (!ReferenceEquals(mine, theirs))
            {
                key.Notify(mine, theirs, contextChanged: true);
            }
        }
    }
}
