using System.Text;
using Diesis.Platform.Boot;

namespace Diesis.Unit.Tests.Boot;

public sealed class CommandLineWordsTests
{
    [Fact]
    public void WordsAreSorted()
    {
        CommandLineWords words = Parse("sched=fair  DIESIS_GC=1 monitor\tA -- echo sched=mlfq X=Y --");
        Assert.Equal(["sched=fair", "monitor", "A"], All(words, WordKind.Option));
        Assert.Equal(["DIESIS_GC=1"], All(words, WordKind.Setting));
        Assert.Equal(["echo", "sched=mlfq", "X=Y", "--"], All(words, WordKind.Argument));
    }

    [Theory]
    [InlineData("a=1 a=2", "a", "2")]
    [InlineData("a=1 ab=2", "a", "1")]
    [InlineData("a=b=c", "a", "b=c")]
    [InlineData("a", "a", "")]
    [InlineData("a=", "a", "")]
    [InlineData("x=\"two words\" y", "x", "two words")]
    [InlineData("\"x=two words\"", "x", "two words")]
    [InlineData("x=\"never closed", "x", "never closed")]
    [InlineData("ab=2", "a", null)]
    [InlineData("a1=2", "a", null)]
    [InlineData("-- a=1", "a", null)]
    [InlineData("A=1", "A", null)]
    [InlineData("", "a", null)]
    public void OptionsAreFound(string text, string name, string? expected)
    {
        CommandLineWords words = Parse(text);
        bool found = words.TryGetOption(Encoding.UTF8.GetBytes(name), out ReadOnlySpan<byte> value);
        Assert.Equal(expected, found ? Encoding.UTF8.GetString(value) : null);
    }

    [Fact]
    public void EmptyQuotesAreAnEmptyArgument() => Assert.Equal(["a", "", "b"], All(Parse("-- a \"\" b"), WordKind.Argument));

    [Fact]
    public void TooManyWordsAreCounted()
    {
        CommandLineWords words = Parse(string.Join(' ', Enumerable.Repeat("w", CommandLineWords.MaxWords + 5)));
        Assert.Equal((CommandLineWords.MaxWords, 5), (words.Count, words.Dropped));
    }

    [Fact]
    public void AFullLineFits()
    {
        CommandLineWords words = Parse(new string('x', CommandLineWords.MaxText));
        Assert.Equal(CommandLineWords.MaxText, words.Word(0).Length);
        Assert.Equal(1, Parse(new string('x', CommandLineWords.MaxText + 100)).Count);
    }

    /// <summary>Joined by blanks, the words are the text as it was: tried with random texts against string.Split.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RandomLinesAreSplitAsStringSplitDoes(int seed)
    {
        Random random = new(seed);
        for (int round = 0; round < 2_000; round++)
        {
            char[] text = new char[random.Next(200)];
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = "ab=A_9-  \t"[random.Next(10)];
            }

            string line = new(text);
            CommandLineWords words = Parse(line);
            string[] expected = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            int dashes = Array.IndexOf(expected, "--");
            string[] without = dashes < 0 ? expected : [.. expected[..dashes], .. expected[(dashes + 1)..]];
            Assert.Equal(without, Enumerable.Range(0, words.Count).Select(index => Encoding.UTF8.GetString(words.Word(index))));
            Assert.Equal(dashes < 0 ? 0 : without.Length - dashes, words.CountOf(WordKind.Argument));
        }
    }

    private static CommandLineWords Parse(string text)
    {
        CommandLineWords words = default;
        words.Parse(Encoding.UTF8.GetBytes(text));
        return words;
    }

    private static List<string> All(CommandLineWords words, WordKind kind)
    {
        List<string> found = [];
        for (int i = 0; i < words.CountOf(kind); i++)
        {
            found.Add(Encoding.UTF8.GetString(words.OfKind(kind, i)));
        }

        return found;
    }
}
