using System;
using System.Threading;
using Diesis.Core.Consoles;
using Diesis.Core.Logging;
using Diesis.Core.Monitoring;
using Diesis.Platform.Devices;
using Diesis.Platform.Homes;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Locks;

namespace Diesis.Drivers.Pc.Serial;

/// <summary>A 16550 serial port by interrupts, both ways, as the carrier of the standard streams.</summary>
/// <remarks>
/// Writers put whole calls into a queue, from which interrupts feed the port's FIFO; a writer that finds no room feeds it himself, so that
/// it works with interrupts off as well. What arrives waits in another queue; when that is full, new bytes are lost and counted.
/// Locks: one gate for both queues and the registers, with interrupts off.
/// </remarks>
public sealed class SerialConsole : ConsoleDevice
{
    private const ushort FirstPort = 0x3f8;
    private const int Line = 4;
    private const int OutputBytes = 8192;
    private const int InputBytes = 4096;

    /// <summary>What is kept together at most: longer texts are cut into pieces.</summary>
    private const int LongestPiece = OutputBytes / 2;
    private const int FifoBytes = 16;

    private const byte NoInterrupts = 0;
    private const byte OnReceived = 0x01;
    private const byte OnTransmitterReady = 0x02;
    private const byte OnLineStatus = 0x04;

    private readonly PortRange _ports;
    private readonly int _fifoBytes;
    private readonly ByteQueue _output = new(OutputBytes);
    private readonly ByteQueue _input = new(InputBytes);
    private readonly Handler _handler;
    private readonly StandardSession _session = new();
    private OwnerGate _gate;
    private byte _enabled;
    private int _lostInput;
    private int _overruns;
    private int _breaks;
    private bool _breakIsNext;

    /// <summary>Something arrived that no reader has been told of.</summary>
    private bool _isUntold;

    private SerialConsole(PortRange ports, int fifoBytes)
    {
        _ports = ports;
        _fifoBytes = fifoBytes;
        _handler = new Handler(this);
    }

    /// <summary>The port that carries the standard streams; null as long as they are polled.</summary>
    public static SerialConsole? Current { get; private set; }

    /// <summary>Bytes that the port can hold for sending: 16, or 1 for the chips before the 16550A.</summary>
    public int FifoLength => _fifoBytes;

    /// <summary>Bytes lost since nobody read them.</summary>
    public int LostInput => _lostInput;

    /// <summary>Times that the port lost bytes since its interrupt was not served in time.</summary>
    public int Overruns => _overruns;

    /// <summary>Breaks received; each calls for the monitor.</summary>
    public int Breaks => Volatile.Read(ref _breaks);

    public long InterruptCount => _handler.TotalCount;

    /// <summary>Takes the first serial port over, and with it the standard streams; null where there is none or its line is in use.</summary>
    public static SerialConsole? Start()
    {
        PortRange ports = new(FirstPort, UartRegister.Count);
        if (!IsThere(ports))
            return null;
        SerialConsole console = new(ports, ReadFifoLength(ports));
        if (!IsaInterrupts.Claim(Line, console._handler))
            return null;
        console.Enable();
        StandardStreams.Attach(console);
        Current = console;
        Log.Information("serial", $"port {FirstPort:x}, line {Line}, {(console._fifoBytes == 1 ? "no FIFO" : "16-byte FIFO")}");
        return console;
    }

