using Internal.Runtime;

namespace System.Threading;

/// <summary>Waiting in a loop: spins at first, then gives the processor away, at last sleeps.</summary>
public struct SpinWait
{
    private const int YieldThreshold = 10;
    private const int DefaultSleepThreshold = 20;

    private int _count;

    public readonly int Count => _count;

    public readonly bool NextSpinWillYield => _count >= YieldThreshold || ProcessorHints.Count == 1;

    public void SpinOnce() => SpinOnceCore(DefaultSleepThreshold);

    /// <param name="sleep1Threshold">From which count on to sleep for a millisecond; -1 for never.</param>
    public void SpinOnce(int sleep1Threshold)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sleep1Threshold, -1);
        SpinOnceCore(sleep1Threshold >= 0 && sleep1Threshold < YieldThreshold ? YieldThreshold : sleep1Threshold);
    }

    public void Reset() => _count = 0;

    public static void SpinUntil(Func<bool> condition) => SpinUntil(condition, Timeout.Infinite);

    public static bool SpinUntil(Func<bool> condition, TimeSpan timeout) => SpinUntil(condition, WaitTime.ToMilliseconds(timeout));

    /// <returns>False when the condition was not met within the time.</returns>
    public static bool SpinUntil(Func<bool> condition, int millisecondsTimeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(millisecondsTimeout, Timeout.Infinite);
        ArgumentNullException.ThrowIfNull(condition);
        Deadline deadline = Deadline.After(millisecondsTimeout);
        SpinWait spinner = default;
        while (!condition())
        {
            if (millisecondsTimeout == 0 || (spinner.NextSpinWillYield && deadline.HasPassed))
                return false;
            spinner.SpinOnce();
        }

        return true;
    }

    private void SpinOnceCore(int sleepThreshold)
    {
        if (!NextSpinWillYield)
            ProcessorHints.Pause(1 << (_count < 6 ? _count : 6));
        else if (sleepThreshold >= 0 && _count >= sleepThreshold)
            Thread.Sleep(1);
        else
            Thread.Yield();
        _count = _count == 0x7FFF_FFFF ? YieldThreshold : _count + 1;
    }
}
