using System;
using Diesis.Abi;

namespace Diesis.Core.Files;

/// <summary>The path that leads to a location, as getcwd(2) and /proc/self/fd show it.</summary>
public static class PathText
{
    private const int MaximumBytes = PathLimits.PATH_MAX;

    /// <summary>The path as seen from a root.</summary>
    /// <param name="text">Filled from its end.</param>
    /// <param name="start">Where in <paramref name="text"/> the path begins.</param>
    /// <param name="isReachable">False if the location does not lie below the root.</param>
    /// <returns>ENAMETOOLONG.</returns>
    public static Errno Write(Location location, Location root, Span<byte> text, out int start, out bool isReachable)
    {
        start = text.Length;
        isReachable = true;
        Mount mount = location.Mount;
        Dentry dentry = location.Dentry;
        while (mount != root.Mount || dentry != root.Dentry)
        {
            if (dentry == mount.Root)
            {
                if (mount.Parent is not { } parent || mount.Point is not { } point)
                {
                    isReachable = false;
                    break;
                }
                mount = parent;
                dentry = point;
                continue;
            }
            DentryPlace place = dentry.Place;
            if (place.Parent is null)
            {
                isReachable = false;
                break;
            }
            if (place.Name.Length + 1 > start)
                return Errno.ENAMETOOLONG;
            start -= place.Name.Length;
            place.Name.Bytes.CopyTo(text[start..]);
            text[--start] = (byte)'/';
            dentry = place.Parent;
        }
        if (start == text.Length)
        {
            if (start == 0)
                return Errno.ENAMETOOLONG;
            text[--start] = (byte)'/';
        }
        return Errno.None;
    }

    /// <summary>The path with what is to be said besides: that the name is gone, that the root does not contain it.</summary>
    public static byte[] Describe(Location location, Location root)
    {
        Span<byte> deleted = stackalloc byte[10];
        int tail = 0;
        if (location.Dentry.IsRemoved)
        {
            " (deleted)"u8.CopyTo(deleted);
            tail = deleted.Length;
        }
        byte[] buffer = PathBuffers.Take();
        Errno error = Write(location, root, buffer.AsSpan(0, MaximumBytes - tail), out int start, out _);
        byte[] result = [];
        if (error == Errno.None)
        {
            deleted[..tail].CopyTo(buffer.AsSpan(MaximumBytes - tail));
            result = buffer[start..];
        }
        PathBuffers.Give(buffer);
        return result;
    }
}
