using System;
using System.Threading;
using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Core.Terminals.Lines;
using Diesis.Platform.Users;
using Mutex = Diesis.Core.Synchronization.Mutex;

namespace Diesis.Core.Ttys;

/// <content>ioctl_tty(2). The master of a pseudo-terminal has the same requests, and means its slave by most of them.</content>
public sealed partial class Tty
{
    private const uint DefaultSpeed = 38400;

    /// <summary>How settings take effect.</summary>
    private enum Change
    {
        Now,

        /// <summary>After what was written has left.</summary>
        AfterOutput,

        /// <summary>As <see cref="AfterOutput"/>, and what was typed is forgotten.</summary>
        AfterOutputWithoutInput,
    }

    /// <param name="caller">Who asks.</param>
    /// <param name="request">A <see cref="TtyRequest"/>.</param>
    /// <param name="argument">A value or an address, as the request has it.</param>
    /// <param name="file">The file through which it is asked.</param>
    internal SyscallResult Ioctl(UserThread caller, uint request, ulong argument, TtyReader file)
    {
        UserMemory memory = caller.Memory;
        UserAddress address = new(argument);
        switch ((TtyRequest)request)
        {
            case TtyRequest.TCGETS:
                return memory.Write(address, CopySettings().Basic);
            case TtyRequest.TCGETS2:
                return memory.Write(address, CopySettings());
            case TtyRequest.TCSETS or TtyRequest.TCSETS2:
                return SetSettings(memory, address, request == (uint)TtyRequest.TCSETS2, Change.Now);
            case TtyRequest.TCSETSW or TtyRequest.TCSETSW2:
                return SetSettings(memory, address, request == (uint)TtyRequest.TCSETSW2, Change.AfterOutput);
            case TtyRequest.TCSETSF or TtyRequest.TCSETSF2:
                return SetSettings(memory, address, request == (uint)TtyRequest.TCSETSF2, Change.AfterOutputWithoutInput);
            case TtyRequest.TIOCGWINSZ:
                return memory.Write(address, Size);
            case TtyRequest.TIOCSWINSZ:
                return SetSize(memory, address);
            case TtyRequest.TCSBRK or TtyRequest.TCSBRKP:
                return CheckForeground(Signal.SIGTTOU) is Errno error and not Errno.None ? error : _driver.Drain();
            case TtyRequest.TIOCSBRK or TtyRequest.TIOCCBRK:
                return Errno.None;
            case TtyRequest.TCXONC:
                return ControlFlow((TtyFlow)argument);
            case TtyRequest.TCFLSH:
                return Flush((TtyFlush)argument);
            case TtyRequest.FIONREAD:
                return memory.Write(address, InputCount);
            case TtyRequest.TIOCOUTQ:
                return memory.Write(address, PendingOutput);
            case TtyRequest.TIOCEXCL:
                Volatile.Write(ref _isExclusive, 1);
                return Errno.None;
            case TtyRequest.TIOCNXCL:
                Volatile.Write(ref _isExclusive, 0);
                return Errno.None;
            case TtyRequest.TIOCGEXCL:
                return memory.Write(address, Volatile.Read(ref _isExclusive));
            case TtyRequest.TIOCGETD:
                return memory.Write(address, 0);
            case TtyRequest.TIOCSETD:
                return SetDiscipline(memory, address);
            case TtyRequest.TIOCGDEV:
                return memory.Write(address, (uint)Number.Value);
            case TtyRequest.TIOCSTI:
                return caller.Credentials.Has(Capability.CAP_SYS_ADMIN) ? Errno.EIO : Errno.EPERM;
            case TtyRequest.TIOCGSOFTCAR:
                return memory.Write(address, (CopySettings().Basic.c_cflag & ControlModes.CLOCAL) != 0 ? 1 : 0);
            case TtyRequest.TIOCSSOFTCAR:
                return Errno.None;
            case TtyRequest.TIOCVHANGUP:
                return HangUpFor(caller);
            default:
                SyscallResult result = SessionIoctl(caller, request, argument, file);
                return result.Error == Errno.ENOTTY ? _driver.Ioctl(caller, request, argument) : result;
        }
    }

    private SyscallResult SessionIoctl(UserThread caller, uint request, ulong argument, TtyReader file)
    {
        UserMemory memory = caller.Memory;
        UserAddress address = new(argument);
        switch ((TtyRequest)request)
        {
            case TtyRequest.TIOCSCTTY:
                return SetControlling(caller, file.CanRead, argument);
            case TtyRequest.TIOCNOTTY:
                return GiveUpControlling(caller);
            case TtyRequest.TIOCGPGRP:
                if (file.IsSlaveSide && OfCurrent != this)
                    return Errno.ENOTTY;
                return memory.Write(address, _foreground?.Id ?? 0);
            case TtyRequest.TIOCSPGRP:
                Errno error = memory.Read(address, out int group);
                return error != Errno.None ? error : SetForeground(caller, group);
            case TtyRequest.TIOCGSID:
                if ((file.IsSlaveSide && OfCurrent != this) || _session is not Session session)
                    return Errno.ENOTTY;
                return memory.Write(address, session.Id);
            default:
                return Errno.ENOTTY;
        }
    }

