using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Platform.Locks;
using Mutex = Diesis.Core.Synchronization.Mutex;

namespace Diesis.Net.Unix;

/// <summary>Who is bound to which name: abstract ones in a table of our own, paths in the tree of files.</summary>
/// <remarks>Locks: one for the table.</remarks>
internal static class UnixNames
{
    private const uint AutomaticNumbers = 1 << 20;

    private static Mutex? s_lock;
    private static Dictionary<FileName, UnixSocket>? s_abstract;
    private static uint s_lastAutomatic;

    private static Mutex Lock => s_lock ??= new Mutex(LockRank.Sockets, "unix names");

    /// <summary>Gives a socket a name.</summary>
    /// <param name="bound">The file that stands for it, retained; null for an abstract name.</param>
    /// <returns>EADDRINUSE, or what the making of a file says.</returns>
    internal static Errno Bind(UserThread caller, UnixSocket socket, UnixName name, out Inode? bound)
    {
        const FileMode SocketMode = FileMode.S_IFSOCK | FileMode.Permissions;
        bound = null;
        if (name.IsAbstract)
            return TryAdd(name, socket) ? Errno.None : Errno.EADDRINUSE;
        PathLookup lookup = new(caller.FileSystem, caller.Credentials, name.Path, LookupFlags.None);
        Errno error = NameOperations.CreateRetained(in lookup, SocketMode, out bound);
        if (error == Errno.None)
            bound!.Attachment = socket;
        return error == Errno.EEXIST ? Errno.EADDRINUSE : error;
    }

    /// <summary>Whether a path is taken: told before a socket is told that it has a name already.</summary>
    internal static bool Exists(UserThread caller, UnixName name)
    {
        if (name.IsAbstract)
            return false;
        PathLookup lookup = new(caller.FileSystem, caller.Credentials, name.Path, LookupFlags.None);
        return lookup.Find(out _) == Errno.None;
    }

    /// <summary>Gives a socket an abstract name that is free.</summary>
    internal static Result<UnixName> BindAutomatically(UnixSocket socket)
    {
        for (uint tries = 0; tries < AutomaticNumbers; tries++)
        {
            UnixName name = UnixName.Automatic(s_lastAutomatic++ % AutomaticNumbers);
            if (TryAdd(name, socket))
                return name;
        }
        return Errno.ENOSPC;
    }

    /// <summary>The socket of a name.</summary>
    /// <returns>ECONNREFUSED when nobody has it; what a path walk says; EPROTOTYPE for another type of socket.</returns>
    internal static Result<UnixSocket> Find(UserThread caller, UnixName name, SocketType type)
    {
        UnixSocket? found;
        if (name.IsAbstract)
        {
            using (Lock.Enter())
            {
                if (s_abstract is null || !s_abstract.TryGetValue(name.Key, out found))
                    return Errno.ECONNREFUSED;
            }
        }
        else
        {
            PathLookup lookup = new(caller.FileSystem, caller.Credentials, name.Path);
            Errno error = lookup.Find(out Location location);
            if (error != Errno.None)
                return error;
            Inode inode = location.Inode;
            error = Permissions.Check(inode, caller.Credentials, AccessModes.W_OK);
            if (error != Errno.None)
                return error;
            found = inode.Type == FileMode.S_IFSOCK ? inode.Attachment as UnixSocket : null;
        }
        if (found is null)
            return Errno.ECONNREFUSED;
        return found.Type == type ? found : name.IsAbstract ? Errno.ECONNREFUSED : Errno.EPROTOTYPE;
    }

    /// <summary>A socket's name is free again; the file of a path stays.</summary>
    internal static void Unbind(UnixName name, Inode? bound)
    {
        if (bound is not null)
        {
            bound.Attachment = null;
            bound.Release();
            return;
        }
        using Mutex.Scope held = Lock.Enter();
        s_abstract?.Remove(name.Key);
    }

    private static bool TryAdd(UnixName name, UnixSocket socket)
    {
        using Mutex.Scope held = Lock.Enter();
        return (s_abstract ??= []).TryAdd(name.Key, socket);
    }
}
