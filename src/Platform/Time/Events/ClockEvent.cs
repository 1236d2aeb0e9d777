namespace Diesis.Platform.Time;

/// <summary>Something in the machine that interrupts a processor after a time: once, never periodically.</summary>
/// <remarks>Every method speaks of the processor that calls it, with interrupts off; none allocates, waits or throws.</remarks>
internal abstract class ClockEvent(string name, int rating)
{
    /// <summary>As <c>clockevent=</c> names it.</summary>
    internal string Name { get; } = name;

    /// <summary>The best of those that work is used.</summary>
    internal int Rating { get; } = rating;

    /// <summary>Prepares this processor's part.</summary>
    internal abstract void InitializeCurrent();

    /// <summary>
    /// Interrupts after a time, or sooner where the hardware cannot count that far. Replaces what was programmed before. A time that is up
    /// already interrupts as soon as possible.
    /// </summary>
    internal abstract void Program(long nanoseconds);
}
