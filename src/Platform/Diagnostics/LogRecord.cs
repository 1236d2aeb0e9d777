namespace Diesis.Platform.Diagnostics;

/// <summary>What <see cref="LogRing.TryRead"/> tells of a record beside its text.</summary>
public readonly struct LogRecord
{
    internal LogRecord(ulong sequence, ulong lost, LogLevel level, int processor, long time, int tagLength, int textLength)
    {
        Sequence = sequence;
        Lost = lost;
        Level = level;
        Processor = processor;
        TimeNanoseconds = time;
        TagLength = tagLength;
        TextLength = textLength;
    }

    /// <summary>Records since the start before this one.</summary>
    public ulong Sequence { get; }

    /// <summary>Records right before this one that were overwritten before the reader came.</summary>
    public ulong Lost { get; }

    public LogLevel Level { get; }

    /// <summary>Index of the processor that wrote the record.</summary>
    public int Processor { get; }

    /// <summary>Since the start of the machine.</summary>
    public long TimeNanoseconds { get; }

    /// <summary>Bytes of the subsystem's name, which stands at the beginning of the reader's buffer.</summary>
    public int TagLength { get; }

    /// <summary>Bytes of the text, which follows the tag in the reader's buffer.</summary>
    public int TextLength { get; }
}
