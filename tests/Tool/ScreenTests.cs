using System.Text;
using Diesis.Drivers.Pc.Screen;
using Diesis.Tool.Machines;

namespace Diesis.Tool.Tests;

/// <summary>Reading a screen by the font, and the names of keys.</summary>
public sealed class ScreenTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 9)]
    public void TextIsReadFromPoints(int extraWidth, int extraHeight)
    {
        string[] lines = ["Diesis ♯ ~ # ls", "", "{[|]} \"quoted\" 0O1lI"];
        Assert.Equal(lines, ScreenText.Read(Picture(lines, 24, extraWidth, extraHeight, inverted: -1)).Lines);
    }

    [Fact]
    public void ACursorIsTheCharacterUnderIt()
    {
        string[] lines = ["abc"];
        Assert.Equal(lines, ScreenText.Read(Picture(lines, 8, 0, 0, inverted: 1)).Lines);
        Assert.Equal(lines, ScreenText.Read(Picture(lines, 8, 0, 0, inverted: 5)).Lines);
    }

    [Fact]
    public void WhatIsNoGlyphIsSaid()
    {
        byte[] picture = Picture(["ab"], 2, 0, 0, inverted: -1);
        picture[^1] ^= 0xff;
        Assert.Equal("a\ufffd", ScreenText.Read(picture).Lines[0]);
    }

    [Fact]
    public void WhatIsNoPictureIsRefused()
    {
        Assert.Throws<FormatException>(() => ScreenText.Read("P5\n1 1\n255\n"u8));
        Assert.Throws<FormatException>(() => ScreenText.Read("P6\n8 16\n255\n"u8));
    }

    [Theory]
    [InlineData('a', "a")]
    [InlineData('A', "shift-a")]
    [InlineData('|', "shift-backslash")]
    [InlineData('?', "shift-slash")]
    [InlineData('\u0003', "ctrl-c")]
    [InlineData('\n', "ret")]
    public void KeysHaveQemusNames(char character, string key) => Assert.Equal(key, ScreenUser.KeyFor(character));

    /// <summary>A PPM picture of lines, centred as the console does.</summary>
    /// <param name="inverted">The column of the first line that the cursor is on.</param>
    private static byte[] Picture(string[] lines, int columns, int extraWidth, int extraHeight, int inverted)
    {
        int width = columns * ConsoleFont.Width + extraWidth;
        int height = lines.Length * ConsoleFont.Height + extraHeight;
        byte[] header = Encoding.ASCII.GetBytes($"P6\n{width} {height}\n255\n");
        byte[] picture = [.. header, .. new byte[3 * width * height]];
        for (int row = 0; row < lines.Length; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                ReadOnlySpan<byte> glyph = ConsoleFont.Glyph(column < lines[row].Length ? lines[row][column] : ' ');
                for (int point = 0; point < ConsoleFont.Width * ConsoleFont.Height; point++)
                {
                    int x = extraWidth / 2 + column * ConsoleFont.Width + point % ConsoleFont.Width;
                    int y = extraHeight / 2 + row * ConsoleFont.Height + point / ConsoleFont.Width;
                    bool isSet = (glyph[point / ConsoleFont.Width] >> (7 - point % ConsoleFont.Width) & 1) != 0;
                    picture.AsSpan(header.Length + 3 * (y * width + x), 3).Fill((byte)(isSet ^ (row == 0 && column == inverted) ? 200 : 20));
                }
            }
        }

        return picture;
    }
}
