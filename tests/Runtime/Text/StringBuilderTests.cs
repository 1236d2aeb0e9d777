using System.Text;

namespace Diesis.Tests.Runtime;

/// <summary>String builders.</summary>
internal static class StringBuilderTests
{
    internal static void Register(TestList tests)
    {
        Expressions expressions = new(tests, "StringBuilder");
        expressions.Text(static () => new StringBuilder().Append("a").Append('b').Append('c', 3).Append((string?)null).Append(['d', 'e']).ToString());
        expressions.Text(static () => new StringBuilder().Append("hello", 1, 3).Append(['x', 'y', 'z'], 1, 2).Append("span".AsSpan(1)).Append("mem".AsMemory(1)).ToString());
        expressions.Text(static () => new StringBuilder().Append(1).Append(-2L).Append(3u).Append((byte)4).Append(true).Append((object?)null).Append((object)'q').ToString());
        expressions.Text(static () => new StringBuilder("ab").Append(new StringBuilder("cde"), 1, 2).Append(new StringBuilder("f")).Append((StringBuilder?)null).ToString());
        expressions.Text(static () => new StringBuilder().AppendLine("x").AppendLine().Append('y').ToString());
        expressions.Text(static () => new StringBuilder().AppendFormat("{0}-{1,4}-{2}", 1, "b", 'c').AppendFormat("{0}", 9).ToString());
        expressions.Text(static () => new StringBuilder().AppendJoin(", ", "a", null, "b").AppendJoin('|', 1, 2, 3).AppendJoin("+", new List<int> { 4, 5 }).ToString());
        expressions.Text(static () => new StringBuilder("hello").Insert(0, ">>").Insert(7, "<<").Insert(3, 'X').Insert(2, 42).Insert(0, "ab", 3).ToString());
        expressions.Text(static () => new StringBuilder("hello").Insert(2, ['1', '2', '3']).Insert(2, ['4', '5', '6'], 1, 1).Insert(0, "sp".AsSpan()).Insert(1, true).ToString());
        expressions.Text(static () => new StringBuilder("hello world").Remove(2, 5).ToString());
        expressions.Text(static () => new StringBuilder("a-b-c").Replace("-", "--").Replace('a', 'z').Replace("z", null).ToString());
        expressions.Text(static () => new StringBuilder("aXaXaX").Replace("X", "yy", 1, 3).Replace('a', 'b', 2, 3).ToString());
        expressions.Text(static () => new StringBuilder("abcdef").ToString(2, 3));
        expressions.Text(static () => new StringBuilder("abc") { Length = 5 }.ToString());
        expressions.Text(static () => new StringBuilder("abc") { Length = 1 }.Append('z').ToString());
        expressions.Text(static () => new StringBuilder("abc") { [1] = 'Q' }.ToString());
        expressions.Text(static () => new StringBuilder("abcdef", 1, 3, 20).ToString());
        expressions.Text(static () => new StringBuilder().Append($"{1}{"two"}{'3'}|{4,5}|{5,-5}|").ToString());
        expressions.Text(static () => new StringBuilder("x").AppendLine($"{new StringBuilder("in")}{null}").ToString());
        expressions.Text(static () => new StringBuilder("a\U0001F600").Append(new Rune(0x1F601)).ToString());
        expressions.Truth(static () => new StringBuilder("abc").Equals(new StringBuilder("abc")) && !new StringBuilder("abc").Equals(new StringBuilder("abd")) && new StringBuilder("abc").Equals("abc"));
        expressions.Number(static () => new StringBuilder().Capacity * 1000 + new StringBuilder("0123456789abcdefgh").Capacity);
        expressions.Number(static () => new StringBuilder(5, 9).MaxCapacity * 100 + new StringBuilder(5, 9).Capacity);
        expressions.Number(static () => new StringBuilder("abc").EnsureCapacity(100));
        expressions.Number(static () => new StringBuilder("abc", 50) { Capacity = 10 }.Capacity);
        expressions.Number(static () => new StringBuilder("abc", 50).Clear().Length);
        tests.Add("StringBuilder.CapacitiesWhileGrowing", CapacitiesWhileGrowing);
        tests.Add("StringBuilder.CopyTo", CopyTo);
        tests.Add("StringBuilder.ChunksAreTheWhole", ChunksAreTheWhole);
        tests.Add("StringBuilder.AppendsItself", AppendsItself);
        for (int seed = 1; seed <= 6; seed++)
        {
            int chosen = seed;
            tests.Add("StringBuilder.RandomOperations" + seed.ToString(), () => RandomOperations(chosen));
        }
    }

    private static void CapacitiesWhileGrowing()
    {
        StringBuilder builder = new();
        for (int i = 0; i < 300; i++)
        {
            builder.Append('x');
            Check.Record((long)builder.Capacity);
        }
    }

    private static void CopyTo()
    {
        StringBuilder builder = new("hello world");
        char[] units = new char[8];
        builder.CopyTo(3, units, 2, 5);
        Check.Record(new string(units));
        builder.CopyTo(6, units.AsSpan(1), 4);
        Check.Record(new string(units));
    }

    private static void ChunksAreTheWhole()
    {
        StringBuilder builder = new();
        for (int i = 0; i < 3000; i++)
        {
            builder.Append(i);
        }

        StringBuilder copy = new();
        foreach (ReadOnlyMemory<char> chunk in builder.GetChunks())
        {
            copy.Append(chunk);
        }

        Check.Equal(builder.ToString(), copy.ToString());
    }

    private static void AppendsItself()
    {
        StringBuilder builder = new("abc");
        builder.Append(builder).Append(builder, 1, 4);
        Check.Record(builder.ToString());
    }

    private static void RandomOperations(int seed)
    {
        SeededRandom random = new(seed);
        StringBuilder builder = new(random.Next(30));
        for (int i = 0; i < 400; i++)
        {
            string text = random.NextString(12, 'a', 'e');
            int place = random.Next(builder.Length + 1);
            int count = random.Next(builder.Length - place + 1);
            switch (random.Next(12))
            {
                case 0:
                    builder.Append(text);
                    break;
                case 1:
                    builder.Insert(place, text);
                    break;
                case 2:
                    builder.Remove(place, Math.Min(count, 20));
                    break;
                case 3 when text.Length > 2:
                    builder.Replace(text.Substring(0, 2), text.Substring(2), place, count);
                    break;
                case 4:
                    builder.Replace('a', 'b', place, count);
                    break;
                case 5:
                    builder.Append((char)('a' + random.Next(26)), random.Next(5));
                    break;
                case 6:
                    builder.Append(random.Next());
                    break;
                case 7:
                    builder.Length = place;
                    break;
                case 8:
                    builder.Append($"<{text,7}|{i,-4}>");
                    break;
                case 9:
                    builder.Insert(place, text, 2);
                    break;
                case 10 when builder.Length > 0:
                    builder[random.Next(builder.Length)] = '#';
                    break;
                default:
                    builder.AppendLine(text);
                    break;
            }

            Check.Record((long)builder.Length);
            if (i % 10 == 0)
                Check.Record(builder.ToString());
        }

        Check.Record(builder.ToString());
    }
}
