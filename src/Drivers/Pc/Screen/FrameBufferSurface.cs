using System;
using Diesis.Core.Terminals;
using Diesis.Platform.Boot;

namespace Diesis.Drivers.Pc.Screen;

/// <summary>Cells on a frame buffer: a run of glyphs is put together in a buffer and written once, line by line.</summary>
/// <remarks>The frame buffer is never read. What is left over beside and below the cells is filled with the background.</remarks>
internal sealed class FrameBufferSurface : CellSurface
{
    private const int UnderlineRow = 14;
    private const int StrikeRow = 8;

    private readonly PixelMemory _memory;
    private readonly FrameBufferInfo _info;
    private readonly PixelFormat _format;
    private readonly uint[] _points;
    private readonly byte[] _bytes;

    internal FrameBufferSurface(in FrameBufferInfo info, PixelMemory memory)
    {
        _memory = memory;
        _info = info;
        _format = new PixelFormat(info.BitsPerPixel / 8, info.Red, info.Green, info.Blue);
        _points = new uint[info.Width * ConsoleFont.Height];
        _bytes = new byte[_format.Bytes == 4 ? 0 : info.Width * _format.Bytes];
        Columns = info.Width / ConsoleFont.Width;
        Rows = info.Height / ConsoleFont.Height;
        FillBorder();
    }

    public override int Columns { get; }

    public override int Rows { get; }

    /// <summary>The cells are centred.</summary>
    private int Left => (_info.Width - Columns * ConsoleFont.Width) / 2;

    private int Top => (_info.Height - Rows * ConsoleFont.Height) / 2;

    public override void Draw(int row, int column, ReadOnlySpan<Cell> cells)
    {
        int width = cells.Length * ConsoleFont.Width;
        for (int i = 0; i < cells.Length; i++)
            DrawCell(cells[i], _points.AsSpan(i * ConsoleFont.Width), width);
        int x = Left + column * ConsoleFont.Width;
        int y = Top + row * ConsoleFont.Height;
        for (int line = 0; line < ConsoleFont.Height; line++)
            Write(x, y + line, _points.AsSpan(line * width, width));
    }

    /// <param name="points">From the cell's top left point on.</param>
    /// <param name="stride">Points from one line to the next.</param>
    private void DrawCell(in Cell cell, Span<uint> points, int stride)
    {
        ScreenPalette.Resolve(cell, out int foregroundRgb, out int backgroundRgb);
        uint foreground = _format.Pack(foregroundRgb);
        uint background = _format.Pack(backgroundRgb);
        ReadOnlySpan<byte> glyph = ConsoleFont.Glyph(cell.Character);
        for (int line = 0; line < ConsoleFont.Height; line++)
        {
            int bits = cell.Style == CellStyle.None ? glyph[line] : Decorate(glyph[line], line, cell.Style);
            Span<uint> part = points.Slice(line * stride, ConsoleFont.Width);
            for (int i = 0; i < part.Length; i++)
                part[i] = (bits << i & 0x80) != 0 ? foreground : background;
        }
    }

    private static int Decorate(int bits, int line, CellStyle style)
    {
        if ((style & CellStyle.Italic) != 0)
            bits = line < 6 ? bits >> 1 : line > 10 ? bits << 1 : bits;
        if ((style & CellStyle.Bold) != 0)
            bits |= bits >> 1;
        bool crossed = (style & CellStyle.Underlined) != 0 && line == UnderlineRow || (style & CellStyle.Struck) != 0 && line == StrikeRow;
        return crossed ? 0xff : bits & 0xff;
    }

    private void FillBorder()
    {
        uint background = _format.Pack(ScreenPalette.DefaultBackground);
        int bottom = Top + Rows * ConsoleFont.Height;
        int right = Left + Columns * ConsoleFont.Width;
        for (int y = 0; y < _info.Height; y++)
        {
            Span<uint> points = _points.AsSpan(0, _info.Width);
            points.Fill(background);
            if (y < Top || y >= bottom)
            {
                Write(0, y, points);
                continue;
            }
            Write(0, y, points.Slice(0, Left));
            Write(right, y, points.Slice(0, _info.Width - right));
        }
    }

    private void Write(int x, int y, ReadOnlySpan<uint> points)
    {
        uint offset = (uint)(y * _info.Pitch + x * _format.Bytes);
        if (points.IsEmpty)
            return;
        if (_format.Bytes == 4)
        {
            _memory.Write(offset, points);
            return;
        }

        Span<byte> bytes = _bytes.AsSpan(0, points.Length * _format.Bytes);
        for (int i = 0, at = 0; i < points.Length; i++)
        {
            uint point = points[i];
            bytes[at++] = (byte)point;
            bytes[at++] = (byte)(point >> 8);
            if (_format.Bytes == 3)
                bytes[at++] = (byte)(point >> 16);
        }
        _memory.Write(offset, bytes);
    }
}
