using Diesis.Tool.Media;
using Diesis.Tool.Testing;

namespace Diesis.Tool.Tests;

public sealed class LinuxBenchTests
{
    [Fact]
    public void FiguresAreHundredths() =>
        Assert.Equal(
            [KeyValuePair.Create("null-call", 331.5), KeyValuePair.Create("boot-to-shell", 12_000_000.0)],
            LinuxBench.Parse("noise\nbench null-call 33150\r\nticks 12000000\nbench too many words\n"));

    [Fact]
    public void ARatioNeedsBothFigures()
    {
        Assert.Equal(0.5, new LinuxFigure("a", 10, 5, "instructions").Ratio);
        Assert.Null(new LinuxFigure("a", 10, null, "instructions").Ratio);
        Assert.Null(new LinuxFigure("a", null, 5, "instructions").Ratio);
        Assert.Null(new LinuxFigure("a", 0, 5, "instructions").Ratio);
    }

    [Fact]
    public void AWordOfACommandLineIsQuotedWhereItMustBe()
    {
        Assert.Equal(["ls", "\"two words\"", "\"\""], ((string[])["ls", "two words", ""]).Select(CommandLineText.Quoted));
        Assert.Throws<ToolException>(() => CommandLineText.Quoted("a\"b"));
    }
}
