using System.Runtime.CompilerServices;

namespace Internal.Runtime;

/// <summary>Text at the home's border: UTF-8 in, UTF-8 out, without the encodings' whole machinery.</summary>
internal static unsafe class Utf8String
{
    private const char Replacement = '\ufffd';

    /// <remarks>SAFETY: the text ends with a zero byte and does not change.</remarks>
    internal static string FromZeroTerminated(byte* text)
    {
        int length = 0;
        while (text[length] != 0)
            length++;
        return FromBytes(text, length);
    }

    /// <summary>Decodes; malformed bytes become U+FFFD one by one.</summary>
    internal static string FromBytes(byte* bytes, int length)
    {
        int count = 0;
        for (int at = 0; at < length;)
            count += Decode(bytes, length, ref at) >= 0x10000 ? 2 : 1;
        string text = ObjectAllocator.AllocateString(count);
        fixed (char* start = text)
        {
            // SAFETY: the string was made here, with room for just what the first pass counted.
            char* next = start;
            for (int at = 0; at < length;)
            {
                int scalar = Decode(bytes, length, ref at);
                if (scalar >= 0x10000)
                {
                    *next++ = (char)(0xd7c0 + (scalar >> 10));
                    *next++ = (char)(0xdc00 + (scalar & 0x3ff));
                }
                else
                {
                    *next++ = (char)scalar;
                }
            }
        }
        return text;
    }

    private static int Decode(byte* bytes, int length, ref int at)
    {
        int first = bytes[at++];
        if (first < 0x80)
            return first;
        int trailing = first is >= 0xc2 and < 0xe0 ? 1 : first is >= 0xe0 and < 0xf0 ? 2 : first is >= 0xf0 and < 0xf5 ? 3 : 0;
        if (trailing == 0 || at + trailing > length)
            return Replacement;
        int scalar = first & (0x3f >> trailing);
        for (int i = 0; i < trailing; i++)
        {
            if ((bytes[at + i] & 0xc0) != 0x80)
                return Replacement;
            scalar = (scalar << 6) | (bytes[at + i] & 0x3f);
        }
        bool overlong = (trailing == 2 && scalar < 0x800) || (trailing == 3 && scalar is < 0x10000 or > 0x10ffff);
        if (overlong || scalar is >= 0xd800 and < 0xe000)
            return Replacement;
        at += trailing;
        return scalar;
    }

    /// <summary>Encodes as much text as fits; a lone surrogate becomes U+FFFD.</summary>
    /// <param name="consumed">Characters taken from the text.</param>
    /// <returns>Bytes written.</returns>
    internal static int Encode(System.ReadOnlySpan<char> text, byte* destination, int capacity, out int consumed)
    {
        int used = 0;
        int i = 0;
        while (i < text.Length && used + 4 <= capacity)
        {
            int scalar = text[i++];
            if (scalar is >= 0xd800 and < 0xe000)
            {
                bool paired = scalar < 0xdc00 && i < text.Length && text[i] is >= '\udc00' and < '\ue000';
                scalar = paired ? 0x10000 + ((scalar - 0xd800) << 10) + (text[i++] - 0xdc00) : Replacement;
            }
            if (scalar < 0x80)
            {
                destination[used++] = (byte)scalar;
            }
            else if (scalar < 0x800)
            {
                destination[used++] = (byte)(0xc0 | (scalar >> 6));
                destination[used++] = (byte)(0x80 | (scalar & 0x3f));
            }
            else if (scalar < 0x10000)
            {
                destination[used++] = (byte)(0xe0 | (scalar >> 12));
                destination[used++] = (byte)(0x80 | ((scalar >> 6) & 0x3f));
                destination[used++] = (byte)(0x80 | (scalar & 0x3f));
            }
            else
            {
                destination[used++] = (byte)(0xf0 | (scalar >> 18));
                destination[used++] = (byte)(0x80 | ((scalar >> 12) & 0x3f));
                destination[used++] = (byte)(0x80 | ((scalar >> 6) & 0x3f));
                destination[used++] = (byte)(0x80 | (scalar & 0x3f));
            }
        }
        consumed = i;
        return used;
    }
}
