using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Security;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Processors;
using Diesis.Platform.Users;

namespace Diesis.Tests.InKernel;

/// <summary>Paths, names, data and the dentry cache, on a tmpfs.</summary>
internal static class FileTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Files.PathsLeadWhereTheySay", Paths);
        tests.Add("Files.LinksAreFollowedAndCounted", Links);
        tests.Add("Files.RenameKeepsTheTreeATree", Rename);
        tests.Add("Files.PermissionsHold", Refusals);
        tests.Add("Files.DeletedFilesLiveWhileTheyAreOpen", Deleted);
        tests.Add("Files.DataComeBack", Data);
        tests.Add("Files.LimitsHold", Limits);
        tests.Add("Files.TheDentryCacheIsBounded", Bound);
        tests.AddOnSeveral("Files.ManyAtOnce", Together);
    }

    private static void Paths()
    {
        FileTree tree = new();
        Check.Equal(Errno.None, tree.MakeDirectory("/a"));
        Check.Equal(Errno.None, tree.MakeDirectory("/a/b/"));
        Check.Equal(Errno.None, tree.Touch("/a/b/f"));
        Check.Equal(Errno.None, tree.Find("//a/./b/../b//f", out Location file));
        Check.True(file.Inode.IsRegular);
        Check.Equal(Errno.ENOTDIR, tree.Find("/a/b/f/", out _));
        Check.Equal(Errno.ENOTDIR, tree.Find("/a/b/f/x", out _));
        Check.Equal(Errno.ENOENT, tree.Find("/a/c", out _));
        Check.Equal(Errno.ENOENT, tree.Find("", out _));
        Check.Equal(Errno.EEXIST, tree.MakeDirectory("/a/b"));
        Check.Equal(Errno.EEXIST, tree.MakeDirectory("/"));
        Check.Equal(Errno.ENAMETOOLONG, tree.Find("/" + new string('n', 256), out _));
        Check.Equal(Errno.None, tree.Find("/../..", out Location root));
        Check.True(root == tree.Mounts.RootLocation);
        Check.Equal(Errno.ENOTEMPTY, tree.RemoveDirectory("/a"));
        Check.Equal(Errno.EISDIR, tree.Unlink("/a"));
    }

    private static void Links()
    {
        FileTree tree = new();
        Check.Equal(Errno.None, tree.MakeDirectory("/d"));
        Check.Equal(Errno.None, tree.Touch("/d/f"));
        Check.Equal(Errno.None, tree.Link("d", "/l"));
        Check.Equal(Errno.None, tree.Find("/l/f", out _));
        Check.Equal(Errno.None, tree.Link("/l/../d/f", "/m"));
        Check.Equal(Errno.None, tree.Find("/m", out Location through));
        Check.True(through.Inode.IsRegular);
        Check.Equal(Errno.None, tree.Find("/m", out Location itself, LookupFlags.None));
        Check.True(itself.Inode.IsSymbolicLink);
        Check.Equal(Errno.None, tree.Link("loop", "/loop"));
        Check.Equal(Errno.ELOOP, tree.Find("/loop", out _));
        Check.Equal(Errno.None, tree.Link("absent", "/dangling"));
        Check.Equal(Errno.ENOENT, tree.Find("/dangling", out _));
        Check.Equal(Errno.None, tree.Touch("/dangling"));
        Check.Equal(Errno.None, tree.Find("/absent", out _));
    }

    private static void Rename()
    {
        FileTree tree = new();
        Check.Equal(Errno.None, tree.MakeDirectory("/a"));
        Check.Equal(Errno.None, tree.MakeDirectory("/a/b"));
        Check.Equal(Errno.None, tree.MakeDirectory("/c"));
        Check.Equal(Errno.EINVAL, tree.Rename("/a", "/a/b/x"));
        Check.Equal(Errno.None, tree.Rename("/a/b", "/c/d"));
        Check.Equal(Errno.ENOENT, tree.Find("/a/b", out _));
        Check.Equal(Errno.None, tree.Find("/c/d/..", out Location parent));
        Check.Equal(Errno.None, tree.Find("/c", out Location c));
        Check.True(parent == c);
        Check.Equal(3U, c.Inode.Links);
        Check.Equal(Errno.None, tree.Touch("/f"));
        Check.Equal(Errno.EISDIR, tree.Rename("/f", "/c"));
        Check.Equal(Errno.ENOTDIR, tree.Rename("/c", "/f"));
        Check.Equal(Errno.ENOTEMPTY, tree.Rename("/a", "/c"));
        Check.Equal(Errno.EEXIST, tree.Rename("/a", "/f", RenameFlags.RENAME_NOREPLACE));
        Check.Equal(Errno.None, tree.Rename("/a", "/f", RenameFlags.RENAME_EXCHANGE));
        Check.Equal(Errno.None, tree.Find("/a", out Location exchanged));
        Check.True(exchanged.Inode.IsRegular);
    }

    private static void Refusals()
    {
        FileTree tree = new();
        Check.Equal(Errno.None, tree.MakeDirectory("/private"));
        Check.Equal(Errno.None, tree.Touch("/private/f"));
        Check.Equal(Errno.None, tree.Find("/private", out Location directory));
        Check.Equal(Errno.None, AttributeChanges.SetMode(directory, tree.Credentials, FileMode.S_IRWXU));
        tree.Credentials = new Credentials { RealUser = 7, EffectiveUser = 7, FileSystemUser = 7 };
        Check.Equal(Errno.EACCES, tree.Find("/private/f", out _));
        Check.Equal(Errno.EACCES, tree.Open("/private", OpenFlags.O_RDONLY).Error);
        Check.Equal(Errno.EPERM, AttributeChanges.SetMode(directory, tree.Credentials, FileMode.Permissions));
        Check.Equal(Errno.EPERM, AttributeChanges.SetOwner(directory, tree.Credentials, 7, 7));
    }

    private static void Deleted()
    {
        FileTree tree = new();
        Result<OpenFile> opened = tree.Open("/f", OpenFlags.O_CREAT | OpenFlags.O_RDWR);
        Check.True(opened.IsSuccess);
        OpenFile file = opened.Value;
        Write(file, 10_000);
        Inode inode = file.Inode;
        Check.Equal(Errno.None, tree.Unlink("/f"));
        Check.False(inode.IsDead);
        Check.Equal(10_000L, inode.Size);
        file.Release();
        Check.True(inode.IsDead);
        Check.Equal(0L, inode.Pages!.Count);
    }

    private static void Data()
    {
        FileTree tree = new();
        OpenFile file = tree.Open("/f", OpenFlags.O_CREAT | OpenFlags.O_RDWR).Value;
        Write(file, 9000);
        byte[] read = new byte[9000];
        IoBuffer to = IoBuffer.ForKernel(read.AsSpan());
        Check.Equal(9000L, file.ReadAt(ref to, 0).Value);
        for (int i = 0; i < read.Length; i++)
            Check.Equal((byte)(i * 7), read[i]);
        Check.Equal(Errno.None, AttributeChanges.Truncate(file.Inode, file.Location, 100_000));
        Check.Equal(9000L, file.Seek(8999, SeekOrigin.SEEK_DATA).Value + 1);
        Check.Equal(12288L, file.Seek(0, SeekOrigin.SEEK_HOLE).Value);
        Check.Equal(Errno.ENXIO, file.Seek(20_000, SeekOrigin.SEEK_DATA).Error);
        file.Release();
    }

    private static void Limits()
    {
        FileTree tree = new("size=16k,nr_inodes=4");
        OpenFile file = tree.Open("/f", OpenFlags.O_CREAT | OpenFlags.O_RDWR).Value;
        Write(file, 16384);
        byte[] more = new byte[10];
        IoBuffer from = IoBuffer.ForKernel(more.AsSpan());
        Check.Equal(Errno.ENOSPC, file.Write(ref from).Error);
        Check.Equal(Errno.None, tree.Touch("/g"));
        Check.Equal(Errno.None, tree.Touch("/h"));
        Check.Equal(Errno.ENOSPC, tree.Touch("/i"));
        file.Release();
        Check.Equal(Errno.None, tree.Unlink("/f"));
        Check.Equal(Errno.None, tree.Touch("/i"));
    }

    private static void Bound()
    {
        FileTree tree = new();
        int names = DentryCache.Limit + 2000;
        for (int i = 0; i < names; i++)
            Check.Equal(Errno.ENOENT, tree.Find("/n" + i.ToString(), out _));
        Check.True(DentryCache.Count <= DentryCache.Limit + 64);
        Check.Equal(Errno.None, tree.MakeDirectory("/kept"));
        Check.Equal(Errno.None, tree.Touch("/kept/f"));
        DentryCache.Shrink(DentryCache.Count);
        Check.Equal(Errno.None, tree.Find("/kept/f", out _));
    }

    /// <summary>Several threads make, rename, find and remove the same names; afterwards nothing is left, not a frame.</summary>
    private static void Together()
    {
        FileTree tree = new();
        long pages = Frames.InUse(FrameOwner.PageCache);
        Check.Equal(Errno.None, tree.MakeDirectory("/x"));
        Check.Equal(Errno.None, tree.MakeDirectory("/y"));
        Crew.Run(Processor.Count + 2, index =>
        {
            for (int i = 0; i < 300; i++)
            {
                string name = ((index + i) % 5).ToString();
                Result<OpenFile> opened = tree.Open("/x/" + name, OpenFlags.O_CREAT | OpenFlags.O_RDWR);
                if (opened.TryGet(out OpenFile? file, out _))
                {
                    Write(file, 5000);
                    file.Release();
                }
                _ = tree.Rename("/x/" + name, "/y/" + name);
                _ = tree.Find("/y/" + name, out _);
                _ = tree.Rename("/y/" + name, "/x/" + ((i + 1) % 5).ToString(), RenameFlags.RENAME_EXCHANGE);
                _ = tree.Unlink("/y/" + name);
            }
        });
        for (int i = 0; i < 5; i++)
        {
            _ = tree.Unlink("/x/" + i.ToString());
            _ = tree.Unlink("/y/" + i.ToString());
        }
        Check.Equal(Errno.None, tree.RemoveDirectory("/x"));
        Check.Equal(Errno.None, tree.RemoveDirectory("/y"));
        Check.Equal(pages, Frames.InUse(FrameOwner.PageCache));
    }

    private static void Write(OpenFile file, int count)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
            bytes[i] = (byte)(i * 7);
        IoBuffer from = IoBuffer.ForKernel(bytes.AsSpan());
        Check.Equal((long)count, file.Write(ref from).Value);
    }
}
