using System;
using Diesis.Core;
using Diesis.Core.Files;

namespace Diesis.FileSystems.Tmpfs;

/// <summary>A symbolic link.</summary>
internal sealed class TmpfsLink : TmpfsInode
{
    private readonly byte[] _target;

    internal TmpfsLink(TmpfsFileSystem fileSystem, ulong number, ReadOnlySpan<byte> target, in NewNode node)
        : base(fileSystem, number, in node) => _target = target.ToArray();

    public override long Size => _target.Length;

    public override Result<byte[]> ReadLink() => _target;
}
