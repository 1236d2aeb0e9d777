using Diesis.Abi;

namespace Diesis.Net.Sockets;

/// <summary>What a receiving call learns beside the bytes.</summary>
public struct Received
{
    /// <summary>Where it came from; null when the sender has no address, or the socket is connected.</summary>
    public SocketName? From;

    /// <summary>What msg_flags says: MSG_TRUNC, MSG_CTRUNC, MSG_EOR.</summary>
    public MessageFlags Flags;

    /// <summary>Descriptors that came along; the caller's to dispose of. Null for none.</summary>
    public MessageExtras? Extras;

    /// <summary>Who sent it.</summary>
    public PeerCredentials Sender;

    /// <summary>With MSG_TRUNC among the flags asked for, the length of the whole message is the result.</summary>
    public long WholeLength;
}