    private int InputCount
    {
        get
        {
            using Mutex.Scope held = _lock.Enter();
            return _line.InputCount;
        }
    }

    private int PendingOutput
    {
        get
        {
            using Mutex.Scope held = _lock.Enter();
            return _driver.PendingOutput;
        }
    }

    private Termios2 CopySettings()
    {
        using Mutex.Scope held = _lock.Enter();
        return new Termios2 { Basic = _line.Settings, c_ispeed = _inputSpeed, c_ospeed = _outputSpeed };
    }

    private Errno SetSettings(UserMemory memory, UserAddress address, bool hasSpeeds, Change change)
    {
        Errno error = CheckForeground(Signal.SIGTTOU);
        if (error != Errno.None)
            return error;
        Termios2 settings = CopySettings();
        error = hasSpeeds ? memory.Read(address, out settings) : memory.Read(address, out settings.Basic);
        if (error == Errno.None && change != Change.Now)
            error = _driver.Drain();
        if (error != Errno.None)
            return error;
        if (!hasSpeeds || (settings.Basic.c_cflag & ControlModes.CBAUD) != ControlModes.BOTHER)
        {
            settings.c_ospeed = TtySpeeds.Of(settings.Basic.c_cflag);
            settings.c_ispeed = settings.c_ospeed;
        }
        Raised raised;
        bool hasInput;
        using (_lock.Enter())
        {
            if (change == Change.AfterOutputWithoutInput)
                _line.DiscardInput();
            _line.Change(settings.Basic);
            _inputSpeed = settings.c_ispeed;
            _outputSpeed = settings.c_ospeed;
            raised = TakeRaised();
            hasInput = _line.HasInput(1);
        }
        Deliver(raised);
        if (hasInput && ReadQueue.HasWaiters)
            ReadQueue.Wake(PollEvents.In | PollEvents.ReadNormal);
        _driver.OnInputRoom();
        return Errno.None;
    }

    private Errno SetSize(UserMemory memory, UserAddress address)
    {
        Errno error = memory.Read(address, out WindowSize size);
        if (error == Errno.None)
            Resize(size);
        return error;
    }

    /// <summary>Changes the size, and tells the foreground group of it if it is another one.</summary>
    public void Resize(in WindowSize size)
    {
        using (_lock.Enter())
        {
            if (_size.Equals(size))
                return;
            _size = size;
        }
        SignalForeground(Signal.SIGWINCH);
    }

    private Errno ControlFlow(TtyFlow flow)
    {
        Errno error = CheckForeground(Signal.SIGTTOU);
        if (error != Errno.None)
            return error;
        Raised raised;
        using (_lock.Enter())
        {
            switch (flow)
            {
                case TtyFlow.TCOOFF:
                    _line.SetStopped(true);
                    break;
                case TtyFlow.TCOON:
                    _line.SetStopped(false);
                    break;
                case TtyFlow.TCIOFF:
                    _line.SendKey(ControlCharacter.VSTOP);
                    break;
                case TtyFlow.TCION:
                    _line.SendKey(ControlCharacter.VSTART);
                    break;
                default:
                    return Errno.EINVAL;
            }
            raised = TakeRaised();
        }
        Deliver(raised);
        return Errno.None;
    }

    private Errno Flush(TtyFlush what)
    {
        Errno error = CheckForeground(Signal.SIGTTOU);
        if (error != Errno.None)
            return error;
        if (what is < TtyFlush.TCIFLUSH or > TtyFlush.TCIOFLUSH)
            return Errno.EINVAL;
        Raised raised;
        using (_lock.Enter())
        {
            if (what != TtyFlush.TCOFLUSH)
                _line.DiscardInput();
            if (what != TtyFlush.TCIFLUSH)
                _line.DiscardOutput();
            raised = TakeRaised();
        }
        Deliver(raised);
        if (what != TtyFlush.TCOFLUSH)
            _driver.OnInputRoom();
        return Errno.None;
    }

    /// <summary>There is one line discipline: N_TTY, 0.</summary>
    private static Errno SetDiscipline(UserMemory memory, UserAddress address)
    {
        Errno error = memory.Read(address, out int discipline);
        return error == Errno.None && discipline != 0 ? Errno.EINVAL : error;
    }

    private Errno HangUpFor(UserThread caller)
    {
        if (!caller.Credentials.Has(Capability.CAP_SYS_ADMIN))
            return Errno.EPERM;
        HangUp();
        return Errno.None;
    }
}
