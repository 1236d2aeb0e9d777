using System;
using Diesis.Core.Terminals;

namespace Diesis.Core.Input;

/// <summary>What a terminal sends to its program for a key: the character in UTF-8, or a sequence as xterm has them.</summary>
public static class KeyText
{
    /// <summary>A buffer of this size takes any key.</summary>
    public const int Maximum = 16;

    private const byte Escape = 0x1b;

    /// <summary>Writes a key's bytes.</summary>
    /// <returns>The bytes written; 0 when the key sends nothing.</returns>
    public static int Write(in KeyEvent key, TerminalModes modes, Span<byte> buffer)
    {
        if (key.Action == KeyAction.Release)
            return 0;
        if (key.Character != 0)
        {
            int start = 0;
            if ((key.Modifiers & KeyModifiers.Alt) != 0)
                buffer[start++] = Escape;
            return start + WriteCharacter(key.Character, buffer.Slice(start));
        }

        int modifiers = 1 + (int)(key.Modifiers & (KeyModifiers.Shift | KeyModifiers.Alt | KeyModifiers.Control));
        KeyCode code = Navigation(key.Key);
        byte letter = LetterOf(code);
        if (letter != 0)
            return WriteLetter(letter, modifiers, modes, code >= KeyCode.F1 && code <= KeyCode.F4, buffer);
        int number = NumberOf(code);
        return number != 0 ? WriteNumber(number, modifiers, buffer) : 0;
    }

    /// <summary>Without NumLock the keypad moves the cursor.</summary>
    private static KeyCode Navigation(KeyCode key) => key switch
    {
        KeyCode.Keypad1 => KeyCode.End,
        KeyCode.Keypad2 => KeyCode.Down,
        KeyCode.Keypad3 => KeyCode.PageDown,
        KeyCode.Keypad4 => KeyCode.Left,
        KeyCode.Keypad6 => KeyCode.Right,
        KeyCode.Keypad7 => KeyCode.Home,
        KeyCode.Keypad8 => KeyCode.Up,
        KeyCode.Keypad9 => KeyCode.PageUp,
        KeyCode.Keypad0 => KeyCode.Insert,
        KeyCode.KeypadPeriod => KeyCode.Delete,
        _ => key,
    };

    /// <summary>Keys that send CSI letter.</summary>
    private static byte LetterOf(KeyCode key) => key switch
    {
        KeyCode.Up => (byte)'A',
        KeyCode.Down => (byte)'B',
        KeyCode.Right => (byte)'C',
        KeyCode.Left => (byte)'D',
        KeyCode.End => (byte)'F',
        KeyCode.Home => (byte)'H',
        KeyCode.F1 => (byte)'P',
        KeyCode.F2 => (byte)'Q',
        KeyCode.F3 => (byte)'R',
        KeyCode.F4 => (byte)'S',
        _ => 0,
    };

    /// <summary>Keys that send CSI number ~, numbered as on a VT220.</summary>
    private static int NumberOf(KeyCode key) => key switch
    {
        KeyCode.Insert => 2,
        KeyCode.Delete => 3,
        KeyCode.PageUp => 5,
        KeyCode.PageDown => 6,
        KeyCode.F5 => 15,
        >= KeyCode.F6 and <= KeyCode.F10 => 17 + (key - KeyCode.F6),
        KeyCode.F11 => 23,
        KeyCode.F12 => 24,
        _ => 0,
    };

    private static int WriteLetter(byte letter, int modifiers, TerminalModes modes, bool isFunction, Span<byte> buffer)
    {
        int at = 0;
        buffer[at++] = Escape;
        if (modifiers == 1)
        {
            bool single = isFunction || (modes & TerminalModes.ApplicationCursorKeys) != 0;
            buffer[at++] = single ? (byte)'O' : (byte)'[';
        }
        else
        {
            "[1;"u8.CopyTo(buffer.Slice(at));
            at += 3;
            buffer[at++] = (byte)('0' + modifiers);
        }
        buffer[at++] = letter;
        return at;
    }

    private static int WriteNumber(int number, int modifiers, Span<byte> buffer)
    {
        int at = 0;
        buffer[at++] = Escape;
        buffer[at++] = (byte)'[';
        if (number >= 10)
            buffer[at++] = (byte)('0' + number / 10);
        buffer[at++] = (byte)('0' + number % 10);
        if (modifiers != 1)
        {
            buffer[at++] = (byte)';';
            buffer[at++] = (byte)('0' + modifiers);
        }
        buffer[at++] = (byte)'~';
        return at;
    }

    private static int WriteCharacter(int character, Span<byte> buffer)
    {
        switch (character)
        {
            case < 0x80:
                buffer[0] = (byte)character;
                return 1;
            case < 0x800:
                buffer[0] = (byte)(0xc0 | character >> 6);
                buffer[1] = (byte)(0x80 | character & 0x3f);
                return 2;
            default:
                buffer[0] = (byte)(0xe0 | character >> 12);
                buffer[1] = (byte)(0x80 | character >> 6 & 0x3f);
                buffer[2] = (byte)(0x80 | character & 0x3f);
                return 3;
        }
    }
}
