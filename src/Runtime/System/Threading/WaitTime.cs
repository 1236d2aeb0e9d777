namespace System.Threading;

/// <summary>Turns the time spans that waiting methods take into milliseconds.</summary>
internal static class WaitTime
{
    /// <exception cref="ArgumentOutOfRangeException">Below -1 or above int.MaxValue milliseconds.</exception>
    internal static int ToMilliseconds(TimeSpan timeout, string parameterName = "timeout")
    {
        long milliseconds = timeout.Ticks / TimeSpan.TicksPerMillisecond;
        if (milliseconds < -1)
            throw new ArgumentOutOfRangeException(parameterName, timeout, $"{parameterName} must be greater than or equal to '-1'.");
        if (milliseconds > int.MaxValue)
            throw new ArgumentOutOfRangeException(parameterName, timeout, $"{parameterName} must be less than or equal to '2147483647'.");
        return (int)milliseconds;
    }
}
