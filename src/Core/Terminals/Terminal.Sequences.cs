using System;

namespace Diesis.Core.Terminals;

public sealed partial class Terminal
{
    private const byte Private = (byte)'?';

    protected override void OnSequence(byte prefix, ControlParameters parameters, byte intermediate, byte final)
    {
        if (intermediate != 0)
        {
            if (prefix == 0 && intermediate == (byte)'!' && final == (byte)'p')
                SoftReset();
        }
        else if (prefix == 0)
        {
            if (!OnMovement(parameters, final))
                OnChange(parameters, final);
        }
        else if (prefix == Private)
        {
            OnPrivateSequence(parameters, final);
        }
    }

    /// <summary>Sequences that move the cursor and nothing else. False: it is another one.</summary>
    private bool OnMovement(ControlParameters parameters, byte final)
    {
        int count = parameters.CountAt(0);
        switch (final)
        {
            case (byte)'A':
                MoveUp(count);
                return true;
            case (byte)'B' or (byte)'e':
                MoveDown(count);
                return true;
            case (byte)'C' or (byte)'a':
                MoveTo(_row, _column + count);
                return true;
            case (byte)'D':
                MoveTo(_row, _column - count);
                return true;
            case (byte)'E':
                MoveDown(count);
                _column = 0;
                return true;
            case (byte)'F':
                MoveUp(count);
                _column = 0;
                return true;
            case (byte)'G' or (byte)'`':
                MoveTo(_row, count - 1);
                return true;
            case (byte)'H' or (byte)'f':
                MoveToAddress(count - 1, parameters.CountAt(1) - 1);
                return true;
            case (byte)'d':
                MoveToAddress(count - 1, _column);
                return true;
            case (byte)'I':
                TabForward(count);
                return true;
            case (byte)'Z':
                TabBackward(count);
                return true;
            case (byte)'s':
                SaveCursor();
                return true;
            case (byte)'u':
                RestoreCursor();
                return true;
            default:
                return false;
        }
    }

    private void OnChange(ControlParameters parameters, byte final)
    {
        int count = parameters.CountAt(0);
        switch (final)
        {
            case (byte)'@':
                _grid.InsertCells(_row, _column, count, Blank);
                _wrapPending = false;
                break;
            case (byte)'P':
                _grid.DeleteCells(_row, _column, count, Blank);
                _wrapPending = false;
                break;
            case (byte)'X':
                _grid.Fill(_row, _column, Math.Min(_column + count, Columns), Blank);
                _wrapPending = false;
                break;
            case (byte)'J':
                EraseInDisplay(parameters.Value(0));
                break;
            case (byte)'K':
                EraseInLine(parameters.Value(0));
                break;
            case (byte)'L':
                if (IsInRegion)
                    _grid.ScrollDown(_row, _bottom, count, Blank);
                break;
            case (byte)'M':
                if (IsInRegion)
                    _grid.ScrollUp(_row, _bottom, count, Blank);
                break;
            case (byte)'S':
                _grid.ScrollUp(_top, _bottom, count, Blank);
                break;
            case (byte)'T':
                _grid.ScrollDown(_top, _bottom, count, Blank);
                break;
            case (byte)'b':
                for (int i = Math.Min(count, Columns * Rows); i > 0 && _lastCharacter != 0; i--)
                    Print(_lastCharacter);
                break;
            case (byte)'c':
                if (parameters.Value(0) == 0)
                    ReplyAttributes();
                break;
            case (byte)'g':
                ClearTabStops(parameters.Value(0));
                break;
            case (byte)'h' or (byte)'l':
                for (int i = 0; i < parameters.Count; i++)
                    SetMode(parameters.Value(i), final == (byte)'h');
                break;
            case (byte)'m':
                SelectRendition(parameters);
                break;
            case (byte)'n':
                ReportStatus(parameters.Value(0));
                break;
            case (byte)'r':
                SetRegion(parameters.CountAt(0) - 1, parameters.Value(1) == 0 ? Rows : parameters.Value(1));
                break;
        }
    }

