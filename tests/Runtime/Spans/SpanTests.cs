using System.Runtime.InteropServices;

namespace Diesis.Tests.Runtime;

/// <summary>Spans and memories: making, slicing, copying, filling, comparing.</summary>
internal static class SpanTests
{
    internal static void Register(TestList tests)
    {
        Expressions expressions = new(tests, "Span");
        expressions.Text(static () => "hello".AsSpan(1, 3).ToString() + "hello".AsSpan(2).ToString() + "hello".AsSpan(^2).ToString() + "hello".AsSpan(1..4).ToString());
        expressions.Text(static () => new Span<char>(['a', 'b', 'c'], 1, 2).ToString() + new ReadOnlySpan<char>(['x', 'y']).ToString());
        expressions.Text(static () => new Span<int>([1, 2, 3]).ToString() + new ReadOnlySpan<string>(["a"]).ToString());
        expressions.Text(static () => "hello".AsMemory(1, 3).ToString() + new Memory<char>(['a', 'b', 'c'], 1, 2).ToString() + new ReadOnlyMemory<byte>(new byte[3]).ToString());
        expressions.Truth(static () => new Span<int>(null).IsEmpty && Span<int>.Empty.Length == 0 && default(ReadOnlySpan<char>).ToString() == "" && ((string?)null).AsSpan().IsEmpty);
        expressions.Truth(static () => SameSpans());
        expressions.Truth(static () => SameMemories());
        expressions.Number(static () => Sum([1, 2, 3, 4]));
        expressions.Text(static () => new Index(3).ToString() + new Index(2, true) + (1..^2) + Range.All + Range.StartAt(2) + Range.EndAt(^1));
        expressions.Number(static () => new Index(2, true).GetOffset(10) * 100 + Index.End.GetOffset(7) * 10 + Index.FromStart(3).Value);
        expressions.Truth(static () => new Index(1).Equals((Index)1) && (1..2).Equals(new Range(1, 2)) && !(1..2).Equals(1..^2) && new Index(1, true).IsFromEnd);
        expressions.Truth(static () => new[] { 1, 2, 3 }.AsSpan().TryCopyTo(new int[3]) && !new[] { 1, 2, 3 }.AsSpan().TryCopyTo(new int[2]));
        expressions.Number(static () => MemoryMarshal.Cast<byte, int>(new byte[] { 1, 0, 0, 0, 2, 0, 0, 0, 9 })[1] + MemoryMarshal.AsBytes<int>([5, 6]).Length);
        tests.Add("Span.CopyAtAllAlignments", CopyAtAllAlignments);
        tests.Add("Span.CopyOverlapping", CopyOverlapping);
        tests.Add("Span.CopyReferencesOverlapping", CopyReferencesOverlapping);
        tests.Add("Span.LargeCopies", LargeCopies);
        Fill<byte>(tests, "Byte", 0xA5);
        Fill<short>(tests, "Int16", -12345);
        Fill<int>(tests, "Int32", 0x1234_5678);
        Fill<long>(tests, "Int64", 0x1234_5678_9ABC_DEF0);
        Fill<double>(tests, "Double", 1.5);
        Fill<(byte, int, short)>(tests, "Struct", (1, 2, 3));
        Fill<string>(tests, "String", "text");
        Reverse<byte>(tests, "Byte", static number => (byte)number);
        Reverse<short>(tests, "Int16", static number => (short)number);
        Reverse<int>(tests, "Int32", static number => number);
        Reverse<long>(tests, "Int64", static number => number);
        Reverse<string>(tests, "String", static number => number.ToString());
        Reverse<(byte, byte, byte)>(tests, "Struct", static number => ((byte)number, (byte)(number >> 8), 7));
        tests.Add("Span.ClearReferences", ClearReferences);
        tests.Add("Span.SequenceEqualFindsEachDifference", SequenceEqualFindsEachDifference);
        tests.Add("Span.SequenceCompareTo", SequenceCompareTo);
        tests.Add("Span.CommonPrefixLength", CommonPrefixLength);
        tests.Add("Span.Overlaps", Overlaps);
        tests.Add("Span.ToUpperAndLowerInvariant", ToUpperAndLowerInvariant);
        tests.Add("Span.TrimElements", TrimElements);
        tests.Add("Span.SplitEnumerators", SplitEnumerators);
        tests.Add("Span.EnumerateLines", EnumerateLines);
    }

