using System;
using Diesis.Abi;
using Diesis.Core.Consoles;

namespace Diesis.Core.Terminals.Lines;

/// <summary>
/// The line discipline, between what a device sends and what a program reads: editing of lines, echo, signals from keys, flow control,
/// and the processing of output (termios(3)).
/// </summary>
/// <remarks>
/// Parts: LineDiscipline.Editing.cs (erasing), LineDiscipline.Echo.cs, LineDiscipline.Output.cs. What is echoed waits in a queue of its own until the device
/// takes it. Locks: none; the owner lets one caller in at a time. Nothing allocates after the constructor.
/// </remarks>
public sealed partial class LineDiscipline
{
    /// <summary>With so little room left the sender is asked to stop (IXOFF), and with so few bytes left to go on.</summary>
    private const int Margin = 128;
    private const byte Marker = 0xff;

    private readonly ITerminalLine _line;
    private readonly LineBuffer _input = new();
    private readonly ByteQueue _echo = new(4096);
    private readonly byte[] _staging = new byte[512];
    private Termios _settings = TermiosDefaults.Make();

    /// <summary>Characters that canonical input does not just store, as bits.</summary>
    private ByteSet256 _special;
    private bool _nextIsLiteral;
    private bool _isStopped;
    private bool _stoppedByProgram;
    private bool _askedToStop;

    public LineDiscipline(ITerminalLine line)
    {
        _line = line;
        PrepareSpecial();
    }

    public ref readonly Termios Settings => ref _settings;

    /// <summary>Output waits: VSTOP came, or a program asked for it.</summary>
    public bool IsStopped => _isStopped;

    public bool IsCanonical => Has(LocalModes.ICANON);

    /// <summary>Whether a reader would get something, an end of file included; <paramref name="minimum"/> counts outside canonical mode only.</summary>
    public bool HasInput(int minimum) => IsCanonical ? _input.CompleteCount != 0 : _input.Count >= Math.Max(minimum, 1);

    /// <summary>Bytes that a reader could get now (FIONREAD).</summary>
    public int InputCount => IsCanonical ? _input.CountText() : _input.Count;

    /// <summary>Bytes that <see cref="Receive"/> would take now; while a line is edited it takes all, and throws away what is too long.</summary>
    public int ReceiveRoom => IsCanonical && _input.CompleteCount == 0 ? int.MaxValue : Math.Max(_input.Room - 1, 0);

    /// <summary>TCSETS: new settings. Input stays; on entry into canonical mode it counts as one line.</summary>
    public void Change(in Termios settings)
    {
        Termios old = _settings;
        _settings = settings;
        PrepareSpecial();
        bool wasCanonical = (old.c_lflag & LocalModes.ICANON) != 0;
        if (IsCanonical && !wasCanonical)
            _input.BeginLines();
        if (IsCanonical != wasCanonical)
            _nextIsLiteral = false;
        if (!Has(InputModes.IXON) && _isStopped && !_stoppedByProgram)
            Start();
        NoteFlowKeys(old);
    }

    /// <summary>Takes what the device sent.</summary>
    /// <returns>Bytes taken: fewer than given when there is no room; the rest is to be offered again after a read.</returns>
    public int Receive(ReadOnlySpan<byte> bytes)
    {
        int taken = 0;
        if (IsPlain)
        {
            taken = _input.Add(bytes);
        }
        else
        {
            while (taken < bytes.Length && ReceiveRoom > 0)
                ReceiveOne(bytes[taken++]);
            PushEcho();
        }
        AskToStop();
        return taken;
    }

    /// <summary>A break came in: a condition of the line, not a byte.</summary>
    public void ReceiveBreak()
    {
        if (Has(InputModes.IGNBRK))
            return;
        if (Has(InputModes.BRKINT))
        {
            Signal(TerminalSignal.Interrupt);
            PushEcho();
            return;
        }
        if (Has(InputModes.PARMRK))
        {
            Store(Marker);
            Store(0);
        }
        Store(0);
    }

