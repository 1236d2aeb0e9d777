using System;
using System.Threading;
using Diesis.Abi;
using Diesis.Core.Consoles;
using Diesis.Core.Files;
using Diesis.Core.Input;
using Diesis.Core.Processes;
using Diesis.Core.Terminals;
using Diesis.Core.Terminals.Lines;
using Diesis.Platform.Threads;
using Diesis.Platform.Users;

namespace Diesis.Core.Ttys;

/// <summary>A terminal on screen and keyboard: tty1. A thread of its own turns keys into what a terminal sends.</summary>
/// <remarks>
/// The screen is shared with the kernel's log, which keeps its own line ends. While the monitor has the screen, the keys are its: the thread hands
/// them over. The thread is started by the first opening.
/// </remarks>
public sealed class ScreenTtyDriver : TtyDriver
{
    private const int KeyboardTypeExtended = 2;
    private const int TextMode = 0;
    private const int UnicodeKeys = 3;

    private readonly ScreenConsole _screen;
    private readonly WakeSignal _room = new();
    private readonly Tty _tty;
    private int _isStarted;

    private ScreenTtyDriver(ScreenConsole screen, string name, DeviceNumber number)
    {
        _screen = screen;
        _tty = new Tty(name, number, this);
    }

    /// <summary>Makes the terminal, as large as the screen.</summary>
    public static Tty Make(ScreenConsole screen, string name, DeviceNumber number)
    {
        Tty tty = new ScreenTtyDriver(screen, name, number)._tty;
        Termios settings = TermiosDefaults.Make();
        settings.c_iflag |= InputModes.IUTF8;
        tty.Initialize(settings);
        tty.Initialize(screen.Rows, screen.Columns);
        return tty;
    }

    public override void Write(ReadOnlySpan<byte> bytes) => _screen.WriteAsTerminal(bytes);

    public override void OnInputRoom() => _room.Raise();

    public override void OnOpenCountChanged(int count)
    {
        if (count != 0 && Interlocked.Exchange(ref _isStarted, 1) == 0)
            KernelThread.Start(_tty.Name, ReadKeys, ThreadPriority.AboveNormal).MayWaitForever = true;
    }

    /// <summary>ioctl_console(2): as much as shells and editors ask for. There is one console, in text mode.</summary>
    public override SyscallResult Ioctl(UserThread caller, uint request, ulong argument)
    {
        UserMemory memory = caller.Memory;
        UserAddress address = new(argument);
        switch ((TtyRequest)request)
        {
            case TtyRequest.KDGKBTYPE:
                return memory.Write(address, (byte)KeyboardTypeExtended);
            case TtyRequest.KDGETMODE:
                return memory.Write(address, TextMode);
            case TtyRequest.KDSETMODE:
                return argument == TextMode ? Errno.None : Errno.EINVAL;
            case TtyRequest.KDGKBMODE:
                return memory.Write(address, UnicodeKeys);
            case TtyRequest.KDSKBMODE:
                return Errno.None;
            case TtyRequest.KDGETLED:
                return memory.Write(address, (byte)0);
            case TtyRequest.KDSETLED:
                return Errno.None;
            case TtyRequest.VT_OPENQRY:
                return memory.Write(address, 1);
            case TtyRequest.VT_GETSTATE:
                // Active console 1, which is the only one in use.
                return memory.Write(address, 1UL | 0b11UL << 32);
            case TtyRequest.VT_ACTIVATE or TtyRequest.VT_WAITACTIVE:
                return argument == 1 ? Errno.None : Errno.ENXIO;
            case TtyRequest.VT_RELDISP or TtyRequest.VT_SETMODE:
                return Errno.None;
            default:
                return Errno.ENOTTY;
        }
    }

    private void ReadKeys()
    {
        Span<byte> bytes = stackalloc byte[KeyText.Maximum];
        byte[] replies = new byte[64];
        InputEvents.AreReadByTerminal = true;
        while (true)
        {
            KeyEvent key = InputEvents.Keys.Read();
            if (_screen.IsTaken)
            {
                InputEvents.MonitorKeys.Add(key);
                continue;
            }
            Deliver(bytes.Slice(0, KeyText.Write(key, _screen.Modes, bytes)));
            int count = _screen.TakeReplies(replies);
            if (count != 0)
                Deliver(replies.AsSpan(0, count));
        }
    }

    private void Deliver(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int version = _room.Version;
            bytes = bytes.Slice(_tty.Receive(bytes));
            if (!bytes.IsEmpty && !_tty.HasInputRoom)
                _room.Wait(version);
        }
    }
}
