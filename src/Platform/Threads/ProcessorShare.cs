using System;

namespace Diesis.Platform.Threads;

/// <summary>The weight by which a nice value counts.</summary>
public static class ProcessorShare
{
    /// <summary>The weight of nice 0.</summary>
    public const long Normal = 1024;

    public const int LowestNice = -20;
    public const int HighestNice = 19;

    /// <summary>1024 · 1.25^-nice, rounded: a step of one changes the shares of two competitors by about a tenth of the processor.</summary>
    private static ReadOnlySpan<int> Weights =>
    [
        88818, 71054, 56843, 45475, 36380, 29104, 23283, 18626, 14901, 11921,
        9537, 7629, 6104, 4883, 3906, 3125, 2500, 2000, 1600, 1280,
        1024, 819, 655, 524, 419, 336, 268, 215, 172, 137,
        110, 88, 70, 56, 45, 36, 29, 23, 18, 15,
    ];

    /// <summary>Values out of range count as the nearest in it.</summary>
    public static long OfNice(int nice) => Weights[Math.Clamp(nice, LowestNice, HighestNice) - LowestNice];
}
