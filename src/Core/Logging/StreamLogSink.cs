using System;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Homes;

namespace Diesis.Core.Logging;

/// <summary>The log on standard output, which is the serial port: for machines where nothing else shows it.</summary>
public sealed class StreamLogSink(LogLevel level) : LogSink("serial", level)
{
    private readonly byte[] _line = new byte[LogLine.MaximumPrefix + KernelLog.MaximumRecord + 2];

    protected internal override void Write(in LogRecord record, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> text)
    {
        Span<byte> line = _line;
        int length = LogLine.WritePrefix(line, record.Level, record.TimeNanoseconds, tag);
        text.CopyTo(line.Slice(length));
        length += text.Length;
        "\r\n"u8.CopyTo(line.Slice(length));
        StandardStreams.WriteOutput(line.Slice(0, length + 2));
    }

    protected internal override void Flush()
    {
    }
}
