using System;
using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Waiting;
using Diesis.Platform.Users;
using Mutex = Diesis.Core.Synchronization.Mutex;

namespace Diesis.Core.Ttys;

/// <content>write(2).</content>
public sealed partial class Tty
{
    /// <summary>write(2): everything, unless the file does not block. What one call writes stays together.</summary>
    /// <returns>EAGAIN, EIO, ERESTARTSYS, EFAULT.</returns>
    internal Result<long> Write(ref IoBuffer from, TtyReader writer, TtyAccess access)
    {
        if (access == TtyAccess.Own && StopsBackgroundOutput)
        {
            Errno error = CheckForeground(Signal.SIGTTOU);
            if (error != Errno.None)
                return error;
        }
        Errno waited = EnterWriting(writer, out Mutex.Scope scope);
        using Mutex.Scope held = scope;
        if (waited != Errno.None)
            return waited;
        Span<byte> piece = stackalloc byte[PieceBytes];
        nuint done = 0;
        while (from.Remaining != 0)
        {
            Span<byte> bytes = piece.Slice(0, (int)nuint.Min(from.Remaining, PieceBytes));
            Errno error = from.Take(bytes);
            if (error == Errno.None)
                error = WriteAll(bytes, writer, ref done);
            if (error != Errno.None)
                return done != 0 ? (long)done : error;
        }
        return (long)done;
    }

    /// <summary>Waits for other writers to end. One of them may be held up by Control-S for ever, so signals end this wait too.</summary>
    private Errno EnterWriting(TtyReader writer, out Mutex.Scope scope)
    {
        const int LookEveryMs = 20;
        while (!_writeLock.TryEnter(writer.IsNonBlocking ? 0 : LookEveryMs, out scope))
        {
            if (writer.IsNonBlocking)
                return Errno.EAGAIN;
            if (UserThread.Current is { HasSignalPending: true })
                return Errno.ERESTARTSYS;
        }
        return Errno.None;
    }

    private bool StopsBackgroundOutput
    {
        get
        {
            using Mutex.Scope held = _lock.Enter();
            return (_line.Settings.c_lflag & LocalModes.TOSTOP) != 0;
        }
    }

    private Errno WriteAll(ReadOnlySpan<byte> bytes, TtyReader writer, ref nuint done)
    {
        while (true)
        {
            if (writer.IsHungUp)
                return Errno.EIO;
            int count;
            using (_lock.Enter())
                count = _line.Write(bytes);
            done += (nuint)count;
            bytes = bytes.Slice(count);
            if (bytes.IsEmpty)
                return Errno.None;
            if (writer.IsNonBlocking)
                return Errno.EAGAIN;
            Errno error = WaitForRoom(writer);
            if (error != Errno.None)
                return error;
        }
    }

    private Errno WaitForRoom(TtyReader writer)
    {
        using WaitScope wait = WriteQueue.Enter();
        while (!CanWrite && !writer.IsHungUp)
        {
            Errno error = wait.Sleep();
            if (error != Errno.None)
                return error;
        }
        return Errno.None;
    }

    /// <summary>Room for the longest sequence that one byte becomes.</summary>
    private bool CanWrite
    {
        get
        {
            const int LongestSequence = 8;
            using Mutex.Scope held = _lock.Enter();
            return !_line.IsStopped && _line.PushEcho() && _driver.Room >= LongestSequence;
        }
    }
}

/// <summary>By which name a terminal was opened.</summary>
internal enum TtyAccess
{
    /// <summary>Its own: its rules of job control hold.</summary>
    Own,

    /// <summary>As /dev/console: everybody may write.</summary>
    Console,
}
