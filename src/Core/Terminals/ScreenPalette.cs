using System;

namespace Diesis.Core.Terminals;

/// <summary>Colours as 0x00RRGGBB: the sixteen named ones, chosen for a dark background, and xterm's cube and greys.</summary>
public static class ScreenPalette
{
    public const int DefaultForeground = 0xd0d4dc;
    public const int DefaultBackground = 0x12141a;

    private const int Bright = 8;
    private const int FirstOfCube = 16;
    private const int FirstGrey = 232;

    private static ReadOnlySpan<int> Named =>
    [
        0x1c1f28, 0xd8545a, 0x6cb56a, 0xd2a44c, 0x5b8fdb, 0xb27ad0, 0x4fb0b8, 0xc4c8d0,
        0x6b7280, 0xff7b80, 0x95dd8f, 0xf3cd76, 0x8cb8ff, 0xd8a6f2, 0x7fdce2, 0xffffff,
    ];

    /// <summary>The two colours that a cell's points have: its style's inversion, faintness and hiding are in them.</summary>
    public static void Resolve(in Cell cell, out int foreground, out int background)
    {
        foreground = Foreground(cell);
        background = cell.Background.IsDefault ? DefaultBackground : Rgb(cell.Background);
        if ((cell.Style & CellStyle.Faint) != 0)
            foreground = Mix(foreground, background);
        if ((cell.Style & CellStyle.Inverse) != 0)
            (foreground, background) = (background, foreground);
        if ((cell.Style & CellStyle.Hidden) != 0)
            foreground = background;
    }

    /// <summary>A colour that is not the default.</summary>
    public static int Rgb(TerminalColor color)
    {
        int value = color.Value;
        if (!color.IsPalette)
            return value;
        if (value < FirstOfCube)
            return Named[value];
        if (value >= FirstGrey)
            return (8 + 10 * (value - FirstGrey)) * 0x010101;
        value -= FirstOfCube;
        return CubeLevel(value / 36) << 16 | CubeLevel(value / 6 % 6) << 8 | CubeLevel(value % 6);
    }

    /// <summary>Bold text in one of the dark colours is bright as well, as programs have expected since there were only eight.</summary>
    private static int Foreground(in Cell cell)
    {
        if (cell.Foreground.IsDefault)
            return DefaultForeground;
        bool brightens = (cell.Style & CellStyle.Bold) != 0 && cell.Foreground.IsPalette && cell.Foreground.Value < Bright;
        return Rgb(brightens ? TerminalColor.FromPalette(cell.Foreground.Value + Bright) : cell.Foreground);
    }

    private static int CubeLevel(int step) => step == 0 ? 0 : 55 + 40 * step;

    private static int Mix(int one, int other) => ((one ^ other) & 0xfefefe) / 2 + (one & other);
}
