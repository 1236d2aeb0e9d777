using System.Runtime.ExceptionServices;
using System.Threading;

namespace System;

/// <summary>A value that is made when it is first asked for.</summary>
public class Lazy<T>
{
    private readonly LazyThreadSafetyMode _mode;
    private readonly object? _lock;
    private Func<T>? _factory;
    private ExceptionDispatchInfo? _failure;
    private T? _value;
    private bool _isBeingMade;
    private volatile bool _isCreated;

    public Lazy(T value)
    {
        _value = value;
        _isCreated = true;
    }

    public Lazy(Func<T> valueFactory)
        : this(valueFactory, LazyThreadSafetyMode.ExecutionAndPublication)
    {
    }

    public Lazy(Func<T> valueFactory, bool isThreadSafe)
        : this(valueFactory, isThreadSafe ? LazyThreadSafetyMode.ExecutionAndPublication : LazyThreadSafetyMode.None)
    {
    }

    public Lazy(Func<T> valueFactory, LazyThreadSafetyMode mode)
    {
        ArgumentNullException.ThrowIfNull(valueFactory);
        if (mode < LazyThreadSafetyMode.None || mode > LazyThreadSafetyMode.ExecutionAndPublication)
            throw new ArgumentOutOfRangeException(nameof(mode), "The mode argument specifies an invalid value.");
        _factory = valueFactory;
        _mode = mode;
        if (mode == LazyThreadSafetyMode.ExecutionAndPublication)
            _lock = new object();
    }

    public bool IsValueCreated => _isCreated;

    /// <exception cref="InvalidOperationException">The factory asks for the value which it is to make.</exception>
    public T Value => _isCreated ? _value! : Create();

    public override string? ToString() => IsValueCreated ? Value!.ToString() : "Value is not created.";

    private T Create()
    {
        if (_mode == LazyThreadSafetyMode.ExecutionAndPublication)
        {
            lock (_lock!)
            {
                if (!_isCreated)
                    CreateOnce();
            }
        }
        else if (_mode == LazyThreadSafetyMode.None)
        {
            CreateOnce();
        }
        else
        {
            Publish();
        }

        return _value!;
    }

    private void CreateOnce()
    {
        _failure?.Throw();
        if (_isBeingMade)
            throw new InvalidOperationException("ValueFactory attempted to access the Value property of this instance.");
        _isBeingMade = true;
        try
        {
            _value = _factory!();
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
            throw;
        }

        _factory = null;
        _isCreated = true;
    }

    private void Publish()
    {
        Func<T>? factory = Volatile.Read(ref _factory);
        if (factory is not null)
        {
            T made = factory();
            if (ReferenceEquals(Interlocked.CompareExchange(ref _factory, null, factory), factory))
            {
                _value = made;
                _isCreated = true;
            }
        }

        // Another thread has won and is about to store its value.
        SpinWait spinner = default;
        while (!_isCreated)
            spinner.SpinOnce();
    }
}
