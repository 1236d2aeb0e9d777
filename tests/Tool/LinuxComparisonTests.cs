using System.Text.Json;
using Diesis.Tool.Comparison;
using Diesis.Tool.Media;

namespace Diesis.Tool.Tests;

public sealed class LinuxComparisonTests
{
    private static readonly ComparisonRow s_control = new("control-compute", 6, 6);

    [Fact]
    public void FiguresAreHundredths() => Assert.Equal(
        [new Measured("null-call", 331.5, 300)],
        ComparedSystem.Parse("noise\nbench null-call 33150 300\r\nticks 12000000\nbench too many words here\nbench short 1\nbench not a number\n"));

    [Fact]
    public void RowsAreMicrosecondsInLinuxOrder()
    {
        IReadOnlyList<ComparisonRow> rows = ComparisonResult.Join(
            [new Measured("b", 2000, 1), new Measured("a", 500, 1)], [new Measured("a", 250, 1), new Measured("c", 1, 1)]);
        Assert.Equal([new ComparisonRow("b", 2, null), new ComparisonRow("a", 0.5, 0.25), new ComparisonRow("c", null, 0.001)], rows);
        Assert.Equal([null, 0.5, null], rows.Select(row => row.Ratio));
    }

    [Fact]
    public void ARatioNeedsBothFigures()
    {
        Assert.Equal(0.5, new ComparisonRow("a", 10, 5).Ratio);
        Assert.Null(new ComparisonRow("a", 10, null).Ratio);
        Assert.Null(new ComparisonRow("a", null, 5).Ratio);
        Assert.Null(new ComparisonRow("a", 0, 5).Ratio);
    }

    [Theory]
    [InlineData(100.0, 100.0, false)]
    [InlineData(100.0, 100.99, false)]
    [InlineData(100.0, 99.01, false)]
    [InlineData(100.0, 101.1, true)]
    [InlineData(100.0, 98.9, true)]
    [InlineData(100.0, null, true)]
    [InlineData(null, 100.0, true)]
    public void AControlThatDiffersVoidsTheRun(double? linux, double? diesis, bool isVoid)
    {
        ComparisonRow control = new("control-memory-copy", linux, diesis);
        Assert.Equal(isVoid, Result(s_control, control, new ComparisonRow("a", 1, 3)).IsVoid);
        Assert.Equal(isVoid ? [control] : [], Result(s_control, control).Differing);
    }

    [Fact]
    public void NoControlVoidsTheRunToo()
    {
        Assert.True(Result(new ComparisonRow("a", 1, 1)).IsVoid);
        Assert.True(Result().IsVoid);
        Assert.False(Result(s_control).IsVoid);
    }

    [Fact]
    public void TheMeanIsOfOperationsOnly()
    {
        ComparisonResult result = Result(s_control, new ComparisonRow("a", 1, 4), new ComparisonRow("b", 4, 1), new ComparisonRow("c", 2, 8), new ComparisonRow("gap", 1, null));
        Assert.Equal(Math.Pow(4, 1.0 / 3), result.GeometricMean!.Value, 12);
        Assert.Equal(3, result.Compared.Count);
        Assert.False(result.IsComplete);
        Assert.Null(Result(s_control).GeometricMean);
    }

    [Fact]
    public void TheFileHasRowsAsOutsideChecksReadThem()
    {
        using JsonDocument file = JsonDocument.Parse(Result(s_control, new ComparisonRow("pipe", 2, 1)).ToJson());
        JsonElement row = file.RootElement.GetProperty("rows")[1];
        Assert.Equal(["name", "linux", "diesis", "unit", "ratio"], row.EnumerateObject().Select(field => field.Name));
        Assert.Equal("pipe", row.GetProperty("name").GetString());
        Assert.Equal("us", row.GetProperty("unit").GetString());
        Assert.Equal(0.5, row.GetProperty("ratio").GetDouble());
    }

    [Fact]
    public void TheCollectorsShareIsOfTheKernel()
    {
        const string Lines = "churn instructions 1000\nchurn user 200\nchurn collections 3\r\nchurn stops 80\nchurn stop.longest 40\nchurn stop.999 39\nchurn stop.500 20\n";
        Assert.Null(CollectorCost.Parse(Lines));
        Assert.Equal(new CollectorCost(1000, 200, 3, 80, 40, 39, 20, 7), CollectorCost.Parse(Lines + "churn live 7\n"));
        Assert.Equal(10, CollectorCost.Parse(Lines + "churn live 7\n")!.ShareOfKernel);
    }

    [Fact]
    public void AWordOfACommandLineIsQuotedWhereItMustBe()
    {
        Assert.Equal(["ls", "\"two words\"", "\"\""], ((string[])["ls", "two words", ""]).Select(CommandLineText.Quoted));
        Assert.Throws<ToolException>(() => CommandLineText.Quoted("a\"b"));
    }

    private static ComparisonResult Result(params ComparisonRow[] rows) => new("Linux 6.1", rows, [], null);
}
