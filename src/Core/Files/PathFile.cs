using Diesis.Abi;

namespace Diesis.Core.Files;

/// <summary>A place in the tree without access to what is there (O_PATH in open(2)).</summary>
internal sealed class PathFile(Inode inode, Location location, OpenFlags flags) : OpenFile(inode, flags, location);
