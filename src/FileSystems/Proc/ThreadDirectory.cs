using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Files.Virtual;
using Diesis.Core.Processes;

namespace Diesis.FileSystems.Proc;

/// <summary>What a directory of a thread stands for.</summary>
internal enum ThreadDirectoryKind
{
    /// <summary>/proc/PID: with its threads in task/.</summary>
    Process,

    /// <summary>/proc/PID/task/TID.</summary>
    Thread,
}

/// <summary>An inode that is about a thread, and goes with it.</summary>
internal abstract class ThreadInode : VirtualInode
{
    private protected ThreadInode(ProcFileSystem fileSystem, ulong number, FileMode mode, UserThread thread)
        : base(fileSystem, number, mode)
    {
        Thread = thread;
        SetOwners(this, thread);
    }

    internal UserThread Thread { get; }

    /// <summary>Asked at each step of a path; so what permissions are checked against is as new.</summary>
    public override bool IsStale
    {
        get
        {
            SetOwners(this, Thread);
            return ProcessTree.FindThread(Thread.Id) != Thread;
        }
    }

    public override void GetAttributes(out InodeAttributes attributes)
    {
        SetOwners(this, Thread);
        base.GetAttributes(out attributes);
    }

    /// <summary>Its files belong to whom it acts for; root's are those of programs that nobody may look into.</summary>
    internal static void SetOwners(Inode inode, UserThread thread)
    {
        bool isOpen = thread.Process.IsDumpable || inode.IsDirectory;
        inode.Owner = isOpen ? thread.Credentials.EffectiveUser : 0;
        inode.Group = isOpen ? thread.Credentials.EffectiveGroup : 0;
    }

    /// <summary>Whether the caller may look into the thread (ptrace(2)): EACCES.</summary>
    internal Errno CheckInspect() =>
        UserThread.Current is not { } caller || ProcessAccess.MayInspect(caller, Thread) ? Errno.None : Errno.EACCES;
}

/// <summary>The directory of a process or of one of its threads.</summary>
internal sealed class ThreadDirectory : ThreadInode, IProcessDirectory
{
    private readonly ProcFileSystem _fileSystem;
    private readonly ThreadDirectoryKind _kind;

    internal ThreadDirectory(ProcFileSystem fileSystem, UserThread thread, ThreadDirectoryKind kind)
        : base(fileSystem, NumberFor(thread.Id, kind == ThreadDirectoryKind.Process ? 0 : TaskBit), OpenDirectory, thread)
    {
        _fileSystem = fileSystem;
        _kind = kind;
        SetLinks(2);
    }

    Process? IProcessDirectory.Process => _kind == ThreadDirectoryKind.Process ? Thread.Process : null;

    /// <summary>Parts files of /proc/PID/task/TID from those of /proc/TID.</summary>
    internal const ulong TaskBit = 1 << 23;

    internal static ulong NumberFor(int thread, ulong index) => (ulong)thread << ProcFileSystem.ThreadShift | index + 1;

    public override Result<Inode> Lookup(FileName name)
    {
        ProcessEntry[] entries = _fileSystem.ProcessEntries;
        for (int i = 0; i < entries.Length; i++)
        {
            if (entries[i].Name.Equals(name) && IsHere(entries[i]))
                return entries[i].Make(_fileSystem, NumberOf(i), Thread);
        }
        return Errno.ENOENT;
    }

    public override Errno List(ref long position, ref DirectoryWriter writer)
    {
        ProcessEntry[] entries = _fileSystem.ProcessEntries;
        for (int i = (int)(position - DirectoryWriter.FirstPosition); i < entries.Length; i++)
        {
            long next = i + 1 + DirectoryWriter.FirstPosition;
            if (IsHere(entries[i]) && !writer.Add(entries[i].Name.Bytes, NumberOf(i), DirectoryWriter.TypeOf(entries[i].Mode), next))
                return writer.Error;
            position = next;
        }
        return Errno.None;
    }

    private bool IsHere(ProcessEntry entry) => _kind == ThreadDirectoryKind.Process || !entry.IsOfProcessOnly;

    private ulong NumberOf(int index) => NumberFor(Thread.Id, (ulong)index + 1 | (_kind == ThreadDirectoryKind.Process ? 0 : TaskBit));
}

/// <summary>An entry that each directory of a process has.</summary>
internal sealed class ProcessEntry(string name, FileMode mode, Func<ProcFileSystem, ulong, UserThread, Inode> make)
{
    internal FileName Name { get; } = new(System.Text.Encoding.UTF8.GetBytes(name));

    internal FileMode Mode { get; } = mode;

    /// <summary>Whether threads' directories in task/ lack it.</summary>
    internal bool IsOfProcessOnly { get; init; }

    internal Inode Make(ProcFileSystem fileSystem, ulong number, UserThread thread) => make(fileSystem, number, thread);
}
