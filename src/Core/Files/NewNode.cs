using Diesis.Abi;

namespace Diesis.Core.Files;

/// <summary>What a new inode is to be: type and permissions with umask(2) applied, owners, and the device for device files.</summary>
public readonly struct NewNode(FileMode mode, uint owner, uint group, DeviceNumber device = default)
{
    public FileMode Mode { get; } = mode;

    public uint Owner { get; } = owner;

    public uint Group { get; } = group;

    public DeviceNumber Device { get; } = device;
}
