#:property PublishAot=false
#:property InvariantGlobalization=true
#:property ImplicitUsings=enable

// Writes src/Drivers/Pc/Screen/ConsoleFont.Glyphs.cs from the drawings in Glyphs.txt beside this file; lines and blocks, which must meet at the
// cells' borders, it draws itself:
//     dotnet run tools/ConsoleFont/FontTable.cs tools/ConsoleFont/Glyphs.txt > src/Drivers/Pc/Screen/ConsoleFont.Glyphs.cs

using System.Globalization;
using System.Text;

const int Width = 8;
const int Height = 16;
const int CapitalRise = 3;

SortedDictionary<int, byte[]> glyphs = [];
Dictionary<string, byte[]> accents = [];
ReadDrawings(File.ReadAllLines(args[0]));
DrawLines();
DrawBlocks();
Write();

void ReadDrawings(string[] lines)
{
    for (int i = 0; i < lines.Length; i++)
    {
        string[] words = lines[i].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words is [string first, ..] ? first : "")
        {
            case "glyphs":
                for (int glyph = 0; glyph < words.Length - 2; glyph++)
                {
                    string name = words[glyph + 2];
                    glyphs.Add(name == "space" ? ' ' : char.ConvertToUtf32(name, 0), Column(lines, i + 1, int.Parse(words[1], CultureInfo.InvariantCulture), glyph));
                }
                break;
            case "accent":
                accents.Add(words[2], Column(lines, i + 1, int.Parse(words[1], CultureInfo.InvariantCulture), 0));
                break;
            case "compose":
                foreach (string pair in words[2..])
                    glyphs.Add(pair[0], Compose(accents[words[1]], glyphs[pair[1]], char.IsUpper(pair[1])));
                break;
        }
    }
}

byte[] Column(string[] lines, int line, int row, int column)
{
    byte[] rows = new byte[Height];
    for (; line < lines.Length && lines[line].Length != 0; line++, row++)
    {
        string points = lines[line].Split(' ')[column];
        for (int x = 0; x < Width; x++)
        {
            if (points[x] == '#')
                rows[row] |= (byte)(0x80 >> x);
        }
    }
    return rows;
}

byte[] Compose(byte[] accent, byte[] letter, bool isCapital)
{
    int top = Array.FindIndex(accent, row => row != 0);
    int rise = isCapital ? Math.Min(CapitalRise, top) : 0;
    byte[] rows = (byte[])letter.Clone();
    for (int y = top; y < Height; y++)
        rows[y - rise] |= accent[y];
    return rows;
}

// Arms by direction: up, right, down, left; 1 light, 2 heavy, 3 double.
void DrawLines()
{
    string[] names = ["─0101", "│1010", "┌0110", "┐0011", "└1100", "┘1001", "├1110", "┤1011", "┬0111", "┴1101", "┼1111", "╴0001", "╵1000", "╶0100", "╷0010",
        "━0202", "┃2020", "┏0220", "┓0022", "┗2200", "┛2002", "┣2220", "┫2022", "┳0222", "┻2202", "╋2222"];
    foreach (string name in names)
    {
        bool[,] points = new bool[Height, Width];
        int weight = name.Max(digit => digit is >= '1' and <= '2' ? digit - '0' : 0);
        (int x0, int x1, int y0, int y1) = (3, 2 + weight, 7, 6 + weight);
        if (name[1] != '0')
            Fill(points, x0, 0, x1, y1);
        if (name[2] != '0')
            Fill(points, x0, y0, Width - 1, y1);
        if (name[3] != '0')
            Fill(points, x0, y0, x1, Height - 1);
        if (name[4] != '0')
            Fill(points, 0, y0, x1, y1);
        Add(name[0], points);
    }

    string[] doubles = ["═0101", "║1010", "╔0110", "╗0011", "╚1100", "╝1001", "╠1110", "╣1011", "╦0111", "╩1101", "╬1111"];
    foreach (string name in doubles)
    {
        const int Left = 2, Right = 5, Top = 6, Bottom = 9;
        bool[,] points = new bool[Height, Width];
        // An arm is a pair of lines; where there is none, the box in the middle is closed.
        if (name[1] != '0')
            FillPair(points, Left, 0, Right, 0, 0, Top);
        else
            Fill(points, Left, Top, Right, Top);
        if (name[3] != '0')
            FillPair(points, Left, Bottom, Right, Bottom, 0, Height - 1 - Bottom);
        else
            Fill(points, Left, Bottom, Right, Bottom);
        if (name[2] != '0')
            FillPair(points, Right, Top, Right, Bottom, Width - 1 - Right, 0);
        else
            Fill(points, Right, Top, Right, Bottom);
        if (name[4] != '0')
            FillPair(points, 0, Top, 0, Bottom, Left, 0);
        else
            Fill(points, Left, Top, Left, Bottom);
        Add(name[0], points);
    }

    foreach ((char name, int x, int y) in new[] { ('╭', 1, 1), ('╮', -1, 1), ('╰', 1, -1), ('╯', -1, -1) })
    {
        bool[,] points = new bool[Height, Width];
        for (int step = 2; step < Height; step++)
        {
            Set(points, 3, 7 + y * step);
            Set(points, 3 + x * step, 7);
        }
        Set(points, 3 + x, 7 + y);
        Add(name, points);
    }

    for (int i = 0; i < 4; i++)
    {
        bool[,] points = new bool[Height, Width];
        int row = new[] { 0, 4, 10, 14 }[i];
        Fill(points, 0, row, Width - 1, row);
        Add("⎺⎻⎼⎽"[i], points);
    }
}

