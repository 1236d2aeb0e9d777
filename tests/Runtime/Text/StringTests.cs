namespace Diesis.Tests.Runtime;

/// <summary>Strings: making, cutting, joining, changing, comparing.</summary>
internal static class StringTests
{
    internal static void Register(TestList tests)
    {
        Expressions expressions = new(tests, "String");
        Make(expressions);
        Cut(expressions);
        Change(expressions);
        Compare(expressions);
        tests.Add("String.RandomReplacements", RandomReplacements);
        tests.Add("String.RandomCuts", RandomCuts);
        tests.Add("String.RandomComparisons", RandomComparisons);
        tests.Add("String.HashesOfEqualTextsAreEqual", Hashes);
        tests.Add("String.HashesSpread", HashesSpread);
        tests.Add("String.EnumeratesUnits", EnumeratesUnits);
        tests.Add("String.EmptyResultsAreShared", EmptyResultsAreShared);
        tests.Add("String.UnchangedResultsAreTheSame", UnchangedResults);
    }

    private static void Make(Expressions expressions)
    {
        expressions.Text(static () => new string('x', 17));
        expressions.Text(static () => new string('\0', 3));
        expressions.Text(static () => new string(['a', 'b', 'c', 'd'], 1, 2));
        expressions.Text(static () => new string((char[]?)null));
        expressions.Text(static () => new string("abcdef".AsSpan(2, 3)));
        expressions.Text(static () => FromPointer());
        expressions.Text(static () => FromBytes());
        expressions.Text(static () => string.Concat("a", null, "", "b"));
        expressions.Text(static () => string.Concat(1, 'x', null));
        expressions.Text(static () => string.Concat("ab".AsSpan(), "cd".AsSpan(), "ef".AsSpan(), "gh".AsSpan()));
        expressions.Text(static () => string.Concat("1", "2", "3", "4", "5", null, "6"));
        expressions.Text(static () => string.Concat(new List<int> { 1, 2, 3 }));
        expressions.Text(static () => string.Concat((object?)"a", 2L, 'c', true, null, 3.ToString()));
        expressions.Text(static () => string.Join(", ", "a", null, "b"));
        expressions.Text(static () => string.Join('-', 1, 2, 3));
        expressions.Text(static () => string.Join("", "a", "b"));
        expressions.Text(static () => string.Join(null, "a", "b"));
        expressions.Text(static () => string.Join("+", ["a", "b", "c", "d"], 1, 2));
        expressions.Text(static () => string.Join("|", new List<string> { "x", "y" }));
        expressions.Text(static () => string.Join("|", new List<int>()));
        expressions.Text(static () => string.Join(';', new object?[] { null, 5, "z" }));
        expressions.Text(static () => string.Create(5, 'k', static (span, state) => span.Fill(state)));
        expressions.Texts(static () => [new string("abc".ToCharArray()), new string("abcdef".ToCharArray(2, 3)), "x".Clone().ToString()!]);
    }

    private static void Cut(Expressions expressions)
    {
        expressions.Text(static () => "hello"[1..^1]);
        expressions.Text(static () => "hello".Substring(5));
        expressions.Text(static () => "hello".Substring(1, 3));
        expressions.Text(static () => "hello".Remove(2));
        expressions.Text(static () => "hello".Remove(1, 3));
        expressions.Text(static () => "  \t\u00a0\u2003 mid dle \u3000\r\n".Trim());
        expressions.Text(static () => "  left".TrimStart() + "|" + "right  ".TrimEnd() + "|");
        expressions.Text(static () => "xxaxx".Trim('x') + "xxaxx".TrimStart('x') + "xxaxx".TrimEnd('x'));
        expressions.Text(static () => "abcXcba".Trim('a', 'b') + "|" + " a ".Trim([]) + "|" + " a ".Trim(null) + "|");
        expressions.Text(static () => "abcXcba".TrimStart('a', 'b') + "abcXcba".TrimEnd('a', 'b'));
        expressions.Text(static () => "   ".Trim() + "|" + "".Trim() + "|");
    }

