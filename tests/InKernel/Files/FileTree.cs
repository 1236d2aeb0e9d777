using System.Text;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Security;
using Diesis.FileSystems.Tmpfs;
using Diesis.Platform.Memory;

namespace Diesis.Tests.InKernel;

/// <summary>A tree of files of a test's own, with what is needed to walk it by text.</summary>
internal sealed class FileTree
{
    internal FileTree(string options = "")
    {
        if (DentryCache.Limit == 0)
            DentryCache.Initialize(Frames.TotalCount, 1);
        Result<FileSystem> made = TmpfsFileSystem.Make(Encoding.UTF8.GetBytes(options));
        Check.True(made.IsSuccess);
        Mounts = new MountNamespace(made.Value, MountFlags.None);
        Context = new FileSystemContext(Mounts, Mounts.RootLocation);
        Context.ExchangeUmask(FileMode.None);
    }

    internal MountNamespace Mounts { get; }

    internal FileSystemContext Context { get; }

    internal Credentials Credentials { get; set; } = Credentials.Root();

    internal PathLookup Lookup(string path, LookupFlags flags = LookupFlags.FollowLast) => new(Context, Credentials, Encoding.UTF8.GetBytes(path), flags);

    internal Errno Find(string path, out Location found, LookupFlags flags = LookupFlags.FollowLast)
    {
        PathLookup lookup = Lookup(path, flags);
        return lookup.Find(out found);
    }

    internal Errno MakeDirectory(string path)
    {
        PathLookup lookup = Lookup(path, LookupFlags.None);
        return NameOperations.Create(in lookup, FileMode.S_IFDIR | FileMode.Permissions);
    }

    internal Errno Touch(string path)
    {
        Result<OpenFile> opened = Open(path, OpenFlags.O_CREAT | OpenFlags.O_WRONLY);
        if (opened.TryGet(out OpenFile? file, out Errno error))
            file.Release();
        return error;
    }

    internal Result<OpenFile> Open(string path, OpenFlags flags)
    {
        PathLookup lookup = Lookup(path);
        return FileOpener.Open(in lookup, flags, FileMode.Permissions);
    }

    internal Errno Link(string target, string path)
    {
        PathLookup lookup = Lookup(path, LookupFlags.None);
        return NameOperations.SymbolicLink(in lookup, Encoding.UTF8.GetBytes(target));
    }

    internal Errno Unlink(string path)
    {
        PathLookup lookup = Lookup(path, LookupFlags.None);
        return NameOperations.Unlink(in lookup);
    }

    internal Errno RemoveDirectory(string path)
    {
        PathLookup lookup = Lookup(path, LookupFlags.None);
        return NameOperations.RemoveDirectory(in lookup);
    }

    internal Errno Rename(string from, string to, RenameFlags flags = RenameFlags.None)
    {
        PathLookup source = Lookup(from, LookupFlags.None);
        PathLookup target = Lookup(to, LookupFlags.None);
        return NameOperations.Rename(in source, in target, flags);
    }
}
