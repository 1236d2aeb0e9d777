using System;
using System.Collections.Generic;
using System.Text;
using Diesis.Core.Terminals;

namespace Diesis.Core.Consoles;

/// <summary>Edits a line that is typed on a terminal: insertion, deletion, movement, a history. Bytes go in, what the terminal must show comes out.</summary>
/// <remarks>
/// Keys as xterm sends them; Control-A, E, K, U, W, H as Emacs has them. Every character takes one column, and lines are not wrapped: what is
/// longer than the terminal is wide looks odd but works. Locks: none.
/// </remarks>
public sealed class LineEditor
{
    private const int MostHistory = 50;
    private const int LongestLine = 500;

    private readonly KeyParser _parser;
    private readonly List<string> _history = [];
    private readonly StringBuilder _line = new();
    private readonly StringBuilder _output = new();
    private int _cursor;
    private int _historyIndex;
    private string? _finished;

    public LineEditor() => _parser = new KeyParser(this);

    /// <summary>What was typed so far.</summary>
    public string Line => _line.ToString();

    /// <summary>Control-D was typed on an empty line.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Takes a byte.</summary>
    /// <param name="echo">What the terminal must show for it.</param>
    /// <returns>The line, when it was its end.</returns>
    public string? Take(byte value, out string echo)
    {
        _finished = null;
        _parser.Parse([value]);
        echo = _output.ToString();
        _output.Clear();
        return _finished;
    }

    private void Insert(int character)
    {
        if (_line.Length >= LongestLine || character > char.MaxValue)
            return;
        _line.Insert(_cursor, (char)character);
        _output.Append(_line.ToString(_cursor, _line.Length - _cursor));
        _cursor++;
        MoveBack(_line.Length - _cursor);
    }

    private void Control(byte control)
    {
        switch (control)
        {
            case (byte)'\r' or (byte)'\n':
                Finish();
                break;
            case 0x01:
                MoveTo(0);
                break;
            case 0x04 when _line.Length == 0:
                HasEnded = true;
                _output.Append("\r\n");
                break;
            case 0x05:
                MoveTo(_line.Length);
                break;
            case 0x08 when _cursor > 0:
                Delete(_cursor - 1, _cursor);
                break;
            case 0x0b:
                Delete(_cursor, _line.Length);
                break;
            case 0x15:
                Delete(0, _cursor);
                break;
            case 0x17:
                Delete(WordStart(), _cursor);
                break;
            case 0x03:
                _output.Append("^C\r\n");
                _line.Clear();
                _cursor = 0;
                _finished = "";
                break;
        }
    }

    private void Sequence(int number, byte final)
    {
        switch (final)
        {
            case (byte)'A':
                Recall(_historyIndex - 1);
                break;
            case (byte)'B':
                Recall(_historyIndex + 1);
                break;
            case (byte)'C':
                MoveTo(Math.Min(_cursor + 1, _line.Length));
                break;
            case (byte)'D':
                MoveTo(Math.Max(_cursor - 1, 0));
                break;
            case (byte)'H':
                MoveTo(0);
                break;
            case (byte)'F':
                MoveTo(_line.Length);
                break;
            case (byte)'~' when number == 3 && _cursor < _line.Length:
                Delete(_cursor, _cursor + 1);
                break;
        }
    }

    private void Finish()
    {
        _finished = _line.ToString();
        _output.Append("\r\n");
        _line.Clear();
        _cursor = 0;
        bool isNew = _finished.Length != 0 && (_history.Count == 0 || _history[_history.Count - 1] != _finished);
        if (isNew)
        {
            if (_history.Count == MostHistory)
                _history.RemoveAt(0);
            _history.Add(_finished);
        }
        _historyIndex = _history.Count;
    }

    private void Recall(int index)
    {
        if (index < 0 || index > _history.Count)
            return;
        _historyIndex = index;
        Delete(0, _line.Length);
        foreach (char character in index == _history.Count ? "" : _history[index])
            Insert(character);
    }

    private int WordStart()
    {
        int at = _cursor;
        while (at > 0 && _line[at - 1] == ' ')
            at--;
        while (at > 0 && _line[at - 1] != ' ')
            at--;
        return at;
    }

    private void MoveTo(int place)
    {
        if (place < _cursor)
            MoveBack(_cursor - place);
        else if (place > _cursor)
            _output.Append(_line.ToString(_cursor, place - _cursor));
        _cursor = place;
    }

    private void MoveBack(int columns)
    {
        if (columns > 0)
            _output.Append("\e[").Append(columns).Append('D');
    }

    private void Delete(int start, int end)
    {
        MoveTo(start);
        if (start == end)
            return;
        _line.Remove(start, end - start);
        _output.Append("\e[K").Append(_line.ToString(start, _line.Length - start));
        MoveBack(_line.Length - start);
    }

    /// <summary>Keys are characters, controls and sequences just as a terminal's output is.</summary>
    private sealed class KeyParser(LineEditor editor) : EscapeParser
    {
        protected override void OnCharacter(int character) => editor.Insert(character);

        protected override void OnControl(byte control) => editor.Control(control);

        protected override void OnDelete() => editor.Control(0x08);

        /// <summary>SS3: xterm sends some keys as ESC O letter, of which the letter comes as text.</summary>
        protected override void OnEscape(byte intermediate, byte final)
        {
        }

        protected override void OnSequence(byte prefix, ControlParameters parameters, byte intermediate, byte final) =>
            editor.Sequence(parameters.Value(0), final);
    }
}
