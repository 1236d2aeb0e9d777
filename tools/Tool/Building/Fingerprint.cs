using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Diesis.Tool.Building;

/// <summary>
/// Content hashes of files. What a build step made is current when the contents of its inputs and outputs and its settings are as recorded:
/// times do not count, so that switching branches, clock jumps and interrupted writes cannot fool it.
/// </summary>
internal static class Fingerprint
{
    private static readonly ConcurrentDictionary<(string Path, long Length, DateTime Written), string> s_files = new();

    /// <summary>The hash of the file's content, or "missing".</summary>
    internal static string OfFile(string path)
    {
        FileInfo file = new(path);
        if (!file.Exists)
        {
            return "missing";
        }

        return s_files.GetOrAdd((file.FullName, file.Length, file.LastWriteTimeUtc), static key =>
        {
            using FileStream stream = new(key.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        });
    }

    internal static string OfText(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>One hash for the settings and the named files, whose order does not count.</summary>
    internal static string Of(string settings, IEnumerable<string> files)
    {
        StringBuilder text = new(settings);
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            text.Append('\n').Append(file).Append('\t').Append(OfFile(file));
        }

        return OfText(text.ToString());
    }
}
