using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Files.Virtual;

namespace Diesis.FileSystems.Sys;

/// <summary>The file system at /sys (sysfs(5)): processors, memory nodes and devices as a tree, one value a file.</summary>
/// <remarks>The tree is made when it is mounted; devices that come later are not in it.</remarks>
public sealed class SysFileSystem : VirtualFileSystem
{
    private SysFileSystem()
        : base("sysfs")
    {
        VirtualDirectory root = new(this, NextNumber());
        ProcessorTree.AddTo(root);
        DeviceTree.AddTo(root);
        RootInode = root;
    }

    public override FileSystemMagic Magic => FileSystemMagic.SYSFS_MAGIC;

    public override Inode RootInode { get; }

    /// <summary>Lets mount(2) make them.</summary>
    public static void Register() => FileSystemTypes.Register("sysfs", FileSystemBacking.Virtual, static (_, _) => new SysFileSystem());
}
