using System;

namespace Diesis.Core.Terminals;

/// <summary>
/// A terminal without a screen: bytes go in, a grid of cells with damage comes out. It understands what ncurses and editors expect of
/// "linux" and "xterm-256color" within one screen: ECMA-48 with DEC's margins, modes and second screen, colours of 16, 256 and 24 bits.
/// </summary>
/// <remarks>
/// Rows and columns count from 0. Every character takes one cell; combining ones are dropped. After the last column is written the cursor
/// waits there, and only the next character goes to the next row (DEC's way: a full last line does not scroll).
/// Parts: Terminal.Controls.cs (C0 and escapes), Terminal.Sequences.cs (CSI), Terminal.Rendition.cs (SGR).
/// Locks: none; the owner lets one thread in at a time. After the constructor nothing allocates.
/// </remarks>
public sealed partial class Terminal : EscapeParser
{
    private const int TabWidth = 8;
    private const int FirstCombining = 0x300;
    private const int LastCombining = 0x36f;

    private readonly ScreenGrid _main;
    private readonly ScreenGrid _alternate;
    private readonly bool[] _tabStops;
    private readonly TerminalReplies _replies = new();
    private ScreenGrid _grid;

    private int _row;
    private int _column;
    private bool _wrapPending;

    // The scrolling region: rows from _top to before _bottom.
    private int _top;
    private int _bottom;

    private TerminalModes _modes;
    private Cell _pen;
    private CharacterSets _sets;
    private SavedCursor _saved;
    private SavedCursor _savedOfMain;
    private int _lastCharacter;

    public Terminal(int columns, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        Columns = columns;
        Rows = rows;
        _main = new ScreenGrid(columns, rows);
        _alternate = new ScreenGrid(columns, rows);
        _grid = _main;
        _tabStops = new bool[columns];
        Reset();
    }

    public int Columns { get; }

    public int Rows { get; }

    public int CursorRow => _row;

    public int CursorColumn => _column;

    public TerminalModes Modes => _modes;

    /// <summary>Times that BEL came.</summary>
    public int BellCount { get; private set; }

    /// <summary>A row's cells as they should look now.</summary>
    public ReadOnlySpan<Cell> Row(int row) => _grid.Row(row);

    public void Write(ReadOnlySpan<byte> bytes) => Parse(bytes);

    /// <summary>Tells and forgets which columns of a row changed.</summary>
    public bool TryTakeDamage(int row, out int start, out int end) => _grid.TryTakeDamage(row, out start, out end);

    /// <summary>Makes the next drawing draw everything.</summary>
    public void DamageAll() => _grid.DamageAll();

    /// <summary>Takes what the terminal has to say to the program: answers that belong into its input.</summary>
    public int TakeReplies(Span<byte> buffer) => _replies.Take(buffer);

    /// <summary>LNM from outside, past what is being parsed: writers with different line ends share the screen.</summary>
    public void SetNewLine(NewLineMode mode) => _modes = mode == NewLineMode.On ? _modes | TerminalModes.NewLine : _modes & ~TerminalModes.NewLine;

    /// <summary>RIS: as it was at first, but for the two counters.</summary>
    public void Reset()
    {
        _modes = TerminalModes.AutoWrap | TerminalModes.CursorVisible;
        _pen = default;
        _sets = default;
        _saved = default;
        _savedOfMain = default;
        _lastCharacter = 0;
        _grid = _main;
        _top = 0;
        _bottom = Rows;
        for (int i = 0; i < Columns; i++)
            _tabStops[i] = i % TabWidth == 0;
        _main.FillRows(0, Rows, default);
        _alternate.FillRows(0, Rows, default);
        _grid.DamageAll();
        MoveTo(0, 0);
    }

    protected override void OnCharacter(int character)
    {
        if (character is >= FirstCombining and <= LastCombining)
            return;
        Print(_sets.Translate(character));
    }

    private void Print(int character)
    {
        if (_wrapPending && IsOn(TerminalModes.AutoWrap))
        {
            _column = 0;
            LineFeed();
        }
        _wrapPending = false;
        if (IsOn(TerminalModes.Insert))
            _grid.InsertCells(_row, _column, 1, Blank);
        Cell cell = _pen;
        cell.Character = character;
        _grid.Set(_row, _column, cell);
        _lastCharacter = character;
        if (_column == Columns - 1)
            _wrapPending = true;
        else
            _column++;
    }

    /// <summary>What erasing leaves: the pen's background and nothing else ("background colour erase").</summary>
    private Cell Blank => new() { Background = _pen.Background };

    private bool IsOn(TerminalModes mode) => (_modes & mode) != 0;

    private void MoveTo(int row, int column)
    {
        _row = Math.Clamp(row, 0, Rows - 1);
        _column = Math.Clamp(column, 0, Columns - 1);
        _wrapPending = false;
    }

    /// <summary>Moves to a place that a program names: with DECOM it counts inside the scrolling region.</summary>
    private void MoveToAddress(int row, int column)
    {
        if (IsOn(TerminalModes.Origin))
            MoveTo(Math.Clamp(row + _top, _top, _bottom - 1), column);
        else
            MoveTo(row, column);
    }

    /// <summary>Moves up, but not out of the scrolling region from inside.</summary>
    private void MoveUp(int count) => MoveTo(Math.Max(_row - count, _row >= _top ? _top : 0), _column);

    private void MoveDown(int count) => MoveTo(Math.Min(_row + count, _row < _bottom ? _bottom - 1 : Rows - 1), _column);

    private void LineFeed()
    {
        _wrapPending = false;
        if (_row == _bottom - 1)
            _grid.ScrollUp(_top, _bottom, 1, Blank);
        else if (_row < Rows - 1)
            _row++;
    }

    private void ReverseLineFeed()
    {
        _wrapPending = false;
        if (_row == _top)
            _grid.ScrollDown(_top, _bottom, 1, Blank);
        else if (_row > 0)
            _row--;
    }

    private void TabForward(int count)
    {
        for (; count > 0 && _column < Columns - 1; count--)
        {
            do
                _column++;
            while (_column < Columns - 1 && !_tabStops[_column]);
        }
        _wrapPending = false;
    }

    private void TabBackward(int count)
    {
        for (; count > 0 && _column > 0; count--)
        {
            do
                _column--;
            while (_column > 0 && !_tabStops[_column]);
        }
        _wrapPending = false;
    }

    private void SaveCursor() => _saved = new SavedCursor
    {
        Row = _row,
        Column = _column,
        WrapPending = _wrapPending,
        Origin = _modes & TerminalModes.Origin,
        Pen = _pen,
        Sets = _sets,
    };

    private void RestoreCursor()
    {
        _modes = _modes & ~TerminalModes.Origin | _saved.Origin;
        _pen = _saved.Pen;
        _sets = _saved.Sets;
        MoveTo(_saved.Row, _saved.Column);
        _wrapPending = _saved.WrapPending && _column == Columns - 1;
    }

    private void ShowAlternate()
    {
        if (_grid == _alternate)
            return;
        _savedOfMain = _saved;
        _grid = _alternate;
        _grid.DamageAll();
    }

    private void ShowMain()
    {
        if (_grid == _main)
            return;
        _saved = _savedOfMain;
        _grid = _main;
        _grid.DamageAll();
    }

    /// <summary>What DECSC keeps. The default value is the home position.</summary>
    private struct SavedCursor
    {
        internal int Row;
        internal int Column;
        internal bool WrapPending;
        internal TerminalModes Origin;
        internal Cell Pen;
        internal CharacterSets Sets;
    }
}
