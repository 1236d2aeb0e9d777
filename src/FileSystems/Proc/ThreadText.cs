using System;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Files.Virtual;
using Diesis.Core.Processes;

namespace Diesis.FileSystems.Proc;

/// <summary>Writes a text about a thread. ESRCH when there is nothing to be told any more.</summary>
internal delegate Errno ThreadWriter(UserThread thread, VirtualText text);

/// <summary>Takes what was written into a thread's file.</summary>
internal delegate Errno ThreadStore(UserThread thread, ReadOnlySpan<byte> text);

/// <summary>A text about a thread.</summary>
internal sealed class ThreadText(ProcFileSystem fileSystem, ulong number, FileMode mode, UserThread thread, ThreadWriter write, ThreadStore? store)
    : VirtualTextInode(fileSystem, number, mode)
{
    public override bool IsStale => ProcessTree.FindThread(thread.Id) != thread;

    public override void GetAttributes(out InodeAttributes attributes)
    {
        base.GetAttributes(out attributes);
        attributes.Owner = thread.Credentials.EffectiveUser;
        attributes.Group = thread.Credentials.EffectiveGroup;
    }

    public override Errno Write(VirtualText text)
    {
        if (IsStale)
            return Errno.ESRCH;
        if ((Mode & FileMode.S_IROTH) == 0 && UserThread.Current is { } caller && !ProcessAccess.MayInspect(caller, thread))
            return Errno.EACCES;
        return write(thread, text);
    }

    public override Errno Store(ReadOnlySpan<byte> text)
    {
        if (store is null)
            return Errno.EINVAL;
        if (UserThread.Current is { } caller && !ProcessAccess.MayInspect(caller, thread))
            return Errno.EACCES;
        return store(thread, text);
    }
}
