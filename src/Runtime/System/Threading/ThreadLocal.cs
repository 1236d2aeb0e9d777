using Internal.Runtime;

namespace System.Threading;

/// <summary>A value for each thread, made on first use there. The values of all threads are not tracked.</summary>
public class ThreadLocal<T> : IDisposable
{
    private readonly Func<T>? _factory;
    private int _slot;

    public ThreadLocal() => _slot = LocalSlots.Rent();

    /// <exception cref="NotSupportedException">Tracking is asked for.</exception>
    public ThreadLocal(bool trackAllValues)
        : this()
    {
        if (trackAllValues)
            throw new NotSupportedException("The values of a ThreadLocal are not tracked here.");
    }

    public ThreadLocal(Func<T> valueFactory)
    {
        ArgumentNullException.ThrowIfNull(valueFactory);
        _factory = valueFactory;
        _slot = LocalSlots.Rent();
    }

    public ThreadLocal(Func<T> valueFactory, bool trackAllValues)
        : this(valueFactory)
    {
        if (trackAllValues)
            throw new NotSupportedException("The values of a ThreadLocal are not tracked here.");
    }

    public bool IsValueCreated => Find() is { HasValue: true };

    public T Value
    {
        get
        {
            Cell? cell = Find();
            return cell is { HasValue: true } ? cell.Value! : Create();
        }

        set
        {
            Cell cell = Find() ?? Add();
            cell.Value = value;
            cell.HasValue = true;
        }
    }

    public override string? ToString() => Value!.ToString();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        int slot = Interlocked.Exchange(ref _slot, -1);
        if (slot >= 0)
            LocalSlots.Return(slot);
    }

    private T Create()
    {
        Cell cell = Find() ?? Add();
        if (_factory is not null)
            cell.Value = _factory();
        cell.HasValue = true;
        return cell.Value!;
    }

    /// <summary>The current thread's cell. A slot's earlier user may have left one, which does not count.</summary>
    private Cell? Find()
    {
        int slot = _slot;
        if (slot < 0)
            throw new ObjectDisposedException("The ThreadLocal object has been disposed.");
        object?[]? values = Thread.CurrentThread._localValues;
        return values is not null && slot < values.Length && values[slot] is Cell cell && ReferenceEquals(cell.Owner, this) ? cell : null;
    }

    private Cell Add()
    {
        Thread thread = Thread.CurrentThread;
        object?[] values = thread._localValues ?? [];
        if (_slot >= values.Length)
        {
            object?[] larger = new object?[Math.Max(_slot + 1, values.Length * 2)];
            Array.Copy(values, 0, larger, 0, values.Length);
            thread._localValues = values = larger;
        }

        Cell cell = new(this);
        values[_slot] = cell;
        return cell;
    }

    private sealed class Cell(ThreadLocal<T> owner)
    {
        internal readonly ThreadLocal<T> Owner = owner;
        internal T? Value;
        internal bool HasValue;
    }
}
