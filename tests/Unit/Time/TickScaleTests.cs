using System.Numerics;
using Diesis.Platform.Time;

namespace Diesis.Unit.Tests.Time;

/// <summary>Ticks to nanoseconds and back.</summary>
public sealed class TickScaleTests
{
    [Theory]
    [InlineData(1_000_000_000ul, 123_456_789ul, 123_456_789L)]
    [InlineData(3_579_545ul, 3_579_545ul, 1_000_000_000L)]
    [InlineData(100_000_000ul, 7ul, 70L)]
    [InlineData(3_000_000_000ul, 3ul, 1L)]
    [InlineData(1ul, 5ul, 5_000_000_000L)]
    public void TurnsTicksIntoNanoseconds(ulong hertz, ulong ticks, long expected) =>
        Assert.InRange(new TickScale(hertz).ToNanoseconds(ticks), expected - 1, expected);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AgreesWithExactArithmetic(int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < 20_000; i++)
        {
            ulong hertz = (ulong)random.NextInt64(1000, 1L << random.Next(11, 36));
            TickScale scale = new(hertz);

            // Up to 30 years.
            ulong ticks = (ulong)random.NextInt64((long)Math.Min(hertz * 946_000_000.0, long.MaxValue / 2));
            BigInteger exact = new BigInteger(ticks) * 1_000_000_000 / hertz;
            BigInteger error = exact - scale.ToNanoseconds(ticks);

            // Below 2^-32 nanoseconds a tick, and rounding.
            Assert.True(error >= 0 && error <= (BigInteger)(ticks >> 32) + 2, $"seed {seed}, round {i}: {hertz} Hz, {ticks} ticks, error {error}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void GivesEnoughTicksThatNoTimerIsEarly(int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < 20_000; i++)
        {
            ulong hertz = (ulong)random.NextInt64(1_000_000, 5_000_000_000);
            TickScale scale = new(hertz);
            long nanoseconds = random.NextInt64(1L << random.Next(1, 40));
            ulong ticks = scale.ToTicks(nanoseconds);
            BigInteger exact = (new BigInteger(nanoseconds) * hertz + 999_999_999) / 1_000_000_000;
            BigInteger surplus = ticks - exact;
            Assert.True(surplus >= 0 && surplus <= (nanoseconds >> 32) + 2, $"seed {seed}, round {i}: {hertz} Hz, {nanoseconds} ns, surplus {surplus}");
        }
    }

    [Fact]
    public void NeedsNoTicksForATimeThatIsUp()
    {
        Assert.Equal(0ul, new TickScale(1_000_000).ToTicks(0));
        Assert.Equal(0ul, new TickScale(1_000_000).ToTicks(-5));
    }

    [Fact]
    public void DoesNotOverflowInCenturies()
    {
        TickScale scale = new(4_000_000_000);
        const ulong Year = 31_556_952;
        Assert.InRange(scale.ToNanoseconds(4_000_000_000 * Year * 100), (long)Year * 100 * 1_000_000_000 - 5_000_000_000, (long)Year * 100 * 1_000_000_000);
    }

    [Fact]
    public void NeverGoesBack()
    {
        TickScale scale = new(2_893_202_111);
        long previous = 0;
        for (ulong ticks = (1UL << 32) - 5000; ticks < (1UL << 32) + 5000; ticks++)
        {
            long now = scale.ToNanoseconds(ticks);
            Assert.True(now >= previous);
            previous = now;
        }
    }

    [Fact]
    public void MeasuresAFrequencyByAReference()
    {
        Assert.Equal(3_000_000_000ul, TickScale.Measured(30_000_000, 1_000_000, 100_000_000).Hertz);
        Assert.Equal(1ul, TickScale.Measured(0, 10, 100).Hertz);
    }

    [Fact]
    public void MeasuresOverALongTimeWithoutOverflow() =>
        Assert.Equal(4_000_000_000ul, TickScale.Measured(4_000_000_000ul * 100_000, 3_579_545ul * 100_000, 3_579_545).Hertz);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void MultipliesAndDividesExactly(int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < 10_000; i++)
        {
            ulong left = (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            ulong right = (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            ulong divisor = Math.Max((ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64), 1);
            BigInteger expected = BigInteger.Min((BigInteger)left * right / divisor, ulong.MaxValue);
            Assert.Equal(expected, new UInt128Product(left, right).DividedBy(divisor));
        }
    }
}
