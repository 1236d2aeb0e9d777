namespace Diesis.Core.Terminals;

public sealed partial class Terminal
{
    private const byte Bell = 0x07;
    private const byte Backspace = 0x08;
    private const byte Tab = 0x09;
    private const byte LineFeedControl = 0x0a;
    private const byte VerticalTab = 0x0b;
    private const byte FormFeed = 0x0c;
    private const byte CarriageReturn = 0x0d;
    private const byte ShiftOut = 0x0e;
    private const byte ShiftIn = 0x0f;

    protected override void OnControl(byte control)
    {
        switch (control)
        {
            case Bell:
                BellCount++;
                break;
            case Backspace:
                MoveTo(_row, _column - 1);
                break;
            case Tab:
                TabForward(1);
                break;
            case LineFeedControl or VerticalTab or FormFeed:
                LineFeed();
                if (IsOn(TerminalModes.NewLine))
                    _column = 0;
                break;
            case CarriageReturn:
                MoveTo(_row, 0);
                break;
            case ShiftOut:
                _sets.UseSecond();
                break;
            case ShiftIn:
                _sets.UseFirst();
                break;
        }
    }

    protected override void OnEscape(byte intermediate, byte final)
    {
        if (intermediate is (byte)'(' or (byte)')')
        {
            _sets.Designate(intermediate, final);
            return;
        }
        if (intermediate == (byte)'#' && final == (byte)'8')
        {
            AlignmentPattern();
            return;
        }
        if (intermediate != 0)
            return;

        switch (final)
        {
            case (byte)'7':
                SaveCursor();
                break;
            case (byte)'8':
                RestoreCursor();
                break;
            case (byte)'D':
                LineFeed();
                break;
            case (byte)'E':
                LineFeed();
                _column = 0;
                break;
            case (byte)'H':
                _tabStops[_column] = true;
                break;
            case (byte)'M':
                ReverseLineFeed();
                break;
            case (byte)'Z':
                ReplyAttributes();
                break;
            case (byte)'c':
                Reset();
                break;
            case (byte)'=':
                _modes |= TerminalModes.ApplicationKeypad;
                break;
            case (byte)'>':
                _modes &= ~TerminalModes.ApplicationKeypad;
                break;
        }
    }

    /// <summary>DECALN: the screen full of E, the region as large as the screen.</summary>
    private void AlignmentPattern()
    {
        _top = 0;
        _bottom = Rows;
        _grid.FillRows(0, Rows, new Cell { Character = 'E' });
        MoveTo(0, 0);
    }

    /// <summary>DA: a VT102, which promises nothing that is not here.</summary>
    private void ReplyAttributes() => _replies.Add("\e[?6c"u8);
}
