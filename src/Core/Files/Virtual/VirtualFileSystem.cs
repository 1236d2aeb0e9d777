namespace Diesis.Core.Files.Virtual;

/// <summary>A file system whose files are made up as they are read.</summary>
public abstract class VirtualFileSystem(string typeName) : FileSystem(typeName)
{
    private ulong _lastNumber;

    /// <summary>A number for an inode that is there from the start. Preconditions: while the file system is being made.</summary>
    public ulong NextNumber() => ++_lastNumber;
}
