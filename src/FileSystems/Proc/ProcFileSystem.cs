using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Files.Virtual;

namespace Diesis.FileSystems.Proc;

/// <summary>The file system at /proc (proc(5)): files whose content is written when somebody reads them.</summary>
/// <remarks>
/// Numbers of inodes: small ones for what is always there; for what belongs to a thread its number shifted by <see cref="ThreadShift"/>, plus the file's own.
/// Nothing about processes is remembered: a directory of one that has gone says so (<see cref="Inode.IsStale"/>).
/// </remarks>
public sealed class ProcFileSystem : VirtualFileSystem
{
    internal const int ThreadShift = 24;

    private ProcFileSystem()
        : base("proc")
    {
        ProcessEntries = ProcessFiles.Make();
        ProcRoot root = new(this);
        SystemFiles.AddTo(root);
        SystemSettings.AddTo(root);
        KernelCounts.AddTo(root);
        RootInode = root;
    }

    public override FileSystemMagic Magic => FileSystemMagic.PROC_SUPER_MAGIC;

    public override Inode RootInode { get; }

    public override bool RemembersAbsence => false;

    public override bool NeedsRevalidation => true;

    /// <summary>What each directory of a process has.</summary>
    internal ProcessEntry[] ProcessEntries { get; }

    /// <summary>Lets mount(2) make them.</summary>
    public static void Register() => FileSystemTypes.Register("proc", FileSystemBacking.Virtual, static (_, _) => new ProcFileSystem());
}
