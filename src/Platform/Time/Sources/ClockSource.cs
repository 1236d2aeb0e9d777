namespace Diesis.Platform.Time;

/// <summary>A counter of constant frequency from which time can be told.</summary>
/// <param name="name">As <c>clocksource=</c> names it.</param>
/// <param name="rating">The best of those that work is used; see the chapter on time for the scale.</param>
/// <param name="bits">The counter's width.</param>
internal abstract class ClockSource(string name, int rating, int bits)
{
    private CounterExtension _extension = new(bits);

    internal string Name { get; } = name;

    /// <summary>0 for a source that turned out to be wrong.</summary>
    internal int Rating { get; set; } = rating;

    internal int Bits { get; } = bits;

    /// <summary>Set before the source is used; sources that tell their frequency set it themselves.</summary>
    internal TickScale Scale { get; set; }

    /// <summary>The counter, from any context on any processor. Counts upwards and wraps at <see cref="Bits"/>.</summary>
    internal abstract ulong Read();

    /// <summary>The counter as one of 64 bits that never goes back, while the source is in use.</summary>
    internal ulong ReadExtended() => _extension.Extend(Read());

    /// <summary>Forgets what was read before the source came into use.</summary>
    internal void StartExtension() => _extension = new CounterExtension(Bits, Read());

    /// <summary>Nanoseconds in which the counter must be read at least once, so that no wrap is missed; no bound: long.MaxValue.</summary>
    internal long LongestSilence
    {
        get
        {
            if (Bits >= 64)
                return long.MaxValue;
            return Scale.ToNanoseconds(1UL << (Bits - 1)) / 2;
        }
    }

    /// <summary>The ticks from one reading to a later one, with at most one wrap between.</summary>
    internal ulong Difference(ulong later, ulong earlier) => Bits >= 64 ? later - earlier : (later - earlier) & ((1UL << Bits) - 1);
}
