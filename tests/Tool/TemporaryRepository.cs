namespace Diesis.Tool.Tests;

/// <summary>An empty repository in a folder whose name has a space, removed at the end.</summary>
internal sealed class TemporaryRepository : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diesis test ");

    internal TemporaryRepository()
    {
        Repository = new Repository(_folder.FullName);
    }

    internal Repository Repository { get; }

    internal string Write(string path, string content)
    {
        string full = Repository.At(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
        return full;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
