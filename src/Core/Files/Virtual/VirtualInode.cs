using Diesis.Abi;

namespace Diesis.Core.Files.Virtual;

/// <summary>What all inodes of a virtual file system have in common: nobody can change them but by writing into them.</summary>
public abstract class VirtualInode(FileSystem fileSystem, ulong number, FileMode mode) : Inode(fileSystem, number, new NewNode(mode, 0, 0))
{
    public const FileMode ReadableFile = FileMode.S_IFREG | FileMode.S_IRUSR | FileMode.S_IRGRP | FileMode.S_IROTH;
    public const FileMode PrivateFile = FileMode.S_IFREG | FileMode.S_IRUSR;
    public const FileMode SettingFile = ReadableFile | FileMode.S_IWUSR;
    public const FileMode OpenDirectory = FileMode.S_IFDIR | FileMode.S_IRUSR | FileMode.S_IRGRP | FileMode.S_IROTH | FileMode.AnyExecute;
    public const FileMode PrivateDirectory = FileMode.S_IFDIR | FileMode.S_IRUSR | FileMode.S_IXUSR;
    public const FileMode LinkMode = FileMode.S_IFLNK | FileMode.Permissions;

    public override Errno SetAttributes(in AttributeChange change) => Errno.EPERM;
}
