using System;
using System.Threading;
using Diesis.Abi;
using Diesis.Core.Consoles;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Core.Terminals.Lines;
using Diesis.Core.Waiting;
using Diesis.Platform.Users;
using Mutex = Diesis.Core.Synchronization.Mutex;

namespace Diesis.Core.Ttys.Pseudo;

/// <summary>A pseudo-terminal (pty(7)): a terminal whose device is a program. This is the part between its two ends.</summary>
/// <remarks>
/// What the slave's side writes waits in a queue for the master, from where no flush takes it back; what the master writes goes through the slave's line discipline at once. The terminal's
/// lock guards all of it. Lives from the opening of the master until both ends are closed; the name in devpts goes with the master.
/// </remarks>
public sealed class PseudoTerminal : TtyDriver
{
    public const uint FirstSlaveMajor = 136;
    private const int QueueBytes = 8192;

    private readonly ByteQueue _output = new(QueueBytes);
    private readonly PseudoTerminalHome _home;

    // Guarded by the terminal's lock.
    private PacketStatus _status;
    private bool _isPacketMode;
    private bool _isLocked = true;

    private int _slaves;
    private bool _hadSlave;
    private bool _isMasterClosed;

    internal PseudoTerminal(PseudoTerminalHome home, int index)
    {
        _home = home;
        Index = index;
        Slave = new Tty("pts/" + index.ToString(), new DeviceNumber(FirstSlaveMajor, (uint)index), this);
        Termios settings = TermiosDefaults.Make();
        settings.c_cflag = ControlModes.B38400 | ControlModes.CS8 | ControlModes.CREAD;
        Slave.Initialize(settings);
    }

    /// <summary>The number in the slave's name.</summary>
    public int Index { get; }

    public Tty Slave { get; }

    /// <summary>Whoever reads at the master waits here.</summary>
    internal WaitQueue MasterReadQueue { get; } = new();

    /// <summary>Whoever writes at the master waits here.</summary>
    internal WaitQueue MasterWriteQueue { get; } = new();

    internal bool IsMasterClosed => Volatile.Read(ref _isMasterClosed);

    /// <summary>All files of the slave have been closed, and there was one.</summary>
    private bool IsSlaveGone => Volatile.Read(ref _hadSlave) && Volatile.Read(ref _slaves) == 0;

    /// <summary>Whether the slave may not be opened yet (unlockpt(3)).</summary>
    internal bool IsLocked
    {
        get
        {
            using Mutex.Scope held = Slave.EnterLock();
            return _isLocked;
        }
        private set
        {
            using Mutex.Scope held = Slave.EnterLock();
            _isLocked = value;
        }
    }

