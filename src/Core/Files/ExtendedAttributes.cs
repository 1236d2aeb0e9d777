using System;
using System.Collections.Generic;
using System.Threading;
using Diesis.Abi;

namespace Diesis.Core.Files;

/// <summary>Extended attributes that are kept in memory (xattr(7)): names with values of bytes.</summary>
/// <remarks>Bounded, since nothing else counts them: all values of a file together have at most as many bytes as one may have on Linux.</remarks>
public sealed class ExtendedAttributes
{
    private const int MaximumBytes = PathLimits.XATTR_SIZE_MAX + PathLimits.XATTR_LIST_MAX;

    private readonly Dictionary<FileName, byte[]> _values = [];
    private readonly Lock _lock = new();
    private int _bytes;

    /// <summary>Copies a value; with an empty span, only tells its length. ENODATA, ERANGE.</summary>
    public Result<int> Get(FileName name, Span<byte> value)
    {
        using Lock.Scope held = _lock.EnterScope();
        if (!_values.TryGetValue(name, out byte[]? found))
            return Errno.ENODATA;
        if (value.IsEmpty)
            return found.Length;
        if (found.Length > value.Length)
            return Errno.ERANGE;
        found.CopyTo(value);
        return found.Length;
    }

    public Errno Set(FileName name, ReadOnlySpan<byte> value, XattrFlags flags)
    {
        using Lock.Scope held = _lock.EnterScope();
        bool exists = _values.TryGetValue(name, out byte[]? old);
        if (exists && (flags & XattrFlags.XATTR_CREATE) != 0)
            return Errno.EEXIST;
        if (!exists && (flags & XattrFlags.XATTR_REPLACE) != 0)
            return Errno.ENODATA;
        int bytes = _bytes + value.Length - (old?.Length ?? 0) + (exists ? 0 : name.Length + 1);
        if (bytes > MaximumBytes)
            return Errno.ENOSPC;
        _bytes = bytes;
        _values[name] = value.ToArray();
        return Errno.None;
    }

    public Errno Remove(FileName name)
    {
        using Lock.Scope held = _lock.EnterScope();
        if (!_values.Remove(name, out byte[]? old))
            return Errno.ENODATA;
        _bytes -= old.Length + name.Length + 1;
        return Errno.None;
    }

    /// <summary>Writes all names, a 0 behind each; with an empty span, only tells how many bytes that takes. ERANGE.</summary>
    public Result<int> List(Span<byte> names)
    {
        using Lock.Scope held = _lock.EnterScope();
        int total = 0;
        foreach (FileName name in _values.Keys)
            total += name.Length + 1;
        if (names.IsEmpty)
            return total;
        if (total > names.Length)
            return Errno.ERANGE;
        foreach (FileName name in _values.Keys)
        {
            name.Bytes.CopyTo(names);
            names[name.Length] = 0;
            names = names[(name.Length + 1)..];
        }
        return total;
    }
}
