using System.Collections.Generic;
using System.Threading;
using Diesis.Core.Files;
using Diesis.Core.Synchronization;
using Diesis.Net.Sockets;
using Diesis.Platform.Locks;
using Mutex = Diesis.Core.Synchronization.Mutex;

namespace Diesis.Net.Unix;

/// <summary>Descriptors under way between unix sockets, and the end of those that nobody can receive any more.</summary>
/// <remarks>
/// A socket may be sent to another one, and then be closed, so that only a queue still holds it; sockets in each other's queues would hold each other for
/// ever. So it is counted how often each socket is under way: one that nothing else holds is a candidate, and a candidate that
/// cannot be reached from any other socket has its queue thrown away (as Linux's unix_gc). Locks: one for the counts, taken before channels' locks.
/// </remarks>
internal static class UnixRights
{
    /// <summary>A circle whose last descriptor is closed makes no socket end; so every so many sendings look, too.</summary>
    private const int SendsBetweenLooks = 16;

    private static Mutex? s_lock;
    private static List<UnixSocket>? s_underWay;
    private static int s_count;
    private static int s_sends;

    private static Mutex Lock => s_lock ??= new Mutex(LockRank.Sockets, "descriptors under way");

    /// <summary>Files are about to go into a queue.</summary>
    internal static void OnSending(MessageExtras? extras)
    {
        if (extras is null)
            return;
        Count(extras, 1);
        if (Interlocked.Increment(ref s_sends) % SendsBetweenLooks == 0)
            Collect();
    }

    /// <summary>Files have come out of a queue, or did not get into it.</summary>
    internal static void OnReceived(MessageExtras? extras) => Count(extras, -1);

    private static void Count(MessageExtras? extras, int change)
    {
        if (extras is null)
            return;
        foreach (OpenFile file in extras.Files)
        {
            if (file is not UnixSocket socket)
                continue;
            using Mutex.Scope held = Lock.Enter();
            s_underWay ??= [];
            socket.TimesUnderWay += change;
            if (change > 0 && socket.TimesUnderWay == 1)
                s_underWay.Add(socket);
            else if (socket.TimesUnderWay == 0)
                s_underWay.Remove(socket);
            Volatile.Write(ref s_count, s_underWay.Count);
        }
    }

    /// <summary>Looks for sockets that only each other's queues hold. Called after each end of a unix socket, and now and then.</summary>
    internal static void Collect()
    {
        if (Volatile.Read(ref s_count) == 0)
            return;
        List<UnixSocket> garbage;
        using (Lock.Enter())
            garbage = FindGarbage();
        foreach (UnixSocket socket in garbage)
            socket.Incoming?.Discard();
    }

    private static List<UnixSocket> FindGarbage()
    {
        List<UnixSocket> candidates = [];
        Dictionary<UnixSocket, int> held = [];
        foreach (UnixSocket socket in s_underWay!)
        {
            if (socket.HolderCount != socket.TimesUnderWay)
                continue;
            candidates.Add(socket);
            held[socket] = 0;
        }
        foreach (UnixSocket socket in candidates)
        {
            foreach (UnixSocket inside in SocketsIn(socket))
            {
                if (held.ContainsKey(inside))
                    held[inside]++;
            }
        }

        // What is under way from somewhere else too is reachable, and so is what its queue holds.
        Stack<UnixSocket> reachable = new();
        foreach (UnixSocket socket in candidates)
        {
            if (held[socket] < socket.TimesUnderWay)
                reachable.Push(socket);
        }
        HashSet<UnixSocket> kept = [];
        while (reachable.TryPop(out UnixSocket? socket))
        {
            if (!kept.Add(socket))
                continue;
            foreach (UnixSocket inside in SocketsIn(socket))
            {
                if (held.ContainsKey(inside))
                    reachable.Push(inside);
            }
        }
        candidates.RemoveAll(kept.Contains);
        return candidates;
    }

    private static List<UnixSocket> SocketsIn(UnixSocket socket)
    {
        List<UnixSocket> sockets = [];
        List<OpenFile> files = [];
        List<UnixSocket> owners = [socket];
        socket.CollectBacklog(owners);
        foreach (UnixSocket owner in owners)
            owner.Incoming?.CollectFiles(files);
        foreach (OpenFile file in files)
        {
            if (file is UnixSocket inside)
                sockets.Add(inside);
        }
        return sockets;
    }
}
