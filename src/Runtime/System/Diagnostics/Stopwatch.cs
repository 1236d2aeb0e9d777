using Internal.Runtime;

namespace System.Diagnostics;

/// <summary>Measures elapsed time by a clock that never goes back and ticks once a nanosecond.</summary>
public class Stopwatch
{
    public static readonly long Frequency = 1_000_000_000;
    public static readonly bool IsHighResolution = true;

    private const long NanosecondsPerTick = 100;

    private long _elapsed;
    private long _startedAt;

    public bool IsRunning { get; private set; }

    public TimeSpan Elapsed => new(ElapsedTicks / NanosecondsPerTick);

    public long ElapsedMilliseconds => ElapsedTicks / 1_000_000;

    /// <summary>In units of 1 / <see cref="Frequency"/> seconds.</summary>
    public long ElapsedTicks => IsRunning ? _elapsed + GetTimestamp() - _startedAt : _elapsed;

    public static long GetTimestamp() => Home.MonotonicNanoseconds();

    public static TimeSpan GetElapsedTime(long startingTimestamp) => GetElapsedTime(startingTimestamp, GetTimestamp());

    public static TimeSpan GetElapsedTime(long startingTimestamp, long endingTimestamp) => new((endingTimestamp - startingTimestamp) / NanosecondsPerTick);

    public static Stopwatch StartNew()
    {
        Stopwatch stopwatch = new();
        stopwatch.Start();
        return stopwatch;
    }

    public void Start()
    {
        if (IsRunning)
            return;
        _startedAt = GetTimestamp();
        IsRunning = true;
    }

    public void Stop()
    {
        _elapsed = ElapsedTicks;
        IsRunning = false;
    }

    public void Reset()
    {
        _elapsed = 0;
        IsRunning = false;
    }

    public void Restart()
    {
        _elapsed = 0;
        _startedAt = GetTimestamp();
        IsRunning = true;
    }

    public override string ToString() => Elapsed.ToString();
}
