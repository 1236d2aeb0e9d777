using System.Text;
using Diesis.Core.Input;
using Diesis.Core.Terminals;

namespace Diesis.Unit.Tests.Input;

/// <summary>Layouts, modifiers, locks and dead keys.</summary>
public sealed class KeyboardTests
{
    /// <summary>Types "Key", "Shift+Key", "AltGr+Key"… and gives the characters.</summary>
    private static string Type(string layout, string keys)
    {
        Keyboard keyboard = new(KeyboardLayout.Find(layout)!);
        StringBuilder text = new();
        foreach (string combination in keys.Split(' '))
        {
            KeyCode[] codes = [.. combination.Split('+').Select(Parse)];
            foreach (KeyCode code in codes)
            {
                int character = keyboard.Press(code).Character;
                if (character != 0)
                    text.Append(char.ConvertFromUtf32(character));
            }
            foreach (KeyCode code in codes.Reverse())
                Assert.Equal(0, keyboard.Release(code).Character);
        }
        return text.ToString();
    }

    private static KeyCode Parse(string name) => name switch
    {
        "Shift" => KeyCode.LeftShift,
        "Control" => KeyCode.RightControl,
        "AltGr" => KeyCode.RightAlt,
        _ => Enum.Parse<KeyCode>(name),
    };

    [Theory]
    [InlineData("us", "H E L L O", "hello")]
    [InlineData("us", "Shift+H I", "Hi")]
    [InlineData("us", "Shift+Digit1 Shift+Digit2 Shift+Slash", "!@?")]
    [InlineData("us", "CapsLock A Shift+A Digit1 CapsLock A", "Aa1a")]
    [InlineData("us", "Control+C Control+LeftBracket Control+Shift+Minus", "\u0003\u001b\u001f")]
    [InlineData("us", "Enter Tab Escape Backspace Space", "\r\t\u001b\u007f ")]
    [InlineData("us", "Keypad1 KeypadPeriod NumLock Keypad1 KeypadPlus KeypadEnter", "1.+\r")]
    [InlineData("us", "AltGr+Q", "q")]
    [InlineData("us", "EuropeBackslash Shift+EuropeBackslash", "\\|")]
    [InlineData("de", "Z Y Shift+Z", "yzY")]
    [InlineData("de", "Minus Shift+Minus AltGr+Minus", "ß?\\")]
    [InlineData("de", "LeftBracket Semicolon Apostrophe Shift+LeftBracket", "üöäÜ")]
    [InlineData("de", "CapsLock Apostrophe Minus Digit1", "Äß1")]
    [InlineData("de", "AltGr+Q AltGr+E AltGr+M AltGr+Digit2 AltGr+Digit3 AltGr+RightBracket", "@€µ²³~")]
    [InlineData("de", "AltGr+Digit7 AltGr+Digit8 AltGr+Digit9 AltGr+Digit0", "{[]}")]
    [InlineData("de", "EuropeBackslash Shift+EuropeBackslash AltGr+EuropeBackslash", "<>|")]
    [InlineData("de", "Shift+Digit2 Shift+Digit3 Shift+Digit7 Shift+Digit0", "\"§/=")]
    [InlineData("de", "Backslash Shift+Backslash Comma Shift+Comma Slash Shift+Slash", "#',;-_")]
    [InlineData("de", "Equal E Shift+Equal A Grave O", "éàô")]
    [InlineData("de", "Equal Space Equal Equal Grave Space", "´´^")]
    [InlineData("de", "Equal X E", "xe")]
    [InlineData("de", "Equal Shift+E Grave Shift+Z", "ÉY")]
    public void KeysBecomeCharacters(string layout, string keys, string expected) => Assert.Equal(expected, Type(layout, keys));

    [Fact]
    public void AKeyThatStaysDownRepeats()
    {
        Keyboard keyboard = new(new UsLayout());
        Assert.Equal(KeyAction.Press, keyboard.Press(KeyCode.A).Action);
        Assert.Equal(KeyAction.Repeat, keyboard.Press(KeyCode.A).Action);
        Assert.Equal('a', keyboard.Press(KeyCode.A).Character);
        Assert.Equal(KeyAction.Release, keyboard.Release(KeyCode.A).Action);
        Assert.Equal(KeyAction.Press, keyboard.Press(KeyCode.A).Action);
    }

    [Fact]
    public void ALockDoesNotRepeat()
    {
        Keyboard keyboard = new(new UsLayout());
        keyboard.Press(KeyCode.CapsLock);
        keyboard.Press(KeyCode.CapsLock);
        Assert.Equal(KeyModifiers.CapsLock, keyboard.Locks & KeyModifiers.CapsLock);
        keyboard.Release(KeyCode.CapsLock);
        keyboard.Press(KeyCode.CapsLock);
        Assert.Equal(KeyModifiers.None, keyboard.Locks & KeyModifiers.CapsLock);
    }

    [Fact]
    public void OneOfTwoShiftKeysIsEnough()
    {
        Keyboard keyboard = new(new UsLayout());
        keyboard.Press(KeyCode.LeftShift);
        keyboard.Press(KeyCode.RightShift);
        keyboard.Release(KeyCode.LeftShift);
        Assert.Equal('A', keyboard.Press(KeyCode.A).Character);
        keyboard.ReleaseAll();
        Assert.Equal('a', keyboard.Press(KeyCode.A).Character);
    }

