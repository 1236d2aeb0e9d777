using System.Buffers;

namespace Diesis.Tests.Runtime;

/// <summary>Searches in spans against a model that looks at one element after the other, at all lengths up to some vectors.</summary>
internal static class SpanSearchTests
{
    private const int Longest = 150;

    private static double Zero => Longest - 150;

    internal static void Register(TestList tests)
    {
        Searches<byte>(tests, "Byte", static number => (byte)(number * 85));
        Searches<sbyte>(tests, "SByte", static number => (sbyte)(number * 85));
        Searches<char>(tests, "Char", static number => (char)(number * 21845));
        Searches<short>(tests, "Int16", static number => (short)(number * 21845));
        Searches<int>(tests, "Int32", static number => number - 1);
        Searches<uint>(tests, "UInt32", static number => (uint)number * 0x5555_5555);
        Searches<long>(tests, "Int64", static number => number - 1L);
        Searches<double>(tests, "Double", static number => number == 0 ? 0.0 / Zero : number - 1.5);
        Searches<string>(tests, "String", static number => number.ToString());
        Searches<bool>(tests, "Boolean", static number => number == 0);
        Ranges<byte>(tests, "Byte", static number => (byte)number);
        Ranges<char>(tests, "Char", static number => (char)(number * 257));
        Ranges<int>(tests, "Int32", static number => number - 128);
        Ranges<long>(tests, "Int64", static number => number - 128L);
        tests.Add("Span.Search.EveryPlaceOfEveryLength", EveryPlaceOfEveryLength);
        tests.Add("Span.Search.NeverOutside", NeverOutside);
        tests.Add("Span.Search.Sequences", Sequences);
        tests.Add("Span.Search.ManyValues", ManyValues);
        tests.Add("SearchValues.Bytes", SearchBytes);
        tests.Add("SearchValues.Chars", SearchChars);
        tests.Add("SearchValues.EveryByte", EveryByte);
        tests.Add("Span.Replace", Replace);
        Expressions expressions = new(tests, "Span.Search");
        expressions.Number(static () => "hello WORLD".AsSpan().IndexOf("world", StringComparison.OrdinalIgnoreCase) * 100 + "hello".AsSpan().LastIndexOf("L", StringComparison.OrdinalIgnoreCase));
        expressions.Truth(static () => "hello".AsSpan().StartsWith("HE", StringComparison.OrdinalIgnoreCase) && "hello".AsSpan().EndsWith("lo") && "hello".AsSpan().Contains("ell", StringComparison.Ordinal));
        expressions.Truth(static () => "hello".AsSpan().Equals("HELLO", StringComparison.OrdinalIgnoreCase) && "a".AsSpan().CompareTo("B", StringComparison.OrdinalIgnoreCase) < 0);
        expressions.Truth(static () => "hello".AsSpan().StartsWith('h') && "hello".AsSpan().EndsWith('o') && !"".AsSpan().StartsWith('h') && "abc".AsSpan().ContainsAny('x', 'c') && !"abc".AsSpan().ContainsAnyExcept("abc"));
        expressions.Truth(static () => "abc".AsSpan().ContainsAnyInRange('c', 'd') && !"abc".AsSpan().ContainsAnyExceptInRange('a', 'c') && "abc".AsSpan().ContainsAny(SearchValues.Create("cd")));
        expressions.Number(static () => "".AsSpan().IndexOf("") * 1000 + "abc".AsSpan().IndexOf("") * 100 + "abc".AsSpan().LastIndexOf("") * 10 + "abc".AsSpan().IndexOfAny(""));
        expressions.Number(static () => "abc".AsSpan().IndexOfAnyExcept("") * 10 + "abc".AsSpan().LastIndexOfAnyExcept(""));
        expressions.Number(static () => "banana".AsSpan().Count('a') * 100 + "banana".AsSpan().Count("an") * 10 + "banana".AsSpan().Count(""));
    }

    // All questions at random; the recorded answers are stock .NET's, the model's answers are checked as well.
    private static void Searches<T>(TestList tests, string name, Func<int, T> make) where T : IEquatable<T>
    {
        tests.Add("Span.Search." + name + ".One", () => Each(make, static (span, a, b, c) =>
        {
            Check.Equal(Model(span, x => x.Equals(a)), span.IndexOf(a));
            Check.Equal(LastModel(span, x => x.Equals(a)), span.LastIndexOf(a));
            Check.Equal(Model(span, x => x.Equals(a)) >= 0, span.Contains(a));
            Record(span.Count(a), span.IndexOf(a));
        }));
        tests.Add("Span.Search." + name + ".Except", () => Each(make, static (span, a, b, c) =>
        {
            Check.Equal(Model(span, x => !x.Equals(a)), span.IndexOfAnyExcept(a));
            Check.Equal(LastModel(span, x => !x.Equals(a)), span.LastIndexOfAnyExcept(a));
            Check.Equal(Model(span, x => !x.Equals(a) && !x.Equals(b)), span.IndexOfAnyExcept(a, b));
            Check.Equal(LastModel(span, x => !x.Equals(a) && !x.Equals(b)), span.LastIndexOfAnyExcept(a, b));
            Record(span.IndexOfAnyExcept(a, b, c), span.LastIndexOfAnyExcept(a, b, c));
        }));
        tests.Add("Span.Search." + name + ".Any", () => Each(make, static (span, a, b, c) =>
        {
            Check.Equal(Model(span, x => x.Equals(a) || x.Equals(b)), span.IndexOfAny(a, b));
            Check.Equal(LastModel(span, x => x.Equals(a) || x.Equals(b)), span.LastIndexOfAny(a, b));
            Check.Equal(Model(span, x => x.Equals(a) || x.Equals(b) || x.Equals(c)), span.IndexOfAny(a, b, c));
            Record(span.LastIndexOfAny(a, b, c), span.IndexOfAny(a, a));
        }));
    }

