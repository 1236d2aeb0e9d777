using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System.Text;

/// <summary>A growing run of characters that lives on the stack and ends as one string.</summary>
/// <remarks>
/// Its buffer is one that the thread keeps for the next time. Whoever does not come to <see cref="ToString"/> or <see cref="Dispose"/>, because
/// an exception passed, leaves the buffer to the collector.
/// </remarks>
internal ref struct ValueStringBuilder
{
    private const int SmallestBuffer = 256;
    private const int LargestKept = 4096;

    [ThreadStatic]
    private static char[]? t_spare;

    private char[]? _owned;
    private Span<char> _buffer;
    private int _length;

    public ValueStringBuilder(int capacity)
    {
        _owned = Rent(capacity);
        _buffer = _owned;
        _length = 0;
    }

    public ValueStringBuilder(Span<char> initialBuffer)
    {
        _owned = null;
        _buffer = initialBuffer;
        _length = 0;
    }

    public int Length
    {
        readonly get => _length;
        set => _length = value;
    }

    /// <summary>What was written so far; invalid after the next append.</summary>
    public readonly ReadOnlySpan<char> Written => MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetReference(_buffer), _length);

    /// <summary>The room after what was written.</summary>
    public readonly Span<char> Free => _buffer.Slice(_length);

    /// <summary>The string; afterwards the builder is empty and without a buffer.</summary>
    public override string ToString()
    {
        string result = string.FromSpan(ref MemoryMarshal.GetReference(_buffer), _length);
        Dispose();
        return result;
    }

    public void Dispose()
    {
        char[]? owned = _owned;
        this = default;
        if (owned is not null)
            Return(owned);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(char unit)
    {
        int length = _length;
        Span<char> buffer = _buffer;
        if ((uint)length < (uint)buffer.Length)
        {
            buffer[length] = unit;
            _length = length + 1;
        }
        else
        {
            Grow(1);
            _buffer[_length++] = unit;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(string? text)
    {
        if (text is not null)
            Append(text.AsSpan());
    }

    public void Append(scoped ReadOnlySpan<char> text)
    {
        if (text.Length > _buffer.Length - _length)
            Grow(text.Length);
        SpanHelpers.Memmove(
            ref Unsafe.As<char, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_buffer), _length)),
            ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(text)),
            (nuint)(uint)text.Length * sizeof(char));
        _length += text.Length;
    }

    public void Append(char unit, int count)
    {
        AppendSpan(count).Fill(unit);
    }

    /// <summary>Makes room for the units and gives it to be written.</summary>
    public Span<char> AppendSpan(int count)
    {
        if (count > _buffer.Length - _length)
            Grow(count);
        Span<char> result = _buffer.Slice(_length, count);
        _length += count;
        return result;
    }

    /// <summary>Opens a gap in what was written, for padding.</summary>
    public void InsertPadding(int index, int count)
    {
        if (count > _buffer.Length - _length)
            Grow(count);
        _buffer.Slice(index, _length - index).CopyTo(_buffer.Slice(index + count));
        _buffer.Slice(index, count).Fill(' ');
        _length += count;
    }

    /// <summary>Makes room for at least so many more units.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Grow(int additional)
    {
        uint needed = (uint)_length + (uint)additional;
        if (needed > string.MaxLength)
            ThrowTooLong();

        uint doubled = Math.Min((uint)_buffer.Length * 2, string.MaxLength);
        char[] larger = Rent((int)Math.Max(needed, doubled));
        Written.CopyTo(larger);
        char[]? owned = _owned;
        _owned = larger;
        _buffer = larger;
        if (owned is not null)
            Return(owned);
    }

    [DoesNotReturn]
    private static void ThrowTooLong() => throw new OutOfMemoryException();

    private static char[] Rent(int capacity)
    {
        char[]? spare = t_spare;
        if (spare is not null && spare.Length >= capacity)
        {
            t_spare = null;
            return spare;
        }

        return GC.AllocateUninitializedArray<char>(Math.Max(capacity, SmallestBuffer));
    }

    private static void Return(char[] buffer)
    {
        char[]? spare = t_spare;
        if (buffer.Length <= LargestKept && (spare is null || spare.Length < buffer.Length))
            t_spare = buffer;
    }
}
