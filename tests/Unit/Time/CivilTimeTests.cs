using Diesis.Platform.Time;

namespace Diesis.Unit.Tests.Time;

/// <summary>The clock chip's registers.</summary>
public sealed class CivilTimeTests
{
    private const byte Binary = 4;
    private const byte Hours24 = 2;

    [Theory]
    [InlineData(0)]
    [InlineData(Binary)]
    [InlineData(Hours24)]
    [InlineData(Binary | Hours24)]
    public void AgreesWithTheCalendar(byte statusB)
    {
        Random random = new(statusB);
        for (int i = 0; i < 5000; i++)
        {
            DateTime time = DateTime.UnixEpoch.AddSeconds(random.NextInt64(130L * 365 * 86400));
            Assert.True(CivilTime.TryGetUnixSeconds(Write(time, statusB), out long seconds));
            Assert.Equal(time, DateTime.UnixEpoch.AddSeconds(seconds));
        }
    }

    [Theory]
    [InlineData(0, 0x92)]
    [InlineData(12, 0x12)]
    [InlineData(13, 0x81)]
    public void KnowsMidnightAndNoonOfTheTwelveHourClock(int hour, int register)
    {
        bool isMorning = hour < 12;
        byte written = (byte)(hour == 0 ? 0x12 : hour == 12 ? 0x92 : register);
        Assert.True(CivilTime.TryGetUnixSeconds(new CmosReading(0, 0, written, 1, 1, 0x26, 0x20, 0), out long seconds));
        Assert.Equal(hour, DateTime.UnixEpoch.AddSeconds(seconds).Hour);
        Assert.Equal(isMorning, (written & 0x80) == 0);
    }

    [Theory]
    [InlineData(0x99, 1999)]
    [InlineData(0x70, 1970)]
    [InlineData(0x69, 2069)]
    [InlineData(0x00, 2000)]
    public void GuessesTheCenturyWhereThereIsNoRegister(byte year, int expected)
    {
        Assert.True(CivilTime.TryGetUnixSeconds(new CmosReading(0, 0, 0, 1, 1, year, 0, Hours24), out long seconds));
        Assert.Equal(expected, DateTime.UnixEpoch.AddSeconds(seconds).Year);
    }

    [Fact]
    public void GuessesTheCenturyWhereTheRegisterHoldsNonsense()
    {
        Assert.True(CivilTime.TryGetUnixSeconds(new CmosReading(0, 0, 0, 1, 1, 0x26, 0x77, Hours24), out long seconds));
        Assert.Equal(2026, DateTime.UnixEpoch.AddSeconds(seconds).Year);
    }

    [Theory]
    [InlineData(0x60, 0, 0, 1, 1)]
    [InlineData(0, 0x60, 0, 1, 1)]
    [InlineData(0, 0, 0x24, 1, 1)]
    [InlineData(0, 0, 0, 0, 1)]
    [InlineData(0, 0, 0, 0x32, 1)]
    [InlineData(0, 0, 0, 0x30, 2)]
    [InlineData(0, 0, 0, 1, 0x13)]
    [InlineData(0, 0, 0, 1, 0)]
    [InlineData(0x0a, 0, 0, 1, 1)]
    [InlineData(0xff, 0xff, 0xff, 0xff, 0xff)]
    public void RefusesWhatIsNoDate(byte second, byte minute, byte hour, byte day, byte month) =>
        Assert.False(CivilTime.TryGetUnixSeconds(new CmosReading(second, minute, hour, day, month, 0x26, 0x20, Hours24), out _));

    [Fact]
    public void RefusesTheThirteenthHour() => Assert.False(CivilTime.TryGetUnixSeconds(new CmosReading(0, 0, 0x13, 1, 1, 0x26, 0x20, 0), out _));

    [Fact]
    public void KnowsLeapYears()
    {
        Assert.True(CivilTime.TryGetUnixSeconds(new CmosReading(0, 0, 0, 0x29, 2, 0x24, 0x20, Hours24), out _));
        Assert.False(CivilTime.TryGetUnixSeconds(new CmosReading(0, 0, 0, 0x29, 2, 0x26, 0x20, Hours24), out _));
        Assert.True(CivilTime.TryGetUnixSeconds(new CmosReading(0, 0, 0, 0x29, 2, 0, 0x20, Hours24), out _));
        Assert.False(CivilTime.TryGetUnixSeconds(new CmosReading(0, 0, 0, 0x29, 2, 0, 0x21, Hours24), out _));
    }

    private static CmosReading Write(DateTime time, byte statusB)
    {
        byte Number(int value) => (statusB & Binary) != 0 ? (byte)value : (byte)(value / 10 << 4 | value % 10);
        byte hours = Number(time.Hour);
        if ((statusB & Hours24) == 0)
            hours = (byte)(Number(time.Hour % 12 == 0 ? 12 : time.Hour % 12) | (time.Hour >= 12 ? 0x80 : 0));
        return new CmosReading(
            Number(time.Second), Number(time.Minute), hours, Number(time.Day), Number(time.Month), Number(time.Year % 100), Number(time.Year / 100), statusB);
    }
}
