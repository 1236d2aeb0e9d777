using System;
using Diesis.Abi;

namespace Diesis.Core.Terminals.Lines;

/// <summary>The signals that keys send (termios(3), ISIG).</summary>
public enum TerminalSignal
{
    Interrupt,
    Quit,
    Suspend,
}

/// <summary>What a <see cref="LineDiscipline"/> sits on: the device below and the processes above.</summary>
public interface ITerminalLine
{
    /// <summary>Bytes that the device would take now.</summary>
    int Room { get; }

    /// <summary>Sends bytes to the device: at most <see cref="Room"/>.</summary>
    void Send(ReadOnlySpan<byte> bytes);

    /// <summary>Throws away what was sent and has not left yet.</summary>
    void DiscardOutput();

    /// <summary>A key asked for a signal to the foreground process group.</summary>
    void Raise(TerminalSignal signal);

    /// <summary>Something that the other end of a pseudo-terminal wants to know in packet mode.</summary>
    void Notice(PacketStatus status);
}
