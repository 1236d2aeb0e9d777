using System;

namespace Diesis.Core.Input;

/// <summary>A keyboard's state: which keys are down, which locks are on, whether a dead key waits. It turns key changes into events.</summary>
/// <remarks>Knows nothing of how a keyboard speaks. Locks: none; the owner lets one caller in at a time. Nothing allocates.</remarks>
public sealed class Keyboard(KeyboardLayout layout)
{
    private const int WordBits = 64;

    private readonly ulong[] _down = new ulong[256 / WordBits];
    private KeyModifiers _locks = KeyModifiers.NumLock;
    private int _accent;

    public KeyboardLayout Layout { get; set; } = layout;

    public KeyModifiers Modifiers => _locks | HeldModifiers();

    /// <summary>Locks whose lights should be on.</summary>
    public KeyModifiers Locks => _locks;

    public bool IsDown(KeyCode key) => (_down[(int)key / WordBits] >> ((int)key % WordBits) & 1) != 0;

    /// <summary>A key went down, or repeats.</summary>
    public KeyEvent Press(KeyCode key)
    {
        bool repeats = IsDown(key);
        _down[(int)key / WordBits] |= 1UL << ((int)key % WordBits);
        if (!repeats)
            _locks ^= LockOf(key);
        KeyModifiers modifiers = Modifiers;
        return new KeyEvent(key, repeats ? KeyAction.Repeat : KeyAction.Press, modifiers, CharacterOf(key, modifiers));
    }

    /// <summary>A key came up.</summary>
    public KeyEvent Release(KeyCode key)
    {
        _down[(int)key / WordBits] &= ~(1UL << ((int)key % WordBits));
        return new KeyEvent(key, KeyAction.Release, Modifiers, 0);
    }

    /// <summary>Forgets what is down: the keyboard was unplugged, or lost what it had to say.</summary>
    public void ReleaseAll()
    {
        _down.AsSpan().Clear();
        _accent = 0;
    }

    private static KeyModifiers LockOf(KeyCode key) => key switch
    {
        KeyCode.CapsLock => KeyModifiers.CapsLock,
        KeyCode.NumLock => KeyModifiers.NumLock,
        KeyCode.ScrollLock => KeyModifiers.ScrollLock,
        _ => KeyModifiers.None,
    };

    private KeyModifiers HeldModifiers()
    {
        KeyModifiers held = KeyModifiers.None;
        if (IsDown(KeyCode.LeftShift) || IsDown(KeyCode.RightShift))
            held |= KeyModifiers.Shift;
        if (IsDown(KeyCode.LeftControl) || IsDown(KeyCode.RightControl))
            held |= KeyModifiers.Control;
        if (IsDown(KeyCode.LeftAlt) || IsDown(KeyCode.RightAlt) && !Layout.HasAltGraph)
            held |= KeyModifiers.Alt;
        if (IsDown(KeyCode.RightAlt) && Layout.HasAltGraph)
            held |= KeyModifiers.AltGraph;
        if (IsDown(KeyCode.LeftMeta) || IsDown(KeyCode.RightMeta))
            held |= KeyModifiers.Meta;
        return held;
    }

    private int CharacterOf(KeyCode key, KeyModifiers modifiers)
    {
        int character = KeypadCharacter(key, modifiers);
        if (character == 0)
            character = Layout.Character(key, modifiers);
        if (character == 0)
            return 0;
        if ((modifiers & KeyModifiers.Control) != 0)
            return ControlCharacter(character);
        if (DeadKeys.IsDead(character))
        {
            bool twice = _accent == character;
            _accent = twice ? 0 : character;
            return twice ? DeadKeys.Spacing(character) : 0;
        }
        if (_accent == 0)
            return character;

        int accent = _accent;
        _accent = 0;
        if (character == ' ')
            return DeadKeys.Spacing(accent);
        int combined = DeadKeys.Combine(accent, character);
        return combined != 0 ? combined : character;
    }

    /// <summary>Control takes the upper bits of @ to _ and of the letters away (ECMA-48, 5.2); Control and space is NUL, which no event carries.</summary>
    private static int ControlCharacter(int character) => character switch
    {
        >= 'a' and <= 'z' or >= 'A' and <= '_' => character & 0x1f,
        '/' or '-' => 0x1f,
        '\r' or '\t' or '\e' or 0x7f => character,
        _ => 0,
    };

    private static int KeypadCharacter(KeyCode key, KeyModifiers modifiers) => key switch
    {
        KeyCode.KeypadDivide => '/',
        KeyCode.KeypadMultiply => '*',
        KeyCode.KeypadMinus => '-',
        KeyCode.KeypadPlus => '+',
        KeyCode.KeypadEnter => '\r',
        >= KeyCode.Keypad1 and <= KeyCode.KeypadPeriod when (modifiers & KeyModifiers.NumLock) != 0 => "1234567890."[key - KeyCode.Keypad1],
        _ => 0,
    };
}
