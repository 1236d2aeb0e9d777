using System;
using System.Buffers.Binary;
using Diesis.Abi;
using Diesis.Platform.Users;

namespace Diesis.Core.Files;

/// <summary>Which structure getdents(2) and getdents64(2) write.</summary>
public enum DirentFormat
{
    Dirent64,
    Old,
}

/// <summary>Takes a directory's entries and writes them as getdents64(2) does.</summary>
public ref struct DirectoryWriter
{
    /// <summary>The position behind "." and "..".</summary>
    public const long FirstPosition = 2;

    /// <summary>The largest entry.</summary>
    public const int ScratchBytes = DirentLayout.NameOffset64 + PathLimits.NAME_MAX + 1 + DirentLayout.Alignment;

    private readonly DirentFormat _format;
    private readonly Span<byte> _scratch;
    private IoBuffer _to;

    /// <param name="scratch">Room in which each entry is put together: <see cref="ScratchBytes"/>.</param>
    public DirectoryWriter(IoBuffer to, DirentFormat format, Span<byte> scratch)
    {
        _to = to;
        _format = format;
        _scratch = scratch;
        Error = Errno.None;
    }

    /// <summary>Bytes written.</summary>
    public readonly nuint Written => _to.Transferred;

    /// <summary>Why the last entry was not written: EINVAL when there is no room for even one, EFAULT.</summary>
    public Errno Error { get; private set; }

    /// <summary>Writes an entry. False if there is no room for it, or its memory is bad: stop.</summary>
    /// <param name="next">The position of what comes after it.</param>
    public bool Add(scoped ReadOnlySpan<byte> name, ulong number, DirentType type, long next)
    {
        bool isOld = _format == DirentFormat.Old;
        int nameAt = isOld ? DirentLayout.NameOffsetOld : DirentLayout.NameOffset64;
        // The old structure has the type in its last byte.
        int length = nameAt + name.Length + (isOld ? 2 : 1);
        length = (length + DirentLayout.Alignment - 1) & ~(DirentLayout.Alignment - 1);
        if ((nuint)length > _to.Remaining)
        {
            if (Written == 0)
                Error = Errno.EINVAL;
            return false;
        }
        Span<byte> entry = _scratch[..length];
        // What follows the name lies in the last word; what of it is the name's is written afterwards.
        BinaryPrimitives.WriteUInt64LittleEndian(entry[(length - DirentLayout.Alignment)..], 0);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[DirentLayout.InodeOffset..], number);
        BinaryPrimitives.WriteInt64LittleEndian(entry[DirentLayout.PositionOffset..], next);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[DirentLayout.LengthOffset..], (ushort)length);
        name.CopyTo(entry[nameAt..]);
        entry[isOld ? length - 1 : DirentLayout.TypeOffset64] = (byte)type;
        Error = _to.Put(entry);
        return Error == Errno.None;
    }

    /// <summary>As the other, with the inode's own type.</summary>
    public bool Add(scoped ReadOnlySpan<byte> name, Inode inode, long next) => Add(name, inode.Number, TypeOf(inode.Mode), next);

    public static DirentType TypeOf(FileMode mode) => (DirentType)((uint)(mode & FileMode.S_IFMT) >> 12);
}