    private static void Record(int first, int second) => Check.Record((long)first * 1000 + second);

    private delegate void Question<T>(ReadOnlySpan<T> span, T a, T b, T c);

    private static void Each<T>(Func<int, T> make, Question<T> question)
    {
        SeededRandom random = new(71);
        for (int length = 0; length < Longest; length++)
        {
            for (int i = 0; i < 4; i++)
            {
                // Mostly one value, so that the others are found late.
                T[] elements = new T[length + 3];
                for (int j = 0; j < elements.Length; j++)
                {
                    elements[j] = make(random.Next(length + 2) == 0 ? random.Next(4) : 3);
                }

                question(elements.AsSpan(i % 3, length), make(random.Next(4)), make(random.Next(4)), make(random.Next(4)));
            }
        }
    }

    private static int Model<T>(ReadOnlySpan<T> span, Func<T, bool> accepts)
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (accepts(span[i]))
                return i;
        }

        return -1;
    }

    private static int LastModel<T>(ReadOnlySpan<T> span, Func<T, bool> accepts)
    {
        for (int i = span.Length - 1; i >= 0; i--)
        {
            if (accepts(span[i]))
                return i;
        }

        return -1;
    }

    private static void Ranges<T>(TestList tests, string name, Func<int, T> make) where T : IComparable<T> => tests.Add("Span.Search." + name + ".InRange", () =>
    {
        SeededRandom random = new(72);
        for (int length = 0; length < Longest; length++)
        {
            T[] elements = new T[length];
            for (int i = 0; i < length; i++)
            {
                elements[i] = make(random.Next(length + 2) == 0 ? random.Next(256) : 200);
            }

            T low = make(random.Next(256));
            T high = make(random.Next(256));
            ReadOnlySpan<T> span = elements;
            Check.Record((long)span.IndexOfAnyInRange(low, high) * 1000 + span.LastIndexOfAnyInRange(low, high));
            Check.Record((long)span.IndexOfAnyExceptInRange(low, high) * 1000 + span.LastIndexOfAnyExceptInRange(low, high));
        }
    });

    private static void EveryPlaceOfEveryLength()
    {
        byte[] bytes = new byte[Longest];
        char[] units = new char[Longest];
        for (int length = 1; length < Longest; length++)
        {
            for (int place = 0; place < length; place++)
            {
                bytes[place] = 9;
                units[place] = 'x';
                if (bytes.AsSpan(0, length).IndexOf((byte)9) != place || bytes.AsSpan(0, length).LastIndexOf((byte)9) != place ||
                    units.AsSpan(0, length).IndexOf('x') != place || units.AsSpan(0, length).LastIndexOf('x') != place ||
                    units.AsSpan(0, length).IndexOfAny('x', 'y') != place || bytes.AsSpan(0, length).IndexOfAnyExcept((byte)0) != place)
                {
                    Check.Fail("length " + length.ToString() + " place " + place.ToString());
                }

                bytes[place] = 0;
                units[place] = '\0';
            }
        }
    }

    private static void NeverOutside()
    {
        byte[] bytes = new byte[200];
        for (int start = 1; start < 20; start++)
        {
            for (int length = 0; length < 100; length++)
            {
                bytes[start - 1] = 7;
                bytes[start + length] = 7;
                ReadOnlySpan<byte> span = bytes.AsSpan(start, length);
                Check.Equal(-1, span.IndexOf((byte)7));
                Check.Equal(-1, span.LastIndexOf((byte)7));
                Check.Equal(0, span.Count((byte)7));
                Check.Equal(-1, span.IndexOfAnyExcept((byte)0));
                Check.Equal(-1, span.LastIndexOfAny((byte)7, (byte)8));
                Check.Equal(-1, span.IndexOf("\u0007\0"u8));
                bytes[start - 1] = 0;
                bytes[start + length] = 0;
            }
        }
    }

    private static void Sequences()
    {
        SeededRandom random = new(73);
        for (int i = 0; i < 1500; i++)
        {
            string text = random.NextString(120, 'a', 'b');
            string value = random.NextString(9, 'a', 'b');
            byte[] bytes = System.Text.Encoding.ASCII.GetBytes(text);
            byte[] sought = System.Text.Encoding.ASCII.GetBytes(value);
            Check.Record((long)text.AsSpan().IndexOf(value) * 1000 + text.AsSpan().LastIndexOf(value));
            Check.Record((long)bytes.AsSpan().IndexOf(sought) * 1000 + bytes.AsSpan().LastIndexOf(sought));
            int[] numbers = Array.ConvertAll(bytes, static x => (int)x);
            int[] soughtNumbers = Array.ConvertAll(sought, static x => (int)x);
            Check.Record((long)numbers.AsSpan().IndexOf(soughtNumbers) * 1000 + numbers.AsSpan().LastIndexOf(soughtNumbers));
            Check.Record(text.AsSpan().StartsWith(value));
            Check.Record(text.AsSpan().EndsWith(value));
        }
    }

    private static void ManyValues()
    {
        SeededRandom random = new(74);
        for (int i = 0; i < 600; i++)
        {
            string text = random.NextString(100, 'a', 'z') + random.NextString(10, 'à', 'ý');
            string values = random.NextString(7, 'p', 'z') + random.NextString(2, 'à', 'â');
            Check.Record((long)text.AsSpan().IndexOfAny(values) * 1000 + text.AsSpan().LastIndexOfAny(values));
            Check.Record((long)text.AsSpan().IndexOfAnyExcept(values) * 1000 + text.AsSpan().LastIndexOfAnyExcept(values));
            byte[] bytes = System.Text.Encoding.Latin1.GetBytes(text);
            byte[] sought = System.Text.Encoding.Latin1.GetBytes(values);
            Check.Record((long)bytes.AsSpan().IndexOfAny(sought) * 1000 + bytes.AsSpan().LastIndexOfAny(sought));
            Check.Record((long)bytes.AsSpan().IndexOfAnyExcept(sought) * 1000 + bytes.AsSpan().LastIndexOfAnyExcept(sought));
        }
    }

    private static void SearchBytes()
    {
        SeededRandom random = new(75);
        for (int i = 0; i < 500; i++)
        {
            byte[] set = System.Text.Encoding.Latin1.GetBytes(random.NextString(8, 'a', i % 2 == 0 ? 'z' : 'ÿ'));
            SearchValues<byte> values = SearchValues.Create(set);
            byte[] bytes = System.Text.Encoding.Latin1.GetBytes(random.NextString(90, 'g', i % 3 == 0 ? 'z' : 'ÿ'));
            RecordAll<byte>(bytes, values);
        }
    }

    private static void SearchChars()
    {
        SeededRandom random = new(76);
        for (int i = 0; i < 500; i++)
        {
            SearchValues<char> values = SearchValues.Create(random.NextString(8, 'a', i % 2 == 0 ? 'z' : 'ǿ'));
            RecordAll<char>(random.NextString(90, 'g', i % 3 == 0 ? 'z' : '\uFFFE'), values);
        }
    }

    private static void RecordAll<T>(ReadOnlySpan<T> span, SearchValues<T> values) where T : IEquatable<T>
    {
        Check.Record((long)span.IndexOfAny(values) * 1000 + span.LastIndexOfAny(values));
        Check.Record((long)span.IndexOfAnyExcept(values) * 1000 + span.LastIndexOfAnyExcept(values));
        Check.Record(span.ContainsAny(values));
        Check.Record(span.ContainsAnyExcept(values));
    }

    private static void EveryByte()
    {
        SearchValues<byte> values = SearchValues.Create("\0\n az~"u8);
        SearchValues<byte> others = SearchValues.Create([0x41, 0x80, 0xFF]);
        SearchValues<char> units = SearchValues.Create("\0\n az~");
        byte[] bytes = new byte[33];
        char[] characters = new char[33];
        for (int value = 0; value < 256; value++)
        {
            bytes.AsSpan().Fill((byte)'b');
            characters.AsSpan().Fill('b');
            bytes[19] = (byte)value;
            Check.Record((long)bytes.AsSpan().IndexOfAny(values) * 1000 + bytes.AsSpan().IndexOfAny(others));
            Check.Record(values.Contains((byte)value));
            for (int high = 0; high < 0x10000; high += 0x700)
            {
                characters[19] = (char)(high + value);
                Check.Record((long)characters.AsSpan().IndexOfAny(units) * 1000 + (units.Contains(characters[19]) ? 1 : 0));
            }
        }
    }

    private static void Replace()
    {
        SeededRandom random = new(77);
        for (int length = 0; length < 80; length++)
        {
            char[] units = new char[length];
            byte[] bytes = new byte[length];
            long[] numbers = new long[length];
            for (int i = 0; i < length; i++)
            {
                units[i] = (char)('a' + random.Next(3));
                bytes[i] = (byte)random.Next(3);
                numbers[i] = random.Next(3);
            }

            char[] copy = new char[length];
            ((ReadOnlySpan<char>)units).Replace(copy, 'a', 'x');
            units.AsSpan().Replace('b', 'y');
            bytes.AsSpan().Replace((byte)1, (byte)200);
            numbers.AsSpan().Replace(2, -1);
            Check.Record(new string(copy));
            Check.Record(new string(units));
            Check.Record(bytes);
            foreach (long number in numbers)
            {
                Check.Record(number);
            }
        }
    }
}
