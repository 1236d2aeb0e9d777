namespace Diesis.Tool.Building;

/// <summary>Held while out/ is written: a second invocation waits for the first. The kernel lets go of it when the holder dies.</summary>
internal sealed class BuildLock : IDisposable
{
    private readonly FileStream _file;

    private BuildLock(FileStream file)
    {
        _file = file;
    }

    internal static async Task<BuildLock> EnterAsync(Repository repository, Action<string> report, CancellationToken cancellation)
    {
        Directory.CreateDirectory(repository.Out);
        string path = Path.Combine(repository.Out, ".lock");
        bool told = false;
        while (true)
        {
            try
            {
                return new BuildLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException)
            {
                if (!told)
                {
                    report("Waiting for another ./diesis that is building here");
                    told = true;
                }

                await Task.Delay(100, cancellation);
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
