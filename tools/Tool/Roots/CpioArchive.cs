using Diesis.Tool.Building;

namespace Diesis.Tool.Roots;

/// <summary>Archives in the format that Linux takes for its initial file system: cpio, "newc". Several after one another count as one.</summary>
internal static class CpioArchive
{
    internal const string Root = "0:0";

    /// <param name="names">Paths below the folder, directories before what is in them.</param>
    /// <param name="owner">User and group as numbers; null for those that the files have.</param>
    internal static async Task WriteAsync(string folder, IReadOnlyList<string> names, string? owner, string output)
    {
        string list = output + ".names";
        await File.WriteAllTextAsync(list, string.Concat(names.Select(name => name + '\0')));
        string options = "-0 -o -H newc --quiet --reproducible" + (owner is null ? "" : " -R " + owner);
        await ToolProcess.RunAsync("bash", ["-c", $"exec cpio {options} <\"$1\" >\"$2\"", "cpio", list, output], folder);
        File.Delete(list);
    }

    /// <summary>Everything below a folder, directories before what is in them; links to directories are not followed.</summary>
    internal static IReadOnlyList<string> Names(string folder)
    {
        EnumerationOptions all = new() { RecurseSubdirectories = false, AttributesToSkip = 0, ReturnSpecialDirectories = false };
        List<string> names = [];
        Stack<DirectoryInfo> open = new([new DirectoryInfo(folder)]);
        while (open.TryPop(out DirectoryInfo? directory))
        {
            foreach (FileSystemInfo entry in directory.EnumerateFileSystemInfos("*", all))
            {
                names.Add(Path.GetRelativePath(folder, entry.FullName));
                if (entry is DirectoryInfo child && child.LinkTarget is null)
                {
                    open.Push(child);
                }
            }
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    internal static async Task ConcatenateAsync(IEnumerable<string> archives, string output)
    {
        await using FileStream target = new(output, FileMode.Create);
        foreach (string archive in archives)
        {
            await using FileStream source = File.OpenRead(archive);
            await source.CopyToAsync(target);
        }
    }
}
