using System.Text;
using Diesis.Tool.Names;

namespace Diesis.Tool.Machines;

/// <summary>The file that a machine's kernel log goes to.</summary>
internal sealed class KernelLog
{
    private const int ShownLines = 40;

    private static readonly TimeSpan s_keptFor = TimeSpan.FromDays(1);

    private readonly Repository _repository;

    /// <param name="name">The same name is the same file: each run writes it afresh.</param>
    internal KernelLog(Repository repository, string name)
    {
        _repository = repository;
        string folder = System.IO.Path.Combine(repository.Out, "log");
        Directory.CreateDirectory(folder);
        Path = System.IO.Path.Combine(folder, name + ".log");
        File.Delete(Path);
    }

    internal string Path { get; }

    internal string RelativePath => _repository.Relative(Path);

    /// <summary>A log of its own for each run, so that two at a time do not mix; old ones go.</summary>
    internal static KernelLog ForThisRun(Repository repository)
    {
        const string Prefix = "run-";
        KernelLog log = new(repository, $"{Prefix}{Environment.ProcessId}");
        foreach (string old in Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(log.Path)!, Prefix + "*"))
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(old) > s_keptFor)
            {
                File.Delete(old);
            }
        }

        return log;
    }

    internal string Text()
    {
        if (!File.Exists(Path))
        {
            return "";
        }

        using FileStream stream = new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>The last lines, with files and lines in stack traces.</summary>
    internal string End(StackTraceLines lines) => End(Text(), lines);

    internal static string End(string text, StackTraceLines lines) =>
        string.Join('\n', lines.Annotate(text.Replace("\r", "")).TrimEnd().Split('\n').TakeLast(ShownLines));

    /// <summary>Copies what comes to the output, until cancelled and all is copied.</summary>
    internal async Task FollowAsync(Stream output, StackTraceLines lines, CancellationToken end)
    {
        TraceFilter filter = new(output, lines);
        byte[] buffer = new byte[4096];
        using FileStream stream = new(Path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        while (true)
        {
            bool isLast = end.IsCancellationRequested;
            int count;
            while ((count = await stream.ReadAsync(buffer, CancellationToken.None)) > 0)
            {
                filter.Write(buffer.AsSpan(0, count));
            }

            if (isLast)
            {
                filter.End();
                return;
            }

            await Task.Delay(30, CancellationToken.None);
        }
    }
}
