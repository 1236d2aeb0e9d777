using System;

namespace Diesis.Core.Input;

[Flags]
public enum MouseButtons
{
    None = 0,
    Left = 1,
    Right = 2,
    Middle = 4,
}

/// <summary>A mouse's movement since the last event, and its buttons now.</summary>
public readonly struct MouseEvent(int deltaX, int deltaY, int wheel, MouseButtons buttons)
{
    /// <summary>To the right.</summary>
    public int DeltaX { get; } = deltaX;

    /// <summary>Upwards.</summary>
    public int DeltaY { get; } = deltaY;

    /// <summary>Notches towards the user.</summary>
    public int Wheel { get; } = wheel;

    public MouseButtons Buttons { get; } = buttons;
}
