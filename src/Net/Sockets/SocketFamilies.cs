using System;
using Diesis.Abi;
using Diesis.Core;

namespace Diesis.Net.Sockets;

/// <summary>Makes the sockets of one family of addresses.</summary>
public abstract class SocketFamily(AddressFamily family)
{
    public AddressFamily Family { get; } = family;

    /// <summary>socket(2).</summary>
    /// <param name="type">Without its flags.</param>
    /// <returns>EPROTONOSUPPORT, ESOCKTNOSUPPORT, EACCES.</returns>
    public abstract Result<Socket> Make(SocketType type, int protocol);

    /// <summary>socketpair(2): EOPNOTSUPP unless the family has such a thing.</summary>
    public virtual Errno MakePair(SocketType type, int protocol, out Socket? first, out Socket? second)
    {
        first = null;
        second = null;
        return Errno.EOPNOTSUPP;
    }
}

/// <summary>The families that there are; Boot lists them.</summary>
public static class SocketFamilies
{
    private static SocketFamily[]? s_all;

    /// <summary>At start-up, by one thread.</summary>
    public static void Register(SocketFamily family) => s_all = [.. s_all ?? [], family];

    /// <summary>Null for a family that is not there: EAFNOSUPPORT.</summary>
    public static SocketFamily? Find(int family)
    {
        foreach (SocketFamily one in s_all ?? [])
        {
            if ((int)one.Family == family)
                return one;
        }
        return null;
    }
}
