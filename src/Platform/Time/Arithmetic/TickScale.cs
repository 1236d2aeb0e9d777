using System;
using System.Runtime.CompilerServices;

namespace Diesis.Platform.Time;

/// <summary>A counter's frequency, prepared to turn its ticks into nanoseconds and back without division or overflow.</summary>
/// <remarks>
/// Nanoseconds for a tick are held as a whole part and a fraction of 2^-32; three multiplications of 64 bits turn any count of ticks whose
/// nanoseconds fit into 64 bits. The error is below 2^-33 nanoseconds a tick: 12 ms a year for a counter of 3 GHz.
/// </remarks>
internal readonly struct TickScale
{
    private const ulong NanosecondsPerSecond = 1_000_000_000;

    private readonly ulong _nanosecondsWhole;
    private readonly ulong _nanosecondsFraction;
    private readonly ulong _ticksWhole;
    private readonly ulong _ticksFraction;

    /// <param name="hertz">1 to 2^40.</param>
    internal TickScale(ulong hertz)
    {
        Hertz = Math.Max(hertz, 1);
        (_nanosecondsWhole, _nanosecondsFraction) = Ratio(NanosecondsPerSecond, Hertz);
        (_ticksWhole, ulong fraction) = Ratio(Hertz, NanosecondsPerSecond);

        // Rounded up, as the ticks for a time are. A fraction of zero stays: the ratio is whole.
        _ticksFraction = fraction == 0 ? 0 : fraction + 1;
    }

    internal ulong Hertz { get; }

    /// <summary>Nanoseconds for a tick: the whole part, and the fraction in units of 2^-32.</summary>
    internal ulong NanosecondsWhole => _nanosecondsWhole;

    internal ulong NanosecondsFraction => _nanosecondsFraction;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal long ToNanoseconds(ulong ticks) => (long)Multiply(ticks, _nanosecondsWhole, _nanosecondsFraction);

    /// <summary>Enough ticks that the time is up when they are: rounded up, so that no timer is early.</summary>
    internal ulong ToTicks(long nanoseconds) => nanoseconds <= 0 ? 0 : Multiply((ulong)nanoseconds, _ticksWhole, _ticksFraction) + 1;

    /// <summary>
    /// The scale of a counter that made <paramref name="ticks"/> while a reference of <paramref name="referenceHertz"/> made
    /// <paramref name="referenceTicks"/>.
    /// </summary>
    internal static TickScale Measured(ulong ticks, ulong referenceTicks, ulong referenceHertz)
    {
        UInt128Product product = new(ticks, referenceHertz);
        return new TickScale(product.DividedBy(Math.Max(referenceTicks, 1)));
    }

    private static (ulong Whole, ulong Fraction) Ratio(ulong numerator, ulong denominator)
    {
        ulong whole = numerator / denominator;
        ulong rest = numerator % denominator;

        // The rest is below 2^40, so it is shifted in two steps of 16 bits.
        ulong high = (rest << 16) / denominator;
        ulong low = (((rest << 16) % denominator) << 16) / denominator;
        return (whole, high << 16 | low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Multiply(ulong value, ulong whole, ulong fraction) =>
        value * whole + (value >> 32) * fraction + ((value & uint.MaxValue) * fraction >> 32);
}
