namespace Diesis.Tests.Runtime;

/// <summary>Text made fit for one line of printable ASCII, without help from the number formatting that is under test.</summary>
internal static class Escaped
{
    private const string Digits = "0123456789abcdef";

    /// <summary>Backslash, control characters and everything beyond ASCII become \xxxx escapes with four hexadecimal digits.</summary>
    internal static string Text(string text)
    {
        int extra = 0;
        for (int i = 0; i < text.Length; i++)
        {
            extra += IsPlain(text[i]) ? 0 : 4;
        }

        if (extra == 0)
        {
            return text;
        }

        char[] escaped = new char[text.Length + extra];
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char unit = text[i];
            if (IsPlain(unit))
            {
                escaped[length++] = unit;
                continue;
            }

            escaped[length++] = '\\';
            for (int shift = 12; shift >= 0; shift -= 4)
            {
                escaped[length++] = Digits[(unit >> shift) & 15];
            }
        }

        return new string(escaped);
    }

    internal static string Hexadecimal(ulong value, int digits)
    {
        char[] text = new char[digits];
        for (int i = 0; i < digits; i++)
        {
            text[i] = Digits[(int)(value >> ((digits - 1 - i) * 4)) & 15];
        }

        return new string(text);
    }

    private static bool IsPlain(char unit) => unit >= ' ' && unit <= '~' && unit != '\\';
}
