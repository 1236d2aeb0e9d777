using Diesis.Platform.Threads;

namespace Diesis.Core.Scheduling;

/// <summary>A list of threads, linked through them.</summary>
internal struct ThreadQueue
{
    private Schedulable? _first;
    private Schedulable? _last;
    private int _count;

    internal readonly Schedulable? First => _first;

    internal readonly Schedulable? Last => _last;

    internal readonly int Count => _count;

    internal void AddLast(Schedulable thread)
    {
        thread.Next = null;
        thread.Previous = _last;
        if (_last is null)
            _first = thread;
        else
            _last.Next = thread;
        _last = thread;
        _count++;
    }

    internal void AddFirst(Schedulable thread)
    {
        thread.Previous = null;
        thread.Next = _first;
        if (_first is null)
            _last = thread;
        else
            _first.Previous = thread;
        _first = thread;
        _count++;
    }

    internal void Remove(Schedulable thread)
    {
        if (thread.Previous is null)
            _first = thread.Next;
        else
            thread.Previous.Next = thread.Next;
        if (thread.Next is null)
            _last = thread.Previous;
        else
            thread.Next.Previous = thread.Previous;
        thread.Previous = null;
        thread.Next = null;
        _count--;
    }

    internal Schedulable? TakeFirst()
    {
        Schedulable? thread = _first;
        if (thread is not null)
            Remove(thread);
        return thread;
    }

    /// <summary>Takes over all threads of another list, behind the own ones, however many they are.</summary>
    internal void Append(ref ThreadQueue other)
    {
        if (other._first is null)
            return;
        other._first.Previous = _last;
        if (_last is null)
            _first = other._first;
        else
            _last.Next = other._first;
        _last = other._last;
        _count += other._count;
        other = default;
    }
}
