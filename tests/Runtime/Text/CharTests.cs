using System.Globalization;
using System.Text;

namespace Diesis.Tests.Runtime;

/// <summary>Characters and runes: all of Unicode's code points against what stock .NET says of them.</summary>
internal static class CharTests
{
    internal static void Register(TestList tests)
    {
        Classify(tests, "Category", static unit => (int)char.GetUnicodeCategory(unit));
        Classify(tests, "ToUpperInvariant", static unit => char.ToUpperInvariant(unit));
        Classify(tests, "ToLowerInvariant", static unit => char.ToLowerInvariant(unit));
        Classify(tests, "IsLetter", static unit => char.IsLetter(unit) ? 1 : 0);
        Classify(tests, "IsDigit", static unit => char.IsDigit(unit) ? 1 : 0);
        Classify(tests, "IsLetterOrDigit", static unit => char.IsLetterOrDigit(unit) ? 1 : 0);
        Classify(tests, "IsNumber", static unit => char.IsNumber(unit) ? 1 : 0);
        Classify(tests, "IsUpper", static unit => char.IsUpper(unit) ? 1 : 0);
        Classify(tests, "IsLower", static unit => char.IsLower(unit) ? 1 : 0);
        Classify(tests, "IsWhiteSpace", static unit => char.IsWhiteSpace(unit) ? 1 : 0);
        Classify(tests, "IsControl", static unit => char.IsControl(unit) ? 1 : 0);
        Classify(tests, "IsPunctuation", static unit => char.IsPunctuation(unit) ? 1 : 0);
        Classify(tests, "IsSymbol", static unit => char.IsSymbol(unit) ? 1 : 0);
        Classify(tests, "IsSeparator", static unit => char.IsSeparator(unit) ? 1 : 0);
        Classify(tests, "IsSurrogate", static unit => (char.IsSurrogate(unit) ? 1 : 0) + (char.IsHighSurrogate(unit) ? 2 : 0) + (char.IsLowSurrogate(unit) ? 4 : 0));
        Classify(tests, "Ascii", static unit =>
            (char.IsAscii(unit) ? 1 : 0) + (char.IsAsciiDigit(unit) ? 2 : 0) + (char.IsAsciiLetter(unit) ? 4 : 0) + (char.IsAsciiLetterOrDigit(unit) ? 8 : 0) +
            (char.IsAsciiHexDigit(unit) ? 16 : 0) + (char.IsAsciiHexDigitLower(unit) ? 32 : 0) + (char.IsAsciiHexDigitUpper(unit) ? 64 : 0) +
            (char.IsAsciiLetterLower(unit) ? 128 : 0) + (char.IsAsciiLetterUpper(unit) ? 256 : 0));
        Scalars(tests, "Category", static rune => (int)Rune.GetUnicodeCategory(rune));
        Scalars(tests, "ToUpperInvariant", static rune => Rune.ToUpperInvariant(rune).Value);
        Scalars(tests, "ToLowerInvariant", static rune => Rune.ToLowerInvariant(rune).Value);
        Scalars(tests, "Is", static rune =>
            (Rune.IsLetter(rune) ? 1 : 0) + (Rune.IsDigit(rune) ? 2 : 0) + (Rune.IsLetterOrDigit(rune) ? 4 : 0) + (Rune.IsNumber(rune) ? 8 : 0) +
            (Rune.IsUpper(rune) ? 16 : 0) + (Rune.IsLower(rune) ? 32 : 0) + (Rune.IsWhiteSpace(rune) ? 64 : 0) + (Rune.IsControl(rune) ? 128 : 0) +
            (Rune.IsPunctuation(rune) ? 256 : 0) + (Rune.IsSymbol(rune) ? 512 : 0) + (Rune.IsSeparator(rune) ? 1024 : 0));
        Scalars(tests, "Lengths", static rune => rune.Utf8SequenceLength * 10 + rune.Utf16SequenceLength + rune.Plane * 100 + (rune.IsBmp ? 1000 : 0) + (rune.IsAscii ? 2000 : 0));

        Expressions expressions = new(tests, "Char");
        expressions.Text(static () => char.ConvertFromUtf32(0x1F600) + char.ConvertFromUtf32('a') + char.ConvertFromUtf32(0xFFFF));
        expressions.Number(static () => char.ConvertToUtf32("a\U0001F600", 1));
        expressions.Number(static () => char.ConvertToUtf32('\ud83d', '\ude00'));
        expressions.Number(static () => 'a'.CompareTo('c') * 1000 + 'b'.CompareTo((object?)null));
        expressions.Truth(static () => char.TryParse("x", out char x) && x == 'x' && !char.TryParse("xy", out _) && !char.TryParse(null, out _));
        expressions.Truth(static () => char.IsLetter("a\U00010400", 1) && char.IsUpper("\U00010400", 0) && char.IsSurrogatePair("\U00010400", 0) && char.IsDigit("5", 0));
        expressions.Truth(static () => 'a'.Equals('a') && !'a'.Equals("a") && 'a'.GetHashCode() == 'a'.GetHashCode() && char.IsBetween('b', 'a', 'c'));
        expressions.Text(static () => char.Parse("q").ToString() + 'r' + char.ToString('s'));
        expressions.Text(static () => new Rune(0x1F600).ToString() + new Rune('\ud83d', '\ude01') + (Rune)'x' + Rune.ReplacementChar);
        expressions.Truth(static () => new Rune('a') < new Rune('b') && new Rune('a') == (Rune)97 && new Rune('a') != new Rune('b') && new Rune('b') >= new Rune('b'));
        expressions.Truth(static () => !Rune.IsValid(0xD800) && Rune.IsValid(0x10FFFF) && !Rune.IsValid(0x110000) && !Rune.TryCreate('\ud800', out _) && Rune.TryCreate('\ud83d', '\ude00', out _));
        expressions.Number(static () => Rune.GetRuneAt("a\U0001F600", 1).Value + (Rune.TryGetRuneAt("\ud800", 0, out Rune rune) ? 1 : rune.Value));
        tests.Add("Rune.RandomDecodingFromUtf8", RandomDecodingFromUtf8);
        tests.Add("Rune.RandomDecodingFromUtf16", RandomDecodingFromUtf16);
        tests.Add("Rune.EncodesAndDecodesEveryScalar", EncodesAndDecodesEveryScalar);
    }

