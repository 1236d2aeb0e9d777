using System.Text;

namespace Diesis.Tests.Runtime;

/// <summary>What builders refuse, and in which words.</summary>
internal static class StringBuilderErrorTests
{
    internal static void Register(TestList tests)
    {
        Expressions expressions = new(tests, "StringBuilder");
        expressions.Throws(() => new StringBuilder(-1));
        expressions.Throws(() => new StringBuilder(5, 0));
        expressions.Throws(() => new StringBuilder(5, 3));
        expressions.Throws(() => new StringBuilder(0, -1));
        expressions.Throws(() => new StringBuilder("abc", -1, 1, 5));
        expressions.Throws(() => new StringBuilder("abc", 0, -1, 5));
        expressions.Throws(() => new StringBuilder("abc", 1, 9, 5));
        expressions.Throws(() => new StringBuilder("abc", 0, 1, -5));
        expressions.Throws(() => Hello().Capacity = -1);
        expressions.Throws(() => Hello().Capacity = 2);
        expressions.Throws(() => new StringBuilder(5, 10).Capacity = 12);
        expressions.Throws(() => Hello().Length = -1);
        expressions.Throws(() => new StringBuilder(5, 10).Length = 12);
        expressions.Throws(() => _ = Hello()[5]);
        expressions.Throws(() => _ = Hello()[-1]);
        expressions.Throws(() => Hello()[5] = 'a');
        expressions.Throws(() => Hello().EnsureCapacity(-1));
        expressions.Throws(() => Hello().Append('a', -1));
        expressions.Throws(() => Hello().Append((char[])null!, 0, 1));
        expressions.Throws(() => Hello().Append((char[])null!, 0, 0));
        expressions.Throws(() => Hello().Append(new char[3], -1, 1));
        expressions.Throws(() => Hello().Append(new char[3], 1, -1));
        expressions.Throws(() => Hello().Append(new char[3], 1, 9));
        expressions.Throws(() => Hello().Append((string)null!, 0, 1));
        expressions.Throws(() => Hello().Append("abc", -1, 1));
        expressions.Throws(() => Hello().Append("abc", 1, -1));
        expressions.Throws(() => Hello().Append("abc", 1, 9));
        expressions.Throws(() => Hello().Append(Hello(), 1, 9));
        expressions.Throws(() => Hello().Append(Hello(), -1, 9));
        expressions.Throws(() => Hello().Append((StringBuilder)null!, 1, 9));
        expressions.Throws(() => new StringBuilder(2, 5).Append("abcdef"));
        expressions.Throws(() => new StringBuilder(2, 5).Append('c', 6));
        expressions.Throws(() => new StringBuilder(2, 5).Insert(0, "abcdef"));
        expressions.Throws(() => Hello().Insert(-1, "a"));
        expressions.Throws(() => Hello().Insert(9, "a"));
        expressions.Throws(() => Hello().Insert(0, "a", -1));
        expressions.Throws(() => Hello().Insert(9, "a", 1));
        expressions.Throws(() => Hello().Insert(0, (char[])null!, 0, 1));
        expressions.Throws(() => Hello().Insert(0, new char[2], -1, 1));
        expressions.Throws(() => Hello().Insert(0, new char[2], 1, -1));
        expressions.Throws(() => Hello().Insert(0, new char[2], 1, 5));
        expressions.Throws(() => Hello().Insert(9, 5));
        expressions.Throws(() => Hello().Insert(9, 'c'));
        expressions.Throws(() => Hello().Insert(9, new char[2]));
        expressions.Throws(() => Hello().Insert(9, (object)null!));
        expressions.Throws(() => Hello().Remove(-1, 1));
        expressions.Throws(() => Hello().Remove(1, -1));
        expressions.Throws(() => Hello().Remove(3, 9));
        expressions.Throws(() => Hello().Replace(null!, "a"));
        expressions.Throws(() => Hello().Replace("", "a"));
        expressions.Throws(() => Hello().Replace("a", "b", 9, 1));
        expressions.Throws(() => Hello().Replace("a", "b", 1, 9));
        expressions.Throws(() => Hello().Replace("a", "b", 1, -1));
        expressions.Throws(() => Hello().Replace('a', 'b', 9, 1));
        expressions.Throws(() => Hello().Replace('a', 'b', 1, 9));
        expressions.Throws(() => Hello().CopyTo(0, null!, 0, 1));
        expressions.Throws(() => Hello().CopyTo(0, new char[2], -1, 1));
        expressions.Throws(() => Hello().CopyTo(0, new char[2], 0, 3));
        expressions.Throws(() => Hello().CopyTo(9, new char[12], 0, 3));
        expressions.Throws(() => Hello().CopyTo(3, new char[12], 0, 3));
        expressions.Throws(() => Hello().CopyTo(0, new char[12], 0, -3));
        expressions.Throws(() => Hello().CopyTo(0, new char[2].AsSpan(), 3));
        expressions.Throws(() => Hello().ToString(-1, 1));
        expressions.Throws(() => Hello().ToString(9, 1));
        expressions.Throws(() => Hello().ToString(1, -1));
        expressions.Throws(() => Hello().ToString(1, 9));
        expressions.Throws(() => Hello().AppendJoin(",", (string[])null!));
        expressions.Throws(() => Hello().AppendJoin<int>(",", null!));
        expressions.Throws(() => Hello().AppendFormat("{", 1));
        expressions.Throws(() => Hello().AppendFormat((string)null!, 1));
        expressions.Throws(() => Hello().AppendFormat("a", (object[])null!));
        expressions.Throws(() => Hello().AppendFormat(" }a", 1));
    }

    private static StringBuilder Hello() => new("hello");
}
