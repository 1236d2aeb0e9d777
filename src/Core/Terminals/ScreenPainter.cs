using System;

namespace Diesis.Core.Terminals;

/// <summary>Brings a surface up to date with a terminal. It remembers what each cell looks like on the surface and draws only those that differ.</summary>
/// <remarks>
/// So a scrolled screen costs what differs from line to line, many writes between two paintings cost one, and nobody ever reads the device's
/// memory, which over a bus is a hundred times slower than writing it. Locks: the terminal's owner's.
/// </remarks>
public sealed class ScreenPainter
{
    private readonly Terminal _terminal;
    private readonly CellSurface _surface;
    private readonly Cell[][] _shown;
    private int _cursorRow = -1;

    /// <summary>Preconditions: terminal and surface have the same size. The surface may hold anything.</summary>
    public ScreenPainter(Terminal terminal, CellSurface surface)
    {
        if (terminal.Columns != surface.Columns || terminal.Rows != surface.Rows)
            throw new ArgumentException("The surface has another size than the terminal.", nameof(surface));
        _terminal = terminal;
        _surface = surface;
        _shown = new Cell[terminal.Rows][];
        for (int row = 0; row < terminal.Rows; row++)
            _shown[row] = new Cell[terminal.Columns];
        Invalidate();
    }

    /// <summary>Cells drawn since the start.</summary>
    public long DrawnCells { get; private set; }

    /// <summary>Somebody else drew on the surface: the next painting draws every cell.</summary>
    public void Invalidate()
    {
        const int Nothing = -1;
        for (int row = 0; row < _shown.Length; row++)
            _shown[row].AsSpan().Fill(new Cell { Character = Nothing });
        _terminal.DamageAll();
    }

    public void Paint()
    {
        int cursorRow = (_terminal.Modes & TerminalModes.CursorVisible) != 0 ? _terminal.CursorRow : -1;
        for (int row = 0; row < _shown.Length; row++)
        {
            bool damaged = _terminal.TryTakeDamage(row, out int start, out int end);
            if (row == cursorRow || row == _cursorRow)
                PaintRow(row, 0, _terminal.Columns, row == cursorRow ? _terminal.CursorColumn : -1);
            else if (damaged)
                PaintRow(row, start, end, -1);
        }
        _cursorRow = cursorRow;
    }

    private void PaintRow(int row, int start, int end, int cursorColumn)
    {
        ReadOnlySpan<Cell> cells = _terminal.Row(row);
        Cell[] shown = _shown[row];
        CellStyle flip = (_terminal.Modes & TerminalModes.ReverseScreen) != 0 ? CellStyle.Inverse : CellStyle.None;
        int runStart = start;
        for (int column = start; column < end; column++)
        {
            Cell cell = cells[column];
            cell.Style ^= flip;
            if (column == cursorColumn)
                cell.Style ^= CellStyle.Inverse;
            if (cell.Character == ' ')
                cell.Character = 0;
            if (!cell.Equals(shown[column]))
            {
                shown[column] = cell;
                continue;
            }
            Draw(row, runStart, column);
            runStart = column + 1;
        }
        Draw(row, runStart, end);
    }

    private void Draw(int row, int start, int end)
    {
        if (start >= end)
            return;
        _surface.Draw(row, start, _shown[row].AsSpan(start, end - start));
        DrawnCells += end - start;
    }
}
