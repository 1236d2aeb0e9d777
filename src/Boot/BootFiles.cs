using System.Buffers.Binary;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Files.Archives;
using Diesis.Core.Logging;
using Diesis.Core.Security;
using Diesis.FileSystems.Proc;
using Diesis.FileSystems.Sys;
using Diesis.FileSystems.Tmpfs;
using Diesis.Platform.Memory;
using Diesis.Platform.Randomness;

namespace Diesis.Boot;

/// <summary>The file systems that there are, and the root with the initial files in it.</summary>
internal static class BootFiles
{
    /// <summary>Starts everything that files need.</summary>
    /// <returns>The place in the tree that the first process begins at.</returns>
    internal static FileSystemContext Start()
    {
        byte[] key = new byte[sizeof(ulong)];
        RandomBytes.Fill(key);
        DentryCache.Initialize(Frames.TotalCount, BinaryPrimitives.ReadUInt64LittleEndian(key));
        TmpfsFileSystem.Register();
        ProcFileSystem.Register();
        SysFileSystem.Register();
        Result<FileSystem> root = TmpfsFileSystem.Make("mode=0755"u8);
        if (!root.TryGet(out FileSystem? fileSystem, out _))
            throw new System.InvalidOperationException("There is no root file system.");
        if (TmpfsFileSystem.Make("size=0,nr_inodes=0"u8).TryGet(out FileSystem? unnamed, out _))
            MemoryFiles.Use(unnamed);
        MountNamespace mounts = new(fileSystem, MountFlags.None);
        FileSystemContext context = new(mounts, mounts.RootLocation);
        UnpackInitialFiles(context);
        return context;
    }

    private static void UnpackInitialFiles(FileSystemContext context)
    {
        if (InitialRamDisk.Bytes == 0)
            return;
        FileMode umask = context.ExchangeUmask(FileMode.None);
        UnpackReport report = InitialFiles.Unpack(new FrameSource(InitialRamDisk.Start, InitialRamDisk.Bytes), context, Credentials.Root());
        context.ExchangeUmask(umask);
        InitialRamDisk.GiveBack();
        if (report.Error is { } error)
            Log.Error("initramfs", $"{error}, after {report.Files} files");
        else
            Log.Information("initramfs", $"{report.Files} files with {report.Bytes / 1024} KiB");
    }
}
