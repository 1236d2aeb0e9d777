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
internal sealed class ThreadText : VirtualTextInode
{
    private readonly UserThread _thread;
    private readonly ThreadWriter _write;
    private readonly ThreadStore? _store;

    internal ThreadText(ProcFileSystem fileSystem, ulong number, FileMode mode, UserThread thread, ThreadWriter write, ThreadStore? store)
        : base(fileSystem, number, mode)
    {
        _thread = thread;
        _write = write;
        _store = store;
        ThreadInode.SetOwners(this, thread);
    }

    public override bool IsStale
    {
        get
        {
            ThreadInode.SetOwners(this, _thread);
            return ProcessTree.FindThread(_thread.Id) != _thread;
        }
    }

    public override void GetAttributes(out InodeAttributes attributes)
    {
        ThreadInode.SetOwners(this, _thread);
        base.GetAttributes(out attributes);
    }

    public override Errno Write(VirtualText text)
    {
        if (IsStale)
            return Errno.ESRCH;
        if ((Mode & FileMode.S_IROTH) == 0 && UserThread.Current is { } caller && !ProcessAccess.MayInspect(caller, _thread))
            return Errno.EACCES;
        return _write(_thread, text);
    }

    public override Errno Store(ReadOnlySpan<byte> text)
    {
        if (_store is null)
            return Errno.EINVAL;
        if (UserThread.Current is { } caller && !ProcessAccess.MayInspect(caller, _thread))
            return Errno.EACCES;
        return _store(_thread, text);
    }
}
