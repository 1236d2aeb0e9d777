using System;
using Diesis.Core.Consoles;
using Diesis.Platform.Diagnostics;

namespace Diesis.Core.Logging;

/// <summary>The log on a screen: the time is faint, the subsystem coloured, trouble stands out.</summary>
public sealed class ScreenLogSink(ScreenConsole console, LogLevel level) : LogSink("screen", level)
{
    private readonly byte[] _line = new byte[KernelLog.MaximumRecord + 128];

    protected internal override bool IsHeld => console.IsTaken;

    protected internal override void Write(in LogRecord record, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> text)
    {
        Span<byte> line = _line;
        int at = Append(line, 0, "\e[90m"u8);
        at += LogLine.WriteTime(line.Slice(at), record.TimeNanoseconds);
        at = Append(line, at, "\e[36m "u8);
        at = Append(line, at, tag);
        at = Append(line, at, "\e[90m: "u8);
        at = Append(line, at, ColorOf(record.Level));
        at = Append(line, at, text);
        at = Append(line, at, "\e[m\n"u8);
        console.WriteUnpainted(line.Slice(0, at));
    }

    protected internal override void Flush() => console.Write(default);

    private static ReadOnlySpan<byte> ColorOf(LogLevel level) => level switch
    {
        <= LogLevel.Critical => "\e[0;1;31m"u8,
        LogLevel.Error => "\e[0;31m"u8,
        LogLevel.Warning => "\e[0;33m"u8,
        LogLevel.Debug => "\e[0;2m"u8,
        _ => "\e[m"u8,
    };

    private static int Append(Span<byte> line, int at, ReadOnlySpan<byte> text)
    {
        text.CopyTo(line.Slice(at));
        return at + text.Length;
    }
}
