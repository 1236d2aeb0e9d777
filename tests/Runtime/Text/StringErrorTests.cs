namespace Diesis.Tests.Runtime;

/// <summary>What strings refuse, and in which words.</summary>
internal static class StringErrorTests
{
    private const string Hello = "hello";
    private static readonly string? s_null = null;
    private static readonly char[] s_units = ['a', 'b', 'c'];

    internal static void Register(TestList tests)
    {
        Expressions expressions = new(tests, "String");
        expressions.Throws(() => new string('a', -1));
        expressions.Throws(() => new string((char[])null!, 0, 0));
        expressions.Throws(() => new string(s_units, -1, 0));
        expressions.Throws(() => new string(s_units, 0, -1));
        expressions.Throws(() => new string(s_units, 2, 5));
        expressions.Throws(() => _ = Hello[7]);
        expressions.Throws(() => Hello.Substring(-1));
        expressions.Throws(() => Hello.Substring(9));
        expressions.Throws(() => Hello.Substring(0, -1));
        expressions.Throws(() => Hello.Substring(2, 9));
        expressions.Throws(() => Hello.Substring(9, 0));
        expressions.Throws(() => Hello.Insert(0, null!));
        expressions.Throws(() => Hello.Insert(9,"a"));
        expressions.Throws(() => Hello.Remove(-1));
        expressions.Throws(() => Hello.Remove(9));
        expressions.Throws(() => Hello.Remove(5));
        expressions.Throws(() => Hello.Remove(2, 9));
        expressions.Throws(() => Hello.Remove(-1, 1));
        expressions.Throws(() => Hello.Remove(1, -1));
        expressions.Throws(() => Hello.Replace(null!,"a"));
        expressions.Throws(() => Hello.Replace("","a"));
        expressions.Throws(() => Hello.Replace("a","a", (StringComparison)9));
        expressions.Throws(() => Hello.PadLeft(-1));
        expressions.Throws(() => Hello.CopyTo(0, null!, 0, 1));
        expressions.Throws(() => Hello.CopyTo(0, s_units, 0, -1));
        expressions.Throws(() => Hello.CopyTo(-1, s_units, 0, 1));
        expressions.Throws(() => Hello.CopyTo(2, s_units, 0, 9));
        expressions.Throws(() => Hello.CopyTo(0, s_units, 2, 3));
        expressions.Throws(() => Hello.CopyTo(0, s_units, -1, 3));
        expressions.Throws(() => Hello.CopyTo(new char[2].AsSpan()));
        expressions.Throws(() => Hello.ToCharArray(-1, 1));
        expressions.Throws(() => Hello.ToCharArray(1, -1));
        expressions.Throws(() => Hello.ToCharArray(3, 4));
        expressions.Throws(() => Hello.IndexOf(s_null!));
        expressions.Throws(() => Hello.IndexOf('a', 9));
        expressions.Throws(() => Hello.IndexOf('a', -1));
        expressions.Throws(() => Hello.IndexOf('a', 1, 9));
        expressions.Throws(() => Hello.IndexOf("a", 9));
        expressions.Throws(() => Hello.IndexOf("a", 1, 9));
        expressions.Throws(() => Hello.IndexOf("a", 1, -1, StringComparison.Ordinal));
        expressions.Throws(() => Hello.IndexOf("a", (StringComparison)9));
        expressions.Throws(() => Hello.IndexOfAny(null!));
        expressions.Throws(() => Hello.IndexOfAny(s_units, 9));
        expressions.Throws(() => Hello.IndexOfAny(s_units, 1, 9));
        expressions.Throws(() => Hello.LastIndexOf('a', 9));
        expressions.Throws(() => Hello.LastIndexOf('a', 2, 9));
        expressions.Throws(() => Hello.LastIndexOf("a", 9));
        expressions.Throws(() => Hello.LastIndexOf("a", 2, 9));
        expressions.Throws(() => Hello.LastIndexOf("a", -1));
        expressions.Throws(() => Hello.LastIndexOf("a", -2));
        expressions.Throws(() => Hello.LastIndexOfAny(s_units, 9));
        expressions.Throws(() => Hello.LastIndexOfAny(s_units, 2, 9));
        expressions.Throws(() => Hello.LastIndexOfAny(null!));
        expressions.Throws(() => Hello.Contains(s_null!));
        expressions.Throws(() => Hello.StartsWith(s_null!));
        expressions.Throws(() => Hello.StartsWith("a", (StringComparison)77));
        expressions.Throws(() => Hello.EndsWith(s_null!));
        expressions.Throws(() => Hello.CompareTo((object)5));
        expressions.Throws(() => string.Compare("a","b", (StringComparison)77));
        expressions.Throws(() => string.Equals("a","b", (StringComparison)77));
        expressions.Throws(() => string.Compare("a", -1,"b", 0, 1));
        expressions.Throws(() => string.Compare("a", 0,"b", 0, -1));
        expressions.Throws(() => string.Compare("a", 9,"b", 0, 1));
        expressions.Throws(() => string.CompareOrdinal("a", -1,"b", 0, 1));
        expressions.Throws(() => string.CompareOrdinal("a", 9,"b", 0, 1));
        expressions.Throws(() => string.CompareOrdinal("a", 0,"b", 0, -1));
        expressions.Throws(() => string.Join(",", (string[])null!));
        expressions.Throws(() => string.Join(",", new string[] { "a" }, -1, 1));
        expressions.Throws(() => string.Join(",", new string[] { "a" }, 0, -1));
        expressions.Throws(() => string.Join(",", new string[] { "a" }, 1, 1));
        expressions.Throws(() => string.Concat((string[])null!));
        expressions.Throws(() => string.Concat((object[])null!));
        expressions.Throws(() => Hello.Split(',', -1));
        expressions.Throws(() => Hello.Split(',', (StringSplitOptions)9));
        expressions.Throws(() => string.Create<int>(5, 0, null!));
        expressions.Throws(() => string.Create<int>(-1, 0, static (span, state) => { }));
        expressions.Throws(() => Hello.ReplaceLineEndings(null!));
        expressions.Throws(() => string.Format(null!, 1));
        expressions.Throws(() => string.Format("a", (object[])null!));
    }
}
