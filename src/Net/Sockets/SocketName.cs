using System;

namespace Diesis.Net.Sockets;

/// <summary>An address of some family, as a value that can be kept.</summary>
public abstract class SocketName
{
    /// <summary>Writes it as the family's struct sockaddr, as much as there is room for; its whole length.</summary>
    public abstract int Write(Span<byte> to);
}
