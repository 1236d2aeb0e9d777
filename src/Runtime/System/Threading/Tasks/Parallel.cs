using System.Collections.Generic;
using Internal.Runtime;

namespace System.Threading.Tasks;

/// <summary>Loops whose iterations run at the same time, on the caller's thread too.</summary>
public static class Parallel
{
    private static readonly ParallelOptions s_defaults = new();

    public static ParallelLoopResult For(int fromInclusive, int toExclusive, Action<int> body) =>
        For(fromInclusive, toExclusive, s_defaults, body);

    public static ParallelLoopResult For(int fromInclusive, int toExclusive, ParallelOptions parallelOptions, Action<int> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Run(fromInclusive, toExclusive, parallelOptions, index => body((int)index));
    }

    public static ParallelLoopResult For(long fromInclusive, long toExclusive, Action<long> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Run(fromInclusive, toExclusive, s_defaults, body);
    }

    public static ParallelLoopResult ForEach<TSource>(IEnumerable<TSource> source, Action<TSource> body) =>
        ForEach(source, s_defaults, body);

    /// <summary>Reads the whole source first.</summary>
    public static ParallelLoopResult ForEach<TSource>(IEnumerable<TSource> source, ParallelOptions parallelOptions, Action<TSource> body)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(body);
        TSource[] items = Copy(source, out int count);
        return Run(0, count, parallelOptions, index => body(items[index]));
    }

    public static void Invoke(params Action[] actions) => Invoke(s_defaults, actions);

    public static void Invoke(ParallelOptions parallelOptions, params Action[] actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        foreach (Action action in actions)
        {
            if (action is null)
                throw new ArgumentException("One of the actions was null.");
        }

        Run(0, actions.Length, parallelOptions, index => actions[index]());
    }

    private static TSource[] Copy<TSource>(IEnumerable<TSource> source, out int count)
    {
        TSource[] items = new TSource[16];
        count = 0;
        foreach (TSource item in source)
        {
            if (count == items.Length)
            {
                TSource[] larger = new TSource[count * 2];
                Array.Copy(items, 0, larger, 0, count);
                items = larger;
            }

            items[count++] = item;
        }

        return items;
    }

    private static ParallelLoopResult Run(long from, long to, ParallelOptions options, Action<long> body)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.CancellationToken.ThrowIfCancellationRequested();
        if (from < to)
            new Loop(from, to, options, body).Run();
        return default;
    }

    /// <summary>One loop: participants take ranges of indices until none are left or one has failed.</summary>
    private sealed class Loop(long from, long to, ParallelOptions options, Action<long> body)
    {
        private readonly Lock _lock = new();
        private readonly long _count = to - from;
        private long _next = from;
        private bool _stops;

        // Guarded by _lock.
        private Exception[] _failures = [];

        internal void Run()
        {
            long count = _count;
            int limit = options.MaxDegreeOfParallelism;
            long degree = ProcessorHints.Count;
            if (limit > 0 && limit < degree)
                degree = limit;
            if (count < degree)
                degree = count;
            long range = count / (degree * 8);
            if (range < 1)
                range = 1;

            Task[] helpers = new Task[degree - 1];
            for (int i = 0; i < helpers.Length; i++)
                helpers[i] = Task.Run(() => Participate(range));
            Participate(range);
            foreach (Task helper in helpers)
                helper.WaitForEnd();
            if (_failures.Length > 0)
                throw new AggregateException(_failures);
            options.CancellationToken.ThrowIfCancellationRequested();
        }

        private void Participate(long range)
        {
            while (!Volatile.Read(ref _stops))
            {
                long start = Interlocked.Add(ref _next, range) - range;
                if (start >= to)
                    return;
                long end = to - start < range ? to : start + range;
                try
                {
                    for (long i = start; i < end && !Volatile.Read(ref _stops); i++)
                        body(i);
                }
                catch (Exception exception)
                {
                    AddFailure(exception);
                }

                if (options.CancellationToken.IsCancellationRequested)
                    Volatile.Write(ref _stops, true);
            }
        }

        private void AddFailure(Exception exception)
        {
            using (_lock.EnterScope())
            {
                Exception[] larger = new Exception[_failures.Length + 1];
                Array.Copy(_failures, 0, larger, 0, _failures.Length);
                larger[^1] = exception;
                _failures = larger;
            }

            Volatile.Write(ref _stops, true);
        }
    }
}
