using System.Collections;
using System.Collections.Generic;

namespace System.Text;

/// <summary>Walks the scalar values of a string; an unpaired surrogate reads as U+FFFD.</summary>
public struct StringRuneEnumerator : IEnumerable<Rune>, IEnumerator<Rune>
{
    private readonly string _text;
    private int _next;

    internal StringRuneEnumerator(string text)
    {
        _text = text;
        _next = 0;
        Current = default;
    }

    public Rune Current { get; private set; }

    readonly object? IEnumerator.Current => Current;

    public readonly StringRuneEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_next >= _text.Length)
        {
            Current = default;
            return false;
        }

        Rune.DecodeFromUtf16(_text.AsSpan(_next), out Rune rune, out int consumed);
        Current = rune;
        _next += consumed;
        return true;
    }

    readonly IEnumerator IEnumerable.GetEnumerator() => this;

    readonly IEnumerator<Rune> IEnumerable<Rune>.GetEnumerator() => this;

    readonly void IDisposable.Dispose()
    {
    }

    void IEnumerator.Reset()
    {
        Current = default;
        _next = 0;
    }
}
