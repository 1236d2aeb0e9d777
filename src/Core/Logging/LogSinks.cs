using System;
using System.Threading;
using Diesis.Platform.Diagnostics;

namespace Diesis.Core.Logging;

/// <summary>Who shows the kernel log. Drawing takes long, so records wait in the ring until a thread brings them to the sinks.</summary>
/// <remarks>
/// One thread at a time drains; another one that comes leaves at once, since the first looks again before it ends. A sink that fell behind
/// the ring says how many records it lost. Locks: none but the flag.
/// </remarks>
public static class LogSinks
{
    private const int Maximum = 8;

    private static LogSink?[]? s_sinks;
    private static byte[]? s_buffer;
    private static int s_count;
    private static int s_isDraining;

    public static int Count => s_count;

    /// <summary>Adds a sink, which begins with the oldest record that is still there.</summary>
    /// <exception cref="InvalidOperationException">There are too many.</exception>
    public static void Add(LogSink sink)
    {
        s_sinks ??= new LogSink?[Maximum];
        s_buffer ??= new byte[KernelLog.MaximumRecord];
        if (s_count == Maximum)
            throw new InvalidOperationException("There are too many sinks of the log.");
        sink.Cursor = KernelLog.Oldest;
        s_sinks[s_count] = sink;
        Volatile.Write(ref s_count, s_count + 1);
    }

    public static void Remove(LogSink sink)
    {
        for (int i = 0; i < s_count; i++)
        {
            if (s_sinks![i] == sink)
            {
                s_sinks[i] = s_sinks[s_count - 1];
                Volatile.Write(ref s_count, s_count - 1);
                return;
            }
        }
    }

    /// <summary>Brings the sinks what they have not shown yet. Preconditions: thread context, no spin lock held.</summary>
    public static void Drain()
    {
        do
        {
            if (s_count == 0 || Interlocked.Exchange(ref s_isDraining, 1) != 0)
                return;
            for (int i = 0; i < s_count; i++)
                Drain(s_sinks![i]!);
            Volatile.Write(ref s_isDraining, 0);
        }
        while (HasNews());
    }

    /// <summary>Waits until nobody is in the middle of <see cref="Drain()"/>: a sink that is held from before stays as it is then.</summary>
    public static void WaitUntilIdle()
    {
        while (Volatile.Read(ref s_isDraining) != 0)
            Thread.Sleep(1);
    }

    private static bool HasNews()
    {
        ulong end = KernelLog.Count;
        for (int i = 0; i < s_count; i++)
        {
            LogSink sink = s_sinks![i]!;
            if (sink.Cursor.NextSequence != end && !sink.IsHeld)
                return true;
        }
        return false;
    }

    private static void Drain(LogSink sink)
    {
        bool any = false;
        if (sink.IsHeld)
            return;
        Span<byte> buffer = s_buffer;
        while (!sink.IsHeld && KernelLog.TryRead(ref sink.Cursor, buffer, out LogRecord record))
        {
            if (record.Lost != 0)
                sink.Write(record, "log"u8, "records were lost here"u8);
            if (record.Level <= sink.Level)
                sink.Write(record, buffer.Slice(0, record.TagLength), buffer.Slice(record.TagLength, record.TextLength));
            any = true;
        }
        if (any)
            sink.Flush();
    }
}
