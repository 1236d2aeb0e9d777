using Diesis.Platform.Threads;

namespace Diesis.Unit.Tests.Scheduling;

/// <summary>A thread that computes for a while, then waits for a while, and so on. Times are nanoseconds.</summary>
internal sealed class SimulatedThread : Schedulable
{
    internal const long Forever = long.MaxValue / 4;

    internal int Id { get; init; }

    /// <summary>The next stretch of computing; <see cref="Forever"/> for one that never waits.</summary>
    internal Func<Random, long> Burst { get; init; } = _ => Forever;

    internal Func<Random, long> Pause { get; init; } = _ => 1_000_000;

    /// <summary>Ends its turn by yielding instead of waiting.</summary>
    internal bool Yields { get; init; }

    // Kept by the simulation.
    internal long BurstLeft { get; set; }

    internal bool IsRunnable { get; set; }

    internal long RunnableSince { get; set; }

    internal long WorstWait { get; set; }

    /// <summary>The longest time from being woken to running.</summary>
    internal long WorstWakeLatency { get; set; }

    internal bool IsFreshlyWoken { get; set; }

    internal int Turns { get; set; }

    internal int Migrations { get; set; }

    internal long MeasuredFrom { get; set; }

    internal long Measured => UsedNanoseconds - MeasuredFrom;

    internal static Func<Random, long> Around(long mean) => random => random.NextInt64(mean / 2, mean + mean / 2);
}
