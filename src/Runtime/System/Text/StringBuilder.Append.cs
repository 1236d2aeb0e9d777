using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System.Text;

// SAFETY: room is made before units are copied behind the written ones.
public sealed partial class StringBuilder
{
    public StringBuilder Append(char value)
    {
        int length = _length;
        char[] units = _units;
        if ((uint)length < (uint)units.Length)
        {
            units[length] = value;
            _length = length + 1;
            return this;
        }

        return AppendToFull(value);
    }

    public StringBuilder Append(char value, int repeatCount)
    {
        ThrowHelper.CheckNotNegative(repeatCount, nameof(repeatCount));
        Room(repeatCount, nameof(repeatCount)).Fill(value);
        _length += repeatCount;
        return this;
    }

    public StringBuilder Append(string? value)
    {
        if (value is not null)
            Put(ref value.GetRawStringData(), value.Length);
        return this;
    }

    public StringBuilder Append(string? value, int startIndex, int count)
    {
        if (value is null)
        {
            if (startIndex == 0 && count == 0)
                return this;
            ThrowHelper.ThrowArgumentNull(nameof(value));
        }

        ThrowHelper.CheckNotNegative(count, nameof(count));
        ThrowHelper.CheckNotNegative(startIndex, nameof(startIndex));
        if (startIndex > value.Length - count)
            ThrowHelper.ThrowIndexLessOrEqual(nameof(startIndex));
        return Append(value.AsSpan(startIndex, count));
    }

    public StringBuilder Append(char[]? value)
    {
        if (value is not null)
            Put(ref MemoryMarshal.GetArrayDataReference(value), value.Length);
        return this;
    }

    public StringBuilder Append(char[]? value, int startIndex, int charCount)
    {
        ThrowHelper.CheckNotNegative(startIndex, nameof(startIndex));
        ThrowHelper.CheckNotNegative(charCount, nameof(charCount));
        if (value is null)
        {
            if (startIndex == 0 && charCount == 0)
                return this;
            ThrowHelper.ThrowArgumentNull(nameof(value));
        }

        if (charCount > value.Length - startIndex)
            ThrowHelper.ThrowIndexLessOrEqual(nameof(charCount));
        return Append(new ReadOnlySpan<char>(value, startIndex, charCount));
    }

    public StringBuilder Append(ReadOnlySpan<char> value)
    {
        Put(ref value._reference, value.Length);
        return this;
    }

    public StringBuilder Append(ReadOnlyMemory<char> value) => Append(value.Span);

    public unsafe StringBuilder Append(char* value, int valueCount)
    {
        ThrowHelper.CheckNotNegative(valueCount, nameof(valueCount));
        if (value is null && valueCount != 0)
            throw new NullReferenceException();
        return Append(new ReadOnlySpan<char>(value, valueCount));
    }

    public StringBuilder Append(StringBuilder? value)
    {
        if (value is not null && value._length != 0)
        {
            int count = value._length;
            Span<char> room = Room(count, "valueCount");
            value._units.AsSpan(0, count).CopyTo(room);
            _length += count;
        }

        return this;
    }

    public StringBuilder Append(StringBuilder? value, int startIndex, int count)
    {
        if (value is null)
        {
            if (startIndex == 0 && count == 0)
                return this;
            ThrowHelper.ThrowArgumentNull(nameof(value));
        }

        ThrowHelper.CheckNotNegative(startIndex, nameof(startIndex));
        ThrowHelper.CheckNotNegative(count, nameof(count));
        if (startIndex > value._length - count)
            ThrowHelper.ThrowIndexLessOrEqual(nameof(startIndex));
        Span<char> room = Room(count, "valueCount");
        value._units.AsSpan(startIndex, count).CopyTo(room);
        _length += count;
        return this;
    }

    public StringBuilder Append(object? value) => value is null ? this : Append(value.ToString());

    public StringBuilder Append(bool value) => Append(value ? "True" : "False");

    public StringBuilder Append(sbyte value) => AppendFormattable(value);

    public StringBuilder Append(byte value) => AppendFormattable(value);

    public StringBuilder Append(short value) => AppendFormattable(value);

    public StringBuilder Append(ushort value) => AppendFormattable(value);

    public StringBuilder Append(int value) => AppendFormattable(value);

    public StringBuilder Append(uint value) => AppendFormattable(value);

    public StringBuilder Append(long value) => AppendFormattable(value);

    public StringBuilder Append(ulong value) => AppendFormattable(value);

    public StringBuilder Append(float value) => AppendFormattable(value);

    public StringBuilder Append(double value) => AppendFormattable(value);

    public StringBuilder Append(Rune value)
    {
        Span<char> units = stackalloc char[2];
        int count = value.EncodeToUtf16(units);
        return Append((ReadOnlySpan<char>)units.Slice(0, count));
    }

    public StringBuilder Append([InterpolatedStringHandlerArgument("")] ref AppendInterpolatedStringHandler handler) => this;

    public StringBuilder Append(IFormatProvider? provider, [InterpolatedStringHandlerArgument("", nameof(provider))] ref AppendInterpolatedStringHandler handler) => this;

    public StringBuilder AppendLine() => Append(Environment.NewLine);

