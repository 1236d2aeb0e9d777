using System.Collections.Generic;
using Diesis.Platform.Time;

namespace Diesis.Platform.Diagnostics.Figures;

/// <summary>A counter that time can be told from.</summary>
/// <param name="Rating">0: found to be wrong.</param>
public readonly record struct ClockSourceFigure(string Name, int Rating, int Bits);

/// <summary>What tells time and what interrupts after a time.</summary>
public static class TimeFigures
{
    /// <summary>Null before there is one.</summary>
    public static string? EventName => ClockEvents.Current?.Name;

    public static IReadOnlyList<ClockSourceFigure> Sources
    {
        get
        {
            List<ClockSourceFigure> figures = [];
            foreach (ClockSource source in ClockSources.All)
                figures.Add(new ClockSourceFigure(source.Name, source.Rating, source.Bits));
            return figures;
        }
    }

    /// <summary>Whether timers can be armed.</summary>
    public static bool HasTimers => Timers.AreReady;
}
