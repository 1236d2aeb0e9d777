namespace Diesis.Core.Files;

/// <summary>What has been done with an open file.</summary>
public enum FileActivityKind
{
    Read,
    Written,
}

/// <summary>Lets watchers (inotify(7)) know of reads and writes.</summary>
public static class FileActivity
{
    public static void Tell(OpenFile file, FileActivityKind kind)
    {
        if (kind == FileActivityKind.Read)
            FileEvents.OnRead(file);
        else
            FileEvents.OnWritten(file);
    }
}
