namespace Diesis.Tool.Roots;

/// <summary>The root file system that is asked for.</summary>
internal sealed record RootOptions
{
    /// <summary>A folder that becomes the root; null for the default root.</summary>
    internal string? Folder { get; init; }

    /// <summary>Debian packages on top of the default root, with what they depend on.</summary>
    internal IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Files and folders of this machine that are put into it.</summary>
    internal IReadOnlyList<AddedFile> Added { get; init; } = [];
}

/// <param name="Host">The path here.</param>
/// <param name="Guest">The path there, from the root.</param>
internal sealed record AddedFile(string Host, string Guest)
{
    /// <summary>Reads HOST[:GUEST]. Without GUEST it keeps its name, in the root; a GUEST that ends in a slash is the folder for it.</summary>
    internal static AddedFile Parse(string text)
    {
        int colon = text.LastIndexOf(":/", StringComparison.Ordinal);
        string host = colon > 0 ? text[..colon] : text;
        if (!Path.Exists(host))
        {
            throw new ToolException($"--add: there is no {host}", ExitCodes.Usage);
        }

        host = Path.TrimEndingDirectorySeparator(Path.GetFullPath(host));
        string guest = colon > 0 ? text[(colon + 1)..] : "/";
        guest = guest.EndsWith('/') ? guest + Path.GetFileName(host) : guest;
        string[] parts = guest.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 0 && !parts.Contains("..") && !parts.Contains(".")
            ? new AddedFile(host, string.Join('/', parts))
            : throw new ToolException($"--add: '{guest}' is no place in the machine", ExitCodes.Usage);
    }
}
