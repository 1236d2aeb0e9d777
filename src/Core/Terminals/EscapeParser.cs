using System;

namespace Diesis.Core.Terminals;

/// <summary>
/// Takes a stream of bytes apart into characters, controls, escape and control sequences (ECMA-48, section 5). It keeps its place between
/// calls, so a sequence may be cut anywhere; what it does not know it skips to its end.
/// </summary>
/// <remarks>
/// States: ground → escape → (intermediate | sequence → ignored | text of a string) → ground. CAN and SUB end any sequence, ESC begins a
/// new one, other controls act in the midst of it, as on a VT220. Bytes 80 to 9F are parts of UTF-8 here and no C1 controls.
/// </remarks>
public abstract class EscapeParser
{
    private const byte Cancel = 0x18;
    private const byte Substitute = 0x1a;
    private const byte Escape = 0x1b;
    private const byte Bell = 0x07;
    private const byte Delete = 0x7f;

    private readonly ControlParameters _parameters = new();
    private Utf8Decoder _decoder;
    private State _state;

    /// <summary>A byte from 3C to 3F in front of the parameters, which makes a sequence private; 0 when there is none.</summary>
    private byte _prefix;

    /// <summary>The last byte from 20 to 2F; 0 when there is none.</summary>
    private byte _intermediate;

    private enum State : byte
    {
        Ground,
        Escape,
        EscapeIntermediate,
        Sequence,
        SequenceIntermediate,
        SequenceIgnored,
        String,
        StringEscape,
    }

    /// <summary>A character to print.</summary>
    protected abstract void OnCharacter(int character);

    /// <summary>A C0 control: below 20.</summary>
    protected abstract void OnControl(byte control);

    /// <summary>DEL: nothing to a screen, a key to a keyboard's reader.</summary>
    protected virtual void OnDelete()
    {
    }

    /// <summary>ESC, perhaps an intermediate byte, and a final one.</summary>
    protected abstract void OnEscape(byte intermediate, byte final);

    /// <summary>CSI, perhaps a private prefix, parameters, perhaps an intermediate byte, a final one.</summary>
    protected abstract void OnSequence(byte prefix, ControlParameters parameters, byte intermediate, byte final);

    public void Parse(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
            Take(bytes[i]);
    }

    private void Take(byte value)
    {
        if (_state == State.Ground && (value >= 0x20 || _decoder.IsPending))
        {
            bool used = _decoder.Take(value, out int character);
            if (character >= 0x20 && character is < Delete or > 0x9f)
                OnCharacter(character);
            else if (character == Delete)
                OnDelete();
            if (used)
                return;
            if (value >= 0x20)
            {
                Take(value);
                return;
            }
        }

        switch (value)
        {
            case Escape:
                _state = _state == State.String ? State.StringEscape : State.Escape;
                _intermediate = 0;
                break;
            case Cancel or Substitute:
                _state = State.Ground;
                break;
            case < 0x20 when _state is State.String or State.StringEscape:
                if (value == Bell)
                    _state = State.Ground;
                break;
            case < 0x20:
                OnControl(value);
                break;
            default:
                TakeInSequence(value);
                break;
        }
    }

    private void TakeInSequence(byte value)
    {
        switch (_state)
        {
            case State.Escape or State.EscapeIntermediate or State.StringEscape:
                TakeInEscape(value);
                break;
            case State.Sequence:
                TakeParameter(value);
                break;
            case State.SequenceIntermediate:
                if (value is >= 0x20 and <= 0x2f)
                    _intermediate = value;
                else if (value is >= 0x40 and < Delete)
                    EndSequence(value);
                else if (value != Delete)
                    _state = State.SequenceIgnored;
                break;
            case State.SequenceIgnored:
                if (value is >= 0x40 and < Delete)
                    _state = State.Ground;
                break;
        }
    }

    private void TakeInEscape(byte value)
    {
        if (_state == State.StringEscape)
        {
            // ESC ends the string; with a backslash it is the terminator, else it begins a sequence of its own.
            _state = State.Escape;
            if (value == (byte)'\\')
            {
                _state = State.Ground;
                return;
            }
        }

        switch (value)
        {
            case >= 0x20 and <= 0x2f:
                _intermediate = value;
                _state = State.EscapeIntermediate;
                break;
            case (byte)'[' when _state == State.Escape:
                _parameters.Clear();
                _prefix = 0;
                _state = State.Sequence;
                break;
            case (byte)']' or (byte)'P' or (byte)'X' or (byte)'^' or (byte)'_' when _state == State.Escape:
                _state = State.String;
                break;
            case Delete:
                break;
            case > Delete:
                _state = State.Ground;
                break;
            default:
                _state = State.Ground;
                OnEscape(_intermediate, value);
                break;
        }
    }

    private void TakeParameter(byte value)
    {
        switch (value)
        {
            case >= (byte)'0' and <= (byte)'9':
                _parameters.AddDigit(value - '0');
                break;
            case (byte)';':
                _parameters.Separate();
                break;
            case (byte)':':
                _parameters.Join();
                break;
            case >= 0x3c and <= 0x3f when _prefix == 0 && _parameters.Count == 1 && _parameters.Value(0, -1) < 0:
                _prefix = value;
                break;
            case >= 0x3c and <= 0x3f:
                _state = State.SequenceIgnored;
                break;
            case >= 0x20 and <= 0x2f:
                _intermediate = value;
                _state = State.SequenceIntermediate;
                break;
            case >= 0x40 and < Delete:
                EndSequence(value);
                break;
            case > Delete:
                _state = State.SequenceIgnored;
                break;
        }
    }

    private void EndSequence(byte final)
    {
        _state = State.Ground;
        OnSequence(_prefix, _parameters, _intermediate, final);
    }
}
