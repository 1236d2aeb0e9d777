using System.Globalization;
using Diesis.Tool.Building;

namespace Diesis.Tool.Roots;

/// <summary>The initial file system of one run: the root, what is added to it, and what init is told.</summary>
internal static class GuestRoot
{
    /// <summary>A larger root needs more memory than is usual: the archive, what is unpacked from it, and as much again for work.</summary>
    private const int MemoryForEachByte = 3;

    private const long SpareBytes = 128 << 20;

    /// <param name="session">What init is told; null for nothing.</param>
    /// <param name="input">What the program reads; null where that comes over the console.</param>
    /// <param name="output">The file to make.</param>
    internal static async Task MakeAsync(Repository repository, RootOptions options, GuestSession? session, byte[]? input, string output, CancellationToken cancellation)
    {
        RootArchive archive;
        string init;
        using (await BuildLock.EnterAsync(repository, Terminal.Report, cancellation))
        {
            init = await InitProgram.BuildAsync(repository, new Builder(repository, Terminal.Report, Variant.Plain));
            archive = await new RootFileSystem(repository, Terminal.Report).BuildAsync(options, init);
        }

        List<AddedFile> added = [.. options.Added];
        if (options.Folder is not null)
        {
            added.Insert(0, new AddedFile(init, "init"));
        }

        List<(string Path, byte[] Content)> own = [];
        if (session is not null)
        {
            own.Add((GuestSession.Path, session.ToBytes()));
        }

        if (input is not null)
        {
            own.Add((GuestSession.InputPath, input));
        }

        await archive.WithAsync(added, own, output);
    }

    /// <summary>Memory for a machine with such a root, as QEMU takes it: at least what is usual.</summary>
    internal static string Memory(string usual, string initrd)
    {
        long megabytes = (new FileInfo(initrd).Length * MemoryForEachByte + SpareBytes) >> 20;
        long least = long.Parse(usual[..^1], CultureInfo.InvariantCulture) * (usual[^1] == 'G' ? 1024 : 1);
        return $"{Math.Max(megabytes, least)}M";
    }
}
