namespace Diesis.Drivers.Pc.Screen;

/// <summary>The characters that a PC's text mode has in its own font.</summary>
internal static class CodePage437
{
    private const byte Unknown = (byte)'?';

    /// <summary>From 80 on.</summary>
    private const string Upper = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

    /// <summary>Characters that have a place below 20, and such as look nearly like another one.</summary>
    private const string Others = "►◄↕¶§↑↓→←↔▲▼•◆♯–—…‘’“”„×✓✗";
    private const string OthersAs = "\u0010\u0011\u0012\u0014\u0015\u0018\u0019\u001a\u001b\u001d\u001e\u001f\u0007\u0004#--.''\"\"\"x\u00fbx";

    internal static byte FromUnicode(int character)
    {
        if (character == 0)
            return (byte)' ';
        if (character is >= 0x20 and < 0x7f)
            return (byte)character;
        if (character > char.MaxValue)
            return Unknown;
        int index = Upper.IndexOf((char)character);
        if (index >= 0)
            return (byte)(0x80 + index);
        index = Others.IndexOf((char)character);
        return index >= 0 ? (byte)OthersAs[index] : Unknown;
    }
}
