using System;

namespace Internal.Runtime;

/// <summary>A position among the entries of a name table, moved on by each read.</summary>
internal unsafe ref struct NameCursor
{
    // SAFETY: both point into one name table, which is read-only data of the image; a well-formed table (only our build makes them) ends every
    // string and entry inside itself.
    private readonly byte* _strings;
    private byte* _next;

    internal NameCursor(byte* next, byte* strings)
    {
        _next = next;
        _strings = strings;
    }

    internal byte Byte() => *_next++;

    internal ulong Varint() => ReadVarint(ref _next);

    internal ReadOnlySpan<byte> Text()
    {
        byte* text = _strings + (uint)Varint();
        int length = (int)ReadVarint(ref text);
        return new ReadOnlySpan<byte>(text, length);
    }

    internal void SkipIf(int condition)
    {
        if (condition != 0)
        {
            Varint();
        }
    }

    private static ulong ReadVarint(ref byte* next)
    {
        ulong value = 0;
        int shift = 0;
        byte part;
        do
        {
            part = *next++;
            value |= (ulong)(part & 0x7F) << shift;
            shift += 7;
        }
        while (part >= 0x80);
        return value;
    }
}
