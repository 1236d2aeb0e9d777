using System.Text;

namespace System.IO;

/// <summary>Writes text into a StringBuilder.</summary>
public class StringWriter : TextWriter
{
    private readonly StringBuilder _builder;
    private bool _isOpen = true;

    public StringWriter() : this(new StringBuilder(), null)
    {
    }

    public StringWriter(IFormatProvider? formatProvider) : this(new StringBuilder(), formatProvider)
    {
    }

    public StringWriter(StringBuilder sb) : this(sb, null)
    {
    }

    public StringWriter(StringBuilder sb, IFormatProvider? formatProvider) : base(formatProvider)
    {
        ArgumentNullException.ThrowIfNull(sb);
        _builder = sb;
    }

    public override Encoding Encoding => Encoding.Unicode;

    public virtual StringBuilder GetStringBuilder() => _builder;

    public override void Write(char value)
    {
        CheckOpen();
        _builder.Append(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (buffer.Length - index < count)
            throw new ArgumentException("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
        CheckOpen();
        _builder.Append(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        CheckOpen();
        _builder.Append(buffer);
    }

    public override void Write(string? value)
    {
        CheckOpen();
        _builder.Append(value);
    }

    public override string ToString() => _builder.ToString();

    protected override void Dispose(bool disposing)
    {
        _isOpen = false;
        base.Dispose(disposing);
    }

    private void CheckOpen()
    {
        if (!_isOpen)
            throw new ObjectDisposedException(null, "Cannot write to a closed TextWriter.");
    }
}
