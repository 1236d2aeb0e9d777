using Diesis.Tool.Testing;

namespace Diesis.Tool.Tests;

public sealed class TranscriptTests
{
    private const string Oracle = "ok A.One 0000000000000001\nok A.Two 0000000000000002\nok A.Three 0000000000000003\n3 passed, 0 failed, 0 skipped\n";

    [Fact]
    public void EqualTranscriptsPass()
    {
        SuiteResult result = Compare(Oracle);
        Assert.Equal((3, 0, 0), (result.Passed, result.Failed, result.Skipped));
        Assert.Empty(result.Failures);
    }

    [Fact]
    public void SerialConsolesEndLinesWithCarriageReturns() => Assert.Equal(3, Compare("banner\r\n" + Oracle.Replace("\n", "\r\n")).Passed);

    [Fact]
    public void ADifferentHashFails()
    {
        List<string> differing = [];
        SuiteResult result = Compare(Oracle.Replace("0002", "0004"), differing);
        Assert.Equal((2, 1), (result.Passed, result.Failed));
        Assert.Equal(["A.Two"], differing);
    }

    [Fact]
    public void AFailureKeepsItsMessage()
    {
        SuiteResult result = Compare("FAIL A.One: expected 1, got 2: oh\nok A.Two 0000000000000002\nskip A.Three\n1 passed, 1 failed, 1 skipped\n");
        Assert.Equal((1, 1, 1), (result.Passed, result.Failed, result.Skipped));
        Assert.Equal(["A.One: expected 1, got 2: oh"], result.Failures);
    }

    [Fact]
    public void ACrashCountsEveryTestThatDidNotRun()
    {
        SuiteResult result = Compare("ok A.One 0000000000000001\nUnhandled exception.\n");
        Assert.Equal((1, 2), (result.Passed, result.Failed));
        Assert.Contains("2 tests did not run: the run ended after A.One; A.Two was next", result.Failures);
    }

    [Fact]
    public void TheTestThatWasRunningIsKnown()
    {
        Assert.Equal("A.Two", Transcript.Parse("run A.One\r\nok A.One 1\r\nrun A.Two\r\n").Running);
        Assert.Null(Transcript.Parse("run A.One\nok A.One 1\n").Running);
    }

    [Fact]
    public void DyingAfterTheLastTestFails() => Assert.Equal(1, Compare(Oracle[..Oracle.IndexOf("3 passed", StringComparison.Ordinal)]).Failed);

    [Fact]
    public void ATestThatStockDoesNotHaveFails() => Assert.Equal(1, Compare("ok A.Zero 0000000000000000\n" + Oracle).Failed);

    [Fact]
    public void TwoTestsOfOneNameFail() => Assert.Equal(1, Transcript.Parse("ok A.One 1\nok A.One 1\n").Count(TestStatus.Failed));

    [Fact]
    public void TheFirstDifferentRecordIsShown()
    {
        Assert.Equal("record 2: stock .NET has b, here it is c", TranscriptComparison.FirstDifference("  | a\n  | b", "  | a\r\n  | c\r\n"));
        Assert.Equal("record 2: stock .NET has b, here it is missing", TranscriptComparison.FirstDifference("  | a\n  | b", "  | a\n"));
    }

    private static SuiteResult Compare(string actual, List<string>? differing = null) =>
        TranscriptComparison.Compare("home", Transcript.Parse(Oracle), Transcript.Parse(actual), TimeSpan.Zero, differing ?? []);
}