    private void OnPrivateSequence(ControlParameters parameters, byte final)
    {
        switch (final)
        {
            case (byte)'h' or (byte)'l':
                for (int i = 0; i < parameters.Count; i++)
                    SetPrivateMode(parameters.Value(i), final == (byte)'h');
                break;
            case (byte)'J':
                EraseInDisplay(parameters.Value(0));
                break;
            case (byte)'K':
                EraseInLine(parameters.Value(0));
                break;
        }
    }

    private bool IsInRegion => _row >= _top && _row < _bottom;

    private void EraseInDisplay(int what)
    {
        switch (what)
        {
            case 0:
                _grid.Fill(_row, _column, Columns, Blank);
                _grid.FillRows(_row + 1, Rows, Blank);
                break;
            case 1:
                _grid.FillRows(0, _row, Blank);
                _grid.Fill(_row, 0, _column + 1, Blank);
                break;
            case 2 or 3:
                _grid.FillRows(0, Rows, Blank);
                break;
        }
        _wrapPending = false;
    }

    private void EraseInLine(int what)
    {
        if (what is >= 0 and <= 2)
            _grid.Fill(_row, what == 0 ? _column : 0, what == 1 ? _column + 1 : Columns, Blank);
        _wrapPending = false;
    }

    private void ClearTabStops(int what)
    {
        if (what == 0)
            _tabStops[_column] = false;
        else if (what == 3)
            _tabStops.AsSpan().Clear();
    }

    /// <summary>DECSTBM. A region of fewer than two rows is refused, as DEC's terminals do.</summary>
    private void SetRegion(int top, int bottom)
    {
        bottom = Math.Min(bottom, Rows);
        if (bottom - top < 2)
            return;
        _top = top;
        _bottom = bottom;
        MoveToAddress(0, 0);
    }

    private void ReportStatus(int what)
    {
        if (what == 5)
            _replies.Add("\e[0n"u8);
        else if (what == 6)
            _replies.AddPosition(_row - (IsOn(TerminalModes.Origin) ? _top : 0) + 1, _column + 1);
    }

    private void SetMode(int number, bool on)
    {
        switch (number)
        {
            case 4:
                Switch(TerminalModes.Insert, on);
                break;
            case 20:
                Switch(TerminalModes.NewLine, on);
                break;
        }
    }

    private void SetPrivateMode(int number, bool on)
    {
        switch (number)
        {
            case 1:
                Switch(TerminalModes.ApplicationCursorKeys, on);
                break;
            case 5:
                Switch(TerminalModes.ReverseScreen, on);
                _grid.DamageAll();
                break;
            case 6:
                Switch(TerminalModes.Origin, on);
                MoveToAddress(0, 0);
                break;
            case 7:
                Switch(TerminalModes.AutoWrap, on);
                break;
            case 25:
                Switch(TerminalModes.CursorVisible, on);
                break;
            case 47 or 1047 or 1049:
                SwitchScreen(number, on);
                break;
            case 1048:
                if (on)
                    SaveCursor();
                else
                    RestoreCursor();
                break;
            case 2004:
                Switch(TerminalModes.BracketedPaste, on);
                break;
        }
    }

    /// <summary>xterm's three ways: 47 only switches, 1047 clears on leaving, 1049 saves the cursor and clears on entering.</summary>
    private void SwitchScreen(int number, bool on)
    {
        if (on == IsOn(TerminalModes.AlternateScreen))
            return;
        Switch(TerminalModes.AlternateScreen, on);
        if (on)
        {
            if (number == 1049)
                SaveCursor();
            ShowAlternate();
            if (number == 1049)
                _grid.FillRows(0, Rows, Blank);
            return;
        }
        if (number == 1047)
            _grid.FillRows(0, Rows, Blank);
        ShowMain();
        if (number == 1049)
            RestoreCursor();
    }

    /// <summary>DECSTR: modes, margins and pen as at first; what is on the screen stays.</summary>
    private void SoftReset()
    {
        _modes = _modes & TerminalModes.AlternateScreen | TerminalModes.AutoWrap | TerminalModes.CursorVisible;
        _pen = default;
        _sets = default;
        _saved = default;
        _top = 0;
        _bottom = Rows;
        _grid.DamageAll();
    }

    private void Switch(TerminalModes mode, bool on)
    {
        if (on)
            _modes |= mode;
        else
            _modes &= ~mode;
    }
}
