using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;

namespace Diesis.Tests.Stress;

/// <summary>Objects to which only interior references are left: spans, references to elements and fields.</summary>
internal sealed class InteriorScenario : Scenario
{
    private struct Pair
    {
        public long Number;
        public string? Text;
    }

    private sealed class Holder
    {
        public long Before;
        public long Value;
        public string? Text;
    }

    internal override void Round(Random random)
    {
        int length = 1 + random.Next(2000);
        int index = random.Next(length);
        int value = random.Next();
        Span<int> numbers = Numbers(length, index, value);
        ref Pair pair = ref PairAt(length, index, value);
        ref string? text = ref TextOf(value);
        ReadOnlySpan<char> tail = value.ToString("D10").AsSpan(3);
        Garbage(random);
        Require(numbers[0] == value, "a span");
        Require(pair.Number == value && pair.Text == value.ToString(), "a reference to an element");
        Require(text == value.ToString(), "a reference to a field");
        Require(int.Parse(tail) == value % 10_000_000, "a span of a string");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Span<int> Numbers(int length, int index, int value)
    {
        int[] array = new int[length];
        array[index] = value;
        return array.AsSpan(index);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref Pair PairAt(int length, int index, int value)
    {
        Pair[] pairs = new Pair[length];
        pairs[index] = new Pair { Number = value, Text = value.ToString() };
        return ref pairs[index];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref string? TextOf(int value) => ref new Holder { Before = value, Value = value, Text = value.ToString() }.Text;

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Garbage(Random random)
    {
        object? keep = null;
        for (int i = random.Next(40); i >= 0; i--)
            keep = new object?[] { keep, new byte[random.Next(600)], i };
        GC.KeepAlive(keep);
    }
}

/// <summary>Objects reachable only from thread statics, statics, closures, delegates, iterators and async state machines.</summary>
internal sealed class RootsScenario : Scenario
{
    private sealed class Secret(int value)
    {
        private readonly int _value = value;
        private readonly string _text = value.ToString();

        public void Check(int expected) => Require(_value == expected && _text == expected.ToString(), "a secret");
    }

    [ThreadStatic]
    private static Secret? t_secret;

    [ThreadStatic]
    private static int t_expected;

    private static readonly Secret s_static = new(4711);
    private static readonly Secret?[] s_table = new Secret?[1];

    internal override void Round(Random random)
    {
        int value = random.Next();
        t_secret?.Check(t_expected);
        t_expected = value;
        t_secret = new Secret(value);
        s_static.Check(4711);

        Action check = Closure(value);
        IEnumerator<int> iterator = Iterate(value, random).GetEnumerator();
        iterator.MoveNext();
        TaskCompletionSource gate = new();
        Task waiting = Wait(gate.Task, value);
        InteriorScenario.Garbage(random);
        check();
        iterator.MoveNext();
        Require(iterator.Current == value, "an iterator");
        gate.SetResult();
        waiting.GetAwaiter().GetResult();
        object boxed = (value, new Secret(value));
        InteriorScenario.Garbage(random);
        (int number, Secret secret) = ((int, Secret))boxed;
        secret.Check(number);
        int hash = RuntimeHelpers.GetHashCode(boxed);
        InteriorScenario.Garbage(random);
        Require(hash == RuntimeHelpers.GetHashCode(boxed), "an identity hash");
        s_table[0] = t_secret;
    }

    private static Action Closure(int value)
    {
        Secret secret = new(value);
        return () => secret.Check(value);
    }

    private static IEnumerable<int> Iterate(int value, Random random)
    {
        Secret secret = new(value);
        yield return random.Next();
        secret.Check(value);
        yield return value;
    }

    private static async Task Wait(Task gate, int value)
    {
        Secret secret = new(value);
        try
        {
            await gate;
        }
        finally
        {
            secret.Check(value);
        }
    }
}