void DrawBlocks()
{
    for (int eighth = 1; eighth <= 8; eighth++)
    {
        bool[,] lower = new bool[Height, Width];
        Fill(lower, 0, Height - 2 * eighth, Width - 1, Height - 1);
        Add("▁▂▃▄▅▆▇█"[eighth - 1], lower);
        if (eighth == 8)
            break;
        bool[,] left = new bool[Height, Width];
        Fill(left, 0, 0, eighth - 1, Height - 1);
        Add("▏▎▍▌▋▊▉"[eighth - 1], left);
    }
    bool[,] upper = new bool[Height, Width];
    Fill(upper, 0, 0, Width - 1, 7);
    Add('▀', upper);
    bool[,] right = new bool[Height, Width];
    Fill(right, 4, 0, Width - 1, Height - 1);
    Add('▐', right);
    for (int shade = 0; shade < 3; shade++)
    {
        bool[,] points = new bool[Height, Width];
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                bool quarter = y % 2 == 0 && x % 4 == (y % 4 == 0 ? 0 : 2);
                points[y, x] = shade switch { 0 => quarter, 1 => (x + y) % 2 == 0, _ => !quarter };
            }
        }
        Add("░▒▓"[shade], points);
    }
}

void Set(bool[,] points, int x, int y)
{
    if (x is >= 0 and < Width && y is >= 0 and < Height)
        points[y, x] = true;
}

void Fill(bool[,] points, int x0, int y0, int x1, int y1)
{
    for (int y = y0; y <= y1; y++)
    {
        for (int x = x0; x <= x1; x++)
            Set(points, x, y);
    }
}

void FillPair(bool[,] points, int x0, int y0, int x1, int y1, int width, int height)
{
    Fill(points, x0, y0, x0 + width, y0 + height);
    Fill(points, x1, y1, x1 + width, y1 + height);
}

void Add(char name, bool[,] points)
{
    byte[] rows = new byte[Height];
    for (int y = 0; y < Height; y++)
    {
        for (int x = 0; x < Width; x++)
        {
            if (points[y, x])
                rows[y] |= (byte)(0x80 >> x);
        }
    }
    glyphs.Add(name, rows);
}

void Write()
{
    StringBuilder output = new();
    output.Append("""
        using System;

        namespace Diesis.Drivers.Pc.Screen;

        /// <summary>Written by tools/ConsoleFont from Glyphs.txt.</summary>
        internal static partial class ConsoleFont
        {
            /// <summary>The characters that there are glyphs for, in order.</summary>
            private static ReadOnlySpan<ushort> Characters =>
            [

        """);
    foreach (int[] chunk in glyphs.Keys.Chunk(16))
        output.Append("        ").AppendJoin(", ", chunk.Select(character => $"0x{character:x4}")).Append(",\n");
    output.Append("""
            ];

            /// <summary>A glyph's rows from the top, the leftmost point in the highest bit; a line for each character.</summary>
            private static ReadOnlySpan<byte> Rows =>
            [

        """);
    foreach ((int character, byte[] rows) in glyphs)
    {
        string name = character is ' ' or 0x7f ? "space" : char.ConvertFromUtf32(character);
        output.Append("        ").AppendJoin(", ", rows.Select(row => $"0x{row:x2}")).Append($", // {name}\n");
    }
    output.Append("    ];\n}");
    Console.WriteLine(output.ToString());
}
