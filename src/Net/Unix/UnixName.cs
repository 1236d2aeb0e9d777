using System;
using System.Buffers.Binary;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Net.Sockets;

namespace Diesis.Net.Unix;

/// <summary>A unix socket's address (unix(7)): a path, or bytes in the abstract name space.</summary>
/// <remarks>As the bytes of sun_path: an abstract name begins with a zero; a path is kept without the zero at its end, which is written and counted.</remarks>
internal sealed class UnixName : SocketName
{
    /// <summary>The largest struct sockaddr_un.</summary>
    internal const int LargestAddress = 110;
    internal const int FamilyBytes = 2;

    private readonly byte[] _path;

    private UnixName(byte[] path) => _path = path;

    internal bool IsAbstract => _path[0] == 0;

    /// <summary>Of a path.</summary>
    internal ReadOnlySpan<byte> Path => _path;

    /// <summary>What the table of abstract names knows it by.</summary>
    internal FileName Key => new(_path);

    /// <summary>Reads an address.</summary>
    /// <param name="address">A struct sockaddr_un.</param>
    /// <param name="name">Null for an address without a name.</param>
    /// <returns>EINVAL: no such address.</returns>
    internal static Errno Parse(ReadOnlySpan<byte> address, out UnixName? name)
    {
        name = null;
        if (address.Length is < FamilyBytes or > LargestAddress || BinaryPrimitives.ReadUInt16LittleEndian(address) != (ushort)AddressFamily.AF_UNIX)
            return Errno.EINVAL;
        ReadOnlySpan<byte> path = address.Slice(FamilyBytes);
        if (path.IsEmpty)
            return Errno.None;
        if (path[0] != 0 && path.IndexOf((byte)0) is int end and >= 0)
            path = path.Slice(0, end);
        name = new UnixName(path.ToArray());
        return Errno.None;
    }

    /// <summary>An abstract name that the kernel chooses: five hexadecimal digits.</summary>
    internal static UnixName Automatic(uint number)
    {
        const int Digits = 5;
        byte[] path = new byte[Digits + 1];
        for (int i = Digits; i > 0; i--, number >>= 4)
            path[i] = (byte)"0123456789abcdef"[(int)(number & 0xf)];
        return new UnixName(path);
    }

    public override int Write(Span<byte> to) => Write(_path, to);

    internal static int WriteUnnamed(Span<byte> to) => Write(default, to);

    private static int Write(ReadOnlySpan<byte> path, Span<byte> to)
    {
        Span<byte> whole = stackalloc byte[LargestAddress + 1];
        BinaryPrimitives.WriteUInt16LittleEndian(whole, (ushort)AddressFamily.AF_UNIX);
        path.CopyTo(whole.Slice(FamilyBytes));
        int length = FamilyBytes + path.Length;
        if (!path.IsEmpty && path[0] != 0)
            whole[length++] = 0;
        whole.Slice(0, Math.Min(length, to.Length)).CopyTo(to);
        return length;
    }
}
