using System.Text;
using Diesis.Platform.Diagnostics;

namespace Diesis.Unit.Tests.Logging;

/// <summary>The beginning of a line of the log.</summary>
public sealed class LogLineTests
{
    [Theory]
    [InlineData(0, "[    0.000000] pci: ")]
    [InlineData(1_234_567_890, "[    1.234567] pci: ")]
    [InlineData(99_999_000_001_000, "[99999.000001] pci: ")]
    [InlineData(123_456_000_000_000, "[123456.000000] pci: ")]
    [InlineData(long.MaxValue, "[9223372036.854775] pci: ")]
    [InlineData(-5, "[    0.000000] pci: ")]
    public void TimeStandsInAColumn(long time, string expected) => Assert.Equal(expected, Prefix(LogLevel.Information, time, "pci"));

    [Theory]
    [InlineData(LogLevel.Emergency, "critical: ")]
    [InlineData(LogLevel.Error, "error: ")]
    [InlineData(LogLevel.Warning, "warning: ")]
    [InlineData(LogLevel.Notice, "")]
    [InlineData(LogLevel.Debug, "")]
    public void OnlyWhatIsOutOfTheOrdinaryIsNamed(LogLevel level, string expected) =>
        Assert.Equal($"[    0.000000] {expected}pci: ", Prefix(level, 0, "pci"));

    [Fact]
    public void WithoutATagThereIsNoColon() => Assert.Equal("[    0.000000] ", Prefix(LogLevel.Information, 0, ""));

    [Fact]
    public void TheLongestFits() => Prefix(LogLevel.Emergency, long.MaxValue, new string('t', LogRing.MaximumTag));

    private static string Prefix(LogLevel level, long time, string tag)
    {
        byte[] buffer = new byte[LogLine.MaximumPrefix];
        return Encoding.UTF8.GetString(buffer, 0, LogLine.WritePrefix(buffer, level, time, Encoding.UTF8.GetBytes(tag)));
    }
}
