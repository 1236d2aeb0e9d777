namespace Diesis.Core.Input;

/// <summary>Keys by their place, named as a US keyboard labels them; numbers are USB's (HID Usage Tables, page 7).</summary>
public enum KeyCode : byte
{
    None = 0,
    A = 0x04, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, X, Y, Z,
    Digit1 = 0x1e, Digit2, Digit3, Digit4, Digit5, Digit6, Digit7, Digit8, Digit9, Digit0,
    Enter = 0x28, Escape, Backspace, Tab, Space, Minus, Equal, LeftBracket, RightBracket, Backslash,

    /// <summary>The key left of a low Enter that European keyboards have instead of <see cref="Backslash"/>.</summary>
    EuropeHash, Semicolon, Apostrophe, Grave, Comma, Period, Slash,
    CapsLock = 0x39, F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12,
    PrintScreen = 0x46, ScrollLock, Pause, Insert, Home, PageUp, Delete, End, PageDown, Right, Left, Down, Up,
    NumLock = 0x53, KeypadDivide, KeypadMultiply, KeypadMinus, KeypadPlus, KeypadEnter,
    Keypad1, Keypad2, Keypad3, Keypad4, Keypad5, Keypad6, Keypad7, Keypad8, Keypad9, Keypad0, KeypadPeriod,

    /// <summary>The 102nd key, between the left shift key and Z.</summary>
    EuropeBackslash = 0x64, Menu, Power,
    Mute = 0x7f, VolumeUp, VolumeDown,
    LeftControl = 0xe0, LeftShift, LeftAlt, LeftMeta, RightControl, RightShift, RightAlt, RightMeta,
}
