using Diesis.Tool.Building;

namespace Diesis.Tool.Roots;

/// <summary>A root file system as an archive, and a list of what is in it.</summary>
internal sealed record RootArchive(string File, string NameList)
{
    internal static RootArchive At(string folder) => new(Path.Combine(folder, "initramfs.cpio"), Path.Combine(folder, "names.txt"));

    /// <summary>Appends an archive of what one run wants besides; the loader gets both as one file.</summary>
    /// <param name="own">Files that the tool makes: path in the guest, content.</param>
    /// <param name="output">The file to make.</param>
    internal async Task WithAsync(IReadOnlyList<AddedFile> added, IReadOnlyList<(string Path, byte[] Content)> own, string output)
    {
        string staging = output + ".staging";
        string more = output + ".more";
        Directory.CreateDirectory(staging);
        try
        {
            foreach (AddedFile file in added)
            {
                string target = Path.Combine(staging, file.Guest);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                await ToolProcess.RunAsync("cp", ["-RHT", "--preserve=mode,timestamps,links", file.Host, target]);
            }

            foreach ((string path, byte[] content) in own)
            {
                string target = Path.Combine(staging, path);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                await System.IO.File.WriteAllBytesAsync(target, content);
            }

            // A directory that the root has already keeps its owner and mode.
            HashSet<string> known = [.. await System.IO.File.ReadAllLinesAsync(NameList)];
            string[] names = [.. CpioArchive.Names(staging).Where(name => !known.Contains(name) || !Directory.Exists(Path.Combine(staging, name)))];
            await CpioArchive.WriteAsync(staging, names, CpioArchive.Root, more);
            await CpioArchive.ConcatenateAsync([File, more], output);
            System.IO.File.Delete(more);
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }
}