    private static bool SameSpans()
    {
        int[] numbers = [1, 2, 3];
        Span<int> all = numbers;
        return all == numbers.AsSpan() && all.Slice(1) == numbers.AsSpan(1) && all.Slice(0, 2) != all && all != new[] { 1, 2, 3 }.AsSpan() && (ReadOnlySpan<int>)all == numbers;
    }

    private static bool SameMemories()
    {
        int[] numbers = [1, 2, 3];
        Memory<int> all = numbers;
        ReadOnlyMemory<int> read = all;
        return all.Equals(numbers.AsMemory()) && read.Equals(all) && all.Equals((object)read) && !all.Slice(1).Equals(all) &&
            all.Slice(1, 1).Span[0] == 2 && read.ToArray().Length == 3 && all.GetHashCode() == read.GetHashCode() && all.TryCopyTo(new int[3]);
    }

    private static int Sum(Span<int> numbers)
    {
        int sum = 0;
        foreach (ref int number in numbers)
        {
            number *= 2;
            sum += number;
        }

        foreach (int number in (ReadOnlySpan<int>)numbers)
        {
            sum += number;
        }

        return sum;
    }

    private static byte[] Pattern(int length)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            bytes[i] = (byte)(i * 7 + (i >> 8) + 1);
        }

        return bytes;
    }

    private static void CopyAtAllAlignments()
    {
        byte[] source = Pattern(400);
        for (int length = 0; length <= 140; length++)
        {
            for (int offset = 0; offset < 17; offset++)
            {
                byte[] destination = new byte[200];
                source.AsSpan(offset, length).CopyTo(destination.AsSpan((offset * 5) % 16 + 3));
                for (int i = 0; i < destination.Length; i++)
                {
                    int from = i - (offset * 5) % 16 - 3;
                    byte expected = from >= 0 && from < length ? source[offset + from] : (byte)0;
                    if (destination[i] != expected)
                        Check.Fail("length " + length.ToString() + " offset " + offset.ToString() + " place " + i.ToString());
                }
            }
        }
    }

    private static void CopyOverlapping()
    {
        for (int length = 0; length <= 200; length += length < 70 ? 1 : 13)
        {
            for (int distance = -40; distance <= 40; distance++)
            {
                byte[] bytes = Pattern(320);
                byte[] original = Pattern(320);
                bytes.AsSpan(50, length).CopyTo(bytes.AsSpan(50 + distance));
                for (int i = 0; i < bytes.Length; i++)
                {
                    int from = i - 50 - distance;
                    byte expected = from >= 0 && from < length ? original[50 + from] : original[i];
                    if (bytes[i] != expected)
                        Check.Fail("length " + length.ToString() + " distance " + distance.ToString() + " place " + i.ToString());
                }
            }
        }
    }

    private static void CopyReferencesOverlapping()
    {
        for (int distance = -3; distance <= 3; distance++)
        {
            string[] texts = new string[20];
            for (int i = 0; i < texts.Length; i++)
            {
                texts[i] = i.ToString();
            }

            texts.AsSpan(5, 9).CopyTo(texts.AsSpan(5 + distance));
            Check.Record(string.Join(",", texts));
        }
    }

    private static void LargeCopies()
    {
        byte[] bytes = Pattern(100_000);
        byte[] copy = new byte[100_003];
        bytes.CopyTo(copy.AsSpan(3));
        Check.True(copy.AsSpan(3).SequenceEqual(bytes), "forward");
        bytes.AsSpan(0, 99_000).CopyTo(bytes.AsSpan(777));
        Check.True(bytes.AsSpan(777, 99_000).SequenceEqual(copy.AsSpan(3, 99_000)), "backward");
    }

    private static void Fill<T>(TestList tests, string name, T value) => tests.Add("Span.Fill." + name, () =>
    {
        for (int length = 0; length < 90; length++)
        {
            T[] elements = new T[length + 4];
            elements.AsSpan(2, length).Fill(value);
            for (int i = 0; i < elements.Length; i++)
            {
                bool filled = i >= 2 && i < length + 2;
                Check.True(EqualityComparer<T>.Default.Equals(elements[i], filled ? value : default!), "filled inside, untouched outside");
            }

            elements.AsSpan(1, length + 2).Fill(value);
            elements.AsSpan(2, length).Clear();
            Check.True(EqualityComparer<T>.Default.Equals(elements[1], value), "cleared only inside");
            foreach (T element in elements.AsSpan(2, length))
            {
                Check.True(EqualityComparer<T>.Default.Equals(element, default!), "cleared");
            }
        }
    });

    private static void Reverse<T>(TestList tests, string name, Func<int, T> make) => tests.Add("Span.Reverse." + name, () =>
    {
        for (int length = 0; length < 80; length++)
        {
            T[] elements = new T[length + 2];
            for (int i = 0; i < elements.Length; i++)
            {
                elements[i] = make(i * 37 + 5);
            }

            elements.AsSpan(1, length).Reverse();
            for (int i = 0; i < elements.Length; i++)
            {
                int from = i == 0 || i == length + 1 ? i : length + 1 - i;
                Check.True(EqualityComparer<T>.Default.Equals(elements[i], make(from * 37 + 5)), "reversed");
            }
        }
    });

    private static void ClearReferences()
    {
        object?[] objects = ["a", "b", "c", "d", "e"];
        objects.AsSpan(1, 3).Clear();
        Check.True(objects[0] is "a" && objects[1] is null && objects[2] is null && objects[3] is null && objects[4] is "e");
        (string? Text, int Number)[] pairs = [("a", 1), ("b", 2), ("c", 3)];
        pairs.AsSpan(1, 1).Clear();
        Check.True(pairs[0].Text == "a" && pairs[1].Text is null && pairs[1].Number == 0 && pairs[2].Number == 3);
    }

    private static void SequenceEqualFindsEachDifference()
    {
        for (int length = 0; length < 150; length++)
        {
            byte[] first = Pattern(length);
            byte[] second = Pattern(length);
            Check.True(first.AsSpan().SequenceEqual(second), "equal");
            for (int i = 0; i < length; i++)
            {
                second[i] ^= 0x80;
                Check.False(first.AsSpan().SequenceEqual(second), "a difference is seen");
                second[i] ^= 0x80;
            }
        }

        Check.True(new[] { "a", null, "b" }.AsSpan().SequenceEqual(["a", null, "b"]));
        Check.False(new[] { "a", null, "b" }.AsSpan().SequenceEqual(["a", "x", "b"]));
        Check.True(new[] { 0.0 }.AsSpan().SequenceEqual([-0.0]));
    }

    private static void SequenceCompareTo()
    {
        SeededRandom random = new(61);
        for (int i = 0; i < 400; i++)
        {
            string first = random.NextString(30, 'a', 'b');
            string second = random.Next(2) == 0 ? first + random.NextString(2) : random.NextString(30, 'a', 'b');
            Check.Record((long)first.AsSpan().SequenceCompareTo(second));
            byte[] left = System.Text.Encoding.ASCII.GetBytes(first);
            byte[] right = System.Text.Encoding.ASCII.GetBytes(second);
            Check.Record((long)left.AsSpan().SequenceCompareTo(right));
            Check.Record((long)Array.ConvertAll(left, static value => (int)value).AsSpan().SequenceCompareTo(Array.ConvertAll(right, static value => (int)value)));
        }
    }

    private static void CommonPrefixLength()
    {
        for (int length = 0; length < 70; length++)
        {
            byte[] first = Pattern(length + 1);
            byte[] second = Pattern(80);
            second[length] ^= 1;
            Check.Equal(length, first.AsSpan().CommonPrefixLength(second));
            Check.Equal(length, Array.ConvertAll(first, static value => value.ToString()).AsSpan().CommonPrefixLength(Array.ConvertAll(second, static value => value.ToString())));
            Check.Equal(length, Array.ConvertAll(first, static value => (long)value).AsSpan().CommonPrefixLength(Array.ConvertAll(second, static value => (long)value)));
        }
    }

    private static void Overlaps()
    {
        int[] numbers = new int[10];
        Span<int> span = numbers;
        Check.True(span.Slice(0, 5).Overlaps(span.Slice(4, 3), out int offset) && offset == 4);
        Check.True(span.Slice(4, 3).Overlaps(span.Slice(0, 5), out offset) && offset == -4);
        Check.False(span.Slice(0, 5).Overlaps(span.Slice(5)));
        Check.False(span.Slice(0, 5).Overlaps(span.Slice(2, 0)));
        Check.False(span.Overlaps(new int[3]));
    }

    private static void ToUpperAndLowerInvariant()
    {
        SeededRandom random = new(62);
        for (int i = 0; i < 300; i++)
        {
            string text = EncodingTests.HostileText(random, 5);
            char[] units = new char[text.Length];
            Check.Equal(text.Length, text.AsSpan().ToUpperInvariant(units));
            Check.Record(new string(units));
            Check.Equal(text.ToUpperInvariant(), new string(units));
            Check.Equal(text.Length, text.AsSpan().ToLowerInvariant(units));
            Check.Record(new string(units));
            Check.Equal(text.Length == 0 ? 0 : -1, text.AsSpan().ToUpperInvariant(units.AsSpan(0, Math.Max(0, units.Length - 1))));
        }
    }

    private static void TrimElements()
    {
        int[] numbers = [0, 0, 1, 0, 2, 0];
        Check.Sequence(new[] { 1, 0, 2 }, ((ReadOnlySpan<int>)numbers).Trim(0));
        Check.Sequence(new[] { 1, 0, 2, 0 }, ((ReadOnlySpan<int>)numbers).TrimStart(0));
        Check.Sequence(new[] { 0, 0, 1, 0, 2 }, ((ReadOnlySpan<int>)numbers).TrimEnd(0));
        Check.Record("  x y ".AsSpan().Trim().ToString() + "|" + "..x.".AsSpan().Trim('.').ToString() + "|" + "-+x+".AsSpan().Trim("+-").ToString());
        Check.Record(" \t ".AsSpan().IsWhiteSpace());
        Check.Record("  a ".ToCharArray().AsSpan().Trim().ToString() + "  b ".AsMemory().Trim().ToString());
    }

    private static void SplitEnumerators()
    {
        SeededRandom random = new(63);
        System.Buffers.SearchValues<char> values = System.Buffers.SearchValues.Create("ab");
        for (int i = 0; i < 200; i++)
        {
            string text = random.NextString(20, 'a', 'd');
            foreach (Range range in text.AsSpan().Split('a'))
            {
                Check.Record(text[range]);
            }

            foreach (Range range in text.AsSpan().Split("ab"))
            {
                Check.Record(text[range]);
            }

            foreach (Range range in text.AsSpan().SplitAny("ab"))
            {
                Check.Record(text[range]);
            }

            foreach (Range range in text.AsSpan().SplitAny(values))
            {
                Check.Record(text[range]);
            }
        }

        foreach (Range range in " a\tb c".AsSpan().SplitAny([]))
        {
            Check.Record((long)range.Start.Value);
        }
    }

    private static void EnumerateLines()
    {
        foreach (ReadOnlySpan<char> line in "a\r\nb\nc\rd\u2028e\ff\u0085\r\r\n".AsSpan().EnumerateLines())
        {
            Check.Record(line.ToString());
        }
    }
}
