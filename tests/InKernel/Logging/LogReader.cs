using System.Text;
using Diesis.Platform.Diagnostics;

namespace Diesis.Tests.InKernel;

/// <summary>Reads what is written to the kernel log from its making on.</summary>
internal sealed class LogReader
{
    private readonly byte[] _buffer = new byte[KernelLog.MaximumRecord];
    private LogCursor _cursor = KernelLog.End;

    internal LogRecord Record { get; private set; }

    internal string Tag { get; private set; } = "";

    internal string Text { get; private set; } = "";

    /// <summary>Goes to the next record of a subsystem, over those of others.</summary>
    internal bool TryNext(string tag)
    {
        while (KernelLog.TryRead(ref _cursor, _buffer, out LogRecord record))
        {
            Record = record;
            Tag = Encoding.UTF8.GetString(_buffer, 0, record.TagLength);
            Text = Encoding.UTF8.GetString(_buffer, record.TagLength, record.TextLength);
            if (Tag == tag)
                return true;
        }
        return false;
    }

    internal void Expect(string tag, string text)
    {
        Check.True(TryNext(tag), "there is no record '" + text + "'");
        Check.Equal(text, Text);
    }
}
