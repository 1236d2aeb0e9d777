namespace Diesis.Core.Input;

/// <summary>What happened to a key.</summary>
public enum KeyAction
{
    Press,
    Repeat,
    Release,
}

/// <summary>A key that went down, repeats or came up.</summary>
public readonly struct KeyEvent(KeyCode key, KeyAction action, KeyModifiers modifiers, int character)
{
    public KeyCode Key { get; } = key;

    public KeyAction Action { get; } = action;

    /// <summary>As they are after this event.</summary>
    public KeyModifiers Modifiers { get; } = modifiers;

    /// <summary>The Unicode character that the key means by the layout, control characters included; 0 when it means none.</summary>
    public int Character { get; } = character;
}
