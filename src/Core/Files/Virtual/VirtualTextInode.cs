using System;
using Diesis.Abi;

namespace Diesis.Core.Files.Virtual;

/// <summary>A file with text that is written when it is read.</summary>
public abstract class VirtualTextInode(FileSystem fileSystem, ulong number, FileMode mode) : VirtualInode(fileSystem, number, mode)
{
    /// <summary>Writes the text.</summary>
    public abstract Errno Write(VirtualText text);

    /// <summary>Takes what a program has written.</summary>
    public virtual Errno Store(ReadOnlySpan<byte> text) => Errno.EINVAL;

    public override Errno Truncate(long size) => Errno.None;

    public override Result<OpenFile> Open(Location location, OpenFlags flags) => new VirtualTextFile(this, location, flags);
}

/// <summary>A text about the whole system.</summary>
public sealed class WrittenText(FileSystem fileSystem, ulong number, FileMode mode, Action<VirtualText> write, SettingStore? store)
    : VirtualTextInode(fileSystem, number, mode)
{
    public override Errno Write(VirtualText text)
    {
        write(text);
        return Errno.None;
    }

    public override Errno Store(ReadOnlySpan<byte> text) => store is null ? Errno.EPERM : store(text);
}

/// <summary>A link whose text is made when it is read.</summary>
public sealed class WrittenLink(FileSystem fileSystem, ulong number, Func<Result<byte[]>> read) : VirtualInode(fileSystem, number, LinkMode)
{
    public override Result<byte[]> ReadLink() => read();
}
