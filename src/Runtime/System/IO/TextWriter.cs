using System.Text;

namespace System.IO;

/// <summary>Writes text somewhere; a derived class says where by overriding <see cref="Write(char)"/>, and spans for speed.</summary>
public abstract class TextWriter : IDisposable
{
    public static readonly TextWriter Null = new NullWriter();

    private readonly IFormatProvider? _formatProvider;

    protected TextWriter()
    {
    }

    protected TextWriter(IFormatProvider? formatProvider) => _formatProvider = formatProvider;

    public abstract Encoding Encoding { get; }

    public virtual IFormatProvider FormatProvider => _formatProvider ?? Globalization.CultureInfo.CurrentCulture;

    public virtual string NewLine
    {
        get;
        set => field = value ?? "\n";
    } = "\n";

    public virtual void Write(char value)
    {
    }

    public virtual void Write(char[]? buffer)
    {
        if (buffer != null)
            Write(buffer, 0, buffer.Length);
    }

    public virtual void Write(char[] buffer, int index, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (buffer.Length - index < count)
            throw new ArgumentException("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
        for (int i = 0; i < count; i++)
            Write(buffer[index + i]);
    }

    public virtual void Write(ReadOnlySpan<char> buffer)
    {
        foreach (char value in buffer)
            Write(value);
    }

    public virtual void Write(string? value)
    {
        if (value != null)
            Write(value.AsSpan());
    }

    public virtual void Write(bool value) => Write(value ? "True" : "False");

    public virtual void Write(int value) => Write(value.ToString(FormatProvider));

    public virtual void Write(uint value) => Write(value.ToString(FormatProvider));

    public virtual void Write(long value) => Write(value.ToString(FormatProvider));

    public virtual void Write(ulong value) => Write(value.ToString(FormatProvider));

    public virtual void Write(float value) => Write(value.ToString(FormatProvider));

    public virtual void Write(double value) => Write(value.ToString(FormatProvider));

    public virtual void Write(object? value)
    {
        if (value is IFormattable formattable)
            Write(formattable.ToString(null, FormatProvider));
        else if (value != null)
            Write(value.ToString());
    }

    public virtual void Write(StringBuilder? value)
    {
        if (value != null)
            Write(value.ToString());
    }

    public virtual void Write(string format, object? arg0) => Write(string.Format(FormatProvider, format, arg0));

    public virtual void Write(string format, object? arg0, object? arg1) => Write(string.Format(FormatProvider, format, arg0, arg1));

    public virtual void Write(string format, object? arg0, object? arg1, object? arg2) => Write(string.Format(FormatProvider, format, arg0, arg1, arg2));

    public virtual void Write(string format, params object?[] arg) => Write(string.Format(FormatProvider, format, arg));

    public virtual void Write(string format, params ReadOnlySpan<object?> arg) => Write(string.Format(FormatProvider, format, arg));

    public virtual void WriteLine() => Write(NewLine);

    public virtual void WriteLine(char value)
    {
        Write(value);
        WriteLine();
    }

    public virtual void WriteLine(char[]? buffer)
    {
        Write(buffer);
        WriteLine();
    }

    public virtual void WriteLine(char[] buffer, int index, int count)
    {
        Write(buffer, index, count);
        WriteLine();
    }

    public virtual void WriteLine(ReadOnlySpan<char> buffer)
    {
        Write(buffer);
        WriteLine();
    }

    public virtual void WriteLine(string? value)
    {
        Write(value);
        WriteLine();
    }

    public virtual void WriteLine(bool value) => WriteLine(value ? "True" : "False");

    public virtual void WriteLine(int value) => WriteLine(value.ToString(FormatProvider));

    public virtual void WriteLine(uint value) => WriteLine(value.ToString(FormatProvider));

    public virtual void WriteLine(long value) => WriteLine(value.ToString(FormatProvider));

    public virtual void WriteLine(ulong value) => WriteLine(value.ToString(FormatProvider));

    public virtual void WriteLine(float value) => WriteLine(value.ToString(FormatProvider));

    public virtual void WriteLine(double value) => WriteLine(value.ToString(FormatProvider));

    public virtual void WriteLine(object? value) =>
        WriteLine(value is IFormattable formattable ? formattable.ToString(null, FormatProvider) : value?.ToString());

    public virtual void WriteLine(StringBuilder? value) => WriteLine(value?.ToString());

    public virtual void WriteLine(string format, object? arg0) => WriteLine(string.Format(FormatProvider, format, arg0));

    public virtual void WriteLine(string format, object? arg0, object? arg1) => WriteLine(string.Format(FormatProvider, format, arg0, arg1));

    public virtual void WriteLine(string format, object? arg0, object? arg1, object? arg2) => WriteLine(string.Format(FormatProvider, format, arg0, arg1, arg2));

    public virtual void WriteLine(string format, params object?[] arg) => WriteLine(string.Format(FormatProvider, format, arg));

    public virtual void WriteLine(string format, params ReadOnlySpan<object?> arg) => WriteLine(string.Format(FormatProvider, format, arg));

    public virtual void Flush()
    {
    }

    public virtual void Close()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    private sealed class NullWriter : TextWriter
    {
        public override Encoding Encoding => Encoding.Unicode;

        public override void Write(char value)
        {
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
        }

        public override void Write(string? value)
        {
        }
    }
}
