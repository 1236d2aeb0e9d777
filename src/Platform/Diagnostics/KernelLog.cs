using System;
using System.Threading;
using Diesis.Platform.Locks;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Diagnostics;

/// <summary>
/// The kernel log: a ring of records that any context may write to, interrupts, the first instructions and a panic among them. It allocates
/// nothing and never waits for a device; only what matters goes to the serial port at once when there is no debug port.
/// </summary>
/// <remarks>
/// Consoles are readers like any other (<see cref="TryRead"/>) and draw when they can. Core's <c>Log</c> is the comfortable way in.
/// Locks: its own gate, with interrupts off, under which nothing else is taken. A processor that comes again while it holds the gate (an NMI,
/// a fault in here) writes to the port alone; its record is counted as missed.
/// SAFETY: the ring's storage is a static, reached under the gate only.
/// </remarks>
public static unsafe class KernelLog
{
    private const int StorageBytes = 64 << 10;

    private struct Storage
    {
        public fixed byte Bytes[StorageBytes];
    }

    private static Storage s_storage;
    private static LogRing.State s_state;

    private static OwnerGate s_gate;

    /// <summary>What the serial port gets at once: nothing where the debug port takes everything.</summary>
    private static LogLevel s_serialLevel;

    private static int s_missed;
    private static bool s_keepsDebug;

    /// <summary>A reader's buffer for <see cref="TryRead"/> must have at least this many bytes.</summary>
    public const int MaximumRecord = LogRing.MaximumRecord;

    /// <summary>Records that are in no ring, since they came from within the log itself.</summary>
    public static int Missed => s_missed;

    /// <summary>Records written since the start.</summary>
    public static ulong Count => Volatile.Read(ref s_state.NextSequence);

    /// <summary>Whether records of a level are kept.</summary>
    public static bool IsOn(LogLevel level) => level < LogLevel.Debug || s_keepsDebug;

    /// <summary>Whether records for debugging are kept: with <c>loglevel=debug</c>.</summary>
    public static bool KeepsDebug
    {
        get => s_keepsDebug;
        set => s_keepsDebug = value;
    }

    /// <summary>A cursor behind the newest record.</summary>
    public static LogCursor End
    {
        get
        {
            nuint flags = Enter();
            LogCursor cursor = Ring.End;
            s_gate.Leave(flags);
            return cursor;
        }
    }

    /// <summary>A cursor at the oldest record that is still there.</summary>
    public static LogCursor Oldest
    {
        get
        {
            nuint flags = Enter();
            LogCursor cursor = Ring.Oldest;
            s_gate.Leave(flags);
            return cursor;
        }
    }

    private static LogRing Ring
    {
        get
        {
            // SAFETY: a static does not move.
            fixed (byte* storage = s_storage.Bytes)
                return new LogRing(new Span<byte>(storage, StorageBytes), ref s_state);
        }
    }

    /// <summary>Writes one record.</summary>
    /// <param name="tag">The subsystem, such as "acpi", in UTF-8; at most 15 bytes.</param>
    /// <param name="text">One line without its end, in UTF-8; at most 1,024 bytes.</param>
    public static void Write(LogLevel level, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> text)
    {
        if (!IsOn(level))
            return;
        long time = Internal.Runtime.Home.MonotonicNanoseconds();
        if (!s_gate.TryEnter(out nuint flags))
        {
            Interlocked.Increment(ref s_missed);
            Copy(level, time, tag, text);
            return;
        }
        Ring.Append(level, Processor.CurrentIndex, time, tag, text);
        Copy(level, time, tag, text);
        LogNews.Announce();
        s_gate.Leave(flags);
    }

    /// <summary>A cursor at the last records.</summary>
    public static LogCursor Last(int count)
    {
        nuint flags = Enter();
        LogCursor cursor = Ring.Last((ulong)count);
        s_gate.Leave(flags);
        return cursor;
    }

    /// <summary>Reads the record at a cursor and moves the cursor on; false when there is none yet.</summary>
    /// <param name="buffer">Receives the tag, then the text; at least <see cref="MaximumRecord"/> bytes.</param>
    public static bool TryRead(ref LogCursor cursor, Span<byte> buffer, out LogRecord record)
    {
        if (!s_gate.TryEnter(out nuint flags))
        {
            record = default;
            return false;
        }
        bool read = Ring.TryRead(ref cursor, buffer, out record);
        s_gate.Leave(flags);
        return read;
    }

    /// <summary>A level by its number or name, as <c>loglevel=</c> has it; null when it is none.</summary>
    public static LogLevel? LevelFrom(string? name) => name switch
    {
        "0" or "emergency" => LogLevel.Emergency,
        "1" or "alert" => LogLevel.Alert,
        "2" or "critical" => LogLevel.Critical,
        "3" or "error" => LogLevel.Error,
        "4" or "warning" => LogLevel.Warning,
        "5" or "notice" => LogLevel.Notice,
        "6" or "information" => LogLevel.Information,
        "7" or "debug" => LogLevel.Debug,
        _ => null,
    };

    /// <summary>A console shows the log on the serial port from now on: no more of it goes there directly.</summary>
    public static void LeaveSerialPort() => s_serialLevel = LogLevel.Emergency;

    /// <summary>Decides where records are copied to at once: the debug port if it is there, else the serial port.</summary>
    internal static void Initialize()
    {
        DebugPort.Detect();
        if (!DebugPort.IsThere)
            s_serialLevel = LogLevel.Warning;
    }

    /// <summary>Opens the gate by force: whoever held it will not come back. Only for a panic, when the other processors are stopped.</summary>
    internal static void BreakGate() => s_gate.Break();

    private static void Copy(LogLevel level, long time, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> text)
    {
        bool toSerial = level <= s_serialLevel && s_serialLevel != LogLevel.Emergency;
        if (!DebugPort.IsThere && !toSerial)
            return;
        Span<byte> prefix = stackalloc byte[LogLine.MaximumPrefix];
        tag = tag.Slice(0, Math.Min(tag.Length, LogRing.MaximumTag));
        prefix = prefix.Slice(0, LogLine.WritePrefix(prefix, level, time, tag));
        if (DebugPort.IsThere)
        {
            DebugPort.Write(prefix);
            DebugPort.Write(text);
            DebugPort.Write("\n"u8);
        }
        if (!toSerial)
            return;
        SerialPort.Write(prefix);
        SerialPort.Write(text);
        SerialPort.Write("\r\n"u8);
    }

    /// <summary>Takes the gate for a reader. One that comes from within the log is a panic's, and goes before.</summary>
    private static nuint Enter()
    {
        while (true)
        {
            if (s_gate.TryEnter(out nuint flags))
                return flags;
            s_gate.Break();
        }
    }
}
