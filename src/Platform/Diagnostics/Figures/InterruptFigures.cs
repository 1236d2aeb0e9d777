using System.Collections.Generic;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Diagnostics.Figures;

/// <summary>One source of interrupts and how often it came.</summary>
public sealed class InterruptFigure
{
    private readonly long[] _counts;

    internal InterruptFigure(int vector, string name, long[] counts)
    {
        Vector = vector;
        Name = name;
        _counts = counts;
    }

    public int Vector { get; }

    public string Name { get; }

    /// <summary>On one processor.</summary>
    public long Count(int processor) => _counts[processor];
}

/// <summary>Every source of interrupts, by vector.</summary>
public static class InterruptFigures
{
    /// <summary>Interrupts that no handler took.</summary>
    public static long Unclaimed => InterruptVectors.Unclaimed;

    public static IReadOnlyList<InterruptFigure> Read()
    {
        List<InterruptFigure> figures = [];
        for (int vector = Vector.FirstOldLine; vector < Vector.FirstFixed; vector++)
        {
            for (InterruptHandler? handler = InterruptVectors.First(vector); handler is not null; handler = handler.Next)
                figures.Add(new InterruptFigure(vector, handler.Name, CountsOf(handler)));
        }
        AddFixed(figures, Vector.Timer, "timer");
        AddFixed(figures, Vector.CrossCall, "cross call");
        AddFixed(figures, Vector.Reschedule, "reschedule");
        AddFixed(figures, Vector.CollectorStop, "collector stop");
        AddFixed(figures, Vector.ApicError, "APIC error");
        AddFixed(figures, Vector.Spurious, "spurious");
        return figures;
    }

    private static long[] CountsOf(InterruptHandler handler)
    {
        long[] counts = new long[Processor.Count];
        for (int i = 0; i < counts.Length; i++)
            counts[i] = handler.Count(i);
        return counts;
    }

    private static void AddFixed(List<InterruptFigure> figures, int vector, string name)
    {
        long[] counts = new long[Processor.Count];
        for (int i = 0; i < counts.Length; i++)
            counts[i] = InterruptVectors.FixedCountOf(vector, i);
        figures.Add(new InterruptFigure(vector, name, counts));
    }
}