    [Theory]
    [InlineData("us")]
    [InlineData("de")]
    public void EveryLevelOfALayoutIsComplete(string name)
    {
        KeyboardLayout layout = KeyboardLayout.Find(name)!;
        for (KeyCode key = KeyCode.A; key <= KeyCode.Slash; key++)
        {
            foreach (KeyModifiers modifiers in new[] { KeyModifiers.None, KeyModifiers.Shift, KeyModifiers.AltGraph, KeyModifiers.CapsLock })
            {
                int character = layout.Character(key, modifiers);
                Assert.True(character != 0 || modifiers == KeyModifiers.AltGraph, $"{key} with {modifiers}");
            }
        }
    }

    /// <summary>All of ASCII that one can print can be typed.</summary>
    [Theory]
    [InlineData("us")]
    [InlineData("de")]
    public void EveryAsciiCharacterCanBeTyped(string name)
    {
        KeyboardLayout layout = KeyboardLayout.Find(name)!;
        HashSet<int> characters = [];
        for (KeyCode key = KeyCode.A; key <= KeyCode.EuropeBackslash; key++)
        {
            foreach (KeyModifiers modifiers in new[] { KeyModifiers.None, KeyModifiers.Shift, KeyModifiers.AltGraph })
                characters.Add(layout.Character(key, modifiers));
        }
        foreach (int dead in characters.Where(DeadKeys.IsDead).ToArray())
            characters.Add(DeadKeys.Spacing(dead));
        Assert.Empty(Enumerable.Range(' ', '~' - ' ' + 1).Except(characters).Select(code => (char)code));
    }

    [Fact]
    public void AnUnknownLayoutIsNone() => Assert.Null(KeyboardLayout.Find("xx"));

    [Theory]
    [InlineData(KeyCode.Up, KeyModifiers.None, TerminalModes.None, "\e[A")]
    [InlineData(KeyCode.Up, KeyModifiers.None, TerminalModes.ApplicationCursorKeys, "\eOA")]
    [InlineData(KeyCode.Up, KeyModifiers.Shift, TerminalModes.None, "\e[1;2A")]
    [InlineData(KeyCode.Left, KeyModifiers.Control, TerminalModes.ApplicationCursorKeys, "\e[1;5D")]
    [InlineData(KeyCode.F1, KeyModifiers.None, TerminalModes.None, "\eOP")]
    [InlineData(KeyCode.F5, KeyModifiers.None, TerminalModes.None, "\e[15~")]
    [InlineData(KeyCode.F6, KeyModifiers.None, TerminalModes.None, "\e[17~")]
    [InlineData(KeyCode.F10, KeyModifiers.None, TerminalModes.None, "\e[21~")]
    [InlineData(KeyCode.F12, KeyModifiers.Shift | KeyModifiers.Control, TerminalModes.None, "\e[24;6~")]
    [InlineData(KeyCode.Delete, KeyModifiers.None, TerminalModes.None, "\e[3~")]
    [InlineData(KeyCode.Keypad9, KeyModifiers.None, TerminalModes.None, "\e[5~")]
    [InlineData(KeyCode.Keypad5, KeyModifiers.None, TerminalModes.None, "")]
    [InlineData(KeyCode.LeftShift, KeyModifiers.Shift, TerminalModes.None, "")]
    public void KeysWithoutACharacterSendSequences(KeyCode key, KeyModifiers modifiers, TerminalModes modes, string expected) =>
        Assert.Equal(expected, Text(new KeyEvent(key, KeyAction.Press, modifiers, 0), modes));

    [Theory]
    [InlineData('a', KeyModifiers.None, "a")]
    [InlineData('ä', KeyModifiers.None, "ä")]
    [InlineData('€', KeyModifiers.None, "€")]
    [InlineData('a', KeyModifiers.Alt, "\ea")]
    public void CharactersAreSentInUtf8(int character, KeyModifiers modifiers, string expected) =>
        Assert.Equal(expected, Text(new KeyEvent(KeyCode.A, KeyAction.Press, modifiers, character), TerminalModes.None));

    [Fact]
    public void AReleaseSendsNothing() => Assert.Equal("", Text(new KeyEvent(KeyCode.Up, KeyAction.Release, KeyModifiers.None, 0), TerminalModes.None));

    [Fact]
    public void RandomChangesKeepTheModifiersInStep()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            Random random = new(seed);
            Keyboard keyboard = new(KeyboardLayout.Find(seed % 2 == 0 ? "us" : "de")!);
            HashSet<KeyCode> down = [];
            byte[] buffer = new byte[KeyText.Maximum];
            for (int step = 0; step < 1000; step++)
            {
                KeyCode key = (KeyCode)random.Next(256);
                KeyEvent change;
                if (random.Next(2) == 0)
                {
                    bool repeats = !down.Add(key);
                    change = keyboard.Press(key);
                    Assert.True(change.Action == (repeats ? KeyAction.Repeat : KeyAction.Press), $"seed {seed}, step {step}");
                }
                else
                {
                    down.Remove(key);
                    change = keyboard.Release(key);
                }
                bool shift = down.Contains(KeyCode.LeftShift) || down.Contains(KeyCode.RightShift);
                Assert.True(shift == change.Modifiers.HasFlag(KeyModifiers.Shift), $"seed {seed}, step {step}");
                Assert.InRange(KeyText.Write(change, TerminalModes.None, buffer), 0, KeyText.Maximum);
            }
        }
    }

    private static string Text(KeyEvent key, TerminalModes modes)
    {
        byte[] buffer = new byte[KeyText.Maximum];
        return Encoding.UTF8.GetString(buffer, 0, KeyText.Write(key, modes, buffer));
    }
}