    public StringBuilder AppendLine(string? value) => Append(value).Append(Environment.NewLine);

    public StringBuilder AppendLine([InterpolatedStringHandlerArgument("")] ref AppendInterpolatedStringHandler handler) => AppendLine();

    public StringBuilder AppendLine(IFormatProvider? provider, [InterpolatedStringHandlerArgument("", nameof(provider))] ref AppendInterpolatedStringHandler handler) =>
        AppendLine();

    public StringBuilder AppendFormat(string format, object? arg0) => AppendFormat(null, format, arg0);

    public StringBuilder AppendFormat(string format, object? arg0, object? arg1) => AppendFormat(null, format, arg0, arg1);

    public StringBuilder AppendFormat(string format, object? arg0, object? arg1, object? arg2) => AppendFormat(null, format, arg0, arg1, arg2);

    public StringBuilder AppendFormat(string format, params object?[] args) => AppendFormat(null, format, args);

    public StringBuilder AppendFormat(string format, params ReadOnlySpan<object?> args) => AppendFormat(null, format, args);

    public StringBuilder AppendFormat(IFormatProvider? provider, string format, object? arg0) => AppendComposite(provider, format, [arg0]);

    public StringBuilder AppendFormat(IFormatProvider? provider, string format, object? arg0, object? arg1) => AppendComposite(provider, format, [arg0, arg1]);

    public StringBuilder AppendFormat(IFormatProvider? provider, string format, object? arg0, object? arg1, object? arg2) =>
        AppendComposite(provider, format, [arg0, arg1, arg2]);

    public StringBuilder AppendFormat(IFormatProvider? provider, string format, params object?[] args)
    {
        if (args is null)
            ThrowHelper.ThrowArgumentNull(format is null ? nameof(format) : nameof(args));
        return AppendComposite(provider, format, args);
    }

    public StringBuilder AppendFormat(IFormatProvider? provider, string format, params ReadOnlySpan<object?> args) => AppendComposite(provider, format, args);

    public StringBuilder AppendJoin(string? separator, params string?[] values)
    {
        ThrowHelper.CheckNotNull(values, nameof(values));
        return AppendJoin(separator, (ReadOnlySpan<string?>)values);
    }

    public StringBuilder AppendJoin(string? separator, params ReadOnlySpan<string?> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (i != 0)
                Append(separator);
            Append(values[i]);
        }

        return this;
    }

    public StringBuilder AppendJoin(string? separator, params object?[] values)
    {
        ThrowHelper.CheckNotNull(values, nameof(values));
        return AppendJoin(separator, (ReadOnlySpan<object?>)values);
    }

    public StringBuilder AppendJoin(string? separator, params ReadOnlySpan<object?> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (i != 0)
                Append(separator);
            Append(values[i]);
        }

        return this;
    }

    public StringBuilder AppendJoin<T>(string? separator, IEnumerable<T> values)
    {
        ThrowHelper.CheckNotNull(values, nameof(values));
        bool first = true;
        foreach (T value in values)
        {
            if (!first)
                Append(separator);
            first = false;
            Append(value?.ToString());
        }

        return this;
    }

    public StringBuilder AppendJoin(char separator, params string?[] values) => AppendJoin(separator.ToString(), values);

    public StringBuilder AppendJoin(char separator, params object?[] values) => AppendJoin(separator.ToString(), values);

    public StringBuilder AppendJoin(char separator, params ReadOnlySpan<string?> values) => AppendJoin(separator.ToString(), values);

    public StringBuilder AppendJoin(char separator, params ReadOnlySpan<object?> values) => AppendJoin(separator.ToString(), values);

    public StringBuilder AppendJoin<T>(char separator, IEnumerable<T> values) => AppendJoin(separator.ToString(), values);

    /// <summary>Appends what a value formats itself to, without a string between.</summary>
    internal StringBuilder AppendFormattable<T>(T value, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) where T : ISpanFormattable
    {
        int written;
        while (!value.TryFormat(_units.AsSpan(_length), out written, format, provider))
        {
            Grow(1, "valueCount");
        }

        _length += written;
        return this;
    }

    // Apart, so that the path above needs no registers saved.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private StringBuilder AppendToFull(char value)
    {
        Grow(1, "repeatCount");
        _units[_length++] = value;
        return this;
    }

    private StringBuilder AppendComposite(IFormatProvider? provider, string format, ReadOnlySpan<object?> args)
    {
        ThrowHelper.CheckNotNull(format, nameof(format));
        ValueStringBuilder builder = new(format.Length);
        CompositeFormatting.Append(ref builder, provider, format, args);
        Append(builder.Written);
        builder.Dispose();
        return this;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(ref char units, int count)
    {
        if (count > _units.Length - _length)
            Grow(count, "valueCount");
        SpanHelpers.Memmove(
            ref Unsafe.As<char, byte>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_units), _length)),
            ref Unsafe.As<char, byte>(ref units),
            (nuint)(uint)count * sizeof(char));
        _length += count;
    }

    // The units behind the written ones; the caller adds their number to the length.
    private Span<char> Room(int count, string parameter)
    {
        if (count > _units.Length - _length)
            Grow(count, parameter);
        return _units.AsSpan(_length, count);
    }
}
