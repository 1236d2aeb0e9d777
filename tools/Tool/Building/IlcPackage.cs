using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

namespace Diesis.Tool.Building;

/// <summary>The pinned ahead-of-time compiler: found, restored when it is missing, and checked against its hash.</summary>
internal static class IlcPackage
{
    /// <summary>The path of ilc. Preconditions: the build lock is held.</summary>
    internal static async Task<string> LocateAsync(Repository repository, Action<string> report)
    {
        string id = Pinned("IlcPackage").ToLowerInvariant();
        string version = Pinned("IlcVersion");
        string root = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } chosen ? chosen : Pinned("NuGetPackageRoot");
        string folder = Path.Combine(root, id, version);
        string package = Path.Combine(folder, $"{id}.{version}.nupkg");
        string compiler = Path.Combine(folder, "tools", "ilc");
        if (!File.Exists(package) || !File.Exists(compiler))
        {
            report($"Restoring the compiler package {id} {version}");
            await ToolProcess.RunAsync(DotNet.Host, ["restore", repository.At("tools/Tool/Tool.csproj"), "--force", "-v:quiet"], repository.Root);
        }

        if (!File.Exists(package) || !File.Exists(compiler))
        {
            throw new ToolException($"the package {id} {version} is not in {root} after a restore");
        }

        // Checked once: the record names the file's length and time, so that a replaced package is checked again.
        FileInfo file = new(package);
        string record = Path.Combine(repository.Out, "state", "ilc-package");
        string expected = $"{Pinned("IlcPackageSha512")} {file.Length} {file.LastWriteTimeUtc.Ticks} {package}";
        if (!File.Exists(record) || await File.ReadAllTextAsync(record) != expected)
        {
            report($"Checking the compiler package {id} {version}");
            Verify(package, folder);
            Directory.CreateDirectory(Path.GetDirectoryName(record)!);
            await File.WriteAllTextAsync(record, expected);
        }

        return compiler;
    }

    private static void Verify(string package, string folder)
    {
        using FileStream stream = File.OpenRead(package);
        string hash = Convert.ToBase64String(SHA512.HashData(stream));
        if (hash != Pinned("IlcPackageSha512"))
        {
            throw new ToolException($"{package} is not the pinned package: its SHA-512 is {hash}. Remove its folder and try again.");
        }

        stream.Position = 0;
        using ZipArchive archive = new(stream);
        foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => entry.FullName.StartsWith("tools/", StringComparison.Ordinal)))
        {
            using Stream packed = entry.Open();
            string unpacked = Path.Combine(folder, entry.FullName);
            if (!File.Exists(unpacked) || !SHA256.HashData(File.ReadAllBytes(unpacked)).AsSpan().SequenceEqual(SHA256.HashData(packed)))
            {
                throw new ToolException($"{unpacked} is not what the package holds. Remove the folder {folder} and try again.");
            }
        }
    }

    private static string Pinned(string key) =>
        typeof(IlcPackage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(metadata => metadata.Key == key)?.Value
        ?? throw new ToolException($"the tool was built without {key}");
}
