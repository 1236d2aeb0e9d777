using Diesis.Tool.Media;

namespace Diesis.Tool.Tests;

public sealed class MediaTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("  a  b=c ", new[] { "a", "b=c" })]
    [InlineData("x=\"two words\" -- \"\"", new[] { "x=two words", "--", "" })]
    [InlineData("\"never closed", new[] { "never closed" })]
    public void CommandLinesAreSplit(string text, string[] words) => Assert.Equal(words, CommandLineText.Words(text));

    [Fact]
    public void GrubGetsWordsInSingleQuotes()
    {
        string menu = GrubIso.Menu("a=\"it's $here\" b", GrubEntry.Text);
        Assert.Contains("multiboot2 /diesis/kernel.elf 'a=it'\\''s $here' 'b'\n", menu, StringComparison.Ordinal);
        Assert.Contains("set default=1", menu, StringComparison.Ordinal);
    }
}