    protected override void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            ReadOnlySpan<byte> piece = bytes.Slice(0, Math.Min(bytes.Length, LongestPiece));
            while (!TryQueue(piece))
            {
            }
            bytes = bytes.Slice(piece.Length);
        }
    }

    protected override int Read(Span<byte> buffer)
    {
        if (!_gate.TryEnter(out nuint flags))
            return 0;
        int count = _input.Take(buffer);
        _gate.Leave(flags);
        return count;
    }

    protected override void Seize() => _gate.Break();

    protected override void Flush()
    {
        if (!_gate.TryEnter(out nuint flags))
            return;
        while (_output.Count != 0)
            Feed();
        _gate.Leave(flags);
        while ((ReadStatus() & LineStatus.TransmitterEmpty) == 0)
        {
        }
    }

    /// <summary>Reads the line's status. That clears its errors, so each reading notes them.</summary>
    private LineStatus ReadStatus()
    {
        LineStatus status = (LineStatus)_ports.Read8(UartRegister.LineStatus);
        if ((status & LineStatus.Overrun) != 0)
            _overruns++;
        _breakIsNext |= (status & LineStatus.Break) != 0;
        return status;
    }

    /// <summary>The scratch register keeps what is written, and the identity register's unused bits are zero.</summary>
    private static bool IsThere(PortRange ports)
    {
        const byte Probe = 0xa5;
        const byte AlwaysZero = 0x30;
        ports.Write8(UartRegister.Scratch, Probe);
        return ports.Read8(UartRegister.Scratch) == Probe && (ports.Read8(UartRegister.InterruptIdentity) & AlwaysZero) == 0;
    }

    /// <summary>A working FIFO shows in both highest bits of the identity register once it is switched on.</summary>
    private static int ReadFifoLength(PortRange ports)
    {
        const byte FifoOn = 0x01;
        const byte TriggerAtEight = 0x80;
        const byte FifoWorks = 0xc0;
        ports.Write8(UartRegister.FifoControl, FifoOn | TriggerAtEight);
        return (ports.Read8(UartRegister.InterruptIdentity) & FifoWorks) == FifoWorks ? FifoBytes : 1;
    }

    private void Enable()
    {
        const byte ReadyAndInterrupts = 0x0b;
        _ports.Write8(UartRegister.ModemControl, ReadyAndInterrupts);
        SetEnabled(OnReceived | OnLineStatus);
    }

    private void SetEnabled(byte interrupts)
    {
        if (interrupts == _enabled)
            return;
        _enabled = interrupts;
        _ports.Write8(UartRegister.InterruptEnable, interrupts);
    }

    /// <summary>Queues all of a piece, or nothing of it and sends a little of what is there.</summary>
    private bool TryQueue(ReadOnlySpan<byte> piece)
    {
        if (!_gate.TryEnter(out nuint flags))
        {
            SendDirectly(piece);
            return true;
        }
        bool fits = piece.Length <= _output.Room;
        if (fits)
            _output.Add(piece);
        if ((ReadStatus() & LineStatus.TransmitterReady) != 0)
            Feed();

        // What was fetched while sending interrupts nobody any more: the transmitter's interrupt will tell of it.
        SetEnabled(_output.Count != 0 || _isUntold ? (byte)(_enabled | OnTransmitterReady) : (byte)(_enabled & ~OnTransmitterReady));
        _gate.Leave(flags);
        return fits;
    }

    /// <summary>From within the gate, by a fault or an NMI: without the queue, which may be in the midst of a change.</summary>
    private void SendDirectly(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            WaitForTransmitter();
            _ports.Write8(UartRegister.Data, value);
        }
    }

    /// <summary>Fills the port's FIFO, once it is empty. What has arrived meanwhile is fetched, lest it be overrun.</summary>
    private void Feed()
    {
        WaitForTransmitter();
        Receive();
        for (int i = 0; i < _fifoBytes && _output.TryTake(out byte value); i++)
            _ports.Write8(UartRegister.Data, value);
    }

    private void WaitForTransmitter()
    {
        const int MostPolls = 1_000_000;
        for (int i = 0; i < MostPolls && (ReadStatus() & LineStatus.TransmitterReady) == 0; i++)
        {
        }
    }

    /// <summary>Connects the port's output with its own input, and nothing with the outside: for tests.</summary>
    internal void SetLoop(LoopMode mode)
    {
        const byte ReadyAndInterrupts = 0x0b;
        const byte Loop = 0x10;
        Flush();
        _ports.Write8(UartRegister.ModemControl, mode == LoopMode.On ? (byte)(ReadyAndInterrupts | Loop) : ReadyAndInterrupts);
    }

    private bool OnInterrupt()
    {
        const byte NothingPending = 0x01;
        if (!_gate.TryEnter(out nuint flags))
            return true;
        int breaks = _breaks;
        while ((_ports.Read8(UartRegister.InterruptIdentity) & NothingPending) == 0)
        {
            Receive();
            if ((ReadStatus() & LineStatus.TransmitterReady) != 0 && (_enabled & OnTransmitterReady) != 0)
            {
                Feed();
                if (_output.Count == 0)
                    SetEnabled((byte)(_enabled & ~OnTransmitterReady));
            }
            _ports.Read8(UartRegister.ModemStatus);
        }
        bool received = _isUntold;
        _isUntold = false;
        _gate.Leave(flags);
        if (received)
            StandardStreams.SignalInput();
        if (_breaks != breaks)
            MonitorCalls.Call(_session);

        // The line is ours alone. One more edge may come for what the loop has already done.
        return true;
    }

    private void Receive()
    {
        while ((ReadStatus() & LineStatus.DataReady) != 0)
        {
            byte value = _ports.Read8(UartRegister.Data);

            // A break comes as a zero byte that is none.
            if (_breakIsNext)
                Volatile.Write(ref _breaks, _breaks + 1);
            else if (!_input.TryAdd(value))
                _lostInput++;
            _breakIsNext = false;
            _isUntold = true;
        }
    }

    private sealed class Handler(SerialConsole console) : InterruptHandler("serial")
    {
        protected override bool OnInterrupt() => console.OnInterrupt();
    }
}
