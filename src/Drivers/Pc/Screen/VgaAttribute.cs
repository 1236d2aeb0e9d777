using Diesis.Core.Terminals;

namespace Diesis.Drivers.Pc.Screen;

/// <summary>A text mode's attribute: the foreground in the low four bits, the background in three above; the highest would blink.</summary>
internal static class VgaAttribute
{
    private const int Grey = 7;
    private const int Bright = 8;
    private const int DarkOnly = 7;

    internal static byte Of(in Cell cell)
    {
        int foreground = cell.Foreground.IsDefault ? Grey : Nearest(cell.Foreground);
        int background = cell.Background.IsDefault ? 0 : Nearest(cell.Background);
        if ((cell.Style & CellStyle.Bold) != 0)
            foreground |= Bright;
        if ((cell.Style & CellStyle.Faint) != 0)
            foreground = Bright;
        if ((cell.Style & CellStyle.Inverse) != 0)
            (foreground, background) = (background, foreground);
        if ((cell.Style & CellStyle.Hidden) != 0)
            foreground = background;
        return (byte)(foreground | (background & DarkOnly) << 4);
    }

    /// <summary>Of the sixteen colours, the one with the same primaries. Terminals count red as 1 and blue as 4, the hardware the other way round.</summary>
    private static int Nearest(TerminalColor color)
    {
        if (color.IsPalette && color.Value < 16)
            return color.Value & 0x0a | (color.Value & 1) << 2 | (color.Value & 4) >> 2;
        const int Lit = 0x60;
        const int FullyLit = 0xc0;
        int rgb = ScreenPalette.Rgb(color);
        int red = rgb >> 16 & 0xff;
        int green = rgb >> 8 & 0xff;
        int blue = rgb & 0xff;
        int nearest = (red >= Lit ? 4 : 0) | (green >= Lit ? 2 : 0) | (blue >= Lit ? 1 : 0);
        return red >= FullyLit || green >= FullyLit || blue >= FullyLit ? nearest | Bright : nearest;
    }
}
