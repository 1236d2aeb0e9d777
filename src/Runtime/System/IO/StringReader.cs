namespace System.IO;

/// <summary>Reads the text of a string.</summary>
public class StringReader : TextReader
{
    private string? _text;
    private int _next;

    public StringReader(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        _text = s;
    }

    public override int Peek()
    {
        string text = Opened();
        return _next < text.Length ? text[_next] : -1;
    }

    public override int Read()
    {
        string text = Opened();
        return _next < text.Length ? text[_next++] : -1;
    }

    public override int Read(Span<char> buffer)
    {
        string text = Opened();
        int count = Math.Min(text.Length - _next, buffer.Length);
        text.AsSpan(_next, count).CopyTo(buffer);
        _next += count;
        return count;
    }

    public override string? ReadLine()
    {
        string text = Opened();
        if (_next == text.Length)
            return null;
        ReadOnlySpan<char> rest = text.AsSpan(_next);
        int length = rest.IndexOfAny('\r', '\n');
        if (length < 0)
            return ReadToEnd();
        int end = length + 1;
        if (rest[length] == '\r' && end < rest.Length && rest[end] == '\n')
            end++;
        string line = text.Substring(_next, length);
        _next += end;
        return line;
    }

    public override string ReadToEnd()
    {
        string text = Opened();
        string rest = text.Substring(_next);
        _next = text.Length;
        return rest;
    }

    protected override void Dispose(bool disposing)
    {
        _text = null;
        base.Dispose(disposing);
    }

    private string Opened() => _text ?? throw new ObjectDisposedException(null, "Cannot read from a closed TextReader.");
}
