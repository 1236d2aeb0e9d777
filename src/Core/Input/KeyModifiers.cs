using System;

namespace Diesis.Core.Input;

/// <summary>Modifier keys that are held down and locks that are on.</summary>
[Flags]
public enum KeyModifiers
{
    None = 0,
    Shift = 1,
    Alt = 2,
    Control = 4,

    /// <summary>The right Alt key on layouts with a third level.</summary>
    AltGraph = 8,
    Meta = 16,
    CapsLock = 32,
    NumLock = 64,
    ScrollLock = 128,
}
