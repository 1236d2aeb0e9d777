using Diesis.Platform.Time;

namespace Diesis.Unit.Tests.Time;

/// <summary>Narrow counters, several measurements, the hypervisor's clock.</summary>
public sealed class ArithmeticTests
{
    [Fact]
    public void ExtendsACounterOverItsWraps()
    {
        CounterExtension extension = new(24, 0xff_fff0);
        Assert.Equal(0xff_ffffUL, extension.Extend(0xff_ffff));
        Assert.Equal(0x100_0005UL, extension.Extend(5));
        Assert.Equal(0x17f_ffffUL, extension.Extend(0x7f_ffff));
        Assert.Equal(0x1ff_fff0UL, extension.Extend(0xff_fff0));
        Assert.Equal(0x200_0001UL, extension.Extend(1));
    }

    [Fact]
    public void DoesNotGoBackWhenAnotherProcessorReadLater()
    {
        CounterExtension extension = new(16);
        Assert.Equal(100ul, extension.Extend(100));
        Assert.Equal(100ul, extension.Extend(97));
        Assert.Equal(101ul, extension.Extend(101));
    }

    [Fact]
    public void LeavesACounterOf64BitsAsItIs()
    {
        CounterExtension extension = new(64);
        Assert.Equal(1ul << 62, extension.Extend(1ul << 62));
        Assert.Equal((1ul << 62) + 1, extension.Extend((1ul << 62) + 1));
    }

    [Fact]
    public void ExtendsForSeveralProcessorsAtOnce()
    {
        CounterExtension[] shared = [new(16)];
        long counter = 0;
        Parallel.For(0, 4, _ =>
        {
            ulong last = 0;
            for (int i = 0; i < 50_000; i++)
            {
                long raw = Interlocked.Increment(ref counter);
                ulong now = shared[0].Extend((ushort)raw);
                Assert.True(now >= last);
                last = now;
            }
        });
        Assert.Equal(200_000ul, shared[0].Extend((ushort)counter));
    }

    [Theory]
    [InlineData(new ulong[] { 3, 1, 2 }, 2)]
    [InlineData(new ulong[] { 100, 101, 5000 }, 101)]
    [InlineData(new ulong[] { 0, 7, 0 }, 7)]
    [InlineData(new ulong[] { 0, 8, 9 }, 8)]
    [InlineData(new ulong[] { 0, 0, 0 }, 0)]
    public void ChoosesTheMedianMeasurement(ulong[] measured, ulong expected) => Assert.Equal(expected, Calibration.Choose(measured));

    [Theory]
    [InlineData(1_000_000_000, 1_000_400_000, 500, true)]
    [InlineData(1_000_000_000, 1_000_600_000, 500, false)]
    [InlineData(1_001_000_000, 1_000_000_000, 500, false)]
    [InlineData(500_000, 500_200, 500, true)]
    public void SeesWhetherCountersAgree(long left, long right, long partsPerMillion, bool expected) =>
        Assert.Equal(expected, Calibration.Agree(left, right, partsPerMillion));

    [Fact]
    public void ReadsTheHypervisorsClock()
    {
        // 2 GHz: a tick is half a nanosecond.
        ParavirtualTime time = new(1000, 5_000_000, 0x8000_0000, 0);
        Assert.Equal(5_000_000ul, time.At(1000));
        Assert.Equal(5_000_500ul, time.At(2000));
    }

    [Theory]
    [InlineData((sbyte)-1, 5_000_250ul)]
    [InlineData((sbyte)1, 5_001_000ul)]
    public void ShiftsTheHypervisorsTicks(sbyte shift, ulong expected) =>
        Assert.Equal(expected, new ParavirtualTime(1000, 5_000_000, 0x8000_0000, shift).At(2000));

    [Fact]
    public void ReadsTheHypervisorsClockAfterALongTime() =>
        Assert.Equal(1ul << 49, new ParavirtualTime(0, 0, 0x8000_0000, 0).At(1ul << 50));
}
