using Diesis.Core.Terminals;
using Diesis.Drivers.Pc.Screen;

namespace Diesis.Unit.Tests.Terminals;

/// <summary>The font's table, and the text mode's characters and colours.</summary>
public sealed class ConsoleFontTests
{
    [Fact]
    public void AsciiIsComplete()
    {
        for (int character = 0x20; character < 0x7f; character++)
            Assert.True(ConsoleFont.Has(character), ((char)character).ToString());
    }

    [Theory]
    [InlineData("ÄÖÜäöüß§°µ€²³´„“”éèñÅø")]
    [InlineData("─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬━┃╭╮╯╰█▀▄▌▐░▒▓▁▂▃▅▆▇")]
    [InlineData("←→↑↓✓✗•…–—≤≥≠π◆■♯\ufffd")]
    public void WhatTheSystemUsesIsThere(string characters)
    {
        foreach (char character in characters)
            Assert.True(ConsoleFont.Has(character), character.ToString());
    }

    [Fact]
    public void NoTwoAsciiGlyphsAreEqual()
    {
        HashSet<string> glyphs = [];
        for (int character = 0x20; character < 0x7f; character++)
            Assert.True(glyphs.Add(Convert.ToHexString(ConsoleFont.Glyph(character))), ((char)character).ToString());
    }

    [Fact]
    public void LettersLeaveAGapToTheNext()
    {
        for (char character = '!'; character < 0x7f; character++)
        {
            foreach (byte row in ConsoleFont.Glyph(character))
                Assert.True((row & 1) == 0, character.ToString());
        }
    }

    [Fact]
    public void LinesReachTheBorders()
    {
        Assert.All(ConsoleFont.Glyph('│').ToArray(), row => Assert.NotEqual(0, row));
        Assert.Contains((byte)0xff, ConsoleFont.Glyph('─').ToArray());
        Assert.All(ConsoleFont.Glyph('█').ToArray(), row => Assert.Equal(0xff, row));
        Assert.All(ConsoleFont.Glyph('║').ToArray(), row => Assert.NotEqual(0, row));
    }

    [Theory]
    [InlineData(0x4e2d)]
    [InlineData(0x1f600)]
    [InlineData(0x80)]
    public void WhatIsMissingIsTheReplacement(int character) =>
        Assert.True(ConsoleFont.Glyph(character).SequenceEqual(ConsoleFont.Glyph(0xfffd)));

    [Fact]
    public void BlanksAreBlank()
    {
        foreach (int character in new[] { 0, ' ', 0xa0 })
            Assert.All(ConsoleFont.Glyph(character).ToArray(), row => Assert.Equal(0, row));
    }

    [Theory]
    [InlineData('A', 0x41)]
    [InlineData(0, 0x20)]
    [InlineData('ä', 0x84)]
    [InlineData('ß', 0xe1)]
    [InlineData('─', 0xc4)]
    [InlineData('█', 0xdb)]
    [InlineData('→', 0x1a)]
    [InlineData('„', 0x22)]
    [InlineData('€', 0x3f)]
    [InlineData(0x1f600, 0x3f)]
    public void TextModeHasItsOwnNumbers(int character, byte expected) => Assert.Equal(expected, CodePage437.FromUnicode(character));

    [Theory]
    [InlineData(1, -1, CellStyle.None, 0x04)]
    [InlineData(4, -1, CellStyle.None, 0x01)]
    [InlineData(-1, -1, CellStyle.None, 0x07)]
    [InlineData(-1, -1, CellStyle.Inverse, 0x70)]
    [InlineData(12, 1, CellStyle.None, 0x49)]
    [InlineData(1, -1, CellStyle.Bold, 0x0c)]
    [InlineData(208, -1, CellStyle.None, 0x0e)]
    public void TextModeColoursAreNear(int foreground, int background, CellStyle style, byte expected)
    {
        Cell cell = new()
        {
            Foreground = foreground < 0 ? TerminalColor.Default : TerminalColor.FromPalette(foreground),
            Background = background < 0 ? TerminalColor.Default : TerminalColor.FromPalette(background),
            Style = style,
        };
        Assert.Equal(expected, VgaAttribute.Of(cell));
    }
}
