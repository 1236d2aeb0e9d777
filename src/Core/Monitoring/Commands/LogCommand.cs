using System;
using System.Text;
using Diesis.Platform.Diagnostics;

namespace Diesis.Core.Monitoring.Commands;

internal sealed class LogCommand() : MonitorCommand("log", "the kernel log's last lines [COUNT]")
{
    private const int Everyday = 40;

    protected internal override void Run(MonitorOutput output, ReadOnlySpan<string> arguments)
    {
        int count = arguments.Length != 0 && int.TryParse(arguments[0], out int wanted) && wanted > 0 ? wanted : Everyday;
        byte[] buffer = new byte[LogLine.MaximumPrefix + KernelLog.MaximumRecord];
        byte[] recordBytes = new byte[KernelLog.MaximumRecord];
        LogCursor cursor = KernelLog.Last(count);
        ulong end = KernelLog.Count;
        while (cursor.NextSequence < end && KernelLog.TryRead(ref cursor, recordBytes, out LogRecord record))
        {
            int length = LogLine.WritePrefix(buffer, record.Level, record.TimeNanoseconds, recordBytes.AsSpan(0, record.TagLength));
            recordBytes.AsSpan(record.TagLength, record.TextLength).CopyTo(buffer.AsSpan(length));
            output.WriteLine(Encoding.UTF8.GetString(buffer, 0, length + record.TextLength));
        }
    }
}
