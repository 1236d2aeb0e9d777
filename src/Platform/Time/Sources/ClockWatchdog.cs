using System;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Time;

/// <summary>Compares the time stamp counter with the reference, first to know its frequency better, then to see that it keeps it.</summary>
/// <remarks>
/// No periodic tick: the time between looks doubles up to what the reference can count, and a counter whose constant rate the processor
/// promises is left alone after a minute. It also reads a narrow clock source often enough that no wrap is missed.
/// </remarks>
internal sealed class ClockWatchdog : KernelTimer
{
    private const long FirstInterval = 250_000_000;
    private const long LongestInterval = 32_000_000_000;
    private const long ProbationTime = 60_000_000_000;

    /// <summary>A processor's clock and a chipset's differ by less than 500 parts in a million, or one of them is broken.</summary>
    private const long ToleratedPartsPerMillion = 500;

    /// <summary>Longest time that a pair of readings may take to be counted as one moment.</summary>
    private const long LongestReading = 50_000;
    private const int MostAttempts = 8;
    private const int StrikesAllowed = 3;

    private readonly ClockSource? _watched;
    private readonly ClockSource? _reference;
    private long _interval = FirstInterval;
    private long _started;
    private bool _isRefined;
    private bool _hasMark;
    private int _strikes;
    private ulong _watchedMark;
    private ulong _referenceMark;

    private ClockWatchdog(ClockSource? watched, ClockSource? reference)
    {
        _watched = watched;
        _reference = reference;
    }

    /// <summary>Comparisons made so far.</summary>
    internal int Looks { get; private set; }

    /// <summary>The one watchdog; null before it was started.</summary>
    internal static ClockWatchdog? Current { get; private set; }

    /// <summary>Begins to watch.</summary>
    internal static void Start()
    {
        ClockSource? watched = Clock.Source is TimeStampSource ? Clock.Source : null;
        Current = new ClockWatchdog(watched, watched is null ? null : ClockSources.Reference) { _started = Clock.Monotonic };
        Current.Mark();
        Current.ArmNext();
    }

    protected internal override void OnTimer()
    {
        // Telling the time is enough to keep the count of a narrow source.
        long now = Clock.Monotonic;
        if (_watched is not null && _reference is not null && _watched.Rating != 0)
            Look();
        bool isProven = TimeStampSource.HasConstantRate && now - _started > ProbationTime;
        if (!isProven || Clock.Source is not TimeStampSource)
            ArmNext();
    }

    private void ArmNext()
    {
        long interval = _interval;
        _interval = Math.Min(_interval * 2, LongestInterval);
        if (Clock.Source is ClockSource source)
            interval = Math.Min(interval, source.LongestSilence);
        if (_reference is not null)
            interval = Math.Min(interval, _reference.LongestSilence);
        else if (Clock.Source is TimeStampSource)
            return;
        Timers.Arm(this, Clock.Monotonic + interval);
    }

    private void Mark() => _hasMark = _reference is not null && TryReadBoth(out _watchedMark, out _referenceMark);

    private void Look()
    {
        Looks++;
        if (!_hasMark || !TryReadBoth(out ulong watched, out ulong reference))
        {
            Mark();
            return;
        }
        ulong ticks = watched - _watchedMark;
        ulong referenceTicks = _reference!.Difference(reference, _referenceMark);
        _watchedMark = watched;
        _referenceMark = reference;
        long expected = _reference.Scale.ToNanoseconds(referenceTicks);
        if (expected < FirstInterval / 2)
            return;
        if (!_isRefined)
        {
            Refine(ticks, referenceTicks);
            return;
        }
        if (Calibration.Agree(_watched!.Scale.ToNanoseconds(ticks), expected, ToleratedPartsPerMillion))
        {
            _strikes = 0;
        }
        else if (++_strikes == StrikesAllowed)
        {
            KernelLog.Write(LogLevel.Warning, "time"u8, "the time stamp counter does not keep its rate"u8);
            ClockSources.Distrust(_watched);
        }
    }

    /// <summary>The first look spans far more time than the calibration at start-up did, so its error is far smaller.</summary>
    private void Refine(ulong ticks, ulong referenceTicks)
    {
        _isRefined = true;
        if (TimeStampSource.ReportedHertz != 0)
            return;
        _watched!.Scale = TickScale.Measured(ticks, referenceTicks, _reference!.Scale.Hertz);
        if (Clock.Source == _watched)
            Clock.Use(_watched);
    }

    /// <summary>Reads both counters at one moment; false when something always came between.</summary>
    private bool TryReadBoth(out ulong watched, out ulong reference)
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        bool isGood = false;
        watched = 0;
        reference = 0;
        for (int i = 0; i < MostAttempts && !isGood; i++)
        {
            ulong before = _watched!.Read();
            reference = _reference!.Read();
            ulong after = _watched.Read();
            watched = before + (after - before) / 2;
            isGood = _watched.Scale.ToNanoseconds(after - before) <= LongestReading;
        }
        Instructions.RestoreInterrupts(flags);
        return isGood;
    }
}