    // The transcript gets a hash of all 65,536 answers.
    private static void Classify(TestList tests, string name, Func<char, int> question) => tests.Add("Char.All." + name, () =>
    {
        ulong hash = 17;
        for (int unit = 0; unit < 0x10000; unit++)
        {
            hash = hash * 1_000_003 + (ulong)question((char)unit);
            if (unit % 0x400 == 0x3FF)
                Check.Record(hash);
        }
    });

    private static void Scalars(TestList tests, string name, Func<Rune, int> question) => tests.Add("Rune.All." + name, () =>
    {
        ulong hash = 17;
        for (int scalar = 0; scalar <= 0x10FFFF; scalar += scalar < 0x20000 ? 1 : 7)
        {
            if (Rune.TryCreate(scalar, out Rune rune))
                hash = hash * 1_000_003 + (ulong)question(rune);
            if (scalar % 0x1000 < 7)
                Check.Record(hash);
        }
    });

    private static void RandomDecodingFromUtf8()
    {
        SeededRandom random = new(41);
        for (int i = 0; i < 4000; i++)
        {
            byte[] bytes = EncodingTests.HostileUtf8(random, 6);
            Check.Record((long)Rune.DecodeFromUtf8(bytes, out Rune rune, out int consumed));
            Check.Record((long)rune.Value);
            Check.Record((long)consumed);
        }
    }

    private static void RandomDecodingFromUtf16()
    {
        SeededRandom random = new(42);
        for (int i = 0; i < 1000; i++)
        {
            string text = EncodingTests.HostileText(random, 4);
            Check.Record((long)Rune.DecodeFromUtf16(text, out Rune rune, out int consumed));
            Check.Record((long)rune.Value * 10 + consumed);
            Check.Record((long)Rune.DecodeLastFromUtf16(text, out rune, out consumed));
            Check.Record((long)rune.Value * 10 + consumed);
        }
    }

    private static void EncodesAndDecodesEveryScalar()
    {
        byte[] bytes = new byte[4];
        char[] units = new char[2];
        for (int scalar = 0; scalar <= 0x10FFFF; scalar += scalar < 0x10000 ? 1 : 13)
        {
            if (!Rune.TryCreate(scalar, out Rune rune))
                continue;
            int length = rune.EncodeToUtf8(bytes);
            Rune.DecodeFromUtf8(bytes.AsSpan(0, length), out Rune decoded, out int consumed);
            Check.True(decoded == rune && consumed == length, "UTF-8");
            length = rune.EncodeToUtf16(units);
            Rune.DecodeFromUtf16(units.AsSpan(0, length), out decoded, out consumed);
            Check.True(decoded == rune && consumed == length, "UTF-16");
        }
    }
}
