using Diesis.Core.Input;

namespace Diesis.Drivers.Pc.Ps2;

/// <summary>Whether a key goes down or comes up.</summary>
internal enum KeyDirection
{
    Down,
    Up,
}

/// <summary>What a complete scan code says. A key of <see cref="KeyCode.None"/> is one that we do not know.</summary>
internal readonly struct KeyChange(KeyCode key, KeyDirection direction)
{
    internal KeyCode Key { get; } = key;

    internal KeyDirection Direction { get; } = direction;
}
