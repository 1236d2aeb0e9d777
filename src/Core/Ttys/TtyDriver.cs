using System;
using Diesis.Abi;

namespace Diesis.Core.Ttys;

/// <summary>What is below a terminal: a serial line, a screen, or the other end of a pseudo-terminal.</summary>
/// <remarks>Except where it says otherwise, methods are called under the terminal's lock, by one thread at a time; they do not sleep for long.</remarks>
public abstract class TtyDriver
{
    /// <summary>Bytes that it would take now.</summary>
    public virtual int Room => int.MaxValue;

    /// <summary>Bytes that have been taken and have not left (TIOCOUTQ).</summary>
    public virtual int PendingOutput => 0;

    /// <summary>Takes bytes: at most <see cref="Room"/>.</summary>
    public abstract void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Forgets what has not left.</summary>
    public virtual void DiscardOutput()
    {
    }

    /// <summary>Waits until everything has left (TCSBRK with 1, TCSETSW). [Context] A thread's, without the terminal's lock.</summary>
    public virtual Errno Drain() => Errno.None;

    /// <summary>What packet mode tells.</summary>
    public virtual void OnNotice(PacketStatus status)
    {
    }

    /// <summary>There is room for input again. [Context] A thread's, without the terminal's lock.</summary>
    public virtual void OnInputRoom()
    {
    }

    /// <summary>The number of files through which the terminal is open has become one, or nothing. [Context] As <see cref="OnInputRoom"/>.</summary>
    public virtual void OnOpenCountChanged(int count)
    {
    }

    /// <summary>Requests that only this kind of terminal knows. [Context] As <see cref="OnInputRoom"/>.</summary>
    public virtual SyscallResult Ioctl(Processes.UserThread caller, uint request, ulong argument) => Errno.ENOTTY;
}
