using System;
using Diesis.Abi;
using Diesis.Core.Security;
using Diesis.Core.Synchronization;

namespace Diesis.Core.Files;

/// <summary>Who may do what with which extended attributes (xattr(7)).</summary>
public static class ExtendedAttributeRules
{
    public static Errno Set(Inode inode, Credentials credentials, FileName name, ReadOnlySpan<byte> value, XattrFlags flags)
    {
        using Mutex.Scope held = inode.Lock.Enter();
        Errno error = Check(inode, credentials, name, AccessModes.W_OK);
        if (error == Errno.None)
            error = inode.SetExtendedAttribute(name, value, flags);
        if (error == Errno.None)
            inode.TouchChanged();
        return error;
    }

    /// <summary>The value's length; with an empty span nothing is copied.</summary>
    public static Result<int> Get(Inode inode, Credentials credentials, FileName name, Span<byte> value)
    {
        Errno error = Check(inode, credentials, name, AccessModes.R_OK);
        return error == Errno.None ? inode.GetExtendedAttribute(name, value) : error;
    }

    /// <summary>All names that the caller may know of, with a 0 after each; with an empty span, only how many bytes they take. ERANGE.</summary>
    public static Result<int> List(Inode inode, Credentials credentials, Span<byte> names)
    {
        if (credentials.Has(Capability.CAP_SYS_ADMIN))
            return inode.ListExtendedAttributes(names);
        byte[] all = new byte[PathLimits.XATTR_LIST_MAX];
        Result<int> listed = inode.ListExtendedAttributes(all);
        if (!listed.TryGet(out int length, out _))
            return listed;
        int total = 0;
        for (ReadOnlySpan<byte> left = all.AsSpan(0, length); !left.IsEmpty;)
        {
            int bytes = left.IndexOf((byte)0) + 1;
            ReadOnlySpan<byte> name = left[..bytes];
            left = left[bytes..];
            if (name.StartsWith("trusted."u8))
                continue;
            if (!names.IsEmpty)
            {
                if (total + bytes > names.Length)
                    return Errno.ERANGE;
                name.CopyTo(names[total..]);
            }
            total += bytes;
        }
        return total;
    }

    public static Errno Remove(Inode inode, Credentials credentials, FileName name)
    {
        using Mutex.Scope held = inode.Lock.Enter();
        Errno error = Check(inode, credentials, name, AccessModes.W_OK);
        if (error == Errno.None)
            error = inode.RemoveExtendedAttribute(name);
        if (error == Errno.None)
            inode.TouchChanged();
        return error;
    }

    private static Errno Check(Inode inode, Credentials credentials, FileName name, AccessModes wanted)
    {
        bool isWrite = wanted == AccessModes.W_OK;
        ReadOnlySpan<byte> text = name.Bytes;
        if (text.StartsWith("trusted."u8))
            return credentials.Has(Capability.CAP_SYS_ADMIN) ? Errno.None : isWrite ? Errno.EPERM : Errno.ENODATA;
        if (text.StartsWith("security."u8))
            return !isWrite || credentials.Has(Capability.CAP_SYS_ADMIN) ? Errno.None : Errno.EPERM;
        if (!text.StartsWith("user."u8))
            return Errno.EOPNOTSUPP;
        if (!inode.IsRegular && !inode.IsDirectory)
            return isWrite ? Errno.EPERM : Errno.ENODATA;
        if (isWrite && inode.IsDirectory && (inode.Mode & FileMode.S_ISVTX) != 0 && !Permissions.IsOwner(inode, credentials))
            return Errno.EPERM;
        return Permissions.Check(inode, credentials, wanted);
    }
}
