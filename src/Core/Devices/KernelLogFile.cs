using System;
using System.Text;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Logging;
using Diesis.Core.Waiting;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Locks;
using Diesis.Platform.Users;
using Mutex = Diesis.Core.Synchronization.Mutex;

namespace Diesis.Core.Devices;

/// <summary>/dev/kmsg: each read is one record of the kernel's log, each write makes one (Linux, Documentation/ABI/testing/dev-kmsg).</summary>
/// <remarks>A record reads as "level,sequence,microseconds,-;tag: text". Locks: one for the place in the log.</remarks>
internal sealed class KernelLogFile(Inode inode, OpenFlags flags, Location location) : OpenFile(inode, flags, location)
{
    private const int LongestRecord = KernelLog.MaximumRecord + 80;

    /// <summary>What is above the level is a facility (syslog(3)), which the log does not keep.</summary>
    private const int LevelMask = 7;

    private readonly Mutex _lock = new(LockRank.Resources, "kmsg");
    private LogCursor _cursor = KernelLog.Oldest;

    public override bool IsStream => true;

    public override Result<long> Read(ref IoBuffer to)
    {
        byte[] record = new byte[KernelLog.MaximumRecord];
        byte[] text = new byte[LongestRecord];
        while (true)
        {
            using (_lock.Enter())
            {
                LogCursor cursor = _cursor;
                if (KernelLog.TryRead(ref cursor, record, out LogRecord found))
                {
                    if (found.Lost != 0)
                    {
                        _cursor = KernelLog.Oldest;
                        return Errno.EPIPE;
                    }
                    int length = Format(found, record, text);
                    if ((nuint)length > to.Remaining)
                        return Errno.EINVAL;
                    _cursor = cursor;
                    Errno error = to.Put(text.AsSpan(0, length));
                    return error != Errno.None ? error : length;
                }
            }
            if (IsNonBlocking)
                return Errno.EAGAIN;
            using WaitScope wait = LogThread.News.Enter();
            while (!HasNews)
            {
                Errno error = wait.Sleep();
                if (error != Errno.None)
                    return error;
            }
        }
    }

    private bool HasNews => KernelLog.Count > _cursor.NextSequence;

    private static int Format(in LogRecord record, ReadOnlySpan<byte> bytes, Span<byte> text)
    {
        int length = Encoding.UTF8.GetBytes($"{(int)record.Level},{record.Sequence},{record.TimeNanoseconds / 1000},-;", text);
        bytes.Slice(0, record.TagLength).CopyTo(text.Slice(length));
        length += record.TagLength;
        ": "u8.CopyTo(text.Slice(length));
        length += 2;
        bytes.Slice(record.TagLength, record.TextLength).CopyTo(text.Slice(length));
        length += record.TextLength;
        text[length] = (byte)'\n';
        return length + 1;
    }

    /// <summary>A record of at most a line, with a level before it if there is one: "&lt;4&gt;text".</summary>
    public override Result<long> Write(ref IoBuffer from)
    {
        nuint wanted = from.Remaining;
        if (wanted > KernelLog.MaximumRecord)
            return Errno.EINVAL;
        byte[] bytes = new byte[(int)wanted];
        Errno error = from.Take(bytes);
        if (error != Errno.None)
            return error;
        ReadOnlySpan<byte> text = bytes;
        LogLevel level = LogLevel.Warning;
        if (TakeLevel(ref text, out int priority))
            level = (LogLevel)(priority & LevelMask);
        if (text.Length > 0 && text[^1] == '\n')
            text = text.Slice(0, text.Length - 1);
        KernelLog.Write(level, "user"u8, text);
        return (long)wanted;
    }

    private static bool TakeLevel(ref ReadOnlySpan<byte> text, out int priority)
    {
        priority = 0;
        if (text.IsEmpty || text[0] != '<')
            return false;
        int at = 1;
        while (at < text.Length && at < 5 && text[at] is >= (byte)'0' and <= (byte)'9')
            priority = priority * 10 + text[at++] - '0';
        if (at == 1 || at >= text.Length || text[at] != '>')
            return false;
        text = text.Slice(at + 1);
        return true;
    }

    /// <summary>To the oldest record, the end, or what came after the log was last cleared (which it never is).</summary>
    public override Result<long> Seek(long offset, SeekOrigin origin)
    {
        if (offset != 0)
            return Errno.ESPIPE;
        using Mutex.Scope held = _lock.Enter();
        switch (origin)
        {
            case SeekOrigin.SEEK_SET or SeekOrigin.SEEK_DATA:
                _cursor = KernelLog.Oldest;
                return 0;
            case SeekOrigin.SEEK_END:
                _cursor = KernelLog.End;
                return 0;
            default:
                return Errno.EINVAL;
        }
    }

    public override PollEvents Poll(PollTable? table)
    {
        table?.Add(LogThread.News);
        PollEvents ready = PollEvents.Out | PollEvents.WriteNormal;
        return HasNews ? ready | PollEvents.In | PollEvents.ReadNormal : ready;
    }
}
