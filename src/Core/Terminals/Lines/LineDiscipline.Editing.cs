using System;
using Diesis.Abi;

namespace Diesis.Core.Terminals.Lines;

/// <summary>Keys that change the line while it is typed.</summary>
public sealed partial class LineDiscipline
{
    private enum Erasing
    {
        Character,
        Word,
        Line,
    }

    /// <summary>With ECHOPRT: what is erased is being printed between a backslash and a slash.</summary>
    private bool _isErasing;

    /// <summary>Acts on a key of canonical mode; false when it is text after all.</summary>
    private bool TakeEditingKey(byte value)
    {
        bool extended = Has(LocalModes.IEXTEN);
        if (Is(value, ControlCharacter.VERASE))
            Erase(Erasing.Character, value);
        else if (Is(value, ControlCharacter.VKILL))
            EraseLine(value);
        else if (extended && Is(value, ControlCharacter.VWERASE))
            Erase(Erasing.Word, value);
        else if (extended && Is(value, ControlCharacter.VLNEXT))
            BeginLiteral();
        else if (extended && Has(LocalModes.ECHO) && Is(value, ControlCharacter.VREPRINT))
            Reprint(value);
        else if (value == '\n')
            EndLine(value);
        else if (Is(value, ControlCharacter.VEOF))
            _input.AddEndOfFile();
        else if (Is(value, ControlCharacter.VEOL) || (extended && Is(value, ControlCharacter.VEOL2)))
            EndLineByKey(value);
        else
            return false;
        return true;
    }

    private void BeginLiteral()
    {
        _nextIsLiteral = true;
        if (!Has(LocalModes.ECHO))
            return;
        FinishErasing();
        if (Has(LocalModes.ECHOCTL))
        {
            Emit((byte)'^');
            Emit((byte)'\b');
        }
    }

    private void Reprint(byte value)
    {
        FinishErasing();
        EchoCharacter(value);
        Emit((byte)'\n');
        for (int i = 0; i < _input.PendingCount; i++)
            EchoCharacter(_input.Pending(i));
    }

    private void EndLine(byte value)
    {
        if (Has(LocalModes.ECHO) || Has(LocalModes.ECHONL))
        {
            FinishErasing();
            Emit(value);
        }
        _input.AddEnd(value);
    }

    private void EndLineByKey(byte value)
    {
        if (Has(LocalModes.ECHO))
        {
            NoteLineStart();
            EchoCharacter(value);
        }
        _input.AddEnd(value);
    }

    private void EraseLine(byte key)
    {
        if (!Has(LocalModes.ECHO))
        {
            _input.Drop(_input.PendingCount);
            return;
        }
        if (Has(LocalModes.ECHOK) && Has(LocalModes.ECHOKE) && Has(LocalModes.ECHOE))
        {
            Erase(Erasing.Line, key);
            return;
        }
        if (_input.PendingCount == 0)
            return;
        _input.Drop(_input.PendingCount);
        FinishErasing();
        EchoCharacter(key);
        if (Has(LocalModes.ECHOK))
            Emit((byte)'\n');
    }

    private void Erase(Erasing what, byte key)
    {
        bool sawWord = false;
        while (_input.PendingCount != 0)
        {
            int length = LastCharacterLength();
            byte value = _input.Pending(_input.PendingCount - length);
            if (what == Erasing.Word)
            {
                // A word is letters, digits and underscores, with whatever follows it.
                if (IsWordByte(value))
                    sawWord = true;
                else if (sawWord)
                    break;
            }
            if (Has(LocalModes.ECHO))
                EchoErase(what, key, value, length);
            else
                _input.Drop(length);
            if (what == Erasing.Character)
                break;
        }
        if (_input.PendingCount == 0 && Has(LocalModes.ECHO))
            FinishErasing();
    }

    /// <summary>Bytes of the last character: with IUTF8 those that continue one belong to it.</summary>
    private int LastCharacterLength()
    {
        int length = 1;
        if (Has(InputModes.IUTF8))
        {
            while (length < _input.PendingCount && IsContinuation(_input.Pending(_input.PendingCount - length)))
                length++;
        }
        return length;
    }

    /// <summary>Takes a character from the line and from the screen.</summary>
    private void EchoErase(Erasing what, byte key, byte value, int length)
    {
        if (Has(LocalModes.ECHOPRT))
        {
            EchoErasePrinted(value, length);
            return;
        }
        _input.Drop(length);
        if (what == Erasing.Character && !Has(LocalModes.ECHOE))
            EchoCharacter(key);
        else if (value == '\t')
            EchoEraseTab();
        else
            EchoEraseColumns(value);
    }

    /// <summary>For printers: what is erased is printed again.</summary>
    private void EchoErasePrinted(byte value, int length)
    {
        if (!_isErasing)
        {
            Emit((byte)'\\');
            _isErasing = true;
        }
        EchoCharacter(value);
        int first = _input.PendingCount - length;
        for (int i = 1; i < length; i++)
            Emit(_input.Pending(first + i));
        _input.Drop(length);
    }

    private void EchoEraseColumns(byte value)
    {
        int columns = IsControl(value) ? Has(LocalModes.ECHOCTL) ? 2 : 0 : 1;
        for (int i = 0; i < columns; i++)
        {
            Emit((byte)'\b');
            Emit((byte)' ');
            Emit((byte)'\b');
        }
    }

    /// <summary>How wide a tab was is found by going over the line up to it.</summary>
    private void EchoEraseTab()
    {
        int column = _lineColumn;
        for (int i = 0; i < _input.PendingCount; i++)
        {
            byte value = _input.Pending(i);
            if (value == '\t')
                column = (column | 7) + 1;
            else if (IsControl(value))
                column += Has(LocalModes.ECHOCTL) ? 2 : 0;
            else if (!IsContinued(value))
                column++;
        }
        for (int width = 8 - (column & 7); width > 0; width--)
            Emit((byte)'\b');
    }

    private void FinishErasing()
    {
        if (!_isErasing)
            return;
        Emit((byte)'/');
        _isErasing = false;
    }

    private static bool IsControl(byte value) => value < 0x20 || value == 0x7f;

    private static bool IsContinuation(byte value) => (value & 0xc0) == 0x80;

    private bool IsContinued(byte value) => Has(InputModes.IUTF8) && IsContinuation(value);

    /// <summary>Letters as Latin-1 has them, which take in the first bytes of most characters in UTF-8.</summary>
    private static bool IsWordByte(byte value) =>
        value is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'_'
            or (>= 0xc0 and not 0xd7 and not 0xf7);
}
