using System;
using System.Threading;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Core.Terminals.Lines;
using Diesis.Core.Waiting;
using Diesis.Platform.Locks;
using Mutex = Diesis.Core.Synchronization.Mutex;

namespace Diesis.Core.Ttys;

/// <summary>A terminal as programs see it: a line discipline over a driver, with the session that it controls (tty(4), termios(3)).</summary>
/// <remarks>
/// Parts: Tty.Reading.cs, Tty.Writing.cs, Tty.Settings.cs (ioctl_tty(2)), Tty.JobControl.cs.
/// Locks: <c>_lock</c> (rank Terminals) guards the line discipline, settings, window size and what the driver keeps; it is held while bytes move, never
/// while a thread waits for them. <c>_writeLock</c> before it keeps one write's bytes together. Session and foreground group have
/// a lock of their own (Tty.JobControl.cs). Signals are sent and threads woken without any of them.
/// </remarks>
public sealed partial class Tty : ControllingTerminal, ITerminalLine
{
    private readonly Mutex _lock = new(LockRank.Terminals, "terminals");
    private readonly Mutex _writeLock = new(LockRank.Terminals, "terminals' writers");
    private readonly TtyDriver _driver;

    // Guarded by _lock.
    private readonly LineDiscipline _line;
    private WindowSize _size;
    private Raised _raised;
    private uint _inputSpeed = DefaultSpeed;
    private uint _outputSpeed = DefaultSpeed;

    private int _openCount;
    private int _generation;
    private int _isExclusive;

    public Tty(string name, DeviceNumber number, TtyDriver driver)
    {
        Name = name;
        Number = number;
        _driver = driver;
        _line = new LineDiscipline(this);
    }

    /// <summary>Below /dev: "ttyS0", "pts/3".</summary>
    public string Name { get; }

    public DeviceNumber Number { get; }

    public TtyDriver Driver => _driver;

    /// <summary>Whoever waits for input.</summary>
    public WaitQueue ReadQueue { get; } = new();

    /// <summary>Whoever waits for room for output.</summary>
    public WaitQueue WriteQueue { get; } = new();

    /// <summary>Counts hang-ups: files that were opened before the last one are dead.</summary>
    internal int Generation => Volatile.Read(ref _generation);

    public int OpenCount => Volatile.Read(ref _openCount);

    /// <summary>Rows and columns; pixels are for whoever knows them.</summary>
    public WindowSize Size
    {
        get
        {
            using Mutex.Scope held = _lock.Enter();
            return _size;
        }
    }

    /// <summary>Sets the size without telling anybody: at start-up.</summary>
    public void Initialize(int rows, int columns)
    {
        using Mutex.Scope held = _lock.Enter();
        _size = new WindowSize { ws_row = (ushort)rows, ws_col = (ushort)columns };
    }

    /// <summary>Changes the settings that a fresh terminal of this kind has.</summary>
    public void Initialize(in Termios settings)
    {
        using Mutex.Scope held = _lock.Enter();
        _line.Change(settings);
    }

    /// <summary>Takes what came from the device, and echoes it. [Context] A thread's.</summary>
    /// <returns>Bytes taken; the rest is to be offered again after <see cref="TtyDriver.OnInputRoom"/>.</returns>
    public int Receive(ReadOnlySpan<byte> bytes)
    {
        int taken;
        bool hasInput;
        Raised raised;
        using (_lock.Enter())
        {
            taken = _line.Receive(bytes);
            hasInput = _line.HasInput(1);
            raised = TakeRaised();
        }
        Deliver(raised);
        if (hasInput && ReadQueue.HasWaiters)
            ReadQueue.Wake(PollEvents.In | PollEvents.ReadNormal);
        return taken;
    }

    /// <summary>Whether <see cref="Receive"/> would take anything. A change is told by <see cref="TtyDriver.OnInputRoom"/>.</summary>
    public bool HasInputRoom
    {
        get
        {
            using Mutex.Scope held = _lock.Enter();
            return _line.ReceiveRoom > 0;
        }
    }

    /// <summary>The driver has room again: what was echoed meanwhile goes out, and writers go on. [Context] A thread's, without locks.</summary>
    public void OnOutputRoom()
    {
        using (_lock.Enter())
            _ = _line.PushEcho();
        if (WriteQueue.HasWaiters)
            WriteQueue.Wake(PollEvents.Out | PollEvents.WriteNormal);
    }

    /// <summary>Runs something of the driver's under the terminal's lock.</summary>
    internal Mutex.Scope EnterLock() => _lock.Enter();

    /// <summary>One more file is open.</summary>
    /// <returns>EBUSY while the terminal is exclusive.</returns>
    internal Errno Open(TtyExclusion exclusion)
    {
        if (Volatile.Read(ref _isExclusive) != 0 && exclusion == TtyExclusion.Heeded)
            return Errno.EBUSY;
        _driver.OnOpenCountChanged(Interlocked.Increment(ref _openCount));
        return Errno.None;
    }

    internal void Close(int generation)
    {
        int count = Interlocked.Decrement(ref _openCount);
        if (count == 0 && generation == Generation)
            Volatile.Write(ref _isExclusive, 0);
        _driver.OnOpenCountChanged(count);
    }

    /// <summary>vhangup(2), or the line was lost: the session gets SIGHUP, and all open files are dead from now on.</summary>
    public void HangUp()
    {
        Interlocked.Increment(ref _generation);
        Volatile.Write(ref _isExclusive, 0);
        using (_lock.Enter())
        {
            _line.DiscardInput();
            _line.DiscardOutput();
            _line.SetStopped(false);
            _raised = Raised.None;
        }
        HangUpSession();
        ReadQueue.WakeAll();
        WriteQueue.WakeAll();
    }

    int ITerminalLine.Room => _driver.Room;

    void ITerminalLine.Send(ReadOnlySpan<byte> bytes) => _driver.Write(bytes);

    void ITerminalLine.DiscardOutput() => _driver.DiscardOutput();

    void ITerminalLine.Raise(TerminalSignal signal) => _raised |= signal switch
    {
        TerminalSignal.Interrupt => Raised.Interrupt,
        TerminalSignal.Quit => Raised.Quit,
        _ => Raised.Suspend,
    };

    void ITerminalLine.Notice(PacketStatus status)
    {
        _driver.OnNotice(status);
        if ((status & (PacketStatus.TIOCPKT_START | PacketStatus.TIOCPKT_FLUSHWRITE)) != 0)
            _raised |= Raised.OutputRoom;
    }

    private Raised TakeRaised()
    {
        Raised raised = _raised;
        _raised = Raised.None;
        return raised;
    }

    private void Deliver(Raised raised)
    {
        if (raised == Raised.None)
            return;
        if ((raised & Raised.OutputRoom) != 0 && WriteQueue.HasWaiters)
            WriteQueue.Wake(PollEvents.Out | PollEvents.WriteNormal);
        if ((raised & Raised.Interrupt) != 0)
            SignalForeground(Signal.SIGINT);
        if ((raised & Raised.Quit) != 0)
            SignalForeground(Signal.SIGQUIT);
        if ((raised & Raised.Suspend) != 0)
            SignalForeground(Signal.SIGTSTP);
    }

    /// <summary>What happened under the lock and is told after it.</summary>
    [Flags]
    private enum Raised
    {
        None = 0,
        Interrupt = 1,
        Quit = 2,
        Suspend = 4,
        OutputRoom = 8,
    }
}
