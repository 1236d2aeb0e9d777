using Diesis.Core.Terminals;
using static Diesis.Unit.Tests.Terminals.TerminalHarness;

namespace Diesis.Unit.Tests.Terminals;

/// <summary>Erasing, inserting, deleting, scrolling, the second screen.</summary>
public sealed class TerminalEditingTests
{
    private const string Filled = "aaaa\r\nbbbb\r\ncccc\r\ndddd";

    [Theory]
    [InlineData("\e[2;3H\e[J", "aaaa|bb||")]
    [InlineData("\e[2;3H\e[1J", "|   b|cccc|dddd")]
    [InlineData("\e[2J", "|||")]
    [InlineData("\e[3J", "|||")]
    [InlineData("\e[2;3H\e[K", "aaaa|bb|cccc|dddd")]
    [InlineData("\e[2;3H\e[1K", "aaaa|   b|cccc|dddd")]
    [InlineData("\e[2;3H\e[2K", "aaaa||cccc|dddd")]
    [InlineData("\e[2;3H\e[9J", "aaaa|bbbb|cccc|dddd")]
    [InlineData("\e[2;3H\e[X", "aaaa|bb b|cccc|dddd")]
    [InlineData("\e[2;3H\e[9X", "aaaa|bb|cccc|dddd")]
    [InlineData("\e[2;3H\e[@", "aaaa|bb b|cccc|dddd")]
    [InlineData("\e[2;2H\e[99@", "aaaa|b|cccc|dddd")]
    [InlineData("\e[2;3H\e[P", "aaaa|bbb|cccc|dddd")]
    [InlineData("\e[2;3H\e[99P", "aaaa|bb|cccc|dddd")]
    [InlineData("\e[2;2H\e[4hxy\e[4lz", "aaaa|bxyz|cccc|dddd")]
    [InlineData("\e[2H\e[L", "aaaa||bbbb|cccc")]
    [InlineData("\e[2H\e[99L", "aaaa|||")]
    [InlineData("\e[2H\e[M", "aaaa|cccc|dddd|")]
    [InlineData("\e[2H\e[2M", "aaaa|dddd||")]
    [InlineData("\e[S", "bbbb|cccc|dddd|")]
    [InlineData("\e[3S", "dddd|||")]
    [InlineData("\e[99S", "|||")]
    [InlineData("\e[T", "|aaaa|bbbb|cccc")]
    [InlineData("\e[2;3r\e[S", "aaaa|cccc||dddd")]
    [InlineData("\e[2;3r\e[T", "aaaa||bbbb|dddd")]
    [InlineData("\e[2;3r\e[3H\n", "aaaa|cccc||dddd")]
    [InlineData("\e[2;3r\e[2H\eM", "aaaa||bbbb|dddd")]
    [InlineData("\e[2;3r\e[4H\n", "aaaa|bbbb|cccc|dddd")]
    [InlineData("\e[2;3r\e[1H\e[L", "aaaa|bbbb|cccc|dddd")]
    [InlineData("\e[2;3r\e[3H\e[L", "aaaa|bbbb||dddd")]
    [InlineData("\e[H\eM", "|aaaa|bbbb|cccc")]
    [InlineData("\e[4H\eD", "bbbb|cccc|dddd|")]
    [InlineData("\e[?1049h", "|||")]
    [InlineData("\e[?1049hxyz\e[?1049l", "aaaa|bbbb|cccc|dddd")]
    [InlineData("\e[?1049hxyz\e[?1049l\e[?47h", "|||xyz")]
    [InlineData("\e[?1047hxyz\e[?1047l\e[?47h", "|||")]
    public void TheScreenChanges(string input, string expected) => Assert.Equal(expected, Text(Make(4, 4, Filled + input)));

    [Fact]
    public void LeavingTheSecondScreenBringsTheCursorBack()
    {
        Terminal terminal = Make(10, 5, "\e[3;4H\e[?1049h\e[H\e[31mtext\e[?1049l");
        Assert.Equal((2, 3), Cursor(terminal));
    }

    [Fact]
    public void ErasingLeavesTheBackground()
    {
        Terminal terminal = Make(4, 2, "\e[41;1mab\e[2K");
        Cell cell = terminal.Row(0)[3];
        Assert.Equal(TerminalColor.FromPalette(1), cell.Background);
        Assert.Equal(CellStyle.None, cell.Style);
    }

    [Fact]
    public void ScrollingLeavesTheBackground()
    {
        Terminal terminal = Make(4, 2, "\e[42m\r\n\r\n");
        Assert.Equal(TerminalColor.FromPalette(2), terminal.Row(1)[0].Background);
    }

    [Theory]
    [InlineData("\e[?25l", TerminalModes.AutoWrap)]
    [InlineData("\e[?25l\e[?25h", TerminalModes.AutoWrap | TerminalModes.CursorVisible)]
    [InlineData("\e[?1;2004h", TerminalModes.AutoWrap | TerminalModes.CursorVisible | TerminalModes.ApplicationCursorKeys | TerminalModes.BracketedPaste)]
    [InlineData("\e=", TerminalModes.AutoWrap | TerminalModes.CursorVisible | TerminalModes.ApplicationKeypad)]
    [InlineData("\e=\e>", TerminalModes.AutoWrap | TerminalModes.CursorVisible)]
    [InlineData("\e[?1h\e[4h\e[!p", TerminalModes.AutoWrap | TerminalModes.CursorVisible)]
    [InlineData("\e[?9999h\e[99h", TerminalModes.AutoWrap | TerminalModes.CursorVisible)]
    public void ModesAreSwitched(string input, TerminalModes expected) => Assert.Equal(expected, Make(10, 5, input).Modes);
}
