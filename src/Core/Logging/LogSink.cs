using System;
using Diesis.Platform.Diagnostics;

namespace Diesis.Core.Logging;

/// <summary>A reader of the kernel log that shows it somewhere. <see cref="LogSinks"/> brings it the records, one after another.</summary>
public abstract class LogSink(string name, LogLevel level)
{
    internal LogCursor Cursor;

    public string Name { get; } = name;

    /// <summary>Records of this level and below are shown.</summary>
    public LogLevel Level { get; set; } = level;

    /// <summary>The sink wants nothing now: records wait in the ring, as long as it has room.</summary>
    protected internal virtual bool IsHeld => false;

    /// <summary>Shows a record. Preconditions: thread context.</summary>
    protected internal abstract void Write(in LogRecord record, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> text);

    /// <summary>Called when there is no further record: what was held back must be visible at return.</summary>
    protected internal abstract void Flush();
}
