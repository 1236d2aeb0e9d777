using System;
using System.Runtime.CompilerServices;
using Diesis.Platform.Diagnostics;

namespace Diesis.Core.Logging;

/// <summary>What the compiler calls for an interpolated string that goes to the kernel log: it is formatted into a buffer on the stack.</summary>
/// <remarks>So a message makes no garbage, and interrupt handlers may log numbers and strings. What does not fit is cut.</remarks>
[InterpolatedStringHandler]
public ref struct LogMessage
{
    private const int Capacity = 256;

    [InlineArray(Capacity)]
    private struct Buffer
    {
        private char _first;
    }

    private Buffer _buffer;
    private int _length;

    public LogMessage(int literalLength, int formattedCount)
    {
    }

    /// <param name="isOn">False: the level is off, and nothing is formatted.</param>
    public LogMessage(int literalLength, int formattedCount, LogLevel level, out bool isOn) => isOn = Log.IsOn(level);

    public void AppendLiteral(string value) => AppendFormatted(value.AsSpan());

    public void AppendFormatted(string? value) => AppendFormatted(value.AsSpan());

    public void AppendFormatted(scoped ReadOnlySpan<char> value)
    {
        Span<char> rest = ((Span<char>)_buffer).Slice(_length);
        int count = Math.Min(value.Length, rest.Length);
        value.Slice(0, count).CopyTo(rest);
        _length += count;
    }

    public void AppendFormatted(string? value, int alignment) => AppendFormatted(value.AsSpan(), alignment);

    public void AppendFormatted(scoped ReadOnlySpan<char> value, int alignment)
    {
        AppendSpaces(alignment - value.Length);
        AppendFormatted(value);
        AppendSpaces(-alignment - value.Length);
    }

    public void AppendFormatted<T>(T value) => AppendFormatted(value, 0, null);

    public void AppendFormatted<T>(T value, string? format) => AppendFormatted(value, 0, format);

    public void AppendFormatted<T>(T value, int alignment) => AppendFormatted(value, alignment, null);

    public void AppendFormatted<T>(T value, int alignment, string? format)
    {
        if (value is ISpanFormattable)
        {
            Span<char> text = stackalloc char[64];
            if (((ISpanFormattable)value).TryFormat(text, out int written, format, null))
            {
                AppendFormatted(text.Slice(0, written), alignment);
                return;
            }
        }
        AppendFormatted((value?.ToString()).AsSpan(), alignment);
    }

    /// <summary>Hands the message to the log.</summary>
    internal void Write(LogLevel level, string tag) => Log.Write(level, tag, ((ReadOnlySpan<char>)_buffer).Slice(0, _length));

    private void AppendSpaces(int count)
    {
        for (; count > 0; count--)
            AppendFormatted(" ");
    }
}
