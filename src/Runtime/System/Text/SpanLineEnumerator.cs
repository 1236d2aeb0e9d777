namespace System.Text;

/// <summary>Walks the lines of a span; CR LF, CR, LF, FF, NEL, LS and PS end one.</summary>
public ref struct SpanLineEnumerator
{
    private ReadOnlySpan<char> _rest;
    private bool _isActive;

    internal SpanLineEnumerator(ReadOnlySpan<char> text)
    {
        _rest = text;
        _isActive = true;
        Current = default;
    }

    public ReadOnlySpan<char> Current { get; private set; }

    public readonly SpanLineEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!_isActive)
            return false;

        int end = _rest.IndexOfAny("\r\n\f\u0085\u2028\u2029".AsSpan());
        if (end < 0)
        {
            Current = _rest;
            _rest = default;
            _isActive = false;
            return true;
        }

        int width = _rest[end] == '\r' && end + 1 < _rest.Length && _rest[end + 1] == '\n' ? 2 : 1;
        Current = _rest.Slice(0, end);
        _rest = _rest.Slice(end + width);
        return true;
    }
}
