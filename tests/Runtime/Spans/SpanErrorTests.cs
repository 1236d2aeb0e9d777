namespace Diesis.Tests.Runtime;

/// <summary>What spans and memories refuse, and in which words.</summary>
internal static class SpanErrorTests
{
    private const string Hello = "hello";
    private static readonly string? s_null = null;
    private static readonly char[] s_units = ['a', 'b', 'c'];

    internal static void Register(TestList tests)
    {
        Expressions expressions = new(tests, "Span");
        expressions.Throws(() => Hello.AsSpan().Slice(9));
        expressions.Throws(() => new Span<char>(s_units, 2, 5));
        expressions.Throws(() => new Span<char>(null!, 2, 5));
        expressions.Throws(() => new Span<object>(new string[1]));
        expressions.Throws(() => _ = s_units.AsSpan()[5]);
        expressions.Throws(() => s_units.AsSpan().CopyTo(new char[1]));
        expressions.Throws(() => Hello.AsSpan(9));
        expressions.Throws(() => Hello.AsSpan(2, 9));
        expressions.Throws(() => Hello.AsSpan(2..9));
        expressions.Throws(() => s_null!.AsSpan(^1));
        expressions.Throws(() => s_null!.AsSpan(1));
        expressions.Throws(() => s_null!.AsSpan(0..1));
        expressions.Throws(() => ((int[])null!).AsSpan(1));
        expressions.Throws(() => ((int[])null!).AsSpan(0..1));
        expressions.Throws(() => ((int[])null!).AsSpan(^0));
        expressions.Throws(() => s_units.AsSpan(9));
        expressions.Throws(() => Hello.AsMemory(9));
        expressions.Throws(() => s_null!.AsMemory(0..1));
        expressions.Throws(() => s_units.AsMemory(9));
        expressions.Throws(() => s_units.AsMemory(1, 9));
        expressions.Throws(() => s_units.AsMemory().Slice(9));
        expressions.Throws(() => s_units.AsMemory().CopyTo(new char[1]));
        expressions.Throws(() => new Index(-1));
        expressions.Throws(() => Index.FromStart(-1));
        expressions.Throws(() => (3..9).GetOffsetAndLength(5));
        expressions.Throws(() => (4..2).GetOffsetAndLength(5));
        expressions.Throws(() => _ = Hello[3..9]);
        expressions.Throws(() => s_units.AsSpan().Replace('a','b'));
        expressions.Throws(() => ((ReadOnlySpan<char>)s_units).Replace(new char[1],'a','b'));
        expressions.Throws(() => ((ReadOnlySpan<char>)s_units.AsSpan(0, 2)).Replace(s_units.AsSpan(1, 2),'a','b'));
        expressions.Throws(() => MemoryExtensions.Split("a, b".AsSpan(), new Range[0], ',', (StringSplitOptions)55));
        expressions.Throws(() => ((ReadOnlySpan<char>)s_units).ToUpperInvariant(s_units));
        expressions.Throws(() => NegativeLength());
        expressions.Throws(() => PointerToReferences());
    }

    // SAFETY: the constructor refuses before it looks at the pointer.
    private static unsafe void NegativeLength() => _ = new Span<int>((void*)0, -1);

    private static unsafe void PointerToReferences() => _ = new Span<string>((void*)0, 1);
}
