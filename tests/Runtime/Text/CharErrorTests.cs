using System.Globalization;
using System.Text;

namespace Diesis.Tests.Runtime;

/// <summary>What characters and runes refuse, and in which words.</summary>
internal static class CharErrorTests
{
    internal static void Register(TestList tests)
    {
        Expressions expressions = new(tests, "Char");
        expressions.Throws(() => char.Parse(null!));
        expressions.Throws(() => char.Parse("ab"));
        expressions.Throws(() => char.ConvertFromUtf32(-1));
        expressions.Throws(() => char.ConvertFromUtf32(0xd800));
        expressions.Throws(() => char.ConvertToUtf32('a','b'));
        expressions.Throws(() => char.ConvertToUtf32('\ud800','b'));
        expressions.Throws(() => char.ConvertToUtf32(null!, 0));
        expressions.Throws(() => char.ConvertToUtf32("a", -1));
        expressions.Throws(() => char.ConvertToUtf32("\ud800", 0));
        expressions.Throws(() => char.ConvertToUtf32("\ud800a", 0));
        expressions.Throws(() => char.ConvertToUtf32("\udc00", 0));
        expressions.Throws(() => char.IsLetter(null!, 0));
        expressions.Throws(() => char.IsLetter("a", 9));
        expressions.Throws(() => char.IsLetter("a", -1));
        expressions.Throws(() => 'a'.CompareTo((object)5));
        expressions.Throws(() => CharUnicodeInfo.GetUnicodeCategory(0x110000));
        expressions.Throws(() => CharUnicodeInfo.GetUnicodeCategory(null!, 0));
        expressions.Throws(() => CharUnicodeInfo.GetUnicodeCategory("a", 3));
        expressions.Throws(() => new Rune(0xd800));
        expressions.Throws(() => new Rune('\ud800'));
        expressions.Throws(() => new Rune('a','b'));
        expressions.Throws(() => new Rune('\ud800','b'));
        expressions.Throws(() => new Rune(-1));
        expressions.Throws(() => Rune.GetRuneAt("\ud800", 0));
        expressions.Throws(() => Rune.GetRuneAt(null!, 0));
        expressions.Throws(() => Rune.GetRuneAt("a", 5));
        expressions.Throws(() => new Rune('é').EncodeToUtf8(new byte[1]));
        expressions.Throws(() => new Rune(0x10000).EncodeToUtf16(new char[1]));
        expressions.Throws(() => ((IComparable)new Rune('a')).CompareTo("x"));
        expressions.Throws(() => ((Rune)'\ud800').ToString());
        expressions.Throws(() => ((Rune)(-5)).ToString());
    }
}