    private static void Change(Expressions expressions)
    {
        expressions.Text(static () => "hello".Insert(0, "<").Insert(6, ">").Insert(3, "--"));
        expressions.Text(static () => "ab".PadLeft(5) + "|" + "ab".PadLeft(5, '*') + "|" + "ab".PadRight(5) + "|" + "ab".PadRight(5, '.') + "|" + "abc".PadLeft(2));
        expressions.Text(static () => "a,b,c".Replace(',', ';') + "aaaa".Replace("aa", "b") + "abc".Replace("b", null) + "abc".Replace("x", "y"));
        expressions.Text(static () => "Hello hELLO".Replace("hello", "bye", StringComparison.OrdinalIgnoreCase));
        expressions.Text(static () => "Hello hELLO".Replace("hello", "bye", StringComparison.InvariantCulture));
        expressions.Text(static () => "a\r\nb\nc\rd\u2028e\ff\u0085g".ReplaceLineEndings("|"));
        expressions.Text(static () => "MiXeD ÀÉÎ ßŒÆ ΑΒΓ ДЖ ﬁ İıſK 𐐨𐐀".ToUpperInvariant());
        expressions.Text(static () => "MiXeD ÀÉÎ ßŒÆ ΑΒΓ ДЖ ﬁ İıſK 𐐨𐐀".ToLowerInvariant());
        expressions.Text(static () => "the quick brown fox jumps over the lazy dog {}[]`@".ToUpper());
        expressions.Text(static () => "THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG {}[]`@".ToLower());
        expressions.Text(static () => "\ud800abc\udc00".ToUpperInvariant());
    }

    private static void Compare(Expressions expressions)
    {
        expressions.Truth(static () => "abc" == string.Concat("ab", "c"));
        expressions.Truth(static () => "abc" != "abd" && !"abc".Equals("ab") && !"abc".Equals((object?)null) && "abc".Equals((object)"abc"));
        expressions.Truth(static () => "ÀÉ".Equals("àé", StringComparison.OrdinalIgnoreCase) && !"ÀÉ".Equals("àé", StringComparison.Ordinal));
        expressions.Truth(static () => "straße".Equals("STRASSE", StringComparison.InvariantCultureIgnoreCase));
        expressions.Truth(static () => "\U00010428x".Equals("\U00010400X", StringComparison.OrdinalIgnoreCase));
        expressions.Number(static () => string.CompareOrdinal("abc", "abd").CompareTo(0));
        expressions.Number(static () => string.CompareOrdinal("abc", "ab"));
        expressions.Number(static () => string.CompareOrdinal(null, "ab"));
        expressions.Number(static () => string.Compare("a", "B", StringComparison.OrdinalIgnoreCase));
        expressions.Number(static () => string.Compare("a", "B", StringComparison.Ordinal));
        expressions.Number(static () => string.Compare("Z", "a", ignoreCase: true));
        expressions.Number(static () => string.Compare("xabc", 1, "yabd", 1, 2, StringComparison.Ordinal));
        expressions.Number(static () => string.Compare("xABc", 1, "yabd", 1, 2, StringComparison.OrdinalIgnoreCase));
        expressions.Number(static () => string.CompareOrdinal("hello world", 6, "the world", 4, 99));
        expressions.Number(static () => "abc".CompareTo("abd").CompareTo(0) + 10 * "a".CompareTo((object?)null));
        expressions.Truth(static () => string.IsNullOrEmpty("") && string.IsNullOrEmpty(null) && !string.IsNullOrEmpty(" "));
        expressions.Truth(static () => string.IsNullOrWhiteSpace(" \t\u2028") && !string.IsNullOrWhiteSpace(" . "));
        expressions.Truth(static () => "abc".TryCopyTo(new char[3]) && !"abc".TryCopyTo(new char[2]));
    }

    private static void RandomReplacements()
    {
        SeededRandom random = new(11);
        for (int i = 0; i < 400; i++)
        {
            string text = random.NextString(60, 'a', 'c');
            string from = random.NextString(3, 'a', 'c');
            string to = random.NextString(4, 'x', 'z');
            if (from.Length != 0)
                Check.Record(text.Replace(from, to));
            Check.Record(text.Replace('a', 'b'));
        }
    }

