using System.Text;

namespace System.IO;

/// <summary>Reads text from somewhere; a derived class says where by overriding <see cref="Peek"/> and <see cref="Read()"/>.</summary>
public abstract class TextReader : IDisposable
{
    public static readonly TextReader Null = new StringReader("");

    /// <summary>The next character, which stays; -1 at the end.</summary>
    public virtual int Peek() => -1;

    /// <summary>The next character; -1 at the end.</summary>
    public virtual int Read() => -1;

    public virtual int Read(char[] buffer, int index, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (buffer.Length - index < count)
            throw new ArgumentException("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
        return Read(new Span<char>(buffer, index, count));
    }

    public virtual int Read(Span<char> buffer)
    {
        int count = 0;
        while (count < buffer.Length)
        {
            int value = Read();
            if (value < 0)
                break;
            buffer[count++] = (char)value;
        }
        return count;
    }

    /// <summary>Reads until the buffer is full or the text ends.</summary>
    public virtual int ReadBlock(Span<char> buffer)
    {
        int total = 0;
        int count;
        do
        {
            count = Read(buffer.Slice(total));
            total += count;
        }
        while (count > 0 && total < buffer.Length);
        return total;
    }

    public virtual int ReadBlock(char[] buffer, int index, int count) => ReadBlock(new Span<char>(buffer, index, count));

    /// <summary>The next line without its end (\n, \r or both); null at the end of the text.</summary>
    public virtual string? ReadLine()
    {
        StringBuilder? line = null;
        while (true)
        {
            int value = Read();
            if (value < 0)
                return line?.ToString();
            line ??= new StringBuilder();
            if (value == '\r' && Peek() == '\n')
                Read();
            if (value is '\r' or '\n')
                return line.ToString();
            line.Append((char)value);
        }
    }

    public virtual string ReadToEnd()
    {
        StringBuilder text = new();
        while (Read() is var value && value >= 0)
            text.Append((char)value);
        return text.ToString();
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
}
