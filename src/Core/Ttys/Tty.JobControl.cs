using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Core.Signals;
using Diesis.Platform.Locks;
using Mutex = Diesis.Core.Synchronization.Mutex;

namespace Diesis.Core.Ttys;

/// <content>Whom the terminal controls (POSIX, "General Terminal Interface"; credentials(7)).</content>
public sealed partial class Tty
{
    /// <summary>Guards which session has which terminal, of all of both.</summary>
    private static Mutex? s_sessions;

    // Guarded by s_sessions; read without it.
    private volatile Session? _session;
    private volatile ProcessGroup? _foreground;

    private static Mutex Sessions => s_sessions ??= new Mutex(LockRank.Terminals, "sessions' terminals");

    /// <summary>The session that the terminal controls, if any.</summary>
    public Session? Session => _session;

    /// <summary>The group that may read and gets the keys' signals.</summary>
    public ProcessGroup? Foreground => _foreground;

    /// <summary>The terminal of the calling process' session; null when it has none.</summary>
    public static Tty? OfCurrent => UserThread.Current?.Process.Session.Terminal as Tty;

    /// <summary>Whether a process of a background group may go on with what the signal is for.</summary>
    /// <returns>None: it may. EIO: nobody could make it go on. ERESTARTSYS: its group has been sent the signal.</returns>
    private Errno CheckForeground(Signal signal)
    {
        if (UserThread.Current is not UserThread caller)
            return Errno.None;
        Session? session = _session;
        ProcessGroup? foreground = _foreground;
        if (session is null || foreground is null || caller.Process.Session != session)
            return Errno.None;
        ProcessGroup own = caller.Process.Group;
        if (own == foreground)
            return Errno.None;
        if (TerminalSignals.Disregards(caller, signal))
            return signal == Signal.SIGTTIN ? Errno.EIO : Errno.None;
        if (TerminalSignals.IsOrphaned(own))
            return Errno.EIO;
        SignalSending.Send(own, signal);
        return Errno.ERESTARTSYS;
    }

    private void SignalForeground(Signal signal)
    {
        if (_foreground is ProcessGroup group)
            SignalSending.Send(group, signal);
    }

    /// <summary>A session's leader without a terminal that opens this one gets it.</summary>
    internal void OfferTo(UserThread caller)
    {
        Process process = caller.Process;
        using Mutex.Scope held = Sessions.Enter();
        if (process.Session.Leader == process && process.Session.Terminal is null && _session is null)
            Attach(process.Session, process.Group);
    }

    /// <summary>TIOCSCTTY.</summary>
    /// <param name="caller">Must lead a session without a terminal.</param>
    /// <param name="mayRead">Whether the file was opened for reading.</param>
    /// <param name="force">1 takes the terminal away from another session; the caller needs CAP_SYS_ADMIN.</param>
    private Errno SetControlling(UserThread caller, bool mayRead, ulong force)
    {
        Process process = caller.Process;
        bool isPrivileged = caller.Credentials.Has(Capability.CAP_SYS_ADMIN);
        using Mutex.Scope held = Sessions.Enter();
        if (process.Session.Leader != process)
            return Errno.EPERM;
        if (_session == process.Session)
            return Errno.None;
        if (process.Session.Terminal is not null)
            return Errno.EPERM;
        if (_session is Session other)
        {
            if (force != 1 || !isPrivileged)
                return Errno.EPERM;
            other.Terminal = null;
        }
        if (!mayRead && !isPrivileged)
            return Errno.EPERM;
        Attach(process.Session, process.Group);
        return Errno.None;
    }

    private void Attach(Session session, ProcessGroup group)
    {
        session.Terminal = this;
        _session = session;
        _foreground = group;
    }

    /// <summary>TIOCNOTTY. A process that does not lead its session keeps the terminal here, which it may as well.</summary>
    private Errno GiveUpControlling(UserThread caller)
    {
        Session session = caller.Process.Session;
        if (session.Terminal != this)
            return Errno.ENOTTY;
        if (session.Leader == caller.Process)
            OnLeaderGone(session);
        return Errno.None;
    }

    public override void OnLeaderGone(Session session)
    {
        ProcessGroup? foreground;
        using (Sessions.Enter())
        {
            if (_session != session)
                return;
            foreground = _foreground;
            session.Terminal = null;
            _session = null;
            _foreground = null;
        }
        if (foreground is null)
            return;
        SignalSending.Send(foreground, Signal.SIGHUP);
        SignalSending.Send(foreground, Signal.SIGCONT);
    }

    /// <summary>The line has gone: the session's leader hears of it, and the foreground group.</summary>
    private void HangUpSession()
    {
        ProcessGroup? foreground;
        Process? leader;
        using (Sessions.Enter())
        {
            foreground = _foreground;
            leader = _session?.Leader;
            if (_session is Session session)
                session.Terminal = null;
            _session = null;
            _foreground = null;
        }
        if (leader is not null)
        {
            SignalSending.Send(leader, Signal.SIGHUP);
            SignalSending.Send(leader, Signal.SIGCONT);
        }
        if (foreground is not null)
            SignalSending.Send(foreground, Signal.SIGHUP);
    }

    /// <summary>TIOCSPGRP.</summary>
    private Errno SetForeground(UserThread caller, int groupId)
    {
        Errno error = CheckForeground(Signal.SIGTTOU);
        if (error != Errno.None)
            return error;
        Session session = caller.Process.Session;
        if (session.Terminal != this || _session != session)
            return Errno.ENOTTY;
        if (groupId < 0)
            return Errno.EINVAL;
        if (ProcessTree.FindGroup(groupId) is not ProcessGroup group)
            return Errno.ESRCH;
        if (group.Session != session)
            return Errno.EPERM;
        using Mutex.Scope held = Sessions.Enter();
        if (_session == session)
            _foreground = group;
        return Errno.None;
    }
}
