using System;

namespace Diesis.Core.Terminals;

/// <summary>The cells of a screen, and for each row which columns changed since somebody last drew them.</summary>
/// <remarks>Rows are arrays that scrolling passes around; no call allocates. Rows and columns count from 0; an end is exclusive.</remarks>
internal sealed class ScreenGrid
{
    private readonly Cell[][] _rows;

    // A row's damage; none when the end is 0.
    private readonly int[] _damageStart;
    private readonly int[] _damageEnd;

    internal ScreenGrid(int columns, int rows)
    {
        Columns = columns;
        Rows = rows;
        _rows = new Cell[rows][];
        for (int i = 0; i < rows; i++)
            _rows[i] = new Cell[columns];
        _damageStart = new int[rows];
        _damageEnd = new int[rows];
        DamageAll();
    }

    internal int Columns { get; }

    internal int Rows { get; }

    internal ReadOnlySpan<Cell> Row(int row) => _rows[row];

    internal void Set(int row, int column, in Cell cell)
    {
        _rows[row][column] = cell;
        Damage(row, column, column + 1);
    }

    internal void Fill(int row, int start, int end, in Cell cell)
    {
        if (start >= end)
            return;
        _rows[row].AsSpan(start, end - start).Fill(cell);
        Damage(row, start, end);
    }

    internal void FillRows(int start, int end, in Cell cell)
    {
        for (int row = start; row < end; row++)
            Fill(row, 0, Columns, cell);
    }

    /// <summary>Moves the cells from a column on to the right; what leaves the row is lost.</summary>
    internal void InsertCells(int row, int column, int count, in Cell blank)
    {
        count = Math.Min(count, Columns - column);
        Span<Cell> cells = _rows[row].AsSpan(column);
        cells.Slice(0, cells.Length - count).CopyTo(cells.Slice(count));
        cells.Slice(0, count).Fill(blank);
        Damage(row, column, Columns);
    }

    /// <summary>Takes cells out and moves those behind them to the left.</summary>
    internal void DeleteCells(int row, int column, int count, in Cell blank)
    {
        count = Math.Min(count, Columns - column);
        Span<Cell> cells = _rows[row].AsSpan(column);
        cells.Slice(count).CopyTo(cells);
        cells.Slice(cells.Length - count).Fill(blank);
        Damage(row, column, Columns);
    }

    /// <summary>Moves the rows of a region up; blank ones come in from below.</summary>
    internal void ScrollUp(int top, int bottom, int count, in Cell blank)
    {
        count = Math.Min(count, bottom - top);
        Reverse(top, top + count);
        Reverse(top + count, bottom);
        Reverse(top, bottom);
        FillRows(bottom - count, bottom, blank);
        DamageRows(top, bottom);
    }

    /// <summary>Moves the rows of a region down; blank ones come in from above.</summary>
    internal void ScrollDown(int top, int bottom, int count, in Cell blank)
    {
        count = Math.Min(count, bottom - top);
        Reverse(top, bottom - count);
        Reverse(bottom - count, bottom);
        Reverse(top, bottom);
        FillRows(top, top + count, blank);
        DamageRows(top, bottom);
    }

    internal void Damage(int row, int start, int end)
    {
        if (_damageEnd[row] == 0)
        {
            _damageStart[row] = start;
            _damageEnd[row] = end;
            return;
        }
        _damageStart[row] = Math.Min(_damageStart[row], start);
        _damageEnd[row] = Math.Max(_damageEnd[row], end);
    }

    internal void DamageAll() => DamageRows(0, Rows);

    /// <summary>Tells and forgets a row's damage.</summary>
    internal bool TryTakeDamage(int row, out int start, out int end)
    {
        start = _damageStart[row];
        end = _damageEnd[row];
        _damageEnd[row] = 0;
        return end != 0;
    }

    private void DamageRows(int start, int end)
    {
        for (int row = start; row < end; row++)
            Damage(row, 0, Columns);
    }

    /// <summary>Three reversals turn a region round without memory of their own.</summary>
    private void Reverse(int start, int end)
    {
        for (end--; start < end; start++, end--)
            (_rows[start], _rows[end]) = (_rows[end], _rows[start]);
    }
}
