using System;

namespace Diesis.Drivers.Pc.Screen;

/// <summary>The console's bitmap font: 8 by 16 points, drawn for this system (tools/ConsoleFont/Glyphs.txt).</summary>
internal static partial class ConsoleFont
{
    internal const int Width = 8;
    internal const int Height = 16;

    private const int FirstAscii = 0x20;
    private const int LastAscii = 0x7e;
    private const int NoBreakSpace = 0xa0;
    private const int Replacement = 0xfffd;

    internal static int Count => Characters.Length;

    /// <summary>The rows of a character's glyph from the top; of U+FFFD's when the font lacks the character.</summary>
    internal static ReadOnlySpan<byte> Glyph(int character) => Rows.Slice(IndexOf(character) * Height, Height);

    internal static bool Has(int character) => Find(character) >= 0;

    private static int IndexOf(int character)
    {
        // ASCII stands at the beginning without gaps.
        if (character is >= FirstAscii and <= LastAscii)
            return character - FirstAscii;
        if (character is 0 or NoBreakSpace)
            return 0;
        int index = Find(character);
        return index >= 0 ? index : Find(Replacement);
    }

    private static int Find(int character)
    {
        ReadOnlySpan<ushort> characters = Characters;
        int low = 0;
        int high = characters.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (characters[middle] == character)
                return middle;
            if (characters[middle] < character)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return -1;
    }
}