    public override int Room => _output.Room;

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        _output.Add(bytes);
        MasterReadQueue.Wake(PollEvents.In | PollEvents.ReadNormal);
    }

    public override void OnNotice(PacketStatus status)
    {
        if (!_isPacketMode)
            return;
        if ((status & PacketStatus.TIOCPKT_STOP) != 0)
            _status &= ~PacketStatus.TIOCPKT_START;
        if ((status & PacketStatus.TIOCPKT_START) != 0)
            _status &= ~PacketStatus.TIOCPKT_STOP;
        _status |= status;
        MasterReadQueue.Wake(PollEvents.In | PollEvents.Priority);
    }

    public override void OnInputRoom() => MasterWriteQueue.Wake(PollEvents.Out | PollEvents.WriteNormal);

    public override void OnOpenCountChanged(int count)
    {
        Volatile.Write(ref _slaves, count);
        if (count != 0)
            Volatile.Write(ref _hadSlave, true);
        else
            MasterReadQueue.WakeAll(PollEvents.HangUp);
    }

    /// <summary>read(2) at the master: EIO once the slave is closed and everything is read.</summary>
    internal Result<long> ReadAtMaster(ref IoBuffer to, TtyReader reader)
    {
        if (to.Remaining == 0)
            return 0;
        while (true)
        {
            bool isGone = IsSlaveGone;
            Errno error = CopyOutput(ref to);
            if (to.Transferred != 0)
                return (long)to.Transferred;
            if (error != Errno.None)
                return error;
            if (isGone)
                return Errno.EIO;
            if (reader.IsNonBlocking)
                return Errno.EAGAIN;
            using WaitScope wait = MasterReadQueue.EnterExclusive();
            while (!HasOutput && !IsSlaveGone)
            {
                error = wait.Sleep();
                if (error != Errno.None)
                    return error;
            }
        }
    }

    private bool HasOutput
    {
        get
        {
            using Mutex.Scope held = Slave.EnterLock();
            return _output.Count != 0 || _status != 0;
        }
    }

    private Errno CopyOutput(ref IoBuffer to)
    {
        Span<byte> piece = stackalloc byte[512];
        bool madeRoom = false;
        Errno error = Errno.None;
        bool isFirst = true;
        while (to.Remaining != 0 && error == Errno.None)
        {
            int count;
            using (Slave.EnterLock())
                count = TakeOutput(piece.Slice(0, (int)nuint.Min(to.Remaining, (nuint)piece.Length)), isFirst, out madeRoom);
            if (count == 0)
                break;
            error = to.Put(piece.Slice(0, count));
            if (madeRoom)
                Slave.OnOutputRoom();
            if (_isPacketMode && count == 1 && isFirst)
                break;
            isFirst = false;
        }
        return error;
    }

    /// <summary>In packet mode each read begins with a byte that says what has happened: 0 for data.</summary>
    private int TakeOutput(Span<byte> piece, bool isFirst, out bool madeRoom)
    {
        madeRoom = false;
        if (_isPacketMode && isFirst)
        {
            if (_status != 0)
            {
                piece[0] = (byte)_status;
                _status = 0;
                return 1;
            }
            if (_output.Count == 0)
                return 0;
            piece[0] = (byte)PacketStatus.TIOCPKT_DATA;
            int data = _output.Take(piece.Slice(1));
            madeRoom = data != 0;
            return data + 1;
        }
        int count = _output.Take(piece);
        madeRoom = count != 0;
        return count;
    }

    /// <summary>write(2) at the master: as if it were typed.</summary>
    internal Result<long> WriteAtMaster(ref IoBuffer from, TtyReader writer)
    {
        Span<byte> piece = stackalloc byte[512];
        nuint done = 0;
        while (from.Remaining != 0)
        {
            Span<byte> bytes = piece.Slice(0, (int)nuint.Min(from.Remaining, (nuint)piece.Length));
            Errno error = from.Take(bytes);
            while (error == Errno.None && !bytes.IsEmpty)
            {
                if (IsSlaveGone)
                {
                    error = Errno.EIO;
                    break;
                }
                int count = Slave.Receive(bytes);
                done += (nuint)count;
                bytes = bytes.Slice(count);
                if (!bytes.IsEmpty)
                    error = WaitForInputRoom(writer);
            }
            if (error != Errno.None)
                return done != 0 ? (long)done : error;
        }
        return (long)done;
    }

    private Errno WaitForInputRoom(TtyReader writer)
    {
        if (writer.IsNonBlocking)
            return Errno.EAGAIN;
        using WaitScope wait = MasterWriteQueue.Enter();
        while (!Slave.HasInputRoom && !IsSlaveGone)
        {
            Errno error = wait.Sleep();
            if (error != Errno.None)
                return error;
        }
        return Errno.None;
    }

    internal PollEvents PollMaster(PollTable? table)
    {
        table?.Add(MasterReadQueue);
        table?.Add(MasterWriteQueue);
        PollEvents ready = PollEvents.None;
        using (Slave.EnterLock())
        {
            if (_output.Count != 0 || _status != 0)
                ready |= PollEvents.In | PollEvents.ReadNormal;
            if (_status != 0)
                ready |= PollEvents.Priority;
        }
        if (IsSlaveGone)
            ready |= PollEvents.HangUp;
        if (Slave.HasInputRoom)
            ready |= PollEvents.Out | PollEvents.WriteNormal;
        return ready;
    }

    /// <summary>ioctl(2) at the master: what is its own; the rest is the slave's.</summary>
    internal SyscallResult IoctlAtMaster(UserThread caller, uint request, ulong argument, TtyReader file)
    {
        UserMemory memory = caller.Memory;
        UserAddress address = new(argument);
        switch ((TtyRequest)request)
        {
            case TtyRequest.TIOCGPTN:
                return memory.Write(address, Index);
            case TtyRequest.TIOCSPTLCK:
                Errno error = memory.Read(address, out int locked);
                if (error == Errno.None)
                    IsLocked = locked != 0;
                return error;
            case TtyRequest.TIOCGPTLCK:
                return memory.Write(address, IsLocked ? 1 : 0);
            case TtyRequest.TIOCPKT:
                return SetPacketMode(memory, address);
            case TtyRequest.TIOCGPKT:
                return memory.Write(address, _isPacketMode ? 1 : 0);
            case TtyRequest.TIOCGPTPEER:
                return PeerOpener.Open(this, _home.InodeOf(this), caller, (OpenFlags)argument, file);
            case TtyRequest.FIONREAD:
                return memory.Write(address, PendingForMaster);
            case TtyRequest.TIOCOUTQ:
                return memory.Write(address, 0);
            case TtyRequest.TIOCSCTTY or TtyRequest.TIOCNOTTY or TtyRequest.TIOCSTI:
                return Errno.ENOTTY;
            case TtyRequest.TCFLSH:
                return FlushAtMaster((TtyFlush)argument);
            default:
                return Slave.Ioctl(caller, request, argument, file);
        }
    }

    /// <summary>TCFLSH: the master's input is the slave's output, and what it wrote has left it already.</summary>
    private Errno FlushAtMaster(TtyFlush what)
    {
        if (what is < TtyFlush.TCIFLUSH or > TtyFlush.TCIOFLUSH)
            return Errno.EINVAL;
        if (what == TtyFlush.TCOFLUSH)
            return Errno.None;
        using (Slave.EnterLock())
        {
            while (_output.TryTake(out _))
            {
            }
        }
        Slave.OnOutputRoom();
        return Errno.None;
    }

    private int PendingForMaster
    {
        get
        {
            using Mutex.Scope held = Slave.EnterLock();
            return _output.Count;
        }
    }

    private Errno SetPacketMode(UserMemory memory, UserAddress address)
    {
        Errno error = memory.Read(address, out int mode);
        if (error != Errno.None)
            return error;
        using Mutex.Scope held = Slave.EnterLock();
        _isPacketMode = mode != 0;
        _status = 0;
        return Errno.None;
    }

    /// <summary>The master is closed: the slave's session gets SIGHUP, its name goes.</summary>
    internal void CloseMaster()
    {
        Volatile.Write(ref _isMasterClosed, true);
        Slave.HangUp();
        _home.Remove(this);
    }
}
