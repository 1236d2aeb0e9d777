using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;

namespace Diesis.FileSystems.Tmpfs;

/// <summary>What all inodes of a tmpfs have: extended attributes, and a place in the count of inodes.</summary>
internal abstract class TmpfsInode : Inode
{
    private ExtendedAttributes? _attributes;

    protected TmpfsInode(TmpfsFileSystem fileSystem, ulong number, in NewNode node)
        : base(fileSystem, number, in node) => Owning = fileSystem;

    /// <summary>Its file system.</summary>
    protected TmpfsFileSystem Owning { get; }

    public override Result<int> GetExtendedAttribute(FileName name, Span<byte> value) =>
        _attributes is { } attributes ? attributes.Get(name, value) : Errno.ENODATA;

    public override Errno SetExtendedAttribute(FileName name, ReadOnlySpan<byte> value, XattrFlags flags) =>
        (_attributes ??= new ExtendedAttributes()).Set(name, value, flags);

    public override Errno RemoveExtendedAttribute(FileName name) =>
        _attributes is { } attributes ? attributes.Remove(name) : Errno.ENODATA;

    public override Result<int> ListExtendedAttributes(Span<byte> names) =>
        _attributes is { } attributes ? attributes.List(names) : 0;

    protected override void OnDestroy() => Owning.OnInodeGone();
}
