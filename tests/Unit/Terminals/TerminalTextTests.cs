using Diesis.Core.Terminals;
using static Diesis.Unit.Tests.Terminals.TerminalHarness;

namespace Diesis.Unit.Tests.Terminals;

/// <summary>Characters, controls and the cursor.</summary>
public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("abc", "abc||", 0, 3)]
    [InlineData("ab\r\ncd", "ab|cd|", 1, 2)]
    [InlineData("ab\ncd", "ab|  cd|", 1, 4)]
    [InlineData("\e[20hab\ncd", "ab|cd|", 1, 2)]
    [InlineData("abc\rx", "xbc||", 0, 1)]
    [InlineData("abc\b\bx", "axc||", 0, 2)]
    [InlineData("\b\bx", "x||", 0, 1)]
    [InlineData("abcdefgh", "abcdefgh||", 0, 7)]
    [InlineData("abcdefghi", "abcdefgh|i|", 1, 1)]
    [InlineData("abcdefgh\r\ni", "abcdefgh|i|", 1, 1)]
    [InlineData("\e[?7labcdefghij", "abcdefgj||", 0, 7)]
    [InlineData("1\r\n2\r\n3\r\n4", "2|3|4", 2, 1)]
    [InlineData("a\tb", "a      b||", 0, 7)]
    [InlineData("äß€😀", "äß€😀||", 0, 4)]
    [InlineData("e\u0301x", "ex||", 0, 2)]
    [InlineData("\e(0lqk\e(Bl", "┌─┐l||", 0, 4)]
    [InlineData("\e)0a\u000eqx\u000fq", "a─│q||", 0, 4)]
    [InlineData("\e#8", "EEEEEEEE|EEEEEEEE|EEEEEEEE", 0, 0)]
    [InlineData("abc\ecde", "de||", 0, 2)]
    [InlineData("ab\e[3b", "abbbb||", 0, 5)]
    public void TextIsPlaced(string input, string expected, int row, int column)
    {
        Terminal terminal = Make(8, 3, input);
        Assert.Equal(expected, Text(terminal));
        Assert.Equal((row, column), Cursor(terminal));
    }

    [Theory]
    [InlineData("\e[3;4H", 2, 3)]
    [InlineData("\e[H", 0, 0)]
    [InlineData("\e[99;99H", 4, 9)]
    [InlineData("\e[0;0H", 0, 0)]
    [InlineData("\e[3;4H\e[A", 1, 3)]
    [InlineData("\e[3;4H\e[9A", 0, 3)]
    [InlineData("\e[3;4H\e[2B", 4, 3)]
    [InlineData("\e[3;4H\e[2C", 2, 5)]
    [InlineData("\e[3;4H\e[2D", 2, 1)]
    [InlineData("\e[3;4H\e[0D", 2, 2)]
    [InlineData("\e[3;4H\e[E", 3, 0)]
    [InlineData("\e[3;4H\e[F", 1, 0)]
    [InlineData("\e[3;4H\e[7G", 2, 6)]
    [InlineData("\e[3;4H\e[2d", 1, 3)]
    [InlineData("\e[3;4H\e7\e[H\e8", 2, 3)]
    [InlineData("\e[3;4H\e[s\e[H\e[u", 2, 3)]
    [InlineData("\e8", 0, 0)]
    [InlineData("\e[I", 0, 8)]
    [InlineData("\e[5G\eH\e[H\t", 0, 4)]
    [InlineData("\e[3g\t", 0, 9)]
    [InlineData("\e[9G\e[g\e[H\t", 0, 9)]
    [InlineData("\e[10G\e[Z", 0, 8)]
    [InlineData("\e[10G\e[2Z", 0, 0)]
    [InlineData("\e[99999999999999999999C", 0, 9)]
    public void TheCursorMoves(string input, int row, int column) => Assert.Equal((row, column), Cursor(Make(10, 5, input)));

    [Theory]
    [InlineData("\e[2;3r", 0, 0)]
    [InlineData("\e[2;4r\e[3;1H\e[9A", 1, 0)]
    [InlineData("\e[2;4r\e[3;1H\e[9B", 3, 0)]
    [InlineData("\e[2;4r\e[9A", 0, 0)]
    [InlineData("\e[2;4r\e[5;1H\e[9B", 4, 0)]
    [InlineData("\e[2;4r\e[?6h", 1, 0)]
    [InlineData("\e[2;4r\e[?6h\e[2;3H", 2, 2)]
    [InlineData("\e[2;4r\e[?6h\e[9;3H", 3, 2)]
    [InlineData("\e[2;4r\e[?6h\e[?6l", 0, 0)]
    [InlineData("\e[4;4r\e[5;5H", 4, 4)]
    public void MarginsHoldTheCursor(string input, int row, int column) => Assert.Equal((row, column), Cursor(Make(10, 5, input)));

    [Fact]
    public void TheBellIsCounted() => Assert.Equal(2, Make(8, 2, "a\ab\a").BellCount);

    [Theory]
    [InlineData("\e[6n", "\e[1;1R")]
    [InlineData("\e[3;7H\e[6n", "\e[3;7R")]
    [InlineData("\e[5n", "\e[0n")]
    [InlineData("\e[c", "\e[?6c")]
    [InlineData("\eZ", "\e[?6c")]
    [InlineData("\e[>c", "")]
    public void QuestionsAreAnswered(string input, string reply) => Assert.Equal(reply, Replies(Make(10, 5, input)));

    [Fact]
    public void RepliesAreBounded()
    {
        Terminal terminal = Make(10, 5);
        for (int i = 0; i < 1000; i++)
            Feed(terminal, "\e[6n");
        string replies = Replies(terminal);
        Assert.True(replies.Length is > 100 and <= 256);
        Assert.EndsWith("R", replies);
    }

    [Fact]
    public void AnUnfinishedWrapIsForgottenByMoving()
    {
        Terminal terminal = Make(4, 2, "abcd\e[Dx");
        Assert.Equal("abxd|", Text(terminal));
    }
}
