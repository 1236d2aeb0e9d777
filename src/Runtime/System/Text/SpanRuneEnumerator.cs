namespace System.Text;

/// <summary>Walks the scalar values of a span; an unpaired surrogate reads as U+FFFD.</summary>
public ref struct SpanRuneEnumerator
{
    private ReadOnlySpan<char> _rest;

    internal SpanRuneEnumerator(ReadOnlySpan<char> text)
    {
        _rest = text;
        Current = default;
    }

    public Rune Current { get; private set; }

    public readonly SpanRuneEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            Current = default;
            return false;
        }

        Rune.DecodeFromUtf16(_rest, out Rune rune, out int consumed);
        Current = rune;
        _rest = _rest.Slice(consumed);
        return true;
    }
}
