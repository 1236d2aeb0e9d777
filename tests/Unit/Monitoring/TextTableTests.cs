using Diesis.Core.Monitoring;

namespace Diesis.Unit.Tests.Monitoring;

/// <summary>Tables and figures of the monitor.</summary>
public sealed class TextTableTests
{
    private sealed class Lines : MonitorOutput
    {
        internal List<string> All { get; } = [];

        public override void WriteLine(string line) => All.Add(line);
    }

    private static List<string> Render(TextTable table, int width = int.MaxValue)
    {
        Lines lines = new();
        table.WriteTo(lines, width);
        return lines.All;
    }

    [Fact]
    public void ColumnsAreAsWideAsTheirWidestCell() => Assert.Equal(
        ["name    size", "──────  ────", "kernel    12", "a       1234"],
        Render(new TextTable().Column("name").Number("size").Row("kernel", "12").Row("a", "1234")));

    [Fact]
    public void WithoutRowsThereAreTheHeadings() => Assert.Equal(["a  b", "─  ─"], Render(new TextTable().Column("a").Column("b")));

    [Fact]
    public void MissingCellsAreEmpty() => Assert.Equal("x", Render(new TextTable().Column("a").Column("b").Row("x"))[2]);

    [Fact]
    public void TooManyCellsAreRefused() => Assert.Throws<ArgumentException>(() => new TextTable().Column("a").Row("x", "y"));

    [Fact]
    public void LongLinesAreCut() => Assert.All(Render(new TextTable().Column("a").Row("a long text"), width: 4), line => Assert.True(line.Length <= 4));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(10239, "10239 B")]
    [InlineData(10240, "10 KB")]
    [InlineData(1536 * 1024 * 1024UL, "1536 MB")]
    [InlineData(ulong.MaxValue / 2, "8388608 TB")]
    public void BytesHaveUnits(ulong bytes, string expected) => Assert.Equal(expected, Quantity.Bytes(bytes));

    [Theory]
    [InlineData(0, "0 ns")]
    [InlineData(999, "999 ns")]
    [InlineData(12_500, "12.5 µs")]
    [InlineData(3_200_000, "3.2 ms")]
    [InlineData(61_400_000_000, "61.4 s")]
    [InlineData(100_000_000_000_000, "100000.0 s")]
    public void DurationsHaveUnits(long nanoseconds, string expected) => Assert.Equal(expected, Quantity.Duration(nanoseconds));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(999, "999")]
    [InlineData(1000, "1 000")]
    [InlineData(12345678, "12 345 678")]
    [InlineData(-1234, "-1 234")]
    public void ThousandsStandApart(long number, string expected) => Assert.Equal(expected, Quantity.Grouped(number));
}
