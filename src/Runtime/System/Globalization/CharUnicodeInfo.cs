using System.Text;

namespace System.Globalization;

/// <summary>What Unicode says of a code point.</summary>
public static class CharUnicodeInfo
{
    public static UnicodeCategory GetUnicodeCategory(char ch) => Category(ch);

    public static UnicodeCategory GetUnicodeCategory(int codePoint)
    {
        if ((uint)codePoint > 0x10FFFF)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(codePoint));
        return Category((uint)codePoint);
    }

    /// <summary>The category of the code point that starts at the index; an unpaired surrogate is its own.</summary>
    public static UnicodeCategory GetUnicodeCategory(string s, int index)
    {
        ThrowHelper.CheckNotNull(s, nameof(s));
        if ((uint)index >= (uint)s.Length)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(index));
        return Rune.TryGetRuneAt(s, index, out Rune rune) ? Category((uint)rune.Value) : Category(s[index]);
    }

    /// <summary>Preconditions: at most 0x10FFFF.</summary>
    internal static UnicodeCategory Category(uint codePoint)
    {
        int middle = UnicodeData.CategoryRoots[(int)(codePoint >> 12)] * 64 + (int)((codePoint >> 6) & 63);
        int leaf = UnicodeData.CategoryMiddles[middle] * 64 + (int)(codePoint & 63);
        return (UnicodeCategory)UnicodeData.CategoryLeaves[leaf];
    }

    internal static int ToUpper(int codePoint)
    {
        if (codePoint < 0x80)
            return char.IsAsciiLetterLower((char)codePoint) ? codePoint - 0x20 : codePoint;
        return CodePointRuns.Map(codePoint, UnicodeData.UpperStarts, UnicodeData.UpperEnds, UnicodeData.UpperDeltas);
    }

    internal static int ToLower(int codePoint)
    {
        if (codePoint < 0x80)
            return char.IsAsciiLetterUpper((char)codePoint) ? codePoint + 0x20 : codePoint;
        return CodePointRuns.Map(codePoint, UnicodeData.LowerStarts, UnicodeData.LowerEnds, UnicodeData.LowerDeltas);
    }
}
