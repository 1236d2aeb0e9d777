using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>syslog(2): the kernel log, one line a record, as dmesg(1) reads it.</summary>
internal static class LogCalls
{
    private const int BufferBytes = 1 << 16;

    private static LogCursor s_cleared;
    private static LogCursor s_read;

    [Syscall(SyscallNumber.syslog, Support.Partial, "SYSLOG_ACTION_READ does not wait; console levels are checked and dropped")]
    internal static SyscallResult SystemLog(UserThread caller, SystemLogAction action, UserAddress buffer, int length)
    {
        bool isRead = action is SystemLogAction.SYSLOG_ACTION_READ_ALL or SystemLogAction.SYSLOG_ACTION_SIZE_BUFFER;
        if (!isRead && !caller.Credentials.Has(Capability.CAP_SYSLOG) && !caller.Credentials.Has(Capability.CAP_SYS_ADMIN))
            return Errno.EPERM;
        switch (action)
        {
            case SystemLogAction.SYSLOG_ACTION_OPEN:
            case SystemLogAction.SYSLOG_ACTION_CLOSE:
            case SystemLogAction.SYSLOG_ACTION_CONSOLE_OFF:
            case SystemLogAction.SYSLOG_ACTION_CONSOLE_ON:
                return 0;
            case SystemLogAction.SYSLOG_ACTION_CONSOLE_LEVEL:
                return length is < 1 or > 8 ? Errno.EINVAL : 0;
            case SystemLogAction.SYSLOG_ACTION_CLEAR:
                s_cleared = KernelLog.End;
                return 0;
            case SystemLogAction.SYSLOG_ACTION_SIZE_BUFFER:
                return BufferBytes;
            case SystemLogAction.SYSLOG_ACTION_SIZE_UNREAD:
                LogCursor unread = s_read;
                return CountBytes(ref unread, int.MaxValue);
            case SystemLogAction.SYSLOG_ACTION_READ:
            case SystemLogAction.SYSLOG_ACTION_READ_ALL:
            case SystemLogAction.SYSLOG_ACTION_READ_CLEAR:
                if (buffer.IsNull || length < 0)
                    return Errno.EINVAL;
                return Read(caller, action, buffer, length);
            default:
                return Errno.EINVAL;
        }
    }

    private static SyscallResult Read(UserThread caller, SystemLogAction action, UserAddress buffer, int length)
    {
        bool isAll = action != SystemLogAction.SYSLOG_ACTION_READ;
        LogCursor cursor = isAll ? s_cleared : s_read;
        if (isAll)
        {
            // The newest lines count if not all fit.
            LogCursor look = cursor;
            int excess = CountBytes(ref look, int.MaxValue) - length;
            while (excess > 0)
            {
                int bytes = NextLine(ref cursor, default);
                if (bytes == 0)
                    break;
                excess -= bytes;
            }
        }
        Span<byte> line = stackalloc byte[KernelLog.MaximumRecord + LogLineRoom];
        int done = 0;
        while (true)
        {
            LogCursor next = cursor;
            int bytes = NextLine(ref next, line);
            if (bytes == 0 || done + bytes > length)
                break;
            if (caller.Memory.CopyOut(line[..bytes], buffer + (nuint)done) != Errno.None)
                return Errno.EFAULT;
            done += bytes;
            cursor = next;
        }
        if (!isAll)
            s_read = cursor;
        if (action == SystemLogAction.SYSLOG_ACTION_READ_CLEAR)
            s_cleared = KernelLog.End;
        return done;
    }

    /// <summary>"&lt;6&gt;[    1.234567] tag: " is no longer.</summary>
    private const int LogLineRoom = 48;

    private static int CountBytes(ref LogCursor cursor, int most)
    {
        int sum = 0;
        while (sum < most && NextLine(ref cursor, default) is int bytes and > 0)
            sum += bytes;
        return sum;
    }

    /// <summary>The next record as a line; 0 when there is none.</summary>
    /// <param name="line">Where it goes; empty to count only.</param>
    private static int NextLine(ref LogCursor cursor, Span<byte> line)
    {
        Span<byte> record = stackalloc byte[KernelLog.MaximumRecord];
        if (!KernelLog.TryRead(ref cursor, record, out LogRecord found))
            return 0;
        Span<byte> made = stackalloc byte[KernelLog.MaximumRecord + LogLineRoom];
        int length = Format(made, in found, record);
        if (!line.IsEmpty)
            made[..length].CopyTo(line);
        return length;
    }

    private static int Format(Span<byte> line, in LogRecord found, ReadOnlySpan<byte> record)
    {
        line[0] = (byte)'<';
        line[1] = (byte)('0' + (int)found.Level);
        line[2] = (byte)'>';
        int at = 3;
        at += LogLine.WriteTime(line[at..], found.TimeNanoseconds);
        line[at++] = (byte)' ';
        record[..found.TagLength].CopyTo(line[at..]);
        at += found.TagLength;
        if (found.TagLength != 0)
        {
            line[at++] = (byte)':';
            line[at++] = (byte)' ';
        }
        record.Slice(found.TagLength, found.TextLength).CopyTo(line[at..]);
        at += found.TextLength;
        line[at++] = (byte)'\n';
        return at;
    }
}
