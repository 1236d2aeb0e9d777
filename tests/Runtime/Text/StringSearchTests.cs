namespace Diesis.Tests.Runtime;

/// <summary>Strings: searching and splitting.</summary>
internal static class StringSearchTests
{
    internal static void Register(TestList tests)
    {
        Expressions expressions = new(tests, "String.Search");
        expressions.Number(static () => "hello world".IndexOf('o'));
        expressions.Number(static () => "hello world".IndexOf('o', 5));
        expressions.Number(static () => "hello world".IndexOf('o', 5, 2));
        expressions.Number(static () => "hello world".IndexOf('O', StringComparison.OrdinalIgnoreCase));
        expressions.Number(static () => "hello world".IndexOf("wor"));
        expressions.Number(static () => "hello world".IndexOf("", 3, StringComparison.Ordinal));
        expressions.Number(static () => "hello WORLD".IndexOf("world", StringComparison.OrdinalIgnoreCase));
        expressions.Number(static () => "ÀÀàé".IndexOf("ÀÉ", StringComparison.OrdinalIgnoreCase));
        expressions.Number(static () => "hello world".IndexOfAny(['z', 'w', 'r']));
        expressions.Number(static () => "hello world".IndexOfAny(['a', 'b', 'c', 'x', 'd', 'q']));
        expressions.Number(static () => "hello world".IndexOfAny([], 2));
        expressions.Number(static () => "hello world".LastIndexOf('o'));
        expressions.Number(static () => "hello world".LastIndexOf('o', 6));
        expressions.Number(static () => "hello world".LastIndexOf('o', 6, 2));
        expressions.Number(static () => "hello world hello".LastIndexOf("hello"));
        expressions.Number(static () => "hello world hello".LastIndexOf("hello", 14, StringComparison.Ordinal));
        expressions.Number(static () => "hello world HELLO".LastIndexOf("hello", StringComparison.OrdinalIgnoreCase));
        expressions.Number(static () => "hello".LastIndexOf(""));
        expressions.Number(static () => "hello".LastIndexOf("", 2, StringComparison.Ordinal));
        expressions.Number(static () => "".LastIndexOf("", 0, 0, StringComparison.Ordinal));
        expressions.Number(static () => "".LastIndexOf('a') + "".LastIndexOf("a") + "".IndexOf("") + "".LastIndexOf(""));
        expressions.Number(static () => "hello".LastIndexOf("lo", 5, 3, StringComparison.Ordinal));
        expressions.Number(static () => "hello".LastIndexOfAny(['l', 'e']));
        expressions.Number(static () => "hello".LastIndexOfAny(['a', 'b', 'c', 'e', 'h'], 3, 3));
        expressions.Truth(static () => "hello".Contains("ell") && "hello".Contains('h') && !"hello".Contains("Ell") && "hello".Contains("ELL", StringComparison.OrdinalIgnoreCase));
        expressions.Truth(static () => "hello".StartsWith("he") && "hello".StartsWith('h') && "hello".StartsWith("") && !"hello".StartsWith("hello!"));
        expressions.Truth(static () => "hello".EndsWith("lo") && "hello".EndsWith('o') && "hello".EndsWith("LO", StringComparison.CurrentCultureIgnoreCase));
        expressions.Truth(static () => "Éa".StartsWith("é", StringComparison.OrdinalIgnoreCase) && !"".StartsWith('a') && !"".EndsWith('a'));
        expressions.Texts(static () => "a,b,,c,".Split(','));
        expressions.Texts(static () => "a,b;c d".Split(',', ';', ' '));
        expressions.Texts(static () => "a,b;c d|e".Split([',', ';', ' ', '|']));
        expressions.Texts(static () => " a  b\tc\u2003d ".Split());
        expressions.Texts(static () => " a  b\tc ".Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        expressions.Texts(static () => "a,b,c,d".Split(',', 2));
        expressions.Texts(static () => ",,a,,b,,c,,".Split(',', 2, StringSplitOptions.RemoveEmptyEntries));
        expressions.Texts(static () => " a , b ,, c ".Split(',', 3, StringSplitOptions.TrimEntries));
        expressions.Texts(static () => " a , , b ,, c ".Split(',', 3, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        expressions.Texts(static () => "a,b".Split(',', 0));
        expressions.Texts(static () => " a,b ".Split(',', 1, StringSplitOptions.TrimEntries));
        expressions.Texts(static () => "".Split(','));
        expressions.Texts(static () => "".Split(',', StringSplitOptions.RemoveEmptyEntries));
        expressions.Texts(static () => "a--b--c".Split("--"));
        expressions.Texts(static () => "a--b-->c".Split(["-->", "--"], StringSplitOptions.None));
        expressions.Texts(static () => "a--b-->c".Split(["--", "-->"], 2, StringSplitOptions.None));
        expressions.Texts(static () => "abc".Split(""));
        expressions.Texts(static () => "a b".Split((string?)null));
        expressions.Texts(static () => "a b c".Split((string[]?)null, StringSplitOptions.None));
        expressions.Texts(static () => "a b".Split([null!, ""], StringSplitOptions.None));
        foreach (StringSplitOptions options in new[] { StringSplitOptions.None, StringSplitOptions.RemoveEmptyEntries, StringSplitOptions.TrimEntries, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries })
        {
            string number = ((int)options).ToString();
            tests.Add("String.Split.RandomOptions" + number, () => RandomSplits(options));
            tests.Add("Span.Split.RandomOptions" + number, () => RandomRanges(options));
        }

        tests.Add("String.Search.RandomTexts", RandomSearches);
        tests.Add("String.Search.RandomTextsIgnoringCase", RandomSearchesIgnoringCase);
    }

    private static void RandomSplits(StringSplitOptions options)
    {
        SeededRandom random = new(21);
        for (int i = 0; i < 300; i++)
        {
            string text = random.NextString(60, ' ', '#');
            int count = random.Next(8);
            Expressions.RecordTexts(text.Split('!', options));
            Expressions.RecordTexts(text.Split('"', count, options));
            Expressions.RecordTexts(text.Split(['!', '#'], count, options));
            Expressions.RecordTexts(text.Split("!\"", options));
            Expressions.RecordTexts(text.Split(["! ", "\"", "!"], count, options));
            Expressions.RecordTexts(text.Split((char[]?)null, count, options));
            Expressions.RecordTexts(text.Split(['!', '"', '#', 'x'], options));
        }
    }

    private static void RandomRanges(StringSplitOptions options)
    {
        SeededRandom random = new(22);
        Range[] ranges = new Range[6];
        for (int i = 0; i < 300; i++)
        {
            string text = random.NextString(30, ' ', '#');
            Span<Range> places = ranges.AsSpan(0, random.Next(7));
            RecordRanges(places, text.AsSpan().Split(places, '!', options));
            RecordRanges(places, text.AsSpan().Split(places, "!\"", options));
            RecordRanges(places, text.AsSpan().SplitAny(places, "!#", options));
            RecordRanges(places, text.AsSpan().SplitAny(places, ["!", "\" "], options));
        }
    }

    private static void RecordRanges(Span<Range> ranges, int count)
    {
        Check.Record((long)count);
        for (int i = 0; i < count; i++)
        {
            Check.Record((long)ranges[i].Start.Value);
            Check.Record((long)ranges[i].End.Value);
        }
    }

    private static void RandomSearches()
    {
        SeededRandom random = new(23);
        for (int i = 0; i < 800; i++)
        {
            string text = random.NextString(90, 'a', 'c');
            string value = random.NextString(4, 'a', 'c');
            Check.Record((long)text.IndexOf(value, StringComparison.Ordinal));
            Check.Record((long)text.LastIndexOf(value, StringComparison.Ordinal));
            Check.Record((long)text.IndexOfAny(value.ToCharArray()));
            Check.Record((long)text.LastIndexOfAny(value.ToCharArray()));
            Check.Record(text.StartsWith(value, StringComparison.Ordinal));
            Check.Record(text.EndsWith(value, StringComparison.Ordinal));
        }
    }

    private static void RandomSearchesIgnoringCase()
    {
        SeededRandom random = new(24);
        for (int i = 0; i < 400; i++)
        {
            string text = random.NextString(50, 'Z', 'c') + random.NextString(20, 'À', 'ö');
            string value = random.NextString(3, 'A', 'C') + random.NextString(1, 'à', 'â');
            Check.Record((long)text.IndexOf(value, StringComparison.OrdinalIgnoreCase));
            Check.Record((long)text.LastIndexOf(value, StringComparison.OrdinalIgnoreCase));
            Check.Record((long)text.ToUpperInvariant().IndexOf(value, StringComparison.OrdinalIgnoreCase));
            if (value.Length != 0)
                Check.Record(text.Replace(value, "<>", StringComparison.OrdinalIgnoreCase));
        }
    }
}
