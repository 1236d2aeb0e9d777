using Diesis.Tool.Testing;

namespace Diesis.Tool.Tests;

public sealed class ConformanceOutputTests
{
    [Fact]
    public void CasesAreTakenApartAndPutTogether()
    {
        const string Text = "== a/one\nline\n\nmore == no head\n== a/two\n== b/three\nlast\n";
        IReadOnlyList<KeyValuePair<string, string>> cases = ConformanceOutput.Parse(Text);
        Assert.Equal(["a/one", "a/two", "b/three"], cases.Select(one => one.Key));
        Assert.Equal(["line\n\nmore == no head\n", "", "last\n"], cases.Select(one => one.Value));
        Assert.Equal(Text, ConformanceOutput.Format(cases));
    }

    [Fact]
    public void WhatStandsBeforeTheFirstHeadIsNoCase() => Assert.Equal("a/b", Assert.Single(ConformanceOutput.Parse("noise\n== a/b\nx")).Key);

    [Fact]
    public void AHeadThatIsCutOffIsTheLast() => Assert.Equal("end", ConformanceOutput.Parse("== a/b\nx\n== end")[^1].Key);

    [Fact]
    public void NothingIsNoCase() => Assert.Empty(ConformanceOutput.Parse(""));

    [Fact]
    public void TheDifferenceStartsWhereItBegins()
    {
        string difference = ConformanceOutput.Difference("same\nleft\n", "same\nright\t\n");
        Assert.DoesNotContain("same", difference, StringComparison.Ordinal);
        Assert.Contains("Linux:  left", difference, StringComparison.Ordinal);
        Assert.Contains("Diesis: right\\x09", difference, StringComparison.Ordinal);
    }

    [Fact]
    public void DivergencesHaveACaseAndAReason()
    {
        IReadOnlyDictionary<string, string> divergences = ConformanceOutput.ParseDivergences("# Divergences\n\nText: about them.\n\n- `files/rename_over`: there is no lease\nsignals/a.b: because\n");
        Assert.Equal(["files/rename_over", "signals/a.b"], divergences.Keys);
        Assert.Equal("there is no lease", divergences["files/rename_over"]);
    }
}
