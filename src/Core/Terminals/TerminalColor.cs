using System;

namespace Diesis.Core.Terminals;

/// <summary>A cell's colour: the terminal's default, one of a palette of 256, or red, green and blue.</summary>
public readonly struct TerminalColor : IEquatable<TerminalColor>
{
    private const uint PaletteKind = 1 << 24;
    private const uint DirectKind = 2 << 24;
    private const uint KindMask = 0xff00_0000;

    private readonly uint _value;

    private TerminalColor(uint value) => _value = value;

    public static TerminalColor Default => default;

    public bool IsDefault => _value == 0;

    public bool IsPalette => (_value & KindMask) == PaletteKind;

    /// <summary>The palette's index, or 0x00RRGGBB.</summary>
    public int Value => (int)(_value & ~KindMask);

    /// <param name="index">0 to 7 dark, 8 to 15 bright, 16 to 231 a cube of 6 x 6 x 6, 232 to 255 greys.</param>
    public static TerminalColor FromPalette(int index) => new(PaletteKind | (uint)(index & 0xff));

    public static TerminalColor FromRgb(int red, int green, int blue) =>
        new(DirectKind | (uint)(red & 0xff) << 16 | (uint)(green & 0xff) << 8 | (uint)(blue & 0xff));

    public bool Equals(TerminalColor other) => _value == other._value;

    public override bool Equals(object? other) => other is TerminalColor color && Equals(color);

    public override int GetHashCode() => (int)_value;
}
