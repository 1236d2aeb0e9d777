using System.Globalization;
using System.Text;
using Diesis.Drivers.Pc.Screen;

namespace Diesis.Tool.Machines;

/// <summary>The text on a machine's screen, read from a picture of it (PPM, as QEMU's screendump writes it) by the console's own font.</summary>
/// <remarks>Colours do not matter: a cell is a glyph or its inverse. An underlined character, or one that the font lacks, is U+FFFD.</remarks>
internal sealed class ScreenText
{
    private const char Unknown = '\ufffd';

    private static readonly Lazy<Dictionary<UInt128, char>> s_glyphs = new(static () => Glyphs());

    private ScreenText(IReadOnlyList<string> lines) => Lines = lines;

    /// <summary>From the top, without blanks at their ends.</summary>
    internal IReadOnlyList<string> Lines { get; }

    /// <summary>The last line with anything on it: where a shell's prompt is.</summary>
    internal string LastLine => Lines.LastOrDefault(line => line.Length > 0) ?? "";

    /// <exception cref="FormatException">It is no such picture.</exception>
    internal static ScreenText Read(ReadOnlySpan<byte> picture)
    {
        ReadOnlySpan<byte> points = Header(picture, out int width, out int height);
        int columns = width / ConsoleFont.Width;
        int rows = height / ConsoleFont.Height;
        int left = (width - columns * ConsoleFont.Width) / 2;
        int top = (height - rows * ConsoleFont.Height) / 2;
        string[] lines = new string[rows];
        StringBuilder line = new();
        for (int row = 0; row < rows; row++)
        {
            line.Clear();
            for (int column = 0; column < columns; column++)
            {
                line.Append(CharacterOf(Cell(points, width, left + column * ConsoleFont.Width, top + row * ConsoleFont.Height)));
            }

            lines[row] = line.ToString().TrimEnd();
        }

        return new ScreenText(lines);
    }

    /// <summary>"P6", width, height and the largest value, each ended by white space; then three bytes a point.</summary>
    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> picture, out int width, out int height)
    {
        Span<int> numbers = stackalloc int[3];
        ReadOnlySpan<byte> rest = picture.StartsWith("P6"u8) ? picture[2..] : throw new FormatException("no PPM picture");
        foreach (ref int number in numbers)
        {
            rest = rest.TrimStart(" \n"u8);
            int end = rest.IndexOfAny((byte)' ', (byte)'\n');
            number = int.Parse(rest[..end], CultureInfo.InvariantCulture);
            rest = rest[end..];
        }

        (width, height) = (numbers[0], numbers[1]);
        return rest.Length > 3 * width * height ? rest[1..] : throw new FormatException("a PPM picture that is cut off");
    }

    /// <summary>A bit for each point from the top left on: whether it differs from the first.</summary>
    private static UInt128 Cell(ReadOnlySpan<byte> points, int width, int x, int y)
    {
        ReadOnlySpan<byte> first = points.Slice(3 * (y * width + x), 3);
        UInt128 bits = 0;
        for (int row = 0; row < ConsoleFont.Height; row++)
        {
            for (int column = 0; column < ConsoleFont.Width; column++)
            {
                ReadOnlySpan<byte> point = points.Slice(3 * ((y + row) * width + x + column), 3);
                bits = bits << 1 | (point.SequenceEqual(first) ? UInt128.Zero : UInt128.One);
            }
        }

        return bits;
    }

    private static char CharacterOf(UInt128 bits) => s_glyphs.Value.GetValueOrDefault(bits, Unknown);

    /// <summary>Each glyph as <see cref="Cell"/> sees it: its first point is 0. Full cells are blank ones.</summary>
    private static Dictionary<UInt128, char> Glyphs()
    {
        Dictionary<UInt128, char> glyphs = [];
        for (int character = ' '; character < Unknown; character++)
        {
            if (!ConsoleFont.Has(character))
            {
                continue;
            }

            UInt128 bits = 0;
            foreach (byte row in ConsoleFont.Glyph(character))
            {
                bits = bits << 8 | row;
            }

            bool startsSet = bits >> 127 != 0;
            glyphs.TryAdd(startsSet ? ~bits : bits, (char)character);
        }

        return glyphs;
    }
}