    private static void RandomCuts()
    {
        SeededRandom random = new(12);
        for (int i = 0; i < 400; i++)
        {
            string text = random.NextString(80);
            int start = random.Next(text.Length + 1);
            int length = random.Next(text.Length - start + 1);
            string part = text.Substring(start, length);
            Check.Record(part);
            Check.Equal(text, text.Remove(start, length).Insert(start, part));
            Check.Record(text.PadLeft(40).PadRight(90, '.'));
        }
    }

    private static void RandomComparisons()
    {
        SeededRandom random = new(13);
        for (int i = 0; i < 600; i++)
        {
            string a = random.NextString(40, 'A', 'z');
            string b = random.Next(3) == 0 ? a.ToUpperInvariant() : random.NextString(40, 'A', 'z');
            if (random.Next(3) == 0)
                b = a.Substring(0, random.Next(a.Length + 1)) + b;
            Check.Record((long)string.CompareOrdinal(a, b));
            Check.Record((long)string.Compare(a, b, StringComparison.OrdinalIgnoreCase));
            Check.Record(a.Equals(b, StringComparison.OrdinalIgnoreCase));
            Check.Record(a == b);
        }
    }

    private static void Hashes()
    {
        SeededRandom random = new(14);
        for (int i = 0; i < 200; i++)
        {
            string text = random.NextString(100);
            string same = new(text.ToCharArray());
            Check.Equal(text.GetHashCode(), same.GetHashCode());
            Check.Equal(text.GetHashCode(), string.GetHashCode(("<" + text).AsSpan(1)));
            Check.Equal(text.GetHashCode(StringComparison.OrdinalIgnoreCase), text.ToUpperInvariant().GetHashCode(StringComparison.OrdinalIgnoreCase));
        }
    }

    // 20,000 similar texts into 65,536 places: a good hash collides about 2,800 times.
    private static void HashesSpread()
    {
        bool[] taken = new bool[65536];
        int collisions = 0;
        for (int i = 0; i < 20_000; i++)
        {
            int place = ("key" + i.ToString()).GetHashCode() & 0xFFFF;
            if (taken[place])
                collisions++;
            taken[place] = true;
        }

        Check.True(collisions < 3_300, "hashes of numbered keys collide too often");
    }

    private static void EnumeratesUnits()
    {
        foreach (char unit in "añ\U0001F600")
        {
            Check.Record(unit);
        }

        IEnumerable<char> units = "xyz";
        foreach (char unit in units)
        {
            Check.Record(unit);
        }

        CharEnumerator enumerator = "q".GetEnumerator();
        Check.RecordThrown(() => _ = enumerator.Current);
        Check.True(enumerator.MoveNext() && enumerator.Current == 'q' && !enumerator.MoveNext());
        Check.RecordThrown(() => _ = enumerator.Current);
        foreach (System.Text.Rune rune in "a\U0001F600\ud800z".EnumerateRunes())
        {
            Check.Record((long)rune.Value);
        }
    }

    private static void EmptyResultsAreShared()
    {
        Check.Same("", "abc".Substring(3));
        Check.Same("", new string('x', 0));
        Check.Same("", string.Concat("", null));
        Check.Same("", string.Join(",", Array.Empty<string>()));
        Check.Same("", "  ".Trim());
        Check.Same("", new string([]));
    }

    private static void UnchangedResults()
    {
        string text = string.Concat("un", "changed");
        Check.Same(text, text.Trim());
        Check.Same(text, text.Substring(0));
        Check.Same(text, text.Replace('X', 'y'));
        Check.Same(text, text.Replace("X", "y"));
        Check.Same(text, text.ToLowerInvariant());
        Check.Same(text, text.PadLeft(3));
        Check.Same(text, text.Insert(0, ""));
        Check.Same(text, text.Remove(4, 0));
        Check.Same(text, string.Concat(text, null));
        Check.Same(text, text.Split('X')[0]);
    }

    // SAFETY: the array is pinned while its pointer is read.
    private static unsafe string FromPointer()
    {
        fixed (char* units = new char[] { 'p', 'q', 'r', '\0', 's' })
        {
            return new string(units) + new string(units, 1, 3);
        }
    }

    private static unsafe string FromBytes()
    {
        fixed (byte* bytes = "zé\0x"u8.ToArray())
        {
            return new string((sbyte*)bytes) + new string((sbyte*)bytes, 1, 2);
        }
    }
}