    /// <summary>Takes what can be read now: in canonical mode at most one line.</summary>
    /// <param name="buffer">Receives the bytes.</param>
    /// <param name="ended">The line's end was reached, or an end of file: a read(2) is complete.</param>
    /// <remarks>Preconditions: <see cref="HasInput"/>. 0 bytes are an end of file.</remarks>
    public int Read(Span<byte> buffer, out bool ended)
    {
        int count;
        if (IsCanonical)
        {
            count = _input.TakeLine(buffer, out LineEnd end);
            ended = end != LineEnd.Inside;
        }
        else
        {
            count = _input.Take(buffer);
            ended = false;
        }
        if (_askedToStop && _input.Count <= Margin)
        {
            _askedToStop = false;
            SendKey(ControlCharacter.VSTART);
        }
        return count;
    }

    /// <summary>TCIFLUSH: forgets what was typed and not read.</summary>
    public void DiscardInput()
    {
        _input.Clear();
        _nextIsLiteral = false;
        _isErasing = false;
        _line.Notice(PacketStatus.TIOCPKT_FLUSHREAD);
    }

    /// <summary>TCOFLUSH: forgets what was written and has not left.</summary>
    public void DiscardOutput()
    {
        ClearEcho();
        _line.DiscardOutput();
        _line.Notice(PacketStatus.TIOCPKT_FLUSHWRITE);
    }

    /// <summary>TCOOFF, TCOON.</summary>
    public void SetStopped(bool stopped)
    {
        if (stopped)
            Stop();
        else
            Start();
        _stoppedByProgram = stopped;
    }

    /// <summary>TCIOFF, TCION: sends the key that makes the sender stop or go on.</summary>
    public void SendKey(ControlCharacter key)
    {
        byte value = Key(key);
        if (value == 0)
            return;
        if (_line.Room != 0)
            _line.Send([value]);
        else
            _echo.TryAdd(value);
    }

    private bool Has(InputModes mode) => (_settings.c_iflag & mode) != 0;

    private bool Has(OutputModes mode) => (_settings.c_oflag & mode) != 0;

    private bool Has(LocalModes mode) => (_settings.c_lflag & mode) != 0;

    private byte Key(ControlCharacter key) => _settings.c_cc[(int)key];

    private bool Is(byte value, ControlCharacter key) => value != 0 && value == Key(key);

    /// <summary>Nothing is to be done with any byte but keep it.</summary>
    private bool IsPlain
    {
        get
        {
            const InputModes AnyInput = InputModes.ISTRIP | InputModes.IUCLC | InputModes.IGNCR | InputModes.ICRNL | InputModes.INLCR | InputModes.IXON
                | InputModes.PARMRK;
            const LocalModes AnyLocal = LocalModes.ICANON | LocalModes.ISIG | LocalModes.ECHO;
            return (_settings.c_iflag & AnyInput) == 0 && (_settings.c_lflag & AnyLocal) == 0 && !_isStopped;
        }
    }

    private void PrepareSpecial()
    {
        _special = default;
        if (Has(InputModes.IGNCR) || Has(InputModes.ICRNL))
            _special.Add((byte)'\r');
        if (Has(InputModes.INLCR))
            _special.Add((byte)'\n');
        if (Has(InputModes.IXON))
        {
            _special.Add(Key(ControlCharacter.VSTART));
            _special.Add(Key(ControlCharacter.VSTOP));
        }
        if (Has(LocalModes.ISIG))
        {
            _special.Add(Key(ControlCharacter.VINTR));
            _special.Add(Key(ControlCharacter.VQUIT));
            _special.Add(Key(ControlCharacter.VSUSP));
        }
        if (Has(LocalModes.ICANON))
        {
            _special.Add((byte)'\n');
            foreach (ControlCharacter key in (ReadOnlySpan<ControlCharacter>)
                [ControlCharacter.VERASE, ControlCharacter.VKILL, ControlCharacter.VEOF, ControlCharacter.VEOL, ControlCharacter.VWERASE,
                ControlCharacter.VLNEXT, ControlCharacter.VREPRINT, ControlCharacter.VEOL2])
                _special.Add(Key(key));
        }
        _special.Remove(0);
    }

