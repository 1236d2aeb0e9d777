using Diesis.Core.Terminals;

namespace Diesis.Unit.Tests.Terminals;

/// <summary>A surface that remembers what was drawn.</summary>
internal sealed class RecordingSurface(int columns, int rows) : CellSurface
{
    private readonly Cell[] _cells = new Cell[columns * rows];

    public override int Columns => columns;

    public override int Rows => rows;

    internal int Calls { get; set; }

    internal int Drawn { get; set; }

    internal Cell At(int row, int column) => _cells[row * columns + column];

    internal bool Shows(Terminal terminal)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                Cell expected = terminal.Row(row)[column];
                if (expected.Character == ' ')
                    expected.Character = 0;
                if (terminal.Modes.HasFlag(TerminalModes.ReverseScreen))
                    expected.Style ^= CellStyle.Inverse;
                if (terminal.Modes.HasFlag(TerminalModes.CursorVisible) && (row, column) == (terminal.CursorRow, terminal.CursorColumn))
                    expected.Style ^= CellStyle.Inverse;
                if (!expected.Equals(At(row, column)))
                    return false;
            }
        }
        return true;
    }

    public override void Draw(int row, int column, ReadOnlySpan<Cell> cells)
    {
        Assert.InRange(row, 0, rows - 1);
        Assert.InRange(column + cells.Length, 1, columns);
        cells.CopyTo(_cells.AsSpan(row * columns + column));
        Calls++;
        Drawn += cells.Length;
    }
}
