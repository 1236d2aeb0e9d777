namespace Diesis.Tool.Roots;

/// <summary>This process' standard input, as far as the guest can get it beforehand.</summary>
internal static class StandardInput
{
    /// <summary>A larger file goes over the console, which is slow, but needs no memory in the guest.</summary>
    private const long MostBytes = 64 << 20;

    /// <summary>What is left of it, when it is a file of reasonable size: the program then reads a file, too. Otherwise null.</summary>
    internal static byte[]? ReadIfFile()
    {
        FileInfo link = new("/proc/self/fd/0");
        if (!Console.IsInputRedirected || link.LinkTarget is not string target || !File.Exists(target) || (File.GetAttributes(target) & FileAttributes.Device) != 0)
        {
            return null;
        }

        FileInfo file = new(target);
        if (file.Length > MostBytes || target.StartsWith("/dev/", StringComparison.Ordinal) || target.StartsWith("/proc/", StringComparison.Ordinal))
        {
            return null;
        }

        using MemoryStream content = new();
        using Stream input = Console.OpenStandardInput();
        input.CopyTo(content);
        return content.ToArray();
    }
}
