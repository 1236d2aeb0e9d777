namespace System;

/// <summary>Frees what an object holds, at a time the holder chooses.</summary>
public interface IDisposable
{
    void Dispose();
}

/// <summary>Frees what an object holds, waiting without blocking.</summary>
public interface IAsyncDisposable
{
    System.Threading.Tasks.ValueTask DisposeAsync();
}

public interface IEquatable<T> where T : allows ref struct
{
    bool Equals(T? other);
}

public interface IComparable
{
    int CompareTo(object? value);
}

public interface IComparable<in T> where T : allows ref struct
{
    int CompareTo(T? other);
}

public interface ICloneable
{
    object Clone();
}

public interface IObserver<in T>
{
    void OnCompleted();

    void OnError(Exception error);

    void OnNext(T value);
}

public interface IObservable<out T>
{
    IDisposable Subscribe(IObserver<T> observer);
}

public interface IProgress<in T>
{
    void Report(T value);
}

public delegate bool Predicate<in T>(T value) where T : allows ref struct;

public delegate int Comparison<in T>(T x, T y) where T : allows ref struct;

public delegate TOutput Converter<in TInput, out TOutput>(TInput input) where TInput : allows ref struct where TOutput : allows ref struct;

public delegate void EventHandler(object? sender, EventArgs e);

public delegate void EventHandler<TEventArgs>(object? sender, TEventArgs e) where TEventArgs : allows ref struct;

public class EventArgs
{
    public static readonly EventArgs Empty = new();
}

/// <summary>The return type of methods that return nothing.</summary>
public struct Void
{
}
