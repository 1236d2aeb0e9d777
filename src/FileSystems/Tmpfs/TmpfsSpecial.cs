using Diesis.Core.Files;

namespace Diesis.FileSystems.Tmpfs;

/// <summary>A device file, a FIFO or a socket's name: what it does when it is opened is not the file system's business.</summary>
internal sealed class TmpfsSpecial(TmpfsFileSystem fileSystem, ulong number, in NewNode node) : TmpfsInode(fileSystem, number, in node);
