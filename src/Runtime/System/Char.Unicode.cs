using System.Globalization;

namespace System;

public readonly partial struct Char
{
    private const int Letters =
        1 << (int)UnicodeCategory.UppercaseLetter | 1 << (int)UnicodeCategory.LowercaseLetter | 1 << (int)UnicodeCategory.TitlecaseLetter |
        1 << (int)UnicodeCategory.ModifierLetter | 1 << (int)UnicodeCategory.OtherLetter;

    private const int Numbers =
        1 << (int)UnicodeCategory.DecimalDigitNumber | 1 << (int)UnicodeCategory.LetterNumber | 1 << (int)UnicodeCategory.OtherNumber;

    private const int Punctuation =
        1 << (int)UnicodeCategory.ConnectorPunctuation | 1 << (int)UnicodeCategory.DashPunctuation | 1 << (int)UnicodeCategory.OpenPunctuation |
        1 << (int)UnicodeCategory.ClosePunctuation | 1 << (int)UnicodeCategory.InitialQuotePunctuation |
        1 << (int)UnicodeCategory.FinalQuotePunctuation | 1 << (int)UnicodeCategory.OtherPunctuation;

    private const int Symbols =
        1 << (int)UnicodeCategory.MathSymbol | 1 << (int)UnicodeCategory.CurrencySymbol | 1 << (int)UnicodeCategory.ModifierSymbol |
        1 << (int)UnicodeCategory.OtherSymbol;

    private const int Separators =
        1 << (int)UnicodeCategory.SpaceSeparator | 1 << (int)UnicodeCategory.LineSeparator | 1 << (int)UnicodeCategory.ParagraphSeparator;

    public static UnicodeCategory GetUnicodeCategory(char c) => CharUnicodeInfo.Category(c);

    public static bool IsLetter(char c) => c < 0x80 ? IsAsciiLetter(c) : IsOf(CharUnicodeInfo.Category(c), Letters);

    public static bool IsDigit(char c) => c < 0x80 ? IsAsciiDigit(c) : CharUnicodeInfo.Category(c) == UnicodeCategory.DecimalDigitNumber;

    public static bool IsLetterOrDigit(char c) =>
        c < 0x80 ? IsAsciiLetterOrDigit(c) : IsOf(CharUnicodeInfo.Category(c), Letters | 1 << (int)UnicodeCategory.DecimalDigitNumber);

    public static bool IsNumber(char c) => c < 0x80 ? IsAsciiDigit(c) : IsOf(CharUnicodeInfo.Category(c), Numbers);

    public static bool IsUpper(char c) => c < 0x80 ? IsAsciiLetterUpper(c) : CharUnicodeInfo.Category(c) == UnicodeCategory.UppercaseLetter;

    public static bool IsLower(char c) => c < 0x80 ? IsAsciiLetterLower(c) : CharUnicodeInfo.Category(c) == UnicodeCategory.LowercaseLetter;

    public static bool IsPunctuation(char c) => IsOf(CharUnicodeInfo.Category(c), Punctuation);

    public static bool IsSymbol(char c) => IsOf(CharUnicodeInfo.Category(c), Symbols);

    public static bool IsSeparator(char c) => IsOf(CharUnicodeInfo.Category(c), Separators);

    public static UnicodeCategory GetUnicodeCategory(string s, int index) => CharUnicodeInfo.GetUnicodeCategory(s, index);

    public static bool IsLetter(string s, int index) => IsOf(CategoryAt(s, index), Letters);

    public static bool IsDigit(string s, int index) => CategoryAt(s, index) == UnicodeCategory.DecimalDigitNumber;

    public static bool IsLetterOrDigit(string s, int index) => IsOf(CategoryAt(s, index), Letters | 1 << (int)UnicodeCategory.DecimalDigitNumber);

    public static bool IsNumber(string s, int index) => IsOf(CategoryAt(s, index), Numbers);

    public static bool IsUpper(string s, int index) => CategoryAt(s, index) == UnicodeCategory.UppercaseLetter;

    public static bool IsLower(string s, int index) => CategoryAt(s, index) == UnicodeCategory.LowercaseLetter;

    public static bool IsPunctuation(string s, int index) => IsOf(CategoryAt(s, index), Punctuation);

    public static bool IsSymbol(string s, int index) => IsOf(CategoryAt(s, index), Symbols);

    public static bool IsSeparator(string s, int index) => IsOf(CategoryAt(s, index), Separators);

    public static bool IsControl(string s, int index) => IsControl(At(s, index));

    public static bool IsWhiteSpace(string s, int index) => IsWhiteSpace(At(s, index));

    public static bool IsSurrogate(string s, int index) => IsSurrogate(At(s, index));

    public static bool IsHighSurrogate(string s, int index) => IsHighSurrogate(At(s, index));

    public static bool IsLowSurrogate(string s, int index) => IsLowSurrogate(At(s, index));

    /// <summary>Whether the category is in the set, one bit for each.</summary>
    internal static bool IsOf(UnicodeCategory category, int set) => ((set >> (int)category) & 1) != 0;

    private static UnicodeCategory CategoryAt(string s, int index)
    {
        At(s, index);
        return CharUnicodeInfo.GetUnicodeCategory(s, index);
    }
}
