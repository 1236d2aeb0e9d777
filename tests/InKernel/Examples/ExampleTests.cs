using System.Text;
using System.Threading.Tasks;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Examples;
using Diesis.Platform.Users;

namespace Diesis.Tests.InKernel;

/// <summary>The worked examples of docs/contributing.md do what they say.</summary>
internal static class ExampleTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Examples.TheDriverAwaitsItsDevice", Compute);
        tests.Add("Examples.TheFileSystemShowsWhatWasWritten", Notice);
    }

    private static void Compute()
    {
        if (EduDriver.Start() is not EduDriver driver)
            throw new NotHereException();
        Task<uint>[] results = [driver.ComputeAsync(5).AsTask(), driver.ComputeAsync(10).AsTask(), driver.ComputeAsync(1).AsTask()];
        Task.WaitAll(results);
        driver.Stop();
        Check.Equal(120u, results[0].Result);
        Check.Equal(3_628_800u, results[1].Result);
        Check.Equal(1u, results[2].Result);
    }

    private static void Notice()
    {
        FileTree tree = new();
        Check.Equal(Errno.None, tree.MakeDirectory("/m"));
        Mount(tree, "/m");
        Check.Equal("Nothing to report.\n", Read(tree, "/m/notice"));
        OpenFile file = tree.Open("/m/notice", OpenFlags.O_WRONLY).Value;
        IoBuffer from = IoBuffer.ForKernel("Out of paper.\n"u8.ToArray().AsSpan());
        Check.Equal(14L, file.Write(ref from).Value);
        file.Release();
        Check.Equal("Out of paper.\n", Read(tree, "/m/notice"));
        Check.Equal("2\n", Read(tree, "/m/reads"));
    }

    private static void Mount(FileTree tree, string path)
    {
        if (FileSystemTypes.Find("noticefs"u8) is null)
            NoticeFileSystem.Register();
        FileSystem made = FileSystemTypes.Find("noticefs"u8)!.Make("none"u8, default).Value;
        PathLookup lookup = tree.Lookup(path);
        Check.Equal(Errno.None, lookup.FindPinned(out Location at));
        Check.Equal(Errno.None, tree.Mounts.Add(made, "none"u8, at, MountFlags.None));
        at.Unpin();
    }

    private static string Read(FileTree tree, string path)
    {
        OpenFile file = tree.Open(path, OpenFlags.O_RDONLY).Value;
        byte[] text = new byte[100];
        IoBuffer to = IoBuffer.ForKernel(text.AsSpan());
        int length = (int)file.Read(ref to).Value;
        file.Release();
        return Encoding.UTF8.GetString(text.AsSpan(0, length));
    }
}
