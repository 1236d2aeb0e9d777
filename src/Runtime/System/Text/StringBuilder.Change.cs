namespace System.Text;

public sealed partial class StringBuilder
{
    public StringBuilder Insert(int index, string? value)
    {
        CheckInsertion(index);
        if (value is not null)
            value.CopyTo(OpenGap(index, value.Length));
        return this;
    }

    public StringBuilder Insert(int index, string? value, int count)
    {
        ThrowHelper.CheckNotNegative(count, nameof(count));
        CheckInsertion(index);
        if (string.IsNullOrEmpty(value) || count == 0)
            return this;

        long total = (long)value.Length * count;
        if (total > _maxCapacity - _length)
            ThrowHelper.ThrowOutOfMemoryException();
        Span<char> gap = OpenGap(index, (int)total);
        for (int i = 0; i < count; i++)
        {
            value.CopyTo(gap);
            gap = gap.Slice(value.Length);
        }

        return this;
    }

    public StringBuilder Insert(int index, char value)
    {
        CheckInsertion(index);
        OpenGap(index, 1)[0] = value;
        return this;
    }

    public StringBuilder Insert(int index, char[]? value)
    {
        CheckInsertion(index);
        if (value is not null)
            value.AsSpan().CopyTo(OpenGap(index, value.Length));
        return this;
    }

    public StringBuilder Insert(int index, char[]? value, int startIndex, int charCount)
    {
        CheckInsertion(index);
        if (value is null)
        {
            if (startIndex == 0 && charCount == 0)
                return this;
            ThrowHelper.ThrowArgumentNull(nameof(value));
        }

        ThrowHelper.CheckNotNegative(startIndex, nameof(startIndex));
        ThrowHelper.CheckNotNegative(charCount, nameof(charCount));
        if (startIndex > value.Length - charCount)
            ThrowHelper.ThrowIndexLessOrEqual(nameof(startIndex));
        value.AsSpan(startIndex, charCount).CopyTo(OpenGap(index, charCount));
        return this;
    }

    public StringBuilder Insert(int index, ReadOnlySpan<char> value)
    {
        CheckInsertion(index);
        if (value.Overlaps(_units))
            return Insert(index, value.ToString());
        value.CopyTo(OpenGap(index, value.Length));
        return this;
    }

    public StringBuilder Insert(int index, object? value) => value is null ? this : Insert(index, value.ToString());

    public StringBuilder Insert(int index, bool value) => Insert(index, value.ToString());

    public StringBuilder Insert(int index, sbyte value) => Insert(index, value.ToString());

    public StringBuilder Insert(int index, byte value) => Insert(index, value.ToString());

    public StringBuilder Insert(int index, short value) => Insert(index, value.ToString());

    public StringBuilder Insert(int index, ushort value) => Insert(index, value.ToString());

    public StringBuilder Insert(int index, int value) => Insert(index, value.ToString());

    public StringBuilder Insert(int index, uint value) => Insert(index, value.ToString());

    public StringBuilder Insert(int index, long value) => Insert(index, value.ToString());

    public StringBuilder Insert(int index, ulong value) => Insert(index, value.ToString());

    public StringBuilder Insert(int index, float value) => Insert(index, value.ToString());

    public StringBuilder Insert(int index, double value) => Insert(index, value.ToString());

    public StringBuilder Remove(int startIndex, int length)
    {
        ThrowHelper.CheckNotNegative(length, nameof(length));
        ThrowHelper.CheckNotNegative(startIndex, nameof(startIndex));
        if (length > _length - startIndex)
            ThrowHelper.ThrowIndexLessOrEqual(nameof(length));
        _units.AsSpan(startIndex + length, _length - startIndex - length).CopyTo(_units.AsSpan(startIndex));
        _length -= length;
        return this;
    }

    public StringBuilder Replace(char oldChar, char newChar) => Replace(oldChar, newChar, 0, _length);

    public StringBuilder Replace(char oldChar, char newChar, int startIndex, int count)
    {
        CheckRange(startIndex, count);
        _units.AsSpan(startIndex, count).Replace(oldChar, newChar);
        return this;
    }

    public StringBuilder Replace(string oldValue, string? newValue) => Replace(oldValue, newValue, 0, _length);

    public StringBuilder Replace(string oldValue, string? newValue, int startIndex, int count)
    {
        CheckRange(startIndex, count);
        ThrowHelper.CheckNotNull(oldValue, nameof(oldValue));
        if (oldValue.Length == 0)
            ThrowHelper.ThrowArgument("The value cannot be an empty string.", nameof(oldValue));
        return Replace(oldValue.AsSpan(), newValue.AsSpan(), startIndex, count);
    }

    public StringBuilder Replace(ReadOnlySpan<char> oldValue, ReadOnlySpan<char> newValue) => Replace(oldValue, newValue, 0, _length);

    public StringBuilder Replace(ReadOnlySpan<char> oldValue, ReadOnlySpan<char> newValue, int startIndex, int count)
    {
        CheckRange(startIndex, count);
        if (oldValue.IsEmpty)
            ThrowHelper.ThrowArgument("The value cannot be an empty string.", nameof(oldValue));

        ReadOnlySpan<char> rest = Written.Slice(startIndex, count);
        int found = rest.IndexOf(oldValue);
        if (found < 0)
            return this;

        ValueStringBuilder changed = new(count);
        do
        {
            changed.Append(rest.Slice(0, found));
            changed.Append(newValue);
            rest = rest.Slice(found + oldValue.Length);
            found = rest.IndexOf(oldValue);
        }
        while (found >= 0);
        changed.Append(rest);

        int difference = changed.Length - count;
        if (difference > 0)
            OpenGap(startIndex + count, difference);
        else
            Remove(startIndex + changed.Length, -difference);
        changed.Written.CopyTo(_units.AsSpan(startIndex));
        changed.Dispose();
        return this;
    }

    private void CheckInsertion(int index)
    {
        if ((uint)index > (uint)_length)
            ThrowHelper.ThrowIndexLessOrEqual(nameof(index));
    }

    private void CheckRange(int startIndex, int count)
    {
        if ((uint)startIndex > (uint)_length)
            ThrowHelper.ThrowIndexLessOrEqual(nameof(startIndex));
        if (count < 0 || startIndex > _length - count)
            ThrowHelper.ThrowIndexLessOrEqual(nameof(count));
    }

    // Moves what stands from the index on, and gives the units in front of it to be written.
    private Span<char> OpenGap(int index, int count)
    {
        if (count > _units.Length - _length)
            Grow(count, "requiredLength");
        _units.AsSpan(index, _length - index).CopyTo(_units.AsSpan(index + count));
        _length += count;
        return _units.AsSpan(index, count);
    }
}