    private void ReceiveOne(byte value)
    {
        if (Has(InputModes.ISTRIP))
            value &= 0x7f;
        if (Has(InputModes.IUCLC) && Has(LocalModes.IEXTEN) && value is >= (byte)'A' and <= (byte)'Z')
            value |= 0x20;
        if (_nextIsLiteral)
        {
            _nextIsLiteral = false;
            ReceiveText(value);
        }
        else if (_special.Contains(value))
        {
            ReceiveSpecial(value);
        }
        else
        {
            ReceiveText(value);
        }
    }

    private void ReceiveSpecial(byte value)
    {
        if (Has(InputModes.IXON) && TakeFlowKey(value))
            return;
        if (Has(LocalModes.ISIG) && TakeSignalKey(value))
            return;
        if (_isStopped && !_stoppedByProgram && Has(InputModes.IXON) && Has(InputModes.IXANY))
            Start();
        if (value == '\r')
        {
            if (Has(InputModes.IGNCR))
                return;
            if (Has(InputModes.ICRNL))
                value = (byte)'\n';
        }
        else if (value == '\n' && Has(InputModes.INLCR))
        {
            value = (byte)'\r';
        }
        if (IsCanonical && TakeEditingKey(value))
            return;
        EchoTyped(value);
        Store(value);
    }

    private void ReceiveText(byte value)
    {
        if (_isStopped && !_stoppedByProgram && Has(InputModes.IXON) && Has(InputModes.IXANY))
            Start();
        EchoTyped(value);
        if (value == Marker && Has(InputModes.PARMRK))
            Store(value);
        Store(value);
    }

    /// <summary>Keeps a byte. One place is left for a line's end: what a line has too much is lost.</summary>
    private void Store(byte value)
    {
        if (_input.Room > 1)
            _input.Add(value);
        else if (Has(InputModes.IMAXBEL))
            Emit((byte)'\a');
    }

    private bool TakeFlowKey(byte value)
    {
        if (Is(value, ControlCharacter.VSTART))
        {
            Start();
            return true;
        }
        if (!Is(value, ControlCharacter.VSTOP))
            return false;
        Stop();
        return true;
    }

    private bool TakeSignalKey(byte value)
    {
        TerminalSignal signal;
        if (Is(value, ControlCharacter.VINTR))
            signal = TerminalSignal.Interrupt;
        else if (Is(value, ControlCharacter.VQUIT))
            signal = TerminalSignal.Quit;
        else if (Is(value, ControlCharacter.VSUSP))
            signal = TerminalSignal.Suspend;
        else
            return false;
        Signal(signal);
        if (Has(InputModes.IXON))
            Start();
        if (Has(LocalModes.ECHO))
            EchoCharacter(value);
        return true;
    }

    private void Signal(TerminalSignal signal)
    {
        if (!Has(LocalModes.NOFLSH))
        {
            DiscardInput();
            DiscardOutput();
        }
        _line.Raise(signal);
    }

    private void Stop()
    {
        if (_isStopped)
            return;
        _isStopped = true;
        _line.Notice(PacketStatus.TIOCPKT_STOP);
    }

    private void Start()
    {
        if (!_isStopped)
            return;
        _isStopped = false;
        _stoppedByProgram = false;
        _line.Notice(PacketStatus.TIOCPKT_START);
        PushEcho();
    }

    /// <summary>Packet mode tells whether the keys for flow control are the usual ones, so that the other end may act on them itself.</summary>
    private void NoteFlowKeys(in Termios old)
    {
        bool was = HasUsualFlowKeys(old);
        bool now = HasUsualFlowKeys(_settings);
        if (was != now)
            _line.Notice(now ? PacketStatus.TIOCPKT_DOSTOP : PacketStatus.TIOCPKT_NOSTOP);
    }

    private static bool HasUsualFlowKeys(in Termios settings) =>
        (settings.c_iflag & InputModes.IXON) != 0
        && settings.c_cc[(int)ControlCharacter.VSTOP] == TermiosDefaults.Stop && settings.c_cc[(int)ControlCharacter.VSTART] == TermiosDefaults.Start;

    private void AskToStop()
    {
        if (_askedToStop || !Has(InputModes.IXOFF) || _input.Room > Margin)
            return;
        _askedToStop = true;
        SendKey(ControlCharacter.VSTOP);
    }
}
