namespace Diesis.Tool;

/// <summary>Where things are: the repository's root and the folder out/ in it, which holds everything that is made.</summary>
internal sealed class Repository(string root)
{
    internal string Root { get; } = Path.GetFullPath(root);

    internal string Out => Path.Combine(Root, "out");

    /// <summary>The root is what the entry script says, else the nearest folder above that has the entry script.</summary>
    internal static Repository Find()
    {
        string? root = Environment.GetEnvironmentVariable("DIESIS_ROOT");
        for (string? folder = AppContext.BaseDirectory; root is null && folder is not null; folder = Path.GetDirectoryName(folder))
        {
            root = File.Exists(Path.Combine(folder, "diesis")) && Directory.Exists(Path.Combine(folder, "src")) ? folder : null;
        }

        return new Repository(root ?? throw new ToolException("start this tool through the script ./diesis of the repository"));
    }

    /// <summary>The full path of something in the repository, given with forward slashes from its root.</summary>
    internal string At(string relativePath) => Path.GetFullPath(Path.Combine(Root, relativePath));

    internal string Relative(string path) => Path.GetRelativePath(Root, path);
}
