using Diesis.Core.Terminals;
using Diesis.Drivers.Pc.Screen;
using Diesis.Platform.Boot;

namespace Diesis.Unit.Tests.Terminals;

/// <summary>Cells as points: formats, pitch, styles.</summary>
public sealed class FrameBufferTests
{
    /// <summary>Memory of just the frame buffer's size; a write beyond throws.</summary>
    private sealed class ArrayMemory(FrameBufferInfo info) : PixelMemory
    {
        internal byte[] Bytes { get; } = Enumerable.Repeat((byte)0xee, info.Pitch * info.Height).ToArray();

        internal override void Write(uint offset, ReadOnlySpan<uint> points)
        {
            foreach (uint point in points)
            {
                BitConverter.TryWriteBytes(Bytes.AsSpan((int)offset, 4), point);
                offset += 4;
            }
        }

        internal override void Write(uint offset, ReadOnlySpan<byte> points) => points.CopyTo(Bytes.AsSpan((int)offset));

        internal uint Point(int x, int y)
        {
            int bytes = info.BitsPerPixel / 8;
            uint value = 0;
            for (int i = bytes - 1; i >= 0; i--)
                value = value << 8 | Bytes[y * info.Pitch + x * bytes + i];
            return value;
        }
    }

    private static FrameBufferInfo Info(int bits, int width = 84, int height = 50, int padding = 12) => bits switch
    {
        16 => new FrameBufferInfo(1, width, height, width * 2 + padding, 16, new ColorField(11, 5), new ColorField(5, 6), new ColorField(0, 5)),
        24 => new FrameBufferInfo(1, width, height, width * 3 + padding, 24, new ColorField(16, 8), new ColorField(8, 8), new ColorField(0, 8)),
        _ => new FrameBufferInfo(1, width, height, width * 4 + padding, 32, new ColorField(16, 8), new ColorField(8, 8), new ColorField(0, 8)),
    };

    [Theory]
    [InlineData(32)]
    [InlineData(24)]
    [InlineData(16)]
    public void TextLooksAsTheFontSays(int bits)
    {
        FrameBufferInfo info = Info(bits);
        ArrayMemory memory = new(info);
        FrameBufferSurface surface = new(info, memory);
        Assert.Equal((10, 3), (surface.Columns, surface.Rows));
        Terminal terminal = TerminalHarness.Make(10, 3, "Ä b│\r\n\e[31mred\e[?25l");
        new ScreenPainter(terminal, surface).Paint();

        PixelFormat format = new(bits / 8, info.Red, info.Green, info.Blue);
        for (int y = 0; y < info.Height; y++)
        {
            for (int x = 0; x < info.Width; x++)
            {
                // 84 and 50 points leave 4 and 2 over, half of them before the cells.
                (int column, int row) = ((x - 2 + 8) / 8 - 1, (y - 1 + 16) / 16 - 1);
                bool lit = false;
                Cell cell = default;
                if (column is >= 0 and < 10 && row is >= 0 and < 3)
                {
                    cell = terminal.Row(row)[column];
                    lit = (ConsoleFont.Glyph(cell.Character)[(y - 1) % 16] << ((x - 2) % 8) & 0x80) != 0;
                }
                ScreenPalette.Resolve(cell, out int foreground, out int background);
                Assert.True(format.Pack(lit ? foreground : background) == memory.Point(x, y), $"{x}, {y}");
            }
            for (int at = info.Width * bits / 8; at < info.Pitch; at++)
                Assert.Equal(0xee, memory.Bytes[y * info.Pitch + at]);
        }
    }

    [Theory]
    [InlineData(0xff8040, 16, 0xfc08u)]
    [InlineData(0xff8040, 24, 0xff8040u)]
    [InlineData(0xff8040, 32, 0xff8040u)]
    [InlineData(0x000000, 16, 0u)]
    [InlineData(0xffffff, 16, 0xffffu)]
    public void ColoursArePacked(int rgb, int bits, uint expected)
    {
        FrameBufferInfo info = Info(bits);
        Assert.Equal(expected, new PixelFormat(bits / 8, info.Red, info.Green, info.Blue).Pack(rgb));
    }

    [Fact]
    public void TenBitsOfColourArePacked() =>
        Assert.Equal(0x3fcu << 20, new PixelFormat(4, new ColorField(20, 10), new ColorField(10, 10), new ColorField(0, 10)).Pack(0xff0000));

    [Theory]
    [InlineData("\e[4m ", 14)]
    [InlineData("\e[9m ", 8)]
    public void LinesAreDrawnThroughCells(string text, int line)
    {
        FrameBufferInfo info = Info(32, 8, 16, 0);
        ArrayMemory memory = new(info);
        new ScreenPainter(TerminalHarness.Make(1, 1, "\e[?25l" + text), new FrameBufferSurface(info, memory)).Paint();
        for (int y = 0; y < 16; y++)
            Assert.Equal(y == line ? ScreenPalette.DefaultForeground : ScreenPalette.DefaultBackground, (int)memory.Point(3, y));
    }

    [Theory]
    [InlineData("\e[1m")]
    [InlineData("\e[3m")]
    [InlineData("\e[1;3m")]
    public void StyledGlyphsStayInTheirCell(string style)
    {
        FrameBufferInfo info = Info(32, 24, 16, 0);
        for (int character = 0x21; character < 0x7f; character++)
        {
            ArrayMemory memory = new(info);
            new ScreenPainter(TerminalHarness.Make(3, 1, $"\e[?25l {style}{(char)character}\e[m"), new FrameBufferSurface(info, memory)).Paint();
            int lit = 0;
            for (int y = 0; y < 16; y++)
            {
                for (int x = 0; x < 24; x++)
                {
                    bool isLit = memory.Point(x, y) != ScreenPalette.DefaultBackground;
                    Assert.False(isLit && x is < 8 or >= 16, $"{(char)character}: {x}, {y}");
                    lit += isLit ? 1 : 0;
                }
            }
            Assert.NotEqual(0, lit);
        }
    }

    [Fact]
    public void InversionHidingAndFaintnessAreColours()
    {
        Cell cell = new() { Foreground = TerminalColor.FromRgb(0x80, 0, 0), Background = TerminalColor.FromRgb(0, 0x80, 0), Style = CellStyle.Inverse };
        ScreenPalette.Resolve(cell, out int foreground, out int background);
        Assert.Equal((0x008000, 0x800000), (foreground, background));
        cell.Style = CellStyle.Hidden;
        ScreenPalette.Resolve(cell, out foreground, out background);
        Assert.Equal(background, foreground);
        cell.Style = CellStyle.Faint;
        ScreenPalette.Resolve(cell, out foreground, out _);
        Assert.Equal(0x404000, foreground);
    }

    [Theory]
    [InlineData(16, 0x000000)]
    [InlineData(231, 0xffffff)]
    [InlineData(196, 0xff0000)]
    [InlineData(208, 0xff8700)]
    [InlineData(232, 0x080808)]
    [InlineData(255, 0xeeeeee)]
    public void ThePaletteIsXterms(int index, int rgb) => Assert.Equal(rgb, ScreenPalette.Rgb(TerminalColor.FromPalette(index)));
}
